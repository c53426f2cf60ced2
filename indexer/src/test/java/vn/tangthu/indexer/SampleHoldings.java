package vn.tangthu.indexer;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Rights;

/**
 * A small archive for tests of finding: records with known places for known queries, among others
 * that have the same words in other places. All sentences are written for this.
 */
public final class SampleHoldings {
    private static final String[] PLACES = {
        "xã Diên Lạc", "xã Diên Thọ", "xã Suối Hiệp", "phường Vĩnh Hải", "phường Ngọc Hiệp",
        "xã Vạn Hưng", "xã Cam Hiệp", "phường Ba Ngòi", "xã Ninh Phước", "xã Khánh Vĩnh"
    };
    private static final String[] MATTERS = {
        "kiểm tra việc sử dụng kinh phí sự nghiệp giáo dục",
        "giao chỉ tiêu kế hoạch phát triển kinh tế",
        "xếp hạng di tích lịch sử văn hóa",
        "hỗ trợ hộ nghèo sửa chữa nhà ở",
        "cấp giấy phép khai thác cát trên sông Cái",
        "tuyển dụng viên chức trạm y tế",
        "phòng chống lụt bão và tìm kiếm cứu nạn",
        "thu hồi đất để xây dựng kênh mương thủy lợi"
    };

    private final FakeArchive archive;
    public final FondsId province;
    public final FondsId dienKhanh;
    public final FondsId landOffice;
    public final FondsId archives;

    public SampleHoldings(FakeArchive archive) {
        this.archive = archive;
        province = archive.addFonds("H32.01", "Phông Ủy ban nhân dân tỉnh Khánh Hòa", Rights.OPEN);
        dienKhanh =
                archive.addFonds("H32.16", "Phông Ủy ban nhân dân huyện Diên Khánh", Rights.OPEN);
        landOffice = archive.addFonds("H32.20", "Phông Sở Địa chính", Rights.OPEN);
        archives = archive.addFonds("H32.30", "Phông Chi cục Văn thư - Lưu trữ", Rights.OPEN);
        known();
        others();
    }

    private static FakeArchive.Doc doc(
            DocumentType type,
            String number,
            String notation,
            String date,
            String organ,
            String subject) {
        return new FakeArchive.Doc(subject)
                .type(type)
                .number(number, notation)
                .date(date)
                .organ(organ);
    }

