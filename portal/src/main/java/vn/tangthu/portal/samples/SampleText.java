package vn.tangthu.portal.samples;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import vn.tangthu.repository.DocumentType;

/** Sentences of administrative Vietnamese, our own, with holes for names, places and figures. */
final class SampleText {
    /**
     * A matter a hồ sơ is about.
     *
     * @param title of the hồ sơ; {xa} {huyen} {nam} {ten} are filled in
     * @param documents what lies in it, in order; the first decides
     */
    record Matter(String title, List<Paper> documents) {}

    /**
     * @param unit the suffix of the notation for official letters and the like
     */
    record Paper(DocumentType type, String subject, List<String> body) {}

    private static final List<String> FAMILY =
            List.of(
                    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
                    "Dương", "Lý", "Cao", "Mấu", "Hà", "Tro");
    private static final List<String> MIDDLE =
            List.of(
                    "Văn", "Thị", "Đức", "Minh", "Ngọc", "Thanh", "Hữu", "Quốc", "Thị Kim", "Xuân",
                    "Công");
    private static final List<String> GIVEN =
            List.of(
                    "Hòa", "Thủy", "Dũng", "Lan", "Hương", "Sơn", "Phượng", "Quý", "Khánh", "Tuyết",
                    "Bình", "Đào", "Nghĩa", "Trường", "Yến", "Tâm", "Vỹ", "Loan", "Phước", "Huệ");

