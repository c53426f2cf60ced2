package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.ParseException;
import java.text.RuleBasedCollator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VietnameseOrderTest {
    /** Every letter with its tones, as the rules of CLDR for Vietnamese order them. */
    private static final List<String> LETTERS =
            List.of(
                    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "b", "c", "d", "đ", "eèẻẽéẹ", "êềểễếệ", "f", "g",
                    "h", "iìỉĩíị", "j", "k", "l", "m", "n", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "p", "q",
                    "r", "s", "t", "uùủũúụ", "ưừửữứự", "v", "w", "x", "yỳỷỹýỵ", "z");

    private static List<String> sorted(String... names) {
        List<String> shuffled = new ArrayList<>(List.of(names));
        Collections.shuffle(shuffled, new Random(11));
        return shuffled.stream().sorted(VietnameseOrder.BY_NAME).toList();
    }

    private static void inOrder(String... names) {
        assertThat(sorted(names)).containsExactly(names);
    }

    @Test
    void lettersStandByTheAlphabetAndNamesOfTheSameLettersByTheirTones() {
        inOrder("An", "Ăn", "Ân", "Ba", "Dương", "Đại", "Ea", "Ê", "Oa", "Ô", "Ơ", "Uy", "Ư", "Xã");
        inOrder("ma", "mà", "mả", "mã", "má", "mạ", "Mạ", "mai");
        // The letters of the whole name come before the tones of its first word.
        inOrder("Bà Rịa", "Ba Tơ", "Bá Tơ", "Bá Tờ", "Bạ Tơ");
        inOrder("Hòa", "Hòa An", "Hoà Bình", "Hoài Ân");
        assertThat(VietnameseOrder.BY_NAME.compare("Hòa", "Hoà")).isZero();
    }

    @Test
    void numbersCountByTheirValueAndSignsForNothing() {
        inOrder("Phường 1", "Phường 02", "Phường 2A", "Phường 10", "Phường An Đông");
        assertThat(VietnameseOrder.BY_NAME.compare("Xã Ea M'Droh", "Xã Ea M’Droh")).isZero();
        inOrder("Phan Rang - Tháp Chàm", "Phan Thiết");
        assertThat(VietnameseOrder.key("")).isEqualTo("  ");
        inOrder("Xã Ƀông Krang", "Xã Čư Bao", "Xã Cư Êwi", "Xã 中 Đông");
    }

    @Test
    void decomposedAndLookAlikeLettersAreTheSame() {
        String name = "Quyết định giao đất Diên Khánh, Ư và Ơ";
        assertThat(VietnameseOrder.key(Normalizer.normalize(name, Normalizer.Form.NFD)))
                .isEqualTo(VietnameseOrder.key(name));
        assertThat(VietnameseOrder.key("Ðất")).isEqualTo(VietnameseOrder.key("Đất"));
    }

    /** The collator of the platform with the rules written out says the same of all communes. */
    @Test
    void realNamesStandAsTheRulesOfCldrHaveThem() throws IOException, ParseException {
        StringBuilder rules = new StringBuilder("< ' '");
        for (String tones : LETTERS) {
            String sign = "<";
            for (String letter : tones.split("")) {
                rules.append(sign)
                        .append(letter)
                        .append(',')
                        .append(letter.toUpperCase(Locale.ROOT));
                sign = ";";
            }
        }
        RuleBasedCollator cldr = new RuleBasedCollator(rules.toString());
        List<String> names = units().stream().filter(name -> name.matches("[\\p{L} ]+")).toList();
        assertThat(names).hasSizeGreaterThan(900);
        assertThat(names.stream().sorted(VietnameseOrder.BY_NAME).toList())
                .isSortedAccordingTo(cldr)
                .isNotEqualTo(names.stream().sorted().toList());
    }

    private static List<String> units() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        VietnameseOrder.class.getResourceAsStream(
                                                "registers/units-2025.csv")),
                                StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .flatMap(row -> Stream.of(row[0], row[1], row[2], row[3], row[4]))
                    .forEach(names::add);
        }
        return List.copyOf(names);
    }
}
