package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.PagePrint;

/** Measures what docs/duplicates.md tells. */
class PagePrintTest {
    private static final int PAGES = 500;
    private static final String[] SYLLABLES =
            ("đập suối ruộng đồng xã huyện tỉnh hộ dân đất rừng cầu đường trường học phòng ban"
                            + " nông nghiệp thủy lợi kế hoạch báo cáo đề nghị xem xét phê duyệt kinh"
                            + " phí xây dựng sửa chữa mương kênh trạm bơm thóc lúa ngô khoai năm tháng"
                            + " ngày quý vụ mùa chiêm xuân hè thu đông cán bộ nhân viên tổ đội hợp tác"
                            + " sản xuất giống phân bón thuốc trừ sâu chăn nuôi trâu bò lợn gà vịt")
                    .split(" ");

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : " ").append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
        }
        return text.toString();
    }

    private static String letter(Random random) {
        return "ỦY BAN NHÂN DÂN XÃ SUỐI ĐỒNG. Số: "
                + random.nextInt(1, 900)
                + "/CV-UB. Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc.\n"
                + "V/v "
                + words(random, 6)
                + ". Căn cứ biên bản ngày "
                + random.nextInt(1, 29)
                + "/"
                + random.nextInt(1, 13)
                + ", "
                + words(random, 150 + random.nextInt(200))
                + ".";
    }

    /** One form for all; only names, places and, if wanted, numbers are other. */
    private static String form(Random random, boolean numbers) {
        Random number = numbers ? random : new Random(3);
        return "GIẤY XÁC NHẬN CƯ TRÚ. Ủy ban nhân dân xã Suối Đồng xác nhận ông (bà): "
                + words(random, 3)
                + ", sinh ngày "
                + number.nextInt(1, 29)
                + "/"
                + number.nextInt(1, 13)
                + "/19"
                + number.nextInt(30, 90)
                + ", nguyên quán "
                + words(random, 5)
                + ", hiện thường trú tại xã, có hộ khẩu số "
                + number.nextInt(100, 9_999)
                + ", là người chấp hành tốt chủ trương của Đảng, chính sách pháp luật của Nhà nước,"
                + " chưa có tiền án tiền sự. Lý do xin xác nhận: "
                + words(random, 4)
                + ". Những lời khai trên đây là đúng sự thật, đề nghị các cơ quan có liên quan giúp"
                + " đỡ để ông (bà) có tên trên được hoàn thành công việc. Giấy này có giá trị trong"
                + " ba tháng kể từ ngày ký. Thay mặt Ủy ban nhân dân, Chủ tịch "
                + words(random, 3)
                + ".";
    }

    /** The same page out of another program: lines, case of the title, composition of marks. */
    private static String again(Random random, String text) {
        StringBuilder broken = new StringBuilder();
        for (String word : Normalizer.normalize(text, Normalizer.Form.NFD).split("\\s")) {
            broken.append(word).append(random.nextInt(9) == 0 ? "\r\n" : "  ");
        }
        return broken.toString();
    }

    /** As read by OCR that gets this part of the syllables wrong. */
    private static String misread(Random random, String text, double wrong) {
        List<String> words = new ArrayList<>(List.of(text.split(" ")));
        for (int i = 0; i < words.size(); i++) {
            boolean isNumber = words.get(i).chars().anyMatch(Character::isDigit);
            if (!isNumber && random.nextDouble() < wrong) {
                words.set(i, words.get(i) + "l");
            }
        }
        return String.join(" ", words);
    }

    private static boolean isFound(PagePrint kept, PagePrint come) {
        int[] keys = kept.keys();
        int[] asked = come.keys();
        boolean met = false;
        for (int key = 0; key < PagePrint.KEYS; key++) {
            met |= keys[key] == asked[key];
        }
        return met && kept.percent(come) >= PagePrint.NEAR;
    }

    @Test
    void thePageOutOfAnotherProgramIsFoundAndWhatOcrMisreadMostly() {
        Random random = new Random(1);
        int same = 0;
        int[] misread = new int[3];
        double[] wrong = {0.005, 0.01, 0.02};
        for (int n = 0; n < PAGES; n++) {
            String text = letter(random);
            PagePrint kept = TextPrint.of(text);
            same += isFound(kept, TextPrint.of(again(random, text))) ? 1 : 0;
            for (int i = 0; i < wrong.length; i++) {
                String read = misread(random, text, wrong[i]);
                misread[i] += isFound(kept, TextPrint.of(read)) ? 1 : 0;
            }
        }
        System.out.println(
                "Of " + PAGES + ": again " + same + " misread " + Arrays.toString(misread));
        assertThat(same).isEqualTo(PAGES);
        assertThat(misread[0]).isGreaterThan((int) (0.9 * PAGES));
        assertThat(misread[1]).isGreaterThan((int) (0.7 * PAGES));
    }

    @Test
    void otherLettersAndFormsFilledInOtherwiseAreOtherPages() {
        Random random = new Random(2);
        int letters = 0;
        int forms = 0;
        int withoutNumbers = 0;
        int pairs = 0;
        List<PagePrint> someLetters = new ArrayList<>();
        List<PagePrint> someForms = new ArrayList<>();
        List<PagePrint> numbered = new ArrayList<>();
        for (int n = 0; n < PAGES; n++) {
            someLetters.add(TextPrint.of(letter(random)));
            someForms.add(TextPrint.of(form(random, true)));
            numbered.add(TextPrint.of(form(random, false)));
        }
        for (int n = 0; n < PAGES; n++) {
            for (int m = 0; m < n; m++) {
                pairs++;
                letters += isFound(someLetters.get(n), someLetters.get(m)) ? 1 : 0;
                forms += isFound(someForms.get(n), someForms.get(m)) ? 1 : 0;
                withoutNumbers += isFound(numbered.get(n), numbered.get(m)) ? 1 : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "Of %d pairs: letters %d, forms %d, forms with the same numbers %d%n",
                pairs,
                letters,
                forms,
                withoutNumbers);
        assertThat(letters).isZero();
        assertThat(forms).isZero();
        assertThat(withoutNumbers).isLessThan(pairs / 100);
    }

    @Test
    void whatSaysLittleHasNoPrint() {
        assertThat(TextPrint.of("Số: 12/QĐ. Lưu hồ sơ.").isNone()).isTrue();
        assertThat(TextPrint.of("Số: 12/QĐ. Lưu hồ sơ.").percent(PagePrint.NONE)).isZero();
    }
}
