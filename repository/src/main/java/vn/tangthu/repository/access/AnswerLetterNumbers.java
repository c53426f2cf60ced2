package vn.tangthu.repository.access;

import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How letters of answers are numbered.
 *
 * @param number with {@code {n}}, counted from 1 in each year, and where wanted {@code {year}}; the
 *     notation behind it is the archive's own (Nghị định 30/2020/NĐ-CP, Phụ lục I)
 */
@ConfigurationProperties("tangthu.answer-letters")
record AnswerLetterNumbers(@DefaultValue("{n}/TB-LTLS") String number) {
    private static final int LONGEST = 60;

    AnswerLetterNumbers {
        if (!number.contains("{n}") || number.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "tangthu.answer-letters.number: {n} in at most " + LONGEST + " characters");
        }
    }

    String of(int year, int n) {
        return number.replace("{n}", String.format(Locale.ROOT, "%02d", n))
                .replace("{year}", String.valueOf(year));
    }
}