    static final List<Matter> MATTERS =
            List.of(
                    new Matter(
                            "Hồ sơ giao đất ở cho hộ gia đình tại {xa}, {huyen} năm {nam}",
                            List.of(
                                    new Paper(
                                            DocumentType.DECISION,
                                            "Về việc giao đất ở cho hộ ông (bà) {ten} tại {xa}",
                                            List.of(
                                                    "Giao cho hộ ông (bà) {ten}, thường trú tại thôn {so} {xa}, {dientich} m2 đất để"
                                                            + " làm nhà ở, thuộc thửa đất số {thua}, tờ bản đồ số {to}.",
                                                    "Vị trí, ranh giới khu đất được xác định theo trích lục bản đồ địa chính do cơ quan"
                                                            + " địa chính lập và đã được {xa} xác nhận.",
                                                    "Hộ ông (bà) {ten} có trách nhiệm nộp tiền sử dụng đất với số tiền {tien} đồng và"
                                                            + " sử dụng đất đúng mục đích, đúng diện tích được giao.",
                                                    "Phòng Địa chính phối hợp với {xa} bàn giao mốc giới trên thực địa và chỉnh lý hồ"
                                                            + " sơ địa chính theo quy định.")),
                                    new Paper(
                                            DocumentType.SUBMISSION,
                                            "Đề nghị giao đất ở cho hộ ông (bà) {ten}",
                                            List.of(
                                                    "Xét đơn xin giao đất của hộ ông (bà) {ten} và biên bản họp Hội đồng xét duyệt của"
                                                            + " {xa}, hộ này hiện có {nguoi} nhân khẩu, chưa có đất ở riêng.",
                                                    "Khu đất đề nghị giao phù hợp với quy hoạch khu dân cư đã được phê duyệt, không có"
                                                            + " tranh chấp và không nằm trong hành lang bảo vệ công trình thủy lợi.",
                                                    "Kính đề nghị cấp có thẩm quyền xem xét, quyết định.")),
                                    new Paper(
                                            DocumentType.MINUTES,
                                            "Bàn giao mốc giới đất tại thực địa cho hộ ông (bà) {ten}",
                                            List.of(
                                                    "Hôm nay, đại diện {xa}, cán bộ địa chính và chủ hộ đã tiến hành kiểm tra, xác định"
                                                            + " ranh giới thửa đất số {thua}, tờ bản đồ số {to}.",
                                                    "Các bên thống nhất cắm {nguoi} mốc bê tông tại các góc thửa, diện tích đo thực tế"
                                                            + " là {dientich} m2, các hộ liền kề không có ý kiến khác.")))),
                    new Matter(
                            "Hồ sơ cấp giấy chứng nhận quyền sử dụng đất đợt {so} năm {nam} của {xa}, {huyen}",
                            List.of(
                                    new Paper(
                                            DocumentType.DECISION,
                                            "Về việc cấp giấy chứng nhận quyền sử dụng đất cho {soho} hộ gia đình tại {xa}",
                                            List.of(
                                                    "Cấp giấy chứng nhận quyền sử dụng đất nông nghiệp và đất ở nông thôn cho {soho} hộ"
                                                            + " gia đình, cá nhân tại {xa} theo danh sách kèm theo.",
                                                    "Tổng diện tích được cấp là {dientich} m2, trong đó đất trồng lúa chiếm phần lớn,"
                                                            + " còn lại là đất vườn và đất ở.",
                                                    "Giao Phòng Tài nguyên và Môi trường vào sổ địa chính, trao giấy chứng nhận tại trụ"
                                                            + " sở {xa} và lưu hồ sơ theo quy định.")),
                                    new Paper(
                                            DocumentType.REPORT,
                                            "Kết quả xét duyệt hồ sơ đăng ký đất đai tại {xa}",
                                            List.of(
                                                    "Qua kiểm tra {soho} hồ sơ đăng ký, Hội đồng nhận thấy các hộ sử dụng đất ổn định,"
                                                            + " không lấn chiếm, đã thực hiện đầy đủ nghĩa vụ với Nhà nước.",
                                                    "Một số trường hợp còn sai lệch tên chủ sử dụng giữa sổ mục kê và chứng minh nhân"
                                                            + " dân, đã hướng dẫn bổ sung giấy tờ để xét duyệt vào đợt sau.")))),
                    new Matter(
                            "Hồ sơ xây dựng trường học, trạm y tế tại {xa}, {huyen} năm {nam}",
                            List.of(
                                    new Paper(
                                            DocumentType.DECISION,
                                            "Phê duyệt báo cáo kinh tế kỹ thuật công trình trường tiểu học {xa}",
                                            List.of(
                                                    "Phê duyệt báo cáo kinh tế kỹ thuật xây dựng công trình trường tiểu học {xa} với"
                                                            + " quy mô {nguoi} phòng học, nhà một tầng, mái lợp ngói.",
                                                    "Tổng mức đầu tư: {tien} đồng, từ nguồn ngân sách huyện và đóng góp của nhân dân.",
                                                    "Thời gian thực hiện trong năm {nam}; chủ đầu tư tổ chức lựa chọn nhà thầu và báo"
                                                            + " cáo tiến độ hằng quý.")),
                                    new Paper(
                                            DocumentType.CONTRACT,
                                            "Giao nhận thầu xây lắp công trình trường tiểu học {xa}",
                                            List.of(
                                                    "Bên A giao cho Bên B thi công trọn gói phần móng, tường, mái và hệ thống thoát nước"
                                                            + " của công trình theo hồ sơ thiết kế đã được duyệt.",
                                                    "Giá trị hợp đồng là {tien} đồng, tạm ứng ba mươi phần trăm sau khi ký và thanh toán"
                                                            + " theo khối lượng nghiệm thu từng giai đoạn.",
                                                    "Bên B bảo hành công trình mười hai tháng kể từ ngày bàn giao đưa vào sử dụng.")),
                                    new Paper(
                                            DocumentType.MINUTES,
                                            "Nghiệm thu hoàn thành công trình đưa vào sử dụng tại {xa}",
                                            List.of(
                                                    "Hội đồng nghiệm thu kiểm tra hiện trường, nhật ký thi công và kết quả thí nghiệm"
                                                            + " vật liệu, thống nhất công trình đạt yêu cầu chất lượng.",
                                                    "Còn tồn tại: sân trước chưa tạo dốc thoát nước, nhà thầu khắc phục xong trong mười"
                                                            + " ngày.")))),
                    new Matter(
                            "Hồ sơ phòng chống bão lụt và khắc phục hậu quả thiên tai tại {huyen} năm {nam}",
                            List.of(
                                    new Paper(
                                            DocumentType.PLAN,
                                            "Phòng chống lụt bão và tìm kiếm cứu nạn năm {nam}",
                                            List.of(
                                                    "Rà soát các điểm xung yếu ven sông, suối và khu vực có nguy cơ sạt lở tại {xa},"
                                                            + " chuẩn bị phương án sơ tán {soho} hộ dân.",
                                                    "Dự trữ gạo, mì ăn liền, thuốc men tại chỗ đủ dùng trong bảy ngày; mỗi thôn thành"
                                                            + " lập một tổ xung kích từ mười đến mười lăm người.",
                                                    "Các hồ chứa thực hiện chế độ trực ban, báo cáo mực nước ngày hai lần.")),
                                    new Paper(
                                            DocumentType.REPORT,
                                            "Tình hình thiệt hại do mưa lũ gây ra tại {xa}",
                                            List.of(
                                                    "Đợt mưa lũ vừa qua làm ngập {dientich} m2 hoa màu, hư hỏng {nguoi} căn nhà, sạt lở"
                                                            + " tuyến đường liên thôn và cuốn trôi một cầu tạm.",
                                                    "Ước thiệt hại {tien} đồng. Đề nghị hỗ trợ giống lúa và kinh phí sửa chữa đường để"
                                                            + " bảo đảm việc đi lại của nhân dân.")))),
                    new Matter(
                            "Hồ sơ thi đua, khen thưởng năm {nam} của {huyen}",
                            List.of(
                                    new Paper(
                                            DocumentType.DECISION,
                                            "Khen thưởng tập thể, cá nhân có thành tích trong phong trào làm thủy lợi năm {nam}",
                                            List.of(
                                                    "Tặng giấy khen cho nhân dân và cán bộ {xa} cùng ông (bà) {ten} đã có thành tích xuất"
                                                            + " sắc trong phong trào làm thủy lợi nội đồng.",
                                                    "Mức thưởng kèm theo giấy khen trích từ quỹ thi đua, khen thưởng của huyện.")),
                                    new Paper(
                                            DocumentType.SUBMISSION,
                                            "Đề nghị khen thưởng phong trào thi đua năm {nam}",
                                            List.of(
                                                    "Qua bình xét công khai tại cơ sở, Thường trực Hội đồng đề nghị khen thưởng {nguoi}"
                                                            + " tập thể và {soho} cá nhân tiêu biểu, trong đó có ông (bà) {ten}.")))),
                    new Matter(
                            "Hồ sơ giải phóng mặt bằng mở rộng đường qua {xa}, {huyen} năm {nam}",
                            List.of(
                                    new Paper(
                                            DocumentType.SCHEME,
                                            "Bồi thường, hỗ trợ khi thu hồi đất mở rộng đường qua {xa}",
                                            List.of(
                                                    "Tổng số hộ bị ảnh hưởng là {soho} hộ, diện tích đất thu hồi {dientich} m2, trong đó"
                                                            + " có đất ở, đất vườn và một phần đất nghĩa địa.",
                                                    "Đơn giá bồi thường nhà cửa, vật kiến trúc và cây trồng áp dụng theo bảng giá hiện"
                                                            + " hành; hộ phải di dời được hỗ trợ thuê nhà trong sáu tháng.",
                                                    "Tổng kinh phí bồi thường, hỗ trợ và tái định cư: {tien} đồng.")),
                                    new Paper(
                                            DocumentType.NOTICE,
                                            "Chủ trương thu hồi đất để mở rộng đường qua {xa}",
                                            List.of(
                                                    "Thông báo đến các hộ gia đình có đất nằm trong phạm vi mở rộng đường biết và phối"
                                                            + " hợp kê khai, kiểm đếm từ ngày niêm yết tại trụ sở {xa}.",
                                                    "Mọi ý kiến xin gửi về Hội đồng bồi thường trước khi phương án được trình duyệt.")),
                                    new Paper(
                                            DocumentType.OFFICIAL_LETTER,
                                            "Trả lời đơn kiến nghị của ông (bà) {ten} về đơn giá bồi thường",
                                            List.of(
                                                    "Sau khi xem xét đơn của ông (bà) {ten}, trú tại {xa}, Hội đồng bồi thường nhận thấy"
                                                            + " việc áp giá cây lâu năm là đúng với biên bản kiểm đếm.",
                                                    "Riêng phần chuồng trại xây dựng trước thời điểm công bố quy hoạch, Hội đồng sẽ bổ"
                                                            + " sung vào phương án trong đợt chi trả tiếp theo.")))),
                    new Matter(
                            "Hồ sơ tổ chức bộ máy và cán bộ {xa}, {huyen} năm {nam}",
                            List.of(
                                    new Paper(
                                            DocumentType.DECISION,
                                            "Điều động và bổ nhiệm ông (bà) {ten} giữ chức vụ Trưởng ban Tài chính {xa}",
                                            List.of(
                                                    "Điều động ông (bà) {ten} đến nhận công tác tại {xa} và bổ nhiệm giữ chức vụ Trưởng"
                                                            + " ban Tài chính kể từ ngày ký.",
                                                    "Ông (bà) {ten} được hưởng lương và phụ cấp chức vụ theo quy định hiện hành.")),
                                    new Paper(
                                            DocumentType.OFFICIAL_LETTER,
                                            "Về việc kiện toàn nhân sự Ủy ban nhân dân {xa}",
                                            List.of(
                                                    "Thống nhất chủ trương kiện toàn nhân sự chủ chốt của {xa} nhiệm kỳ mới, bảo đảm cơ"
                                                            + " cấu nữ và người dân tộc thiểu số.",
                                                    "Đề nghị hoàn thành quy trình giới thiệu trước kỳ họp gần nhất của Hội đồng nhân"
                                                            + " dân.")))));

