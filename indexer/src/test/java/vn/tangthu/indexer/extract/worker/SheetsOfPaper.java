package vn.tangthu.indexer.extract.worker;

import static vn.tangthu.indexer.extract.worker.ScannedPages.mm;
import static vn.tangthu.indexer.extract.worker.ScannedPages.text;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sheets that look alike: letters under one head, forms filled in by hand or typewriter. */
final class SheetsOfPaper {
    private static final String[] SYLLABLES =
            ("đập suối ruộng đồng xã huyện tỉnh hộ dân đất rừng cầu đường trường học phòng ban"
                            + " nông nghiệp thủy lợi kế hoạch báo cáo đề nghị xem xét phê duyệt kinh"
                            + " phí xây dựng sửa chữa mương kênh trạm bơm thóc lúa ngô khoai năm tháng"
                            + " ngày quý vụ mùa chiêm xuân hè thu đông cán bộ nhân viên tổ đội hợp tác"
                            + " sản xuất giống phân bón thuốc trừ sâu chăn nuôi trâu bò lợn gà vịt")
                    .split(" ");
    private static final String[] NAMES =
            "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Văn Thị Hữu Đức Minh Lan Hoa Tuấn Bình Sơn Thảo Khánh"
                    .split(" ");

    private SheetsOfPaper() {}

    private static String words(Random random, int count) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < count; i++) {
            line.append(i == 0 ? "" : " ").append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return line.toString();
    }

    private static String name(Random random) {
        return NAMES[random.nextInt(10)]
                + ' '
                + NAMES[10 + random.nextInt(4)]
                + ' '
                + NAMES[12 + random.nextInt(NAMES.length - 12)];
    }

    private static void head(Graphics2D paper, int number) {
        text(paper, 22, 20, 11, List.of("ỦY BAN NHÂN DÂN", "XÃ SUỐI ĐỒNG", "Số: " + number));
        text(
                paper,
                105,
                20,
                11,
                List.of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"));
    }

    /** Every letter has the head, the place of its title and of its signature in common. */
    static BufferedImage letter(long seed) {
        Random random = new Random(seed);
        return ScannedPages.paper(
                p -> {
                    head(p, random.nextInt(900) + 1);
                    text(p, 75, 55, 13, List.of("V/v " + words(random, 6)));
                    List<String> lines = new ArrayList<>();
                    int count = 12 + random.nextInt(20);
                    for (int i = 0; i < count; i++) {
                        lines.add(words(random, i % 6 == 5 ? 4 + random.nextInt(8) : 14));
                    }
                    text(p, 26, 75, 12, lines);
                    text(p, 120, 268, 12, List.of("CHỦ TỊCH", name(random)));
                });
    }

    /** One form, filled in otherwise for each seed: names, dates, places, an amount. */
    static BufferedImage form(long seed) {
        Random random = new Random(seed);
        return ScannedPages.paper(
                p -> {
                    head(p, 100 + random.nextInt(800));
                    text(p, 62, 55, 14, List.of("GIẤY XÁC NHẬN CƯ TRÚ"));
                    String[] labels = {
                        "Họ và tên:",
                        "Sinh ngày:",
                        "Quê quán:",
                        "Nơi ở hiện nay:",
                        "Nghề nghiệp:",
                        "Là con ông:",
                        "Và bà:",
                        "Lý do xin xác nhận:",
                        "Số tiền đã nộp:"
                    };
                    for (int i = 0; i < labels.length; i++) {
                        double y = 75 + i * 12;
                        text(p, 26, y, 12, List.of(labels[i]));
                        for (int dot = 0; dot < 50; dot++) {
                            p.fillRect((int) mm(78 + dot * 2), (int) mm(y + 0.5), 2, 2);
                        }
                        String value =
                                switch (i) {
                                    case 0, 5, 6 -> name(random);
                                    case 1 ->
                                            (1 + random.nextInt(28))
                                                    + "/"
                                                    + (1 + random.nextInt(12))
                                                    + "/19"
                                                    + (30 + random.nextInt(60));
                                    case 8 -> random.nextInt(900) + " đồng";
                                    default -> words(random, 3 + random.nextInt(4));
                                };
                        text(p, 80, y, 12, List.of(value));
                    }
                    text(
                            p,
                            26,
                            195,
                            12,
                            List.of(
                                    "Ủy ban nhân dân xã xác nhận những lời khai trên đây là đúng sự",
                                    "thật và đề nghị các cơ quan có liên quan giúp đỡ. Giấy này có",
                                    "giá trị trong ba tháng kể từ ngày ký."));
                    text(p, 120, 225, 12, List.of("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"));
                    text(p, 120, 250, 12, List.of(name(random)));
                });
    }

    /** Word for word one decision, for another person on another day. */
    static BufferedImage decision(long seed) {
        Random random = new Random(seed);
        String date = "ngày " + (10 + random.nextInt(18)) + " tháng " + (1 + random.nextInt(9));
        return ScannedPages.paper(
                p -> {
                    head(p, 100 + random.nextInt(800));
                    text(p, 105, 38, 12, List.of("Suối Đồng, " + date + " năm 1987"));
                    text(p, 85, 55, 14, List.of("QUYẾT ĐỊNH"));
                    text(
                            p,
                            26,
                            75,
                            12,
                            List.of(
                                    "Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân;",
                                    "Xét đề nghị của Ban tổ chức và đơn của đương sự,",
                                    "Điều 1. Nay giao đất làm nhà ở cho ông " + name(random) + ",",
                                    "thường trú tại xã, diện tích theo bản trích đo kèm theo.",
                                    "Điều 2. Các ông Chánh Văn phòng, Trưởng ban và ông có tên",
                                    "tại điều 1 chịu trách nhiệm thi hành quyết định này."));
                    text(p, 120, 150, 12, List.of("CHỦ TỊCH", "Trần Văn Sơn"));
                });
    }
}