    private void known() {
        archive.add(
                dienKhanh,
                "H32.16.1998.12",
                "Hồ sơ giao đất cho các hộ gia đình tại xã Diên Toàn",
                "05/01/1998",
                "30/12/1998",
                "Có kèm sơ đồ thửa",
                Rights.OPEN,
                doc(
                                DocumentType.DECISION,
                                "214",
                                "QĐ-UB",
                                "17/03/1998",
                                "UBND huyện Diên Khánh",
                                "Về việc giao đất ở cho ông Nguyễn Văn Lành")
                        .page(
                                "ỦY BAN NHÂN DÂN HUYỆN DIÊN KHÁNH\nSố: 214/QĐ-UB\nQUYẾT ĐỊNH\nVề việc"
                                        + " giao đất ở")
                        .page(
                                "Điều 1. Nay giao cho ông Nguyễn Văn Lành được sử dụng thửa đất số"
                                        + " 57, tờ bản đồ số 9, diện tích 320 m2 tại thôn Đông Dinh."),
                doc(
                                DocumentType.MINUTES,
                                "03",
                                "BB-ĐC",
                                "02/04/1998",
                                "Phòng Địa chính huyện Diên Khánh",
                                "Biên bản bàn giao mốc giới ngoài thực địa")
                        .page("Hôm nay, tại thực địa, các bên cùng cắm mốc bê tông và ký tên.")
                        .page(
                                "Các mốc được chôn sâu sáu mươi phân; hộ liền kề không có ý kiến"
                                        + " tranh chấp ranh giới."));
        archive.add(
                province,
                "H32.01.2025.7",
                "Kế hoạch quản lý hồ sơ khi sắp xếp tổ chức bộ máy",
                "2025",
                "2025",
                null,
                Rights.OPEN,
                doc(
                                DocumentType.PLAN,
                                "5023",
                                "KH-UBND",
                                "28/04/2025",
                                "UBND tỉnh Khánh Hòa",
                                "Quản lý hồ sơ, tài liệu trong thời gian sắp xếp đơn vị")
                        .page(
                                "ỦY BAN NHÂN DÂN\nSố: 5023/KH-UBND\nKhánh Hoà, ngày 28 tháng 4 năm 2025")
                        .page(
                                "Các cơ quan lập danh mục hồ sơ chưa giải quyết xong, niêm phong theo"
                                        + " từng người phụ trách và bàn giao nguyên trạng."),
                doc(
                                DocumentType.OFFICIAL_LETTER,
                                "0117",
                                "CVT&LTNN-NV",
                                "06/05/2025",
                                "Cục Văn thư và Lưu trữ nhà nước",
                                "Hướng dẫn thống kê tài liệu tồn đọng")
                        .page("Kính gửi các chi cục, đề nghị thống kê mét giá tài liệu tồn đọng."));
        archive.add(
                province,
                "H32.01.2025.8",
                "Kế hoạch số hóa tài liệu lưu trữ giai đoạn một",
                "05/09/2025",
                "12/2025",
                null,
                Rights.OPEN,
                doc(
                                DocumentType.PLAN,
                                "041",
                                "KH-UBND",
                                "05/09/2025",
                                "UBND tỉnh Đắk Lắk",
                                "Số hóa tài liệu của các huyện kết thúc hoạt động")
                        .page("Kế hoạch số 041 /KH-UBND về số hóa tài liệu.")
                        .page("Máy quét khổ A3, độ phân giải 200 dpi, lưu tệp hai lớp.")
                        .page("Kinh phí thực hiện: 47.456.800.000 đồng từ ngân sách tỉnh."));
        archive.add(
                landOffice,
                "H32.20.2003.5",
                "Hồ sơ cấp giấy chứng nhận quyền sử dụng đất đợt hai",
                "2002",
                "2003",
                null,
                Rights.OPEN,
                doc(
                                DocumentType.DECISION,
                                "88",
                                "QĐ-UBND",
                                "11/06/2003",
                                "UBND thành phố Nha Trang",
                                "Cấp giấy chứng nhận quyền sử dụng đất cho hộ bà Trần Thị Thuỷ")
                        .keyword("giấy chứng nhận, Thủy")
                        .page("Căn cứ đơn xin cấp giấy của bà Trần Thị Thuỷ, phường Vĩnh Hòa.")
                        .page("Thửa đất giáp đường Phạm Văn Đồng, phía đông giáp bãi biển."),
                doc(
                                DocumentType.REPORT,
                                "15",
                                "BC-ĐC",
                                "20/12/2003",
                                "Sở Địa chính",
                                "Tổng kết công tác đo đạc bản đồ địa chính")
                        .page(
                                "Đã đo đạc xong bảy phường; còn ba xã miền núi chưa có lưới khống chế."));
        archive.add(
                archives,
                "H32.30.2010.2",
                "Hồ sơ thẩm định tài liệu hết giá trị",
                "2010",
                "2011",
                "Tài liệu bị ẩm mốc một phần",
                Rights.OPEN,
                doc(
                                DocumentType.SUBMISSION,
                                "9",
                                "TTr-CVTLT",
                                "14/10/2010",
                                "Chi cục Văn thư - Lưu trữ",
                                "Đề nghị hủy tài liệu hết giá trị bảo quản")
                        .page("Danh mục tài liệu hết giá trị gồm chứng từ kế toán trùng thừa.")
                        .page("Hội đồng thống nhất tiêu huỷ bằng cách nghiền thành bột giấy."));
        archive.add(
                province,
                "H32.01.1976.1",
                "Tập tài liệu về thành lập các xã vùng kinh tế mới",
                "1976",
                "1979",
                null,
                Rights.OPEN,
                doc(
                                DocumentType.RESOLUTION,
                                "12",
                                "NQ-TU",
                                "03/02/1977",
                                "Tỉnh ủy Phú Khánh",
                                "Đưa dân đi xây dựng vùng kinh tế mới")
                        .page("Vận động năm trăm hộ ở Nha Trang lên M'Đrắk khai hoang phục hóa."),
                new FakeArchive.Doc("Danh sách hộ tình nguyện đi khai hoang")
                        .date("1978")
                        .page("Tờ khai viết tay, mực đã phai, nhiều chỗ không đọc được."));
        archive.add(
                province,
                "H32.01.2001.30",
                "Hồ sơ xây dựng cầu <script>alert(1)</script> & đường Trần Phú",
                "2001",
                "2002",
                null,
                Rights.OPEN,
                doc(
                                DocumentType.CONTRACT,
                                "07",
                                "HĐ-XD",
                                "19/08/2001",
                                "Sở Giao thông vận tải",
                                "Hợp đồng thi công <b>mố</b> cầu Xóm Bóng")
                        .page("Nhà thầu chịu trách nhiệm đóng cọc khoan nhồi tại mố phía bắc."));
        archive.add(
                province,
                "H32.01.1999.4",
                "Hồ sơ quy hoạch thị xã Cam Ranh",
                "1999",
                "1999",
                null,
                Rights.OPEN,
                doc(
                                DocumentType.DECISION,
                                "1241",
                                "QĐ-UB",
                                "09/05/1999",
                                "UBND tỉnh Khánh Hòa",
                                "Phê duyệt quy hoạch chung thị xã Cam Ranh đến năm 2010")
                        .page("Phạm vi lập quy hoạch gồm vịnh Cam Ranh và bán đảo phía đông.")
                        .page(
                                "Bố trí khu công nghiệp đóng tàu ở phía nam, cách ly với khu dân cư."));
        archive.add(
                dienKhanh,
                "H32.16.2004.3",
                "Hồ sơ giải quyết khiếu nại của công dân",
                "2004",
                "2004",
                null,
                Rights.OPEN,
                doc(
                                DocumentType.NOTICE,
                                "31",
                                "TB-UBND",
                                "22/07/2004",
                                "UBND huyện Diên Khánh",
                                "Kết luận đối thoại với ông Phạm Hoàn về đường đi chung")
                        .page("Ông Phạm Hoàn cho rằng con đường đã có từ trước năm 1975."));
    }

