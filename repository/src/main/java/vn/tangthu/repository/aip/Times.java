package vn.tangthu.repository.aip;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Times as the circular writes them: {@code YYYY-MM-DDThh:mm:ss.S+07:00}, with more digits of a
 * second where there are more, so that an instant comes back as it was.
 */
final class Times {

    static final ZoneOffset VIETNAM = ZoneOffset.ofHours(7);

    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
                    .appendOffset("+HH:MM", "+00:00")
                    .toFormatter(Locale.ROOT);

    private Times() {}

    static OffsetDateTime local(Instant instant) {
        return instant.atOffset(VIETNAM);
    }

    static String write(Instant instant) {
        return FORMAT.format(local(instant));
    }

    static Instant read(String text) {
        return OffsetDateTime.parse(text, FORMAT).toInstant();
    }
}
