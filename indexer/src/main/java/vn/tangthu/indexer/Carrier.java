package vn.tangthu.indexer;

/** Whether what was found is digitised. */
public enum Carrier {
    DIGITAL,
    /** Hồ sơ giấy chưa số hóa: described in the catalogue, read in the reading room. */
    PAPER
}
