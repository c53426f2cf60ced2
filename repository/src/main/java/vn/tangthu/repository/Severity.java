package vn.tangthu.repository;

/** What a finding means for the delivery. */
public enum Severity {
    /** Chặn: what it stands on is not taken in. */
    BLOCKS,
    /** Cảnh báo: taken in, to be looked at. */
    WARNS,
    /** Ghi chú: for the record. */
    NOTES
}
