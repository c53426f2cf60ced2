package vn.tangthu.portal.desk;

import com.vaadin.flow.router.QueryParameters;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ActivitySearch.Asked;
import vn.tangthu.repository.ActivitySearch.Kind;
import vn.tangthu.repository.ActivitySearch.Place;
import vn.tangthu.repository.ReadingPurpose;

/**
 * What is looked for in the log, as it stands in an address, so that it can be handed on.
 *
 * @param before the last line of the page before, or null for the newest
 */
record ActivityAsked(Asked asked, @Nullable Place before) {
    /** Days that are looked at where none are told. */
    private static final int DAYS = 30;

    private static final int LONGEST = 200;

    /** What makes no sense in an address is left out. */
    static ActivityAsked of(QueryParameters parameters, LocalDate today) {
        LocalDate through = day(text(parameters, "den"), today);
        LocalDate from = day(text(parameters, "tu"), through.minusDays(DAYS));
        String kind = text(parameters, "loai");
        return new ActivityAsked(
                new Asked(
                        from.isAfter(through) ? through : from,
                        through,
                        text(parameters, "ai"),
                        text(parameters, "hoso"),
                        Arrays.stream(Kind.values())
                                .filter(each -> each.name().equals(kind))
                                .findFirst()
                                .orElse(null),
                        text(parameters, "chu"),
                        Arrays.stream(ReadingPurpose.Kind.values())
                                .filter(each -> each.name().equals(text(parameters, "muc-dich")))
                                .findFirst()
                                .orElse(null)),
                place(text(parameters, "truoc")));
    }

    private static String text(QueryParameters parameters, String name) {
        String text = parameters.getSingleParameter(name).orElse("");
        return text.substring(0, Math.min(LONGEST, text.length()));
    }

    private static LocalDate day(String text, LocalDate otherwise) {
        try {
            LocalDate day = LocalDate.parse(text);
            return day.getYear() < 1900 || day.getYear() > 9_000 ? otherwise : day;
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    /** Microseconds, as the log has its times, and the line. */
    private static @Nullable Place place(String text) {
        if (!text.matches("[0-9]{1,17}-[0-9]{1,18}")) {
            return null;
        }
        int dash = text.indexOf('-');
        return new Place(
                Instant.EPOCH.plus(Long.parseLong(text.substring(0, dash)), ChronoUnit.MICROS),
                Long.parseLong(text.substring(dash + 1)));
    }

    static String address(Asked asked, @Nullable Place before) {
        StringBuilder address =
                new StringBuilder("/app/nhat-ky?tu=" + asked.from() + "&den=" + asked.through());
        append(address, "ai", asked.person());
        append(address, "hoso", asked.record());
        append(address, "loai", asked.kind() == null ? "" : asked.kind().name());
        append(address, "chu", asked.words());
        append(address, "muc-dich", asked.purpose() == null ? "" : asked.purpose().name());
        if (before != null) {
            append(
                    address,
                    "truoc",
                    ChronoUnit.MICROS.between(Instant.EPOCH, before.at()) + "-" + before.id());
        }
        return address.toString();
    }

    private static void append(StringBuilder address, String name, String value) {
        if (!value.isBlank()) {
            address.append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.strip(), StandardCharsets.UTF_8));
        }
    }
}
