package vn.tangthu.repository.ingest.lists;

import java.util.List;

/**
 * The columns of the list of documents: the fields of EAD_doc (Thông tư 05/2025, Phụ lục I and III)
 * and what ties a document to its hồ sơ and its file.
 */
enum DocumentColumn implements ListColumn {
    FILE_CODE(
            "Mã hồ sơ",
            "fileCode",
            false,
            "Có thể để trống khi mã tài liệu bắt đầu bằng mã hồ sơ.",
            "Hồ sơ số",
            "Mã lưu trữ hồ sơ",
            "arcFileCode"),
    /** With the next two mã hồ sơ in its parts, Nghị định 30/2020 and Thông tư 02/2019. */
    ORGAN_ID(
            "Mã định danh cơ quan",
            "organId",
            false,
            "Phần đầu của mã hồ sơ, khi danh mục ghi mã theo từng phần.",
            "Mã định danh của cơ quan, tổ chức",
            "Mã định danh cơ quan, tổ chức",
            "Mã định danh của cơ quan, tổ chức lập danh mục hồ sơ"),
    FILE_CATALOG(
            "Năm hình thành hồ sơ",
            "fileCatalog",
            false,
            "Phần giữa của mã hồ sơ: năm hình thành hoặc mục lục số.",
            "Mục lục số hoặc năm hình thành hồ sơ",
            "Mục lục số hoặc năm hình thành",
            "Mục lục số/năm hình thành hồ sơ"),
    FILE_NOTATION(
            "Số và ký hiệu trong mã hồ sơ",
            "fileNotation",
            false,
            "Phần cuối của mã hồ sơ.",
            "Số và ký hiệu hồ sơ",
            "Số, ký hiệu hồ sơ"),
    DOC_CODE(
            "Mã tài liệu",
            "docCode",
            true,
            "Bắt buộc. Mã hồ sơ + dấu chấm + 7 chữ số. Tên tệp là mã này.",
            "Mã lưu trữ tài liệu",
            "Mã định danh tài liệu",
            "Mã văn bản",
            "arcDocCode"),
    DOC_ORDINAL(
            "Số thứ tự trong hồ sơ",
            "docOrdinal",
            false,
            "Từ 1, liên tục. Để trống: theo thứ tự dòng.",
            "Số thứ tự tài liệu",
            "Số thứ tự văn bản trong hồ sơ",
            "Số thứ tự tài liệu trong hồ sơ",
            "Thứ tự tài liệu",
            "STT trong hồ sơ",
            "STT trong HS",
            "STT tài liệu",
            "STT văn bản"),
    TYPE_NAME(
            "Tên loại",
            "typeName",
            false,
            "Mã hoặc tên loại văn bản.",
            "Tên loại văn bản",
            "Tên loại tài liệu",
            "Loại văn bản"),
    CODE_NUMBER("Số văn bản", "codeNumber", false, "Tối đa 11 ký tự.", "Số", "Số của văn bản"),
    CODE_NOTATION(
            "Ký hiệu văn bản",
            "codeNotation",
            false,
            "Tối đa 30 ký tự.",
            "Ký hiệu",
            "Ký hiệu của văn bản"),
    NUMBER_AND_NOTATION(
            "Số, ký hiệu",
            "numberAndNotation",
            false,
            "Thay cho hai cột trên: 5023/KH-UBND.",
            "Số và ký hiệu",
            "Số, ký hiệu văn bản",
            "Số ký hiệu văn bản"),
    ISSUED_DATE(
            "Ngày ban hành",
            "issuedDate",
            false,
            "NGÀY/THÁNG/NĂM.",
            "Ngày tháng năm văn bản",
            "Ngày, tháng, năm văn bản",
            "Ngày tháng văn bản",
            "Ngày văn bản",
            "Ngày tháng năm",
            "Ngày, tháng, năm ban hành",
            "Ngày tháng"),
    ORGAN_NAME(
            "Cơ quan ban hành",
            "organName",
            false,
            "Tối đa 200 ký tự.",
            "Tên cơ quan ban hành",
            "Nơi ban hành",
            "Tên cơ quan, tổ chức ban hành văn bản",
            "Tác giả"),
    SUBJECT(
            "Trích yếu nội dung",
            "subject",
            true,
            "Bắt buộc. Tối đa 500 ký tự.",
            "Trích yếu",
            "Nội dung trích yếu",
            "Tên loại và trích yếu",
            "Tên loại và trích yếu nội dung",
            "Tên loại và trích yếu nội dung văn bản"),
    LANGUAGE("Ngôn ngữ", "language", false, "Mã; nhiều mã cách nhau bằng dấu chấm phẩy."),
    NUMBER_OF_PAGE(
            "Số trang",
            "numberOfPage",
            false,
            "1 đến 9.999.",
            "Số lượng trang",
            "Số trang của văn bản",
            "Số lượng trang của văn bản",
            "PageAmount",
            "PageTotal"),
    INFOR_SIGN("Ký hiệu thông tin", "inforSign", false, "Tối đa 30 ký tự."),
    KEYWORD("Từ khóa", "keyword", false, "Tối đa 100 ký tự."),
    MODE(
            "Chế độ sử dụng",
            "mode",
            false,
            "Để trống: theo hồ sơ. Tài liệu mật (03) không được nộp.",
            "Mức độ tiếp cận",
            "Rights"),
    CONFIDENCE_LEVEL(
            "Mức độ tin cậy",
            "confidenceLevel",
            false,
            "01 Gốc điện tử, 02 Số hóa, 03 Hỗn hợp.",
            "Độ tin cậy"),
    AUTOGRAPH("Bút tích", "autograph", false, "Tối đa 2.000 ký tự."),
    FORMAT("Tình trạng vật lý", "format", false, "01 Tốt, 02 Bình thường, 03 Hỏng."),
    PROCESS(
            "Quy trình xử lý",
            "process",
            false,
            "1 có, 0 không. Bắt buộc khi mức độ tin cậy là 01 hoặc 03.",
            "QT xử lý"),
    DESCRIPTION("Ghi chú", "description", false, "Tối đa 500 ký tự.", "Mô tả"),
    DOC_ID("Mã định danh văn bản", "docId", false, "Tối đa 25 ký tự."),
    MAINTENANCE(
            "Thời hạn lưu trữ", "maintenance", false, "Mã.", "Thời hạn bảo quản", "THBQ", "THLT"),
    RISK_RECOVERY("Chế độ dự phòng", "riskRecovery", false, "1 có, 0 không.", "Lưu trữ dự phòng"),
    RISK_RECOVERY_STATUS(
            "Tình trạng dự phòng", "riskRecoveryStatus", false, "01 đã dự phòng, 02 chưa."),
    FILE_NAME(
            "Tên tệp",
            "fileName",
            false,
            "Chỉ khi tên tệp khác mã tài liệu; nhiều tệp cách nhau bằng dấu chấm phẩy.",
            "Tên tập tin",
            "Tên file",
            "Tệp tin",
            "Đường dẫn"),
    PAGE_RANGE(
            "Trang số trong tệp",
            "pageRange",
            false,
            "Chỉ khi các tài liệu của hồ sơ chung một tệp: trang đầu - trang cuối, như 4-6, hoặc"
                    + " chỉ trang đầu.",
            "Trang số",
            "Tờ số",
            "Từ trang - đến trang",
            "Từ tờ - đến tờ",
            "Từ tờ/trang - đến tờ/trang",
            "Từ trang số - đến trang số",
            "Từ trang",
            "Từ tờ",
            "Trang đầu",
            "Trang bắt đầu",
            "Trang số từ",
            "Tờ số từ"),
    LAST_PAGE(
            "Đến trang",
            "lastPage",
            false,
            "Trang cuối trong tệp chung, khi cột trước chỉ ghi trang đầu.",
            "Đến tờ",
            "Trang cuối",
            "Trang kết thúc",
            "Trang số đến",
            "Tờ số đến"),
    ACCESS(
            "Mức truy cập",
            "access",
            false,
            "Tùy chọn: công khai, liệt kê hoặc ẩn.",
            "Quyền truy cập"),
    TITLE_PUBLIC("Công khai tiêu đề", "titlePublic", false, "Tùy chọn: 1 có, 0 không.");

