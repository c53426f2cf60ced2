package vn.tangthu.portal.shell;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.ReadingPurpose;

/** Numbers, dates and codes as people write them, in one of the two languages. */
public record Words(Locale locale) {
    /** Where the archive stands. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

    public static Words in(@Nullable Locale locale) {
        return new Words(Objects.requireNonNullElse(locale, Translations.VIETNAMESE));
    }

    public String of(String key, Object... params) {
        return Translations.text(key, locale, params);
    }

    /** All keys that begin so: for a script of ours, which brings its words along. */
    public Set<String> keys(String prefix) {
        return Translations.keys(prefix, locale);
    }

    /** Why a delivery broke off, by what {@code Deliveries.Delivery.failure} tells. */
    public String failure(String failure) {
        return switch (failure) {
            case "NO_SPACE", "SOURCE_GONE", "DATABASE", "SCANNER_UNAVAILABLE" ->
                    of("deliveries.failure." + failure);
            default -> of("deliveries.failure", failure);
        };
    }

    /** An entry of an enum by its own words, {@code enum.Access.PUBLIC}. */
    public String of(Enum<?> value) {
        return of("enum." + value.getDeclaringClass().getSimpleName() + "." + value.name());
    }

    /** {@code Giải quyết yêu cầu: YC-2026-ABCDEF}; nothing for nothing. */
    public String purpose(@Nullable ReadingPurpose purpose) {
        if (purpose == null) {
            return "";
        }
        String kind = of("purpose." + purpose.kind());
        return purpose.text().isEmpty() ? kind : kind + ": " + purpose.text();
    }

    public String code(@Nullable CodeListEntry entry) {
        if (entry == null) {
            return "";
        }
        return locale.getLanguage().equals("en") ? entry.english() : entry.vietnamese();
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(locale).format(value);
    }

    /** {@code 12.000 đồng}. */
    public String dong(long amount) {
        return of("dong", number(amount));
    }

    public String day(@Nullable LocalDate day) {
        return day == null ? "" : DAY.format(day);
    }

    public String day(@Nullable Instant at) {
        return at == null ? "" : DAY.format(at.atZone(ZONE));
    }

    public String minute(@Nullable Instant at) {
        return at == null ? "" : MINUTE.format(at.atZone(ZONE));
    }

    /** {@code 1,5 MB}: thousands of bytes, as storage is sold and counted. */
    public String bytes(long bytes) {
        if (bytes < 1_000) {
            return number(bytes) + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB", "PB"};
        double value = bytes;
        int unit = -1;
        do {
            value /= 1_000;
            unit++;
        } while (value >= 999.95 && unit < units.length - 1);
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(value < 10 ? 1 : 0);
        return format.format(value) + " " + units[unit];
    }

    /** {@code 2 giờ 5 phút}; never more than two units. */
    public String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return of("duration.seconds", seconds);
        }
        if (seconds < 3_600) {
            return of("duration.minutes", seconds / 60);
        }
        if (seconds < 86_400) {
            return of("duration.hours", seconds / 3_600, seconds % 3_600 / 60);
        }
        return of("duration.days", seconds / 86_400, seconds % 86_400 / 3_600);
    }

    /** So many in a second: {@code 0,4}, {@code 3,5}, {@code 120}. */
    public String rate(double perSecond) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(perSecond < 10 ? 1 : 0);
        return format.format(perSecond);
    }

    /** {@code 1976–1998}, {@code 1976} or nothing. */
    public String years(@Nullable Integer from, @Nullable Integer to) {
        if (from == null) {
            return to == null ? "" : String.valueOf(to);
        }
        return to == null || to.equals(from) ? String.valueOf(from) : from + "–" + to;
    }
}
