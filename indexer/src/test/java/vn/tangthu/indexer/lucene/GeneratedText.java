package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Text of our own with the habits of real pages: words of one and two syllables, the n-th as often
 * as 1/n (the head of the list are the usual words of official papers), names of people and places,
 * numbers and dates, and one word in fifty misread, so that the vocabulary goes on growing with the
 * pages. Everything follows from the seed.
 */
final class GeneratedText {
    /** The shortest page, as issue 5 asks for. */
    static final int CHARACTERS = 1_500;

    private static final int LEXICON = 24_000;
    private static final int TABLE = 1 << 18;
    private static final int MISREAD = 50;

    /** The usual ones, roughly as often as in official papers. */
    private static final String[] USUAL =
            ("và|của|các|về|theo|đất|được|trong|cho|huyện|xã|ngày|tháng|năm|số|có|là|không|người|"
                            + "ủy ban|nhân dân|quyết định|quy định|thực hiện|điều|khoản|với|này|tại|từ|đến|công|"
                            + "hộ|gia đình|quyền|sử dụng|giấy|chứng nhận|tỉnh|phòng|ban|cán bộ|kế hoạch|"
                            + "báo cáo|kinh tế|xã hội|tổ chức|cơ quan|nhà nước|pháp luật|chính phủ|bộ|sở|ngành|"
                            + "địa phương|giao|thu hồi|bồi thường|diện tích|thửa|tờ|bản đồ|mét vuông|nông nghiệp|"
                            + "lâm nghiệp|thủy lợi|xây dựng|giao thông|giáo dục|y tế|văn hóa|thông tin|tài chính|"
                            + "ngân sách|kinh phí|dự án|đầu tư|công trình|nhà ở|sản xuất|hợp tác|đội|thôn|ấp|khu|"
                            + "phường|thị trấn|thành phố|hội đồng|đại biểu|kỳ họp|nghị quyết|chỉ thị|thông báo|"
                            + "công văn|tờ trình|biên bản|đơn|khiếu nại|tố cáo|giải quyết|xử lý|kiểm tra|thanh tra|"
                            + "tranh chấp|ranh giới|hòa giải|lý lịch|hồ sơ|lưu trữ|phông|cấp|đề nghị|phê duyệt|"
                            + "bổ nhiệm|lương|phụ cấp|khen thưởng|kỷ luật|bầu cử|dân quân|an ninh|trật tự|lúa|mía|"
                            + "cà phê|cao su|rừng|suối|hồ chứa|kênh|đập|cầu|đường|trường|lớp|học sinh|giáo viên|"
                            + "bệnh viện|trạm xá|chợ|hợp đồng|mua bán|chuyển nhượng|thừa kế|tặng cho|thế chấp|"
                            + "tách thửa|hợp thửa|đo đạc|cắm mốc|quy hoạch|giải phóng|mặt bằng|tái định cư")
                    .split("\\|");

    static final String[] SURNAMES =
            ("Nguyễn|Trần|Lê|Phạm|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Mai|Cao|Hà")
                    .split("\\|");
    static final String[] MIDDLES =
            "Văn|Thị|Đình|Hữu|Ngọc|Quang|Minh|Thanh|Xuân|Đức|Công|Kim|Bá|Thế|Trọng|Như"
                    .split("\\|");

    /** Common nouns of the land registry and the like, what matters are about. */
    static final String[] MATTERS =
            ("giao đất làm nhà ở|thu hồi đất nông nghiệp|cấp giấy chứng nhận quyền sử dụng đất|"
                            + "giải quyết tranh chấp ranh giới|chuyển mục đích sử dụng đất|phê duyệt dự toán công trình|"
                            + "xây dựng đường giao thông nông thôn|tu bổ kênh thủy lợi|hòa giải tranh chấp đất|"
                            + "khen thưởng thành tích|kỷ luật cán bộ|bổ nhiệm hiệu trưởng|quyết toán ngân sách|"
                            + "kế hoạch sản xuất lúa|giao rừng cho hộ gia đình|bầu cử hội đồng nhân dân|"
                            + "thành lập hợp tác xã|mua bán nhà ở|đăng ký hộ tịch|cho thuê đất xây dựng trạm xá")
                    .split("\\|");

