package vn.tangthu.indexer.quality;

import java.util.List;
import java.util.SplittableRandom;
import vn.tangthu.repository.DocumentType;

/** Words of the judged archive: names, places, offices and matters, in sentences of our own. */
final class Vocabulary {
    static final String[] SURNAMES = {
        "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Phan", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
        "Dương", "Lý", "Cao", "Trịnh"
    };
    static final String[] MIDDLES = {
        "Văn", "Thị", "Đình", "Hữu", "Ngọc", "Quang", "Minh", "Thanh", "Xuân", "Đức", "Công", "Kim",
        "Bá", "Thế"
    };
    static final String[] GIVEN = {
        "Lành", "Lanh", "Lạnh", "Hạnh", "Hành", "Thủy", "Hòa", "Hóa", "Hoàn", "Toàn", "Tuyết",
        "Quý", "Quyết", "Kỳ", "Mỹ", "Lý", "Sĩ", "Đạt", "Đáng", "Đăng", "Dũng", "Dung", "Tâm", "Tấm",
        "Trí", "Tri", "Bảo", "Khánh", "Khanh", "Cảnh", "Canh", "Nghĩa", "Nghị", "Phụng", "Phùng",
        "Phượng", "Phương", "Thắng", "Thăng", "Thuận", "Thuần", "Liễu", "Liêu", "Sương", "Hường",
        "Hướng", "Hương", "Bình", "Bính", "Định", "Dinh", "Tình", "Tính", "Tịnh", "Lợi", "Lời",
        "Sáu", "Bảy", "Năm", "Thạnh", "Thành", "Huệ", "Nhường", "Xướng", "Trúc", "Khoẻ"
    };

    /** A commune and the district that it was of. */
    record Commune(String kind, String name, String district) {
        String whole() {
            return kind + " " + name;
        }
    }

    static final List<Commune> COMMUNES =
            List.of(
                    commune("Diên Toàn", "Diên Khánh"),
                    commune("Diên Lạc", "Diên Khánh"),
                    commune("Diên Thọ", "Diên Khánh"),
                    commune("Diên Lâm", "Diên Khánh"),
                    commune("Diên Hòa", "Diên Khánh"),
                    commune("Diên Phú", "Diên Khánh"),
                    commune("Suối Hiệp", "Diên Khánh"),
                    commune("Suối Tiên", "Diên Khánh"),
                    commune("Vạn Hưng", "Vạn Ninh"),
                    commune("Vạn Khánh", "Vạn Ninh"),
                    commune("Vạn Thạnh", "Vạn Ninh"),
                    commune("Vạn Phú", "Vạn Ninh"),
                    commune("Đại Lãnh", "Vạn Ninh"),
                    commune("Ninh Phước", "Ninh Hòa"),
                    commune("Ninh Thủy", "Ninh Hòa"),
                    commune("Ninh Sim", "Ninh Hòa"),
                    commune("Ninh Quang", "Ninh Hòa"),
                    commune("Ninh Lộc", "Ninh Hòa"),
                    commune("Cam Hiệp Nam", "Cam Lâm"),
                    commune("Cam Tân", "Cam Lâm"),
                    commune("Cam Hòa", "Cam Lâm"),
                    commune("Suối Cát", "Cam Lâm"),
                    commune("Sơn Tân", "Cam Lâm"),
                    commune("Khánh Trung", "Khánh Vĩnh"),
                    commune("Khánh Đông", "Khánh Vĩnh"),
                    commune("Giang Ly", "Khánh Vĩnh"),
                    commune("Liên Sang", "Khánh Vĩnh"),
                    commune("Sơn Lâm", "Khánh Sơn"),
                    commune("Ba Cụm Bắc", "Khánh Sơn"),
                    commune("Thành Sơn", "Khánh Sơn"),
                    ward("Vĩnh Hải", "Nha Trang"),
                    ward("Ngọc Hiệp", "Nha Trang"),
                    ward("Phước Hải", "Nha Trang"),
                    ward("Vạn Thạnh", "Nha Trang"),
                    ward("Xương Huân", "Nha Trang"),
                    ward("Ba Ngòi", "Cam Ranh"),
                    ward("Cam Nghĩa", "Cam Ranh"),
                    commune("Cam Bình", "Cam Ranh"),
                    commune("Hòa Thắng", "Buôn Ma Thuột"),
                    ward("Tân Lợi", "Buôn Ma Thuột"),
                    ward("Thành Nhất", "Buôn Ma Thuột"),
                    commune("Ea M'Droh", "Cư M'gar"),
                    commune("Ea Kpam", "Cư M'gar"),
                    commune("Quảng Hiệp", "Cư M'gar"),
                    commune("Cư M'ta", "M'Drắk"),
                    commune("Krông Jing", "M'Drắk"),
                    commune("Ea H'leo", "Ea H'leo"),
                    commune("Dliê Yang", "Ea H'leo"),
                    commune("Pơng Drang", "Krông Búk"),
                    commune("Bình Hòa", "Krông A Na"),
                    commune("Quảng Điền", "Krông A Na"),
                    commune("Dray Sáp", "Krông A Na"),
                    commune("Hòa Kiến", "Tuy Hòa"),
                    commune("Bình Kiến", "Tuy Hòa"),
                    commune("An Chấn", "Tuy An"),
                    commune("An Ninh Đông", "Tuy An"),
                    commune("Xuân Lãnh", "Đồng Xuân"),
                    commune("Đa Lộc", "Đồng Xuân"),
                    commune("Sơn Thành Tây", "Tây Hòa"),
                    commune("Hòa Thịnh", "Tây Hòa"));

