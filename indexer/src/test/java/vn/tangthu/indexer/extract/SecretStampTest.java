package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Page;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.repository.SuspectedSecrets.Level;

class SecretStampTest {
    /** A line of words of 100 units height, 450 wide each, 120 apart. */
    private static void line(List<Word> words, int line, int x, int y, String text) {
        int at = x;
        for (String word : text.split(" ")) {
            int width = 110 * word.length();
            words.add(new Word(word, line, at, y, width, 110));
            at += width + 120;
        }
    }

    private static Page page(String stamp, int x, int y) {
        List<Word> words = new ArrayList<>();
        line(words, 0, 900, 500, "ỦY BAN NHÂN DÂN");
        line(words, 1, 5200, 500, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        line(words, 2, 900, 700, "TỈNH KHÁNH HÒA");
        line(words, 3, 900, 1000, "Số: 12/BC-UBND");
        line(words, 4, 5600, 1000, "Nha Trang, ngày 3 tháng 2 năm 2001");
        if (!stamp.isEmpty()) {
            line(words, 5, x, y, stamp);
        }
        line(words, 6, 4300, 2100, "BÁO CÁO");
        line(words, 7, 3000, 2300, "Về tình hình giữ bí mật trong năm");
        for (int i = 8; i < 30; i++) {
            line(
                    words,
                    i,
                    1200,
                    2500 + i * 200,
                    "tài liệu mật và tối mật được giữ bí mật theo quy định");
        }
        String text = String.join(" ", words.stream().map(Word::text).toList());
        return new Page(1, Source.OCR, text, words, null);
    }

    private static Optional<Level> read(String stamp) {
        return SecretStamp.on(page(stamp, 1300, 1300), true);
    }

    @Test
    void aStampIsReadOnAPageThatWasScannedSidewaysOrUpsideDown() {
        Page upright = page("MẬT", 1300, 1300);
        for (int quarters = 1; quarters <= 3; quarters++) {
            Page turned = upright;
            for (int i = 0; i < quarters; i++) {
                turned = quarterTurned(turned);
            }
            assertThat(SecretStamp.on(turned, true)).as("no turn noted").isEmpty();
            assertThat(SecretStamp.on(noted(turned, quarters * 900 - 20), true))
                    .as("%s quarters", quarters)
                    .contains(Level.SECRET);
        }
    }

    private static Page quarterTurned(Page page) {
        List<Word> words =
                page.words().stream()
                        .map(
                                word ->
                                        new Word(
                                                word.text(),
                                                word.line(),
                                                10_000 - word.y() - word.height(),
                                                word.x(),
                                                word.height(),
                                                word.width()))
                        .toList();
        return new Page(1, Source.OCR, page.text(), words, null);
    }

    private static Page noted(Page page, int turned) {
        var reading = new ExtractedText.Reading("m", 90, turned);
        return new Page(1, Source.OCR, page.text(), page.words(), null, null, reading);
    }

    @Test
    void theThreeStampsAreReadBelowTheNumber() {
        assertThat(read("MẬT")).contains(Level.SECRET);
        assertThat(read("TỐI MẬT")).contains(Level.HIGHLY_SECRET);
        assertThat(read("TUYỆT MẬT")).contains(Level.TOP_SECRET);
        assertThat(read("")).isEmpty();
    }

    @Test
    void whatOcrMakesOfThemIsReadToo() {
        for (String one :
                List.of(
                        "MAT", "MẠT", "MÂT", "MẶT", "|MẬT|", "[MẬT]", "I MẬT I", "M Ậ T", "MẬT.",
                        "MẬI", "NẬT", "IVIẬT", "MẬ7", "| MẬT |", "l MẬT l")) {
            assertThat(read(one)).as(one).contains(Level.SECRET);
        }
        for (String one :
                List.of(
                        "TÓI MẬT",
                        "TỐI MẶT",
                        "TOI MAT",
                        "T Ố I M Ậ T",
                        "TỎI MẬT",
                        "TỐl MẬT",
                        "TỐ1 MẬT")) {
            assertThat(read(one)).as(one).contains(Level.HIGHLY_SECRET);
        }
        for (String one :
                List.of(
                        "TUYẸT MẬT",
                        "TUYỆT MẶT",
                        "TUYỆT MÂT",
                        "TUVỆT MẬT",
                        "TUYỆI MẬI",
                        "TUYET MAT")) {
            assertThat(read(one)).as(one).contains(Level.TOP_SECRET);
        }
    }

    @Test
    void wordsThatAreNoStampAreNone() {
        for (String one :
                List.of(
                        "BÍ MẬT",
                        "bí mật",
                        "Mật",
                        "mật",
                        "Tối mật",
                        "MẬT ĐỘ",
                        "MẬT KHẨU",
                        "MẬT ONG",
                        "BẢO MẬT",
                        "MAI",
                        "MẶT TRẬN",
                        "HÀ",
                        "Tuyệt mật",
                        "ĐỘ MẬT",
                        "GIỮ BÍ MẬT NHÀ NƯỚC",
                        "MẪU",
                        "HỎA TỐC",
                        "KHẨN",
                        "BẢN SAO",
                        "MAU",
                        "MÃ SỐ",
                        "TỔ MÁY",
                        "NÁT",
                        "TOÀN VĂN")) {
            assertThat(read(one)).as(one).isEmpty();
        }
        assertThat(SecretStamp.on(page("MẬT", 1300, 7000), true)).as("far below").isEmpty();
        assertThat(SecretStamp.on(page("MẬT", 7300, 2900), true)).as("to the right").isEmpty();
        List<Word> words = new ArrayList<>();
        line(words, 0, 2500, 900, "QUY CHẾ CÔNG TÁC BẢO");
        line(words, 1, 4000, 1100, "MẬT");
        line(words, 2, 1200, 3000, "Điều này nói về việc giữ bí mật");
        assertThat(SecretStamp.on(new Page(1, Source.OCR, "", words, null), true))
                .as("the end of a heading")
                .isEmpty();
    }

    @Test
    void aTextWithoutPositionsIsReadByItsHead() {
        String head = "UBND TỈNH\tCỘNG HÒA\nSố: 3/BC\n%s\nBÁO CÁO\ngiữ bí mật";
        assertThat(SecretStamp.on(text(head.formatted("TỐI MẬT")), true))
                .contains(Level.HIGHLY_SECRET);
        assertThat(SecretStamp.on(text(head.formatted("TỐI MẬT\tNha Trang")), true))
                .contains(Level.HIGHLY_SECRET);
        assertThat(SecretStamp.on(text(head.formatted("Tối mật")), true)).isEmpty();
        assertThat(SecretStamp.on(text(head.formatted("BẢO VỆ BÍ MẬT")), true)).isEmpty();
    }

    private static Page text(String text) {
        return new Page(1, Source.LAYER, text, List.of(), null);
    }

    /** Each letter of a stamp is misread with a chance of 1 in 20, as on a worn scan. */
    @Test
    void ofStampsWithNoiseMostAreRead() {
        String[] confusions = {"ẬÂẠẶA", "MNH", "TI7", "ỐÓÔO", "ỆẸÊE", "YV", "UÙ", "IL1"};
        Random random = new Random(20261122);
        int all = 0;
        int read = 0;
        for (Level level : Level.values()) {
            for (int i = 0; i < 400; i++, all++) {
                StringBuilder seen = new StringBuilder();
                for (char letter : level.stamp().toCharArray()) {
                    char noisy = letter;
                    for (String set : confusions) {
                        if (set.charAt(0) == letter && random.nextInt(20) == 0) {
                            noisy = set.charAt(random.nextInt(set.length()));
                        }
                    }
                    seen.append(noisy);
                }
                String framed = random.nextInt(3) == 0 ? "| " + seen + " |" : seen.toString();
                if (SecretStamp.on(
                                page(
                                        framed,
                                        1000 + random.nextInt(1500),
                                        1150 + random.nextInt(700)),
                                true)
                        .equals(Optional.of(level))) {
                    read++;
                }
            }
        }
        System.out.printf("stamps read: %d of %d%n", read, all);
        assertThat(read).isGreaterThan(all * 97 / 100);
    }
}