    private static final String[] ONSETS =
            "b|c|ch|d|đ|g|gi|h|kh|l|m|n|ng|nh|ph|qu|r|s|t|th|tr|v|x".split("\\|");
    private static final String[] RHYMES =
            ("a|à|á|ả|ã|ạ|an|àn|án|ạn|ang|àng|áng|ãng|ạng|anh|ành|ánh|ạnh|ao|ào|áo|ạo|at|ác|ạc|ay|ày|"
                            + "áy|âm|ầm|ấm|ậm|ân|ần|ấn|ận|âp|ập|âu|ầu|ấu|ậu|ây|ầy|ấy|ăm|ằm|ắm|ăn|ằn|ắn|ặn|ăng|ằng|"
                            + "ắng|ặng|e|è|é|ẻ|em|ẽm|ên|ền|ến|ện|i|ì|í|ỉ|ị|ia|ìa|ía|iêm|iềm|iếm|iệm|iên|iền|iến|"
                            + "iện|iêu|iều|iếu|iệu|inh|ình|ính|ịnh|iếp|iệp|o|ò|ó|ỏ|ọ|oa|òa|óa|oan|oàn|oán|oạn|oi|"
                            + "òi|ói|ong|òng|óng|ô|ồ|ố|ổ|ộ|ôi|ồi|ối|ôn|ồn|ốn|ông|ồng|ống|ộng|ơ|ờ|ớ|ơi|ời|ới|ơn|"
                            + "ờn|u|ù|ú|ủ|ụ|ui|ùi|úi|ung|ùng|úng|ụng|uy|ùy|úy|uyên|uyền|uyến|uyện|uôi|uối|uông|"
                            + "uống|ư|ừ|ứ|ử|ự|ưa|ừa|ứa|ưng|ừng|ứng|ựng|ươi|ười|ưới|ương|ường|ướng|ượng|ược|ưu|ựu")
                    .split("\\|");
    private static final String LETTERS = "tlibhnuceoagqrv";

    private final List<String> syllables;
    private final String[] words = new String[LEXICON];
    private final int[] ranks = new int[TABLE];

    /** Communes with their district: "Diên Toàn, huyện Diên Khánh" in kind, made of syllables. */
    private final String[] communes = new String[600];

    GeneratedText() {
        Random random = new Random(1998);
        Set<String> all = new LinkedHashSet<>();
        for (String onset : ONSETS) {
            for (String rhyme : RHYMES) {
                all.add(onset + rhyme);
            }
        }
        syllables = new ArrayList<>(all);
        Collections.shuffle(syllables, random);
        System.arraycopy(USUAL, 0, words, 0, USUAL.length);
        for (int i = USUAL.length; i < LEXICON; i++) {
            String second = random.nextInt(5) < 3 ? " " + syllable(random) : "";
            words[i] = syllable(random) + second;
        }
        for (int i = 0; i < communes.length; i++) {
            communes[i] = capital(syllable(random)) + " " + capital(syllable(random));
        }
        double sum = 0;
        for (int i = 0; i < LEXICON; i++) {
            sum += 1.0 / (i + 3);
        }
        double reached = 0;
        int at = 0;
        for (int i = 0; i < LEXICON; i++) {
            reached += 1.0 / (i + 3) / sum;
            int to = i == LEXICON - 1 ? TABLE : (int) (reached * TABLE);
            while (at < to) {
                ranks[at++] = i;
            }
        }
    }

    /** Few syllables are in many words. */
    private String syllable(Random random) {
        double r = random.nextDouble();
        return syllables.get((int) (r * r * syllables.size()));
    }

    static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** The word of that rank, from 0. */
    String word(int rank) {
        return words[rank];
    }

    String commune(int number) {
        return communes[Math.floorMod(number, communes.length)];
    }

    /** As many as there are in a province, some much more usual than others. */
    String person(SplittableRandom random) {
        double r = random.nextDouble();
        String given = syllables.get((int) (r * r * 900));
        return SURNAMES[(int) (r * 7919) % SURNAMES.length]
                + " "
                + MIDDLES[random.nextInt(MIDDLES.length)]
                + " "
                + capital(given);
    }

    /** A page of at least {@link #CHARACTERS}, after what it begins with. */
    String page(String beginning, SplittableRandom random) {
        int length = CHARACTERS + random.nextInt(400);
        StringBuilder text = new StringBuilder(length + 200).append(beginning);
        int inLine = 0;
        while (text.length() < length) {
            int kind = random.nextInt(100);
            if (kind < 2) {
                text.append("ông (bà) ").append(person(random));
            } else if (kind == 2) {
                text.append("xã ").append(commune(random.nextInt(communes.length)));
            } else if (kind == 3) {
                text.append(1 + random.nextInt(900)).append("/QĐ-UBND");
            } else if (kind == 4) {
                text.append("ngày ").append(1 + random.nextInt(28)).append('/');
                text.append(1 + random.nextInt(12)).append('/').append(1976 + random.nextInt(49));
            } else {
                String word = words[ranks[random.nextInt(TABLE)]];
                text.append(random.nextInt(MISREAD) == 0 ? misread(word, random) : word);
            }
            text.append(++inLine % 11 == 0 ? ".\n" : " ");
        }
        return text.toString();
    }

    private static String misread(String word, SplittableRandom random) {
        int at = random.nextInt(word.length());
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        return word.substring(0, at) + letter + word.substring(at + 1);
    }
}