    static final String[] HAMLETS = {
        "Đông Dinh",
        "Phú Khánh Thượng",
        "Đại Điền Trung",
        "Xuân Phong",
        "Thanh Minh",
        "Lỗ Gia",
        "Trường Thạnh",
        "Phước Trạch",
        "Hội Xương",
        "Đảnh Thạnh",
        "Cây Sung",
        "Gò Mè",
        "Bến Lễ",
        "Hòn Nghê",
        "Suối Lau",
        "Tân Hiệp",
        "Trung Nam",
        "Bãi Giếng",
        "Vĩnh Thái",
        "Phú Nẫm",
        "Nước Nhĩ",
        "Bình Trị",
        "Mỹ Trạch",
        "Văn Đăng",
        "Lương Hòa",
        "Đồng Găng",
        "Cửu Lợi",
        "Tà Lương",
        "Hòn Dù",
        "Suối Thơm"
    };

    /** An office: the code of its fonds, its name, what its notations end in. */
    record Office(String code, String name, String sign) {}

    static final List<Office> OFFICES =
            List.of(
                    new Office("H32.01", "Ủy ban nhân dân tỉnh Khánh Hòa", "UBND"),
                    new Office("H32.02", "Hội đồng nhân dân tỉnh Khánh Hòa", "HĐND"),
                    new Office("H32.16", "Ủy ban nhân dân huyện Diên Khánh", "UB"),
                    new Office("H32.17", "Ủy ban nhân dân huyện Vạn Ninh", "UBND"),
                    new Office("H32.18", "Ủy ban nhân dân thị xã Ninh Hòa", "UBND"),
                    new Office("H32.20", "Sở Địa chính", "SĐC"),
                    new Office("H32.21", "Sở Tài nguyên và Môi trường", "STNMT"),
                    new Office("H32.22", "Sở Nông nghiệp và Phát triển nông thôn", "SNN&PTNT"),
                    new Office("H32.23", "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
                    new Office("H32.30", "Chi cục Văn thư - Lưu trữ", "CVT&LTNN"),
                    new Office("H15.01", "Ủy ban nhân dân tỉnh Đắk Lắk", "UBND"),
                    new Office("H15.09", "Ban Bồi thường, giải phóng mặt bằng", "BBT"));

    /** A kind of paper and the first part of its notation. */
    record Paper(DocumentType type, String sign) {}

    static final List<Paper> PAPERS =
            List.of(
                    new Paper(DocumentType.DECISION, "QĐ"),
                    new Paper(DocumentType.PLAN, "KH"),
                    new Paper(DocumentType.REPORT, "BC"),
                    new Paper(DocumentType.SUBMISSION, "TTr"),
                    new Paper(DocumentType.NOTICE, "TB"),
                    new Paper(DocumentType.MINUTES, "BB"));

    /**
     * What a hồ sơ is about.
     *
     * @param title of the hồ sơ, before the commune
     * @param asked as people would ask for it: words of the title
     * @param subject of its first document, before the name of the person
     * @param body what a page says
     */
    record Matter(String title, String asked, String subject, String body) {}

    static final List<Matter> MATTERS =
            List.of(
                    new Matter(
                            "Hồ sơ giao đất ở cho các hộ gia đình",
                            "giao đất ở hộ gia đình",
                            "Về việc giao đất ở cho",
                            "Thửa đất được giao nằm trong khu dân cư đã có đường đi chung, hộ nhận"
                                    + " đất phải làm nhà trong hai năm."),
                    new Matter(
                            "Hồ sơ cấp giấy chứng nhận quyền sử dụng đất",
                            "cấp giấy chứng nhận quyền sử dụng đất",
                            "Về việc cấp giấy chứng nhận quyền sử dụng đất cho",
                            "Ranh giới đã được các hộ liền kề ký nhận, diện tích đo lại khớp với sổ"
                                    + " mục kê."),
                    new Matter(
                            "Hồ sơ giải phóng mặt bằng làm kênh thủy lợi",
                            "giải phóng mặt bằng kênh thủy lợi",
                            "Về việc bồi thường hoa màu cho",
                            "Tuyến kênh đi qua ruộng hai vụ, cây trồng trên đất được đếm từng gốc và"
                                    + " ghi vào bảng kê."),
                    new Matter(
                            "Hồ sơ xét công nhận gia đình liệt sĩ",
                            "công nhận gia đình liệt sĩ",
                            "Về việc xét chế độ đối với thân nhân của",
                            "Giấy báo tử gốc không còn, hai người cùng đơn vị đã làm chứng và được"
                                    + " chính quyền xác nhận."),
                    new Matter(
                            "Hồ sơ xây dựng trường tiểu học",
                            "xây dựng trường tiểu học",
                            "Về việc nhận khối lượng xây lắp của đội thi công",
                            "Sáu phòng học mái ngói hoàn thành trước mùa mưa, sân trường được đổ đất"
                                    + " cao thêm hai tấc."),
                    new Matter(
                            "Hồ sơ phòng chống bão lụt",
                            "phòng chống bão lụt",
                            "Về việc hỗ trợ thiệt hại do bão cho",
                            "Nước dâng nhanh trong đêm, thuyền thúng đã đưa người già và trẻ em lên"
                                    + " gò cao."),
                    new Matter(
                            "Hồ sơ khai hoang xây dựng vùng kinh tế mới",
                            "khai hoang vùng kinh tế mới",
                            "Về việc cấp lương thực cho hộ",
                            "Đợt đầu có ba mươi hai hộ lên nhận đất, mỗi hộ được chia năm sào và"
                                    + " công cụ cầm tay."),
                    new Matter(
                            "Hồ sơ trồng rừng phòng hộ đầu nguồn",
                            "trồng rừng phòng hộ",
                            "Về việc giao khoán rừng cho",
                            "Cây keo và cây dầu được trồng xen, đường băng cản lửa phát dọn trước"
                                    + " tháng nắng."),
                    new Matter(
                            "Hồ sơ quyết toán ngân sách",
                            "quyết toán ngân sách",
                            "Về việc giải trình các khoản chi của kế toán",
                            "Khoản thu từ chợ thấp hơn dự toán vì ba sạp bỏ trống từ đầu năm."),
                    new Matter(
                            "Hồ sơ sáp nhập thôn và đổi tên tổ dân phố",
                            "sáp nhập thôn đổi tên tổ dân phố",
                            "Về việc cử trưởng thôn lâm thời là",
                            "Cử tri đã bỏ phiếu tại nhà sinh hoạt, tên mới được bốn phần năm số"
                                    + " người đồng ý."),
                    new Matter(
                            "Hồ sơ khen thưởng phong trào thi đua",
                            "khen thưởng phong trào thi đua",
                            "Về việc tặng bằng khen cho",
                            "Thành tích nổi bật là hợp tác xã nộp đủ thóc nghĩa vụ ngay từ vụ đầu."),
                    new Matter(
                            "Hồ sơ giải quyết khiếu nại, tố cáo",
                            "giải quyết khiếu nại tố cáo",
                            "Về việc trả lời đơn khiếu nại của",
                            "Hai bên đã đối thoại một buổi, lối đi cũ vẫn để cho cả xóm dùng chung."),
                    new Matter(
                            "Hồ sơ cấp giấy phép khai thác cát sỏi",
                            "giấy phép khai thác cát sỏi",
                            "Về việc cho phép khai thác cát đối với chủ bến",
                            "Bến cát phải lùi xa chân cầu ba trăm mét và nghỉ hút vào ban đêm."),
                    new Matter(
                            "Hồ sơ tuyển dụng và điều động cán bộ y tế",
                            "điều động cán bộ y tế",
                            "Về việc điều động y sĩ",
                            "Trạm xá còn thiếu một nữ hộ sinh, người được điều động nhận việc đầu"
                                    + " tháng sau."),
                    new Matter(
                            "Hồ sơ xếp hạng di tích đình làng",
                            "xếp hạng di tích đình làng",
                            "Về việc giao trông coi đình làng cho ông từ",
                            "Đình còn giữ bốn sắc phong, mái sau dột đã được lợp lại bằng ngói cũ."),
                    new Matter(
                            "Hồ sơ chỉnh lý và tiêu hủy tài liệu hết giá trị",
                            "tiêu hủy tài liệu hết giá trị",
                            "Về việc nhận bàn giao tài liệu từ thủ kho",
                            "Giấy loại được xé nhỏ trước khi đưa đi làm bột, danh mục giữ lại một"
                                    + " bản."),
                    new Matter(
                            "Hồ sơ lắp đặt đường dây điện hạ thế",
                            "đường dây điện hạ thế",
                            "Về việc hạ cột điện trên đất của",
                            "Đường dây đi dọc mương, cột bê tông cách mép nước một sải tay."),
                    new Matter(
                            "Hồ sơ hợp tác xã nông nghiệp giải thể",
                            "hợp tác xã nông nghiệp giải thể",
                            "Về việc thanh toán công nợ với xã viên",
                            "Máy cày và kho thóc được bán lấy tiền trả cho xã viên theo số công"
                                    + " điểm."));

    static final String[] FILLERS = {
        "Văn bản này có hiệu lực kể từ ngày ký và thay cho các văn bản trước đây cùng nội dung.",
        "Các phòng, ban có liên quan chịu trách nhiệm thực hiện và báo cáo kết quả trước cuối quý.",
        "Hội đồng nhân dân xã đã cho ý kiến tại kỳ họp giữa năm và không có ý kiến khác.",
        "Kinh phí lấy từ nguồn sự nghiệp đã bố trí trong dự toán, phần thiếu do địa phương cân đối.",
        "Đại biểu Quốc hội của đơn vị bầu cử số hai đã nghe cử tri phản ánh về việc này.",
        "Ủy ban nhân dân xã niêm yết công khai mười lăm ngày tại trụ sở và nhà văn hóa thôn.",
        "Người dân có quyền xem bản đồ tại phòng một cửa trong giờ hành chính.",
        "Biên bản lập thành ba bản có giá trị như nhau, mỗi bên giữ một bản."
    };

    private Vocabulary() {}

    private static Commune commune(String name, String district) {
        return new Commune("xã", name, district);
    }

    private static Commune ward(String name, String district) {
        return new Commune("phường", name, district);
    }

    static String name(SplittableRandom random) {
        return pick(SURNAMES, random) + " " + pick(MIDDLES, random) + " " + pick(GIVEN, random);
    }

    static String pick(String[] from, SplittableRandom random) {
        return from[random.nextInt(from.length)];
    }

    static <T> T pick(List<T> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
