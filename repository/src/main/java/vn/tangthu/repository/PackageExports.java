package vn.tangthu.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/** Hồ sơ on their way out as packages of Thông tư 05/2025 or of E-ARK, each one ZIP. */
public interface PackageExports {
    /** Which package. */
    enum Form {
        /** Phụ lục I: as it is kept, with its history. */
        AIP_HOSO("aip"),
        /** Phụ lục III: for another archive or system. */
        SIP_HOSO("sip"),
        /** E-ARK SIP 2.2 with the circular's descriptions: for an archive elsewhere. */
        EARK_SIP("eark");

        private final String word;

        Form(String word) {
            this.word = word;
        }

        /** The word of the command line. */
        public String word() {
            return word;
        }
    }

    /**
     * A hồ sơ with all that is kept of it.
     *
     * @throws Retrieval.NotAvailable there is no such hồ sơ, or the reader may not have all of it
     * @throws Retrieval.Damaged when what tells of its files is damaged
     */
    Packed hoso(AipId id, Form form, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;

    /**
     * A DIP (Phụ lục V): those documents of a hồ sơ that the reader may have whole, with what they
     * are used for. What else the hồ sơ has is not told.
     *
     * @throws Retrieval.NotAvailable as {@link #hoso}, when the reader may have none of them
     * @throws Retrieval.Damaged as {@link #hoso}
     */
    default Packed dip(AipId id, UseOfRecords use, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged {
        return dip(id, Set.of(), use, reader);
    }

    /**
     * The same of single documents.
     *
     * @param only those that may be in it; empty for all of the hồ sơ
     * @throws Retrieval.NotAvailable as {@link #hoso}, when the reader may have none of them
     * @throws Retrieval.Damaged as {@link #hoso}
     */
    Packed dip(AipId id, Set<DocumentId> only, UseOfRecords use, Reader reader)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;

    /** A package that is not written yet. */
    interface Packed {
        /** How the circular calls the ZIP: OBJID with {@code _} for {@code :}, {@code .zip}. */
        String fileName();

        /**
         * Writes the ZIP. Nothing is written before its first file has matched; each file is
         * matched against its digests before its first byte is written, and asked for with the
         * reader's rights of that moment. One file is held at a time.
         *
         * @throws Retrieval.NotAvailable when something was withheld meanwhile; what was written by
         *     then is no whole ZIP and must not look like one
         * @throws Retrieval.Damaged when a file is damaged; as above
         */
        void writeTo(OutputStream out, Progress progress)
                throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
    }
}
