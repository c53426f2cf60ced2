package vn.tangthu.repository;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bodies and successions as a list or a form gives them, with the places where they stand in it.
 */
public record BodyList(List<Entry> bodies, List<Edge> successions) {
    public BodyList {
        bodies = List.copyOf(bodies);
        successions = List.copyOf(successions);
    }

    /**
     * One body; the fields as in {@link Body}, superiors by their reference or a code.
     *
     * @param place row or form, for findings
     * @param fondsCodes mã phông
     */
    public record Entry(
            String place,
            String reference,
            BodyKind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            List<Body.Dated> names,
            List<Body.Dated> codes,
            List<Body.Dated> superiors,
            List<Body.Dated> addresses,
            @Nullable String history,
            List<String> fondsCodes) {
        public Entry {
            names = List.copyOf(names);
            codes = List.copyOf(codes);
            superiors = List.copyOf(superiors);
            addresses = List.copyOf(addresses);
            fondsCodes = List.copyOf(fondsCodes);
        }

        /** As far as most lists go: a name and a superior. */
        public static Entry of(
                String place,
                String reference,
                BodyKind kind,
                @Nullable LocalDate from,
                @Nullable LocalDate until,
                String name,
                List<Body.Dated> superiors) {
            return new Entry(
                    place,
                    reference,
                    kind,
                    from,
                    until,
                    List.of(Body.Dated.always(name)),
                    List.of(),
                    superiors,
                    List.of(),
                    null,
                    List.of());
        }
    }

    /**
     * @param predecessor by reference, code or a name that only one body has
     * @param successor the same, or null
     */
    public record Edge(
            String place,
            String predecessor,
            @Nullable String successor,
            SuccessionKind kind,
            @Nullable LocalDate legalDay,
            LocalDate effectiveDay,
            @Nullable String instrument,
            @Nullable String scope,
            boolean partly) {}
}
