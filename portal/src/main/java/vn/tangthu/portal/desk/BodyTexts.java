package vn.tangthu.portal.desk;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Body.Dated;

/**
 * Periods and dated values of bodies as people write them: {@code Xã Diên An | 01/07/1985 |
 * 30/06/2025}, a line each, from the first day to the last; a day that is not known is left out.
 */
final class BodyTexts {
    private BodyTexts() {}

    static String period(@Nullable LocalDate from, @Nullable LocalDate until, Words words) {
        String first = from == null ? "…" : words.day(from);
        String last = until == null ? "…" : words.day(until.minusDays(1));
        return from == null && until == null ? "" : first + " – " + last;
    }

    static String lines(List<Dated> values) {
        StringBuilder lines = new StringBuilder();
        for (Dated one : values) {
            lines.append(one.value());
            if (one.from() != null || one.until() != null) {
                lines.append(" | ").append(day(one.from()));
                LocalDate until = one.until();
                lines.append(" | ").append(day(until == null ? null : until.minusDays(1)));
            }
            lines.append('\n');
        }
        return lines.toString().stripTrailing();
    }

    static List<Dated> superiors(Body body) {
        return body.superiors().stream()
                .map(s -> new Dated(s.reference(), s.from(), s.until()))
                .toList();
    }

    /**
     * @throws IllegalArgumentException with the line that cannot be understood
     */
    static List<Dated> parse(String text) {
        List<Dated> values = new ArrayList<>();
        for (String line : text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
            String[] parts = line.split("\\|", -1);
            if (parts.length > 3 || parts[0].isBlank()) {
                throw new IllegalArgumentException(line);
            }
            LocalDate last = parts.length > 2 ? day(parts[2], line) : null;
            values.add(
                    new Dated(
                            parts[0].strip(),
                            parts.length > 1 ? day(parts[1], line) : null,
                            last == null ? null : last.plusDays(1)));
        }
        return values;
    }

    private static String day(@Nullable LocalDate day) {
        return day == null ? "" : ArchivalDate.of(day).toString();
    }

    private static @Nullable LocalDate day(String text, String line) {
        if (text.isBlank()) {
            return null;
        }
        try {
            ArchivalDate date = ArchivalDate.parse(text.strip());
            if (date.day() != null) {
                return date.earliest();
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(line, e);
        }
        throw new IllegalArgumentException(line);
    }
}
