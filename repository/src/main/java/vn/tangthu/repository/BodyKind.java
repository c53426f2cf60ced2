package vn.tangthu.repository;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a body is. An administrative unit stands for the People's Committee and Council that
 * governed it and whose records are kept.
 */
public enum BodyKind {
    PROVINCE("Tỉnh", "Province"),
    CENTRAL_CITY("Thành phố trực thuộc trung ương", "Centrally run city"),
    CITY("Thành phố", "City"),
    TOWN("Thị xã", "Town"),
    DISTRICT("Huyện", "District"),
    URBAN_DISTRICT("Quận", "Urban district"),
    WARD("Phường", "Ward"),
    TOWNSHIP("Thị trấn", "Township"),
    COMMUNE("Xã", "Commune"),
    SPECIAL_ZONE("Đặc khu", "Special zone"),
    DEPARTMENT("Sở", "Department"),
    OFFICE("Phòng", "Office"),
    SERVICE_UNIT("Đơn vị sự nghiệp", "Public service unit"),
    OTHER("Cơ quan, tổ chức khác", "Other body");

    private final String vietnamese;
    private final String english;

    BodyKind(String vietnamese, String english) {
        this.vietnamese = vietnamese;
        this.english = english;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String vietnamese() {
        return vietnamese;
    }

    public String english() {
        return english;
    }

    /** Whether names of this kind begin with its word: "Xã Diên An", "Sở Nội vụ" does not count. */
    public boolean isUnit() {
        return compareTo(SPECIAL_ZONE) <= 0;
    }

    /** The kind that a unit's name begins with; a city of either sort is {@link #CITY}. */
    public static Optional<BodyKind> ofName(String name) {
        String folded = BodyNames.folded(name);
        return List.of(values()).stream()
                .filter(BodyKind::isUnit)
                .filter(kind -> folded.startsWith(BodyNames.folded(kind.vietnamese) + " "))
                .findFirst();
    }
}
