package vn.tangthu.portal.publicpages;

import java.lang.Character.UnicodeScript;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.CodeListEntry;

/** Numbers, dates and sizes as people of the language write them; one for each answer. */
final class Formats {
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("HH:mm, dd/MM/uuuu");
    private final Locale locale;

    Formats(Locale locale) {
        this.locale = locale;
    }

    /** The day in Vietnam. */
    static LocalDate today(Clock clock) {
        return LocalDate.now(clock.withZone(ZONE));
    }

    public boolean isEnglish() {
        return locale.getLanguage().equals("en");
    }

    public String day(Instant instant) {
        return DAY.format(instant.atZone(ZONE));
    }

    public String day(LocalDate date) {
        return DAY.format(date);
    }

    public String minute(Instant instant) {
        return MINUTE.format(instant.atZone(ZONE));
    }

    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** {@code 1998–2004}, one year when both are the same, empty when neither is known. */
    public String years(@Nullable Integer start, @Nullable Integer end) {
        if (start == null && end == null) {
            return "";
        }
        if (start == null || end == null || start.equals(end)) {
            return String.valueOf(start == null ? end : start);
        }
        return start + "–" + end;
    }

    /** Bytes for people, in steps of 1,024: {@code 1,2 MB}. */
    public String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < 3) {
            value /= 1024;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(value < 10 ? 1 : 0);
        return format.format(value) + " " + "KMGT".charAt(unit) + "B";
    }

    /**
     * The language to be marked on a text in characters of Hán and Nôm, which no voice for
     * Vietnamese reads; null for all others, and where they are the smaller part of its letters.
     */
    public @Nullable String lang(@Nullable String text) {
        if (text == null) {
            return null;
        }
        long letters = text.codePoints().filter(Character::isLetter).count();
        long han =
                text.codePoints().filter(one -> UnicodeScript.of(one) == UnicodeScript.HAN).count();
        return 2 * han > letters ? "vi-Hani" : null;
    }

    /** An entry of a code list in the language of the page. */
    public String entry(CodeListEntry entry) {
        return isEnglish() ? entry.english() : entry.vietnamese();
    }
}
