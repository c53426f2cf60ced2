package vn.tangthu.repository.use;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.tangthu.repository.ReadingWatch.Rule;
import vn.tangthu.repository.Role;

/**
 * Settings of the watch over reading.
 *
 * @param background whether this process looks
 * @param every how often
 * @param times how many times their own usual somebody may reach before it is told
 * @param timesADay how many times the limit of an hour somebody may reach within 24 hours
 * @param nightFrom the hour in Viet Nam from which it is night, 0 to 23
 * @param nightUntil the hour at which it is over
 * @param limits by role, what of an hour is never told; who has several roles has the highest
 */
@ConfigurationProperties("tangthu.reading-watch")
record WatchSettings(
        @DefaultValue("true") boolean background,
        @DefaultValue("5m") Duration every,
        @DefaultValue("3") int times,
        @DefaultValue("5") int timesADay,
        @DefaultValue("22") int nightFrom,
        @DefaultValue("5") int nightUntil,
        @DefaultValue Map<Role, Limits> limits) {
    /** For people who read for themselves, and who look after accounts. */
    private static final Limits READERS = new Limits(30, 20, 15, 40, 3_000);

    /** For an office that looks into what it took over. */
    private static final Limits OFFICES = new Limits(60, 30, 20, 80, 10_000);

    /** For those whose daily work it is. */
    private static final Limits STAFF = new Limits(300, 100, 60, 300, 20_000);

    WatchSettings {
        limits = limits == null ? Map.of() : Map.copyOf(limits);
    }

    /** What is not set is as it comes. */
    record Limits(
            @Nullable Integer manyRecords,
            @Nullable Integer night,
            @Nullable Integer refusals,
            @Nullable Integer downloads,
            @Nullable Integer rows) {
        private @Nullable Integer of(Rule rule) {
            return switch (rule) {
                case MANY_RECORDS, MANY_IN_A_DAY -> manyRecords;
                case NIGHT -> night;
                case REFUSALS -> refusals;
                case DOWNLOADS -> downloads;
                case MANY_ROWS -> rows;
            };
        }
    }

    private static Limits usual(Role role) {
        return switch (role) {
            case CITIZEN, AUDITOR, ADMINISTRATOR -> READERS;
            case AGENCY, SECRETS_OFFICER -> OFFICES;
            case ARCHIVIST, APPROVER -> STAFF;
        };
    }

    private int limit(Rule rule, Role role) {
        Limits set = limits.get(role);
        Integer one = set == null ? null : set.of(rule);
        return one == null ? Objects.requireNonNull(usual(role).of(rule)) : one;
    }

    /** Of somebody with these roles; without any, as of a citizen. */
    int limit(Rule rule, Collection<Role> roles) {
        int limit =
                roles.stream()
                        .mapToInt(role -> limit(rule, role))
                        .max()
                        .orElseGet(() -> limit(rule, Role.CITIZEN));
        return rule == Rule.MANY_IN_A_DAY ? limit * timesADay : limit;
    }
}