    private final Words words;

    DocumentColumn(
            String heading, String field, boolean mandatory, String hint, String... otherHeadings) {
        words = new Words(heading, field, mandatory, hint, List.of(otherHeadings));
    }

    @Override
    public Words words() {
        return words;
    }

    @Override
    public boolean asWritten() {
        return switch (this) {
            case FILE_CODE,
                    ORGAN_ID,
                    FILE_CATALOG,
                    FILE_NOTATION,
                    DOC_CODE,
                    CODE_NUMBER,
                    CODE_NOTATION,
                    NUMBER_AND_NOTATION,
                    INFOR_SIGN,
                    DOC_ID ->
                    true;
            default -> false;
        };
    }

    @Override
    public boolean identifies() {
        return this == DOC_CODE;
    }

    @Override
    public boolean ofTemplate() {
        return this != ORGAN_ID && this != FILE_CATALOG && this != FILE_NOTATION;
    }

    @Override
    public boolean believed() {
        return switch (this) {
            case FILE_CODE,
                    ORGAN_ID,
                    FILE_CATALOG,
                    FILE_NOTATION,
                    DOC_CODE,
                    CODE_NUMBER,
                    CODE_NOTATION,
                    NUMBER_AND_NOTATION,
                    SUBJECT,
                    DOC_ID,
                    FILE_NAME ->
                    true;
            default -> false;
        };
    }
}
