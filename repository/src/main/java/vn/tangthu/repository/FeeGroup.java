package vn.tangthu.repository;

/**
 * Đối tượng miễn, giảm phí, code list {@code feeObjectType} of a DIP (Thông tư 05/2025, Phụ lục V).
 */
public enum FeeGroup implements CodeListEntry {
    STUDENT("01", "Học sinh, sinh viên, nghiên cứu sinh", "Pupil, student, doctoral student"),
    MARTYRS_FAMILY("02", "Thân nhân liệt sĩ", "Relative of a martyr"),
    WAR_INVALID("03", "Thương binh, bệnh binh", "War invalid"),
    RESISTANCE("04", "Người hoạt động kháng chiến", "Took part in the resistance"),
    HELPED_REVOLUTION("05", "Người có công giúp đỡ cách mạng", "Helped the revolution"),
    WORSHIPS_MARTYR("06", "Người thờ cúng liệt sĩ", "Worships a martyr"),
    PENSIONER("07", "Hưu trí", "Pensioner"),
    LOST_CAPACITY("08", "Mất sức, tai nạn lao động", "Lost capacity, accident at work"),
    OCCUPATIONAL_DISEASE("09", "Bệnh nghề nghiệp", "Occupational disease"),
    OTHER("10", "Khác", "Other");

    private final String code;
    private final String vietnamese;
    private final String english;

    FeeGroup(String code, String vietnamese, String english) {
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
