package vn.tangthu.portal.publicpages;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.PaperFacts;

/** What the catalogue says of paper holdings, in words; where they stand is not known here. */
final class PaperWords {
    private final Words words;

    PaperWords(Words words) {
        this.words = words;
    }

    /** {@code 0,35 mét giá · 2 hộp · 340 tờ · tình trạng: Tốt}; empty where nothing is known. */
    String line(@Nullable PaperFacts facts, Locale locale) {
        List<String> parts = new ArrayList<>();
        if (facts == null) {
            return "";
        }
        BigDecimal metres = facts.metres();
        if (metres != null) {
            parts.add(words.get(locale, "paper.metres", number(metres, locale)));
        }
        if (facts.boxes() != null) {
            parts.add(words.get(locale, "paper.boxes", facts.boxes()));
        }
        if (facts.sheets() != null) {
            parts.add(words.get(locale, "paper.sheets", facts.sheets()));
        }
        if (facts.condition() != null) {
            String condition = new Formats(locale).entry(facts.condition());
            parts.add(words.get(locale, "paper.condition", condition.toLowerCase(locale)));
        }
        return String.join(" · ", parts);
    }

    /** A row of the description. */
    record Field(String label, String value) {}

    List<Field> fields(PaperFacts facts, Locale locale) {
        List<Field> fields = new ArrayList<>();
        add(fields, "paper.field.series", facts.seriesCode(), locale);
        add(fields, "paper.field.number", facts.number(), locale);
        BigDecimal metres = facts.metres();
        add(fields, "paper.field.metres", metres == null ? null : number(metres, locale), locale);
        add(fields, "paper.field.boxes", facts.boxes(), locale);
        add(fields, "field.file.numberOfPaper", facts.sheets(), locale);
        add(
                fields,
                "field.file.format",
                facts.condition() == null ? null : new Formats(locale).entry(facts.condition()),
                locale);
        add(fields, "field.file.description", facts.note(), locale);
        add(fields, "record.basis", facts.rights().basis(), locale);
        return fields;
    }

    private void add(List<Field> fields, String key, @Nullable Object value, Locale locale) {
        if (value != null && !value.toString().isBlank()) {
            fields.add(new Field(words.get(locale, key), value.toString()));
        }
    }

    private static String number(BigDecimal metres, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(3);
        return format.format(metres);
    }
}
