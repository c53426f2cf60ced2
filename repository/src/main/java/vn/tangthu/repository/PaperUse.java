package vn.tangthu.repository;

/**
 * How an applicant wants to use paper that is not digitised: the two forms of use that Luật Lưu trữ
 * 2024 knows, serving readers and giving copies. A certified copy is asked for by the kind of the
 * request.
 */
public enum PaperUse {
    /** Đọc tại phòng đọc. */
    READING_ROOM,
    /** Sao chụp trên giấy. */
    COPY
}
