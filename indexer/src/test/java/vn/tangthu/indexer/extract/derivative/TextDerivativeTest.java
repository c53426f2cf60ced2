package vn.tangthu.indexer.extract.derivative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Page;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.ExtractedText.Word;

class TextDerivativeTest {
    private static final String[] SYLLABLES =
            ("Ủy ban nhân dân tỉnh giao cho các huyện trồng mới rừng phòng hộ ven sông; mỗi hộ"
                            + " được cấp cây giống, đội kiểm tra ghi sổ 15/4/1998 số 5023/KH-UBND"
                            + " chịu trách nhiệm báo cáo vào cuối quý 漢 喃 𠀀 a")
                    .split(" ");

    @Test
    void whateverIsWrittenIsReadBackForAThousandRandomFiles() {
        for (int seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            ExtractedText text = file(random);
            byte[] bytes = TextDerivative.of(text).toBytes();
            TextDerivative back = TextDerivative.read(bytes).orElseThrow();
            assertThat(back.text()).as("seed %s", seed).isEqualTo(text);
            assertThat(back.toBytes()).isEqualTo(bytes);
        }
    }

    private static ExtractedText file(Random random) {
        List<Page> pages = new ArrayList<>();
        for (int number = 1; number <= random.nextInt(5); number++) {
            pages.add(page(random, number));
        }
        return new ExtractedText(pages);
    }

    private static Page page(Random random, int number) {
        Source source = Source.values()[random.nextInt(Source.values().length)];
        @Nullable String failure = random.nextInt(4) == 0 ? "lỗi đọc " + random.nextInt() : null;
        List<Word> words = new ArrayList<>();
        int line = random.nextInt(5) == 0 ? random.nextInt() : 0;
        int count = random.nextInt(3) == 0 ? 0 : random.nextInt(120);
        for (int i = 0; i < count; i++) {
            String word = SYLLABLES[random.nextInt(SYLLABLES.length)];
            if (random.nextInt(60) == 0) {
                word = random.nextBoolean() ? "" : "hai từ\nhai dòng";
            }
            boolean wild = random.nextInt(50) == 0;
            words.add(
                    new Word(
                            word,
                            line,
                            wild ? random.nextInt() : random.nextInt(10_001),
                            wild ? random.nextInt() : random.nextInt(10_001),
                            random.nextInt(2_000),
                            random.nextInt(300)));
            line += random.nextInt(8) == 0 ? 1 + random.nextInt(20) / 19 : 0;
        }
        String text =
                switch (random.nextInt(4)) {
                    case 0 -> "văn bản khác\n\n với từ";
                    case 1 -> PageCodec.textOf(words) + " ";
                    default -> PageCodec.textOf(words);
                };
        ExtractedText.Reading reading =
                random.nextBoolean()
                        ? null
                        : new ExtractedText.Reading(
                                "tesseract 5.3.0 vie",
                                random.nextInt(101),
                                random.nextBoolean() ? 0 : random.nextInt(3_600));
        return new Page(number, source, text, words, failure, null, reading);
    }

    @Test
    void anyChangedOrMissingByteReadsAsAbsent() {
        byte[] bytes = TextDerivative.of(file(new Random(3))).toBytes();
        assertThat(bytes.length).isGreaterThan(100);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 0x20;
            assertThat(TextDerivative.read(changed)).as("byte %s", i).isEmpty();
            assertThat(TextDerivative.read(Arrays.copyOf(bytes, i))).isEmpty();
        }
    }

    @Test
    void aTypedPageOfFiveHundredSyllablesStaysSmall() {
        Random random = new Random(1);
        List<Word> words = new ArrayList<>();
        int x = 1_000;
        int line = 0;
        for (int i = 0; i < 490; i++) {
            String word = SYLLABLES[random.nextInt(SYLLABLES.length)];
            int width = word.length() * 95;
            if (x + width > 9_000) {
                x = 1_000;
                line++;
            }
            words.add(new Word(word, line, x, 800 + line * 214, width, 166));
            x += width + 52;
        }
        Page page = new Page(1, Source.LAYER, PageCodec.textOf(words), words, null);
        assertThat(PageCodec.encode(page).length).isLessThan(2_000);
    }
}
