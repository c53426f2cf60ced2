package vn.tangthu.repository;

import java.util.SortedMap;

/** Writes what describes documents in a package that is not one that is kept. */
public interface SubmissionPackages {
    /**
     * @param folder OBJID with {@code _} for {@code :}
     * @param metadata METS, descriptions and schemas by their paths in the package; the documents'
     *     files stand at their paths of the AIP
     */
    record Described(String folder, SortedMap<String, byte[]> metadata) {}

    /** As SIP_hoso; the same version of a hồ sơ gives the same bytes. */
    Described sip(Aip aip);

    /** As E-ARK SIP 2.2, described as a SIP_hoso; the same version gives the same bytes. */
    Described earkSip(Aip aip);

    /**
     * As DIP; the same documents for the same use give the same bytes.
     *
     * @param given the hồ sơ with those of its documents that are given
     */
    Described dip(Aip given, UseOfRecords use);
}