    private static final List<String> FILLERS =
            List.of(
                    "Căn cứ Luật Tổ chức chính quyền và chức năng, nhiệm vụ được giao, xét đề nghị của cơ quan chuyên môn.",
                    "Thủ trưởng các phòng, ban, Chủ tịch {xa} và các cá nhân có liên quan chịu trách nhiệm thi hành văn bản này.",
                    "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị kịp thời phản ánh bằng văn bản để được hướng dẫn.",
                    "Văn bản này có hiệu lực kể từ ngày ký; các quy định trước đây trái với nội dung này đều được bãi bỏ.",
                    "Cán bộ văn thư vào sổ, sao gửi đến các thôn và niêm yết công khai để nhân dân biết, giám sát.",
                    "Kinh phí thực hiện bố trí trong dự toán được giao, thanh quyết toán theo chế độ kế toán hiện hành.",
                    "Giao bộ phận lưu trữ lập hồ sơ, đánh số tờ và nộp vào kho lưu trữ đúng thời hạn.");

    private SampleText() {}

    static String person(SplittableRandom random) {
        return pick(FAMILY, random) + " " + pick(MIDDLE, random) + " " + pick(GIVEN, random);
    }

    static Map<String, String> holes(
            SplittableRandom random, String commune, String district, int year) {
        NumberFormat numbers = NumberFormat.getInstance(Locale.forLanguageTag("vi"));
        return Map.ofEntries(
                Map.entry("{xa}", commune),
                Map.entry("{huyen}", district),
                Map.entry("{nam}", Integer.toString(year)),
                Map.entry("{ten}", person(random)),
                Map.entry("{so}", Integer.toString(random.nextInt(1, 9))),
                Map.entry("{thua}", Integer.toString(random.nextInt(1, 1500))),
                Map.entry("{to}", Integer.toString(random.nextInt(1, 60))),
                Map.entry("{nguoi}", Integer.toString(random.nextInt(3, 24))),
                Map.entry("{soho}", Integer.toString(random.nextInt(12, 240))),
                Map.entry("{dientich}", numbers.format(random.nextInt(90, 25_000))),
                Map.entry("{tien}", numbers.format(random.nextInt(900, 950_000) * 1_000L)));
    }

    static String fill(String template, Map<String, String> holes) {
        String text = template;
        for (Map.Entry<String, String> hole : holes.entrySet()) {
            text = text.replace(hole.getKey(), hole.getValue());
        }
        return text;
    }

    static String filler(SplittableRandom random) {
        return pick(FILLERS, random);
    }

    static <T> T pick(List<T> from, SplittableRandom random) {
        return from.get(random.nextInt(from.size()));
    }
}
