package vn.tangthu.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Hồ sơ on their way out as packages of Thông tư 05/2025, each one ZIP. */
public interface PackageExports {
    /** Which of the circular's packages. */
    enum Form {
        /** Phụ lục I: as it is kept, with its history. */
        AIP_HOSO,
        /** Phụ lục III: for another archive or system. */
        SIP_HOSO;

        /** The word of the command line: {@code aip}, {@code sip}. */
        public String word() {
            return name().substring(0, 3).toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Writes the ZIP. Each file is matched against its digests before its first byte is written.
     *
     * @return how the ZIP is called by the circular: OBJID with {@code _} for {@code :}, {@code
     *     .zip}
     * @throws Retrieval.NotAvailable before anything was written: there is no such hồ sơ, or the
     *     reader may not have all of it
     * @throws Retrieval.Damaged when a file is damaged; what was written by then is no whole ZIP
     *     and must not look like one
     */
    String zip(AipId id, Form form, OutputStream out, Reader reader, Progress progress)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;

    /**
     * Writes a DIP (Phụ lục V): those documents of a hồ sơ that the reader may have whole, with
     * what they are used for. What else the hồ sơ has is not told.
     *
     * @return as {@link #zip}
     * @throws Retrieval.NotAvailable as {@link #zip}, when the reader may have none of them
     * @throws Retrieval.Damaged as {@link #zip}
     */
    String dip(AipId id, UseOfRecords use, OutputStream out, Reader reader, Progress progress)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
}
