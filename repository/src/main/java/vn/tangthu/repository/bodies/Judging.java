package vn.tangthu.repository.bodies;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.Body.Dated;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.SuccessionKind;

/** What is wrong with bodies and successions, all of it at once. */
final class Judging {
    private static final int LONGEST = 1_000;
    private static final int LONGEST_HISTORY = 20_000;
    private final JdbcClient jdbc;
    private final List<Finding> findings = new ArrayList<>();

    Judging(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Finding> findings() {
        return findings;
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** What an entry says, by itself. */
    void entry(BodyList.Entry entry) {
        String place = entry.place();
        if (!entry.reference().matches("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,199}")) {
            add(Finding.blocks("BODY_REFERENCE", place, entry.reference()));
        }
        if (entry.names().isEmpty()) {
            add(Finding.blocks("BODY_UNNAMED", place));
        }
        period(place, entry.from(), entry.until());
        for (List<Dated> list :
                List.of(entry.names(), entry.codes(), entry.superiors(), entry.addresses())) {
            if (list.size() > Body.MOST) {
                add(Finding.blocks("BODY_TOO_LONG", place, String.valueOf(Body.MOST)));
            }
            for (Dated one : list) {
                period(place, one.from(), one.until());
                if (one.value().isBlank() || one.value().length() > LONGEST) {
                    add(Finding.blocks("BODY_TOO_LONG", place, String.valueOf(LONGEST)));
                }
            }
        }
        if (entry.history() != null && entry.history().length() > LONGEST_HISTORY) {
            add(Finding.blocks("BODY_TOO_LONG", place, String.valueOf(LONGEST_HISTORY)));
        }
    }

    private void period(String place, @Nullable LocalDate from, @Nullable LocalDate until) {
        if (!BodyRegister.plausible(from)
                || !BodyRegister.plausible(until)
                || (from != null && until != null && !from.isBefore(until))) {
            add(Finding.blocks("BODY_PERIOD", place, String.valueOf(from), String.valueOf(until)));
        }
    }

    /** The one that is meant; null after a finding. */
    @Nullable BodyId one(String place, String written, Resolving resolving) {
        Set<BodyId> meant = resolving.of(written);
        if (meant.isEmpty()) {
            add(Finding.blocks("BODY_UNKNOWN", place, written));
            return null;
        }
        if (meant.size() > 1) {
            add(Finding.blocks("BODY_AMBIGUOUS", place, written, String.valueOf(meant.size())));
            return null;
        }
        return meant.iterator().next();
    }

    private record Holder(BodyId body, String reference, Dated code) {}

    /** A code means one body on any day, of these and of all others. */
    void codes(Map<Body, String> placed) {
        Map<String, List<Holder>> holders = new HashMap<>();
        Set<BodyId> own = new HashSet<>();
        placed.keySet().forEach(body -> own.add(body.id()));
        String[] codes =
                placed.keySet().stream()
                        .flatMap(b -> b.codes().stream())
                        .map(Dated::value)
                        .distinct()
                        .toArray(String[]::new);
        if (codes.length == 0) {
            return;
        }
        jdbc.sql(
                        "select c.body, b.reference, c.code, c.from_day, c.until_day from"
                                + " kept.body_code c join kept.body b on b.id = c.body where c.code"
                                + " = any(?)")
                .params(List.of((Object) codes))
                .query(
                        (RowCallbackHandler)
                                row -> {
                                    BodyId id = new BodyId(row.getObject(1, UUID.class));
                                    String code = row.getString(3);
                                    if (!own.contains(id)) {
                                        holders.computeIfAbsent(code, x -> new ArrayList<>())
                                                .add(
                                                        new Holder(
                                                                id,
                                                                row.getString(2),
                                                                new Dated(
                                                                        code,
                                                                        Rows.day(row, "from_day"),
                                                                        Rows.day(
                                                                                row,
                                                                                "until_day"))));
                                    }
                                });
        placed.forEach(
                (body, place) -> {
                    for (Dated code : body.codes()) {
                        List<Holder> all =
                                holders.computeIfAbsent(code.value(), x -> new ArrayList<>());
                        for (Holder holder : all) {
                            if (!holder.body().equals(body.id())
                                    && !holder.code().apartFrom(code)) {
                                add(
                                        Finding.blocks(
                                                "BODY_CODE_TAKEN",
                                                place,
                                                code.value(),
                                                holder.reference()));
                            }
                        }
                        all.add(new Holder(body.id(), body.reference(), code));
                    }
                });
    }

    /** Nobody is above itself. */
    void superiors(Map<Body, String> placed) {
        Map<BodyId, Set<BodyId>> above = new HashMap<>();
        placed.keySet()
                .forEach(
                        b -> {
                            Set<BodyId> ids = new LinkedHashSet<>();
                            b.superiors().forEach(s -> ids.add(s.id()));
                            above.put(b.id(), ids);
                        });
        placed.forEach(
                (body, place) -> {
                    if (reaches(
                            body.superiors().stream().map(Body.Superior::id).toList(),
                            body.id(),
                            above)) {
                        add(Finding.blocks("BODY_CIRCLE", place, body.reference()));
                    }
                });
    }

    private boolean reaches(
            Collection<BodyId> from, BodyId wanted, Map<BodyId, Set<BodyId>> above) {
        Set<BodyId> seen = new HashSet<>();
        List<BodyId> open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            BodyId one = open.removeLast();
            if (one.equals(wanted)) {
                return true;
            }
            if (seen.add(one)) {
                open.addAll(above.computeIfAbsent(one, this::kept));
            }
        }
        return false;
    }

    private Set<BodyId> kept(BodyId body) {
        Set<BodyId> ids = new LinkedHashSet<>();
        jdbc.sql("select superior from kept.body_superior where body = ?")
                .param(body.value())
                .query(UUID.class)
                .list()
                .forEach(id -> ids.add(new BodyId(id)));
        return ids;
    }

    /** Whether both existed on the day from which it holds. */
    void edge(BodyList.Edge edge, Body predecessor, @Nullable Body successor) {
        String place = edge.place();
        LocalDate day = edge.effectiveDay();
        if (!BodyRegister.plausible(day) || !BodyRegister.plausible(edge.legalDay())) {
            add(Finding.blocks("BODY_PERIOD", place, String.valueOf(edge.legalDay()), "" + day));
            return;
        }
        if (predecessor.id().equals(successor == null ? null : successor.id())) {
            add(Finding.blocks("SUCCESSION_OF_ITSELF", place, predecessor.reference()));
        }
        boolean wasThere =
                (predecessor.from() == null || predecessor.from().isBefore(day))
                        && (predecessor.until() == null || !predecessor.until().isBefore(day));
        if (!wasThere) {
            add(Finding.blocks("SUCCESSION_PERIOD", place, predecessor.name(), day.toString()));
        }
        if (successor != null && !successor.livesOn(day)) {
            add(Finding.blocks("SUCCESSION_PERIOD", place, successor.name(), day.toString()));
        }
        if (successor == null && edge.kind() != SuccessionKind.DISSOLVED) {
            add(Finding.blocks("SUCCESSION_OF_NOBODY", place, predecessor.name()));
        }
        boolean ends =
                edge.kind() == SuccessionKind.MERGED
                        || edge.kind() == SuccessionKind.RENAMED
                        || edge.kind() == SuccessionKind.DISSOLVED;
        if (ends && predecessor.until() == null) {
            add(Finding.warns("BODY_NOT_ENDED", place, predecessor.name(), day.toString()));
        }
        for (String text : new String[] {edge.instrument(), edge.scope()}) {
            if (text != null && text.length() > LONGEST) {
                add(Finding.blocks("BODY_TOO_LONG", place, String.valueOf(LONGEST)));
            }
        }
    }
}
