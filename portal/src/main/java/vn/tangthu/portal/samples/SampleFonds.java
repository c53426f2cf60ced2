package vn.tangthu.portal.samples;

import java.time.LocalDate;
import java.util.List;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Rights;

/**
 * A fonds of the sample archive: a district of the old Khánh Hòa, closed when districts were
 * abolished on 1 July 2025.
 *
 * @param district without its kind: "Diên Khánh"
 * @param creator the body that made the records
 * @param notation the abbreviation of the creator in document numbers
 * @param seriesCodes mục lục số
 */
public record SampleFonds(
        String code, String creator, String district, String notation, List<String> seriesCodes) {
    /** Mã cơ quan lưu trữ of the sample archive. */
    public static final String ARCHIVE_CODE = "H32.LTLS";

    public static final List<SampleFonds> ALL =
            List.of(
                    new SampleFonds(
                            "H32.16",
                            "UBND huyện Diên Khánh",
                            "Diên Khánh",
                            "UBND",
                            List.of("01", "02")),
                    new SampleFonds(
                            "H32.11",
                            "UBND thành phố Nha Trang",
                            "Nha Trang",
                            "UBND",
                            List.of("01", "02")),
                    new SampleFonds(
                            "H32.14", "UBND huyện Vạn Ninh", "Vạn Ninh", "UBND", List.of("01")),
                    new SampleFonds(
                            "H32.17",
                            "UBND huyện Khánh Vĩnh",
                            "Khánh Vĩnh",
                            "UBND",
                            List.of("01")));

    /** What creates it. */
    public Holdings.NewFonds toNewFonds() {
        return new Holdings.NewFonds(
                code,
                "Phông " + creator,
                ARCHIVE_CODE,
                LocalDate.of(2025, 7, 1),
                creator
                        + " kết thúc hoạt động từ ngày 01/7/2025 khi bỏ cấp huyện; tài liệu được giao nộp vào lưu trữ"
                        + " lịch sử tỉnh. (Phông mẫu của Tàng Thư.)",
                Rights.OPEN);
    }

    /** "huyện Diên Khánh". */
    public String districtWithKind() {
        return creator.substring("UBND ".length());
    }

    public String seriesTitle(String seriesCode) {
        return "Mục lục số " + seriesCode + " – " + creator;
    }
}