    /** The same words in other company, so that ranking has something to do. */
    private void others() {
        Random random = new Random(7);
        List<FondsId> fonds = List.of(province, dienKhanh, landOffice);
        for (int i = 0; i < 120; i++) {
            String place = PLACES[random.nextInt(PLACES.length)];
            String matter = MATTERS[random.nextInt(MATTERS.length)];
            String other = MATTERS[random.nextInt(MATTERS.length)];
            int year = 1985 + random.nextInt(38);
            FondsId of = fonds.get(random.nextInt(fonds.size()));
            String code =
                    (of == province ? "H32.01." : of == dienKhanh ? "H32.16." : "H32.20.")
                            + year
                            + "."
                            + (100 + i);
            archive.add(
                    of,
                    code,
                    "Hồ sơ về việc " + matter + " năm " + year,
                    Integer.toString(year),
                    Integer.toString(year),
                    null,
                    Rights.OPEN,
                    doc(
                                    DocumentType.values()[random.nextInt(20)],
                                    Integer.toString(100 + i),
                                    "CV-UB",
                                    String.format(
                                            Locale.ROOT,
                                            "%02d/%02d/%d",
                                            1 + random.nextInt(28),
                                            1 + random.nextInt(12),
                                            year),
                                    "UBND " + place,
                                    "Về việc " + matter + " tại " + place)
                            .page(
                                    "Thực hiện chỉ đạo của cấp trên về "
                                            + matter
                                            + ", địa phương đã triển khai tại "
                                            + place
                                            + ".")
                            .page(
                                    "Ngoài ra còn phối hợp "
                                            + other
                                            + "; hồ sơ được giao cho bộ phận đất đai theo quyết"
                                            + " định của người có thẩm quyền."));
        }
    }
}
