package vn.tangthu.repository.ingest.lists;

import java.util.List;
import java.util.Set;

/**
 * The columns of the list of hồ sơ: the circular's 18 fields (Thông tư 05/2025, Phụ lục I) and what
 * places a hồ sơ in the archive.
 */
enum RecordColumn implements ListColumn {
    FONDS(
            "Mã phông",
            "fondsCode",
            true,
            "Bắt buộc. Phông phải có sẵn trong kho.",
            "Ma phong luu tru",
            "Mã phông/công trình/sưu tập lưu trữ"),
    SERIES(
            "Mục lục số",
            "seriesCode",
            false,
            "Nếu có: mục lục phải có sẵn trong phông.",
            "Số mục lục",
            "Mục lục",
            "MLS"),
    FILE_CODE(
            "Mã hồ sơ",
            "fileCode",
            false,
            "Bắt buộc (hoặc Mã lưu trữ hồ sơ). Tối đa 100 ký tự, không trùng.",
            "Số, ký hiệu hồ sơ",
            "Số và ký hiệu hồ sơ",
            "Số, ký hiệu",
            "Ký hiệu hồ sơ",
            "Hồ sơ số"),
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
    FILE_NOTATION("Số và ký hiệu trong mã hồ sơ", "fileNotation", false, "Phần cuối của mã hồ sơ."),
    ARC_FILE_CODE(
            "Mã lưu trữ hồ sơ",
            "arcFileCode",
            false,
            "Để trống: hệ thống ghép mã cơ quan lưu trữ + mã hồ sơ.",
            "Mã lưu trữ của hồ sơ"),
    TITLE("Tiêu đề hồ sơ", "title", true, "Bắt buộc. Tối đa 1.000 ký tự.", "Tiêu đề"),
    MAINTENANCE(
            "Thời hạn lưu trữ",
            "maintenance",
            true,
            "Bắt buộc. Lưu trữ lịch sử chỉ nhận 01 (Vĩnh viễn).",
            "Thời hạn bảo quản",
            "THBQ",
            "THLT"),
    MODE(
            "Chế độ sử dụng",
            "mode",
            false,
            "01 Công khai, 02 Sử dụng có điều kiện. Tài liệu mật (03) không được nộp.",
            "Mức độ tiếp cận",
            "Mức độ tiếp cận của hồ sơ",
            "Rights"),
    LANGUAGE("Ngôn ngữ", "language", false, "Mã; nhiều mã cách nhau bằng dấu chấm phẩy."),
    START_DATE(
            "Thời gian bắt đầu",
            "startDate",
            false,
            "NGÀY/THÁNG/NĂM, THÁNG/NĂM hoặc NĂM.",
            "Ngày bắt đầu",
            "Ngày tháng bắt đầu",
            "Thời gian từ",
            "Từ ngày",
            "Bắt đầu"),
    END_DATE(
            "Thời gian kết thúc",
            "endDate",
            false,
            "Như trên; không trước thời gian bắt đầu.",
            "Ngày kết thúc",
            "Ngày tháng kết thúc",
            "Thời gian đến",
            "Đến ngày",
            "Kết thúc"),
    PERIOD(
            "Thời gian tài liệu",
            "period",
            false,
            "Thay cho hai cột trên: 1998 - 2001.",
            "Thời gian",
            "Thời gian của tài liệu",
            "Thời gian bắt đầu và kết thúc",
            "Thời gian bắt đầu - kết thúc",
            "Ngày tháng bắt đầu và kết thúc"),
    KEYWORD("Từ khóa", "keyword", false, "Tối đa 100 ký tự."),
    TOTAL_DOC(
            "Tổng số tài liệu",
            "totalDoc",
            false,
            "Phải bằng số dòng của hồ sơ trong danh mục tài liệu.",
            "Tổng số văn bản",
            "Số lượng văn bản",
            "Số lượng tài liệu",
            "Tổng số tài liệu trong hồ sơ",
            "Tổng số văn bản trong hồ sơ",
            "DocTotal"),
    NUMBER_OF_PAPER("Số lượng tờ", "numberOfPaper", false, "Số tờ giấy.", "Số tờ"),
    NUMBER_OF_PAGE(
            "Số lượng trang",
            "numberOfPage",
            false,
            "Tổng số trang của hồ sơ.",
            "Số trang",
            "Tổng số trang",
            "PageTotal"),
    FORMAT(
            "Tình trạng vật lý",
            "format",
            false,
            "01 Tốt, 02 Bình thường, 03 Hỏng.",
            "Tình trạng tài liệu"),
    INFOR_SIGN("Ký hiệu thông tin", "inforSign", false, "Tối đa 30 ký tự."),
    CONFIDENCE_LEVEL(
            "Mức độ tin cậy",
            "confidenceLevel",
            false,
            "01 Gốc điện tử, 02 Số hóa, 03 Hỗn hợp.",
            "Độ tin cậy"),
    PAPER_FILE_CODE(
            "Mã hồ sơ giấy gốc",
            "paperFileCode",
            false,
            "Bắt buộc khi mức độ tin cậy là 02 hoặc 03: [mã cơ quan lưu trữ].[kho/giá/hộp].[số hồ sơ].",
            "Mã hồ sơ gốc giấy",
            "Mã hồ sơ giấy"),
    RISK_RECOVERY("Chế độ dự phòng", "riskRecovery", false, "1 có, 0 không.", "Lưu trữ dự phòng"),
    RISK_RECOVERY_STATUS(
            "Tình trạng dự phòng",
            "riskRecoveryStatus",
            false,
            "01 đã dự phòng, 02 chưa. Bắt buộc khi chế độ dự phòng là 1."),
    DESCRIPTION("Ghi chú", "description", false, "Tối đa 2.000 ký tự.", "Mô tả"),
    ACCESS(
            "Mức truy cập",
            "access",
            false,
            "Tùy chọn: công khai, liệt kê hoặc ẩn. Để trống: theo chế độ sử dụng.",
            "Quyền truy cập"),
    TITLE_PUBLIC(
            "Công khai tiêu đề",
            "titlePublic",
            false,
            "Tùy chọn: 1 có, 0 không; cho hồ sơ ở mức liệt kê.");

    private final Words words;

    RecordColumn(
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
            case FONDS,
                    SERIES,
                    FILE_CODE,
                    ORGAN_ID,
                    FILE_CATALOG,
                    FILE_NOTATION,
                    ARC_FILE_CODE,
                    INFOR_SIGN,
                    PAPER_FILE_CODE ->
                    true;
            default -> false;
        };
    }

    @Override
    public boolean identifies() {
        return this == FILE_CODE || this == FILE_NOTATION || this == ARC_FILE_CODE;
    }

    @Override
    public boolean ofTemplate() {
        return this != ORGAN_ID && this != FILE_CATALOG && this != FILE_NOTATION;
    }

    /** "Số và ký hiệu hồ sơ" is the code itself, but beside its middle part only its last. */
    @Override
    public ListColumn among(Set<? extends ListColumn> beside, String heading) {
        return this == FILE_CODE && beside.contains(FILE_CATALOG) && !isOwn(heading)
                ? FILE_NOTATION
                : this;
    }

    @Override
    public boolean believed() {
        return switch (this) {
            case SERIES,
                    FILE_CODE,
                    ORGAN_ID,
                    FILE_CATALOG,
                    FILE_NOTATION,
                    ARC_FILE_CODE,
                    TITLE,
                    PAPER_FILE_CODE ->
                    true;
            default -> false;
        };
    }
}
