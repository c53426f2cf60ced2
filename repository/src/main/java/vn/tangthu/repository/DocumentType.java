package vn.tangthu.repository;

/** Tên loại văn bản, code list {@code typeName} of Thông tư 05/2025. */
public enum DocumentType implements CodeListEntry {
    RESOLUTION("01", "Nghị quyết", "Resolution"),
    DECISION("02", "Quyết định", "Decision"),
    DIRECTIVE("03", "Chỉ thị", "Directive"),
    REGULATION("04", "Quy chế", "Regulation"),
    RULE("05", "Quy định", "Rule"),
    COMMUNIQUE("06", "Thông cáo", "Communiqué"),
    NOTICE("07", "Thông báo", "Notice"),
    GUIDANCE("08", "Hướng dẫn", "Guidance"),
    PROGRAMME("09", "Chương trình", "Programme"),
    PLAN("10", "Kế hoạch", "Plan"),
    SCHEME("11", "Phương án", "Scheme"),
    PROPOSAL("12", "Đề án", "Proposal"),
    PROJECT("13", "Dự án", "Project"),
    REPORT("14", "Báo cáo", "Report"),
    SUBMISSION("15", "Tờ trình", "Submission"),
    POWER_OF_ATTORNEY("16", "Giấy ủy quyền", "Power of attorney"),
    DISPATCH_SLIP("17", "Phiếu gửi", "Dispatch slip"),
    TRANSFER_SLIP("18", "Phiếu chuyển", "Transfer slip"),
    NOTIFICATION_SLIP("19", "Phiếu báo", "Notification slip"),
    MINUTES("20", "Biên bản", "Minutes"),
    CONTRACT("21", "Hợp đồng", "Contract"),
    OFFICIAL_LETTER("22", "Công văn", "Official letter"),
    OFFICIAL_TELEGRAM("23", "Công điện", "Official telegram"),
    MEMORANDUM("24", "Bản ghi nhớ", "Memorandum"),
    AGREEMENT("25", "Bản thỏa thuận", "Agreement"),
    INVITATION("26", "Giấy mời", "Invitation"),
    LETTER_OF_INTRODUCTION("27", "Giấy giới thiệu", "Letter of introduction"),
    LEAVE_PERMIT("28", "Giấy nghỉ phép", "Leave permit"),
    OFFICIAL_CORRESPONDENCE("29", "Thư công", "Official correspondence"),
    MAP("30", "Bản đồ", "Map"),
    TECHNICAL_DRAWING("31", "Bản vẽ kỹ thuật", "Technical drawing"),
    OTHER("32", "Khác", "Other");

    private final String code;
    private final String vietnamese;
    private final String english;

    DocumentType(String code, String vietnamese, String english) {
        this.code = code;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String vietnamese() {
        return vietnamese;
    }

    @Override
    public String english() {
        return english;
    }
}
