package vn.tangthu.repository.ingest;

import java.text.Normalizer;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.VietnameseOrder;
import vn.tangthu.repository.ingest.check.FromWhom;
import vn.tangthu.repository.ingest.lists.ConfirmedHeadings;
import vn.tangthu.repository.ingest.lists.ListFields;

/** Contractors and their headings in the schema {@code kept}. */
@Component
final class JdbcContractors implements Contractors {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ScanRules usual;
    private final FormatRuleRows formats;
    private final ObjectProvider<Accounts> accounts;

    JdbcContractors(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Clock clock,
            IngestProperties properties,
            FormatRuleRows formats,
            ObjectProvider<Accounts> accounts) {
        this.accounts = accounts;
        this.formats = formats;
        this.usual = properties.scanRules();
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What names have in common that a person would take for the same. */
    static String key(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .strip()
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> names() {
        return jdbc.sql("select name from kept.contractor").query(String.class).list().stream()
                .sorted(VietnameseOrder.BY_NAME.thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    @Override
    public void add(String contractor, Reader actor) {
        requireArchivist(actor);
        String name = DeliveryRegister.storable(contractor.strip());
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new RefusedException(
                    Finding.blocks("CONTRACTOR_NAME", "—", String.valueOf(LONGEST_NAME)));
        }
        int unused =
                jdbc.sql(
                                "insert into kept.contractor (key, name, added_by, added_at)"
                                        + " values (?, ?, ?, ?) on conflict do nothing")
                        .params(key(name), name, actor.name(), now())
                        .update();
    }

    @Override
    public void forget(String contractor, Reader actor) {
        requireArchivist(actor);
        int unused =
                jdbc.sql("delete from kept.contractor where key = ?")
                        .param(key(contractor))
                        .update();
    }

    @Override
    public List<Confirmed> confirmed(String contractor) {
        return jdbc.sql(
                        "select list, heading, field, confirmed_by, confirmed_at from"
                                + " kept.confirmed_heading where contractor = ? order by list desc,"
                                + " heading_key")
                .param(key(contractor))
                .query(
                        (row, n) ->
                                new Confirmed(
                                        DeliveryList.valueOf(row.getString(1)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getString(4),
                                        row.getObject(5, OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public ScanRules usualScans() {
        return usual;
    }

    @Override
    public ScanRules scans(String contractor) {
        return jdbc.sql(
                        "select scan_dpi, map_dpi, scan_colour, scan_breach from"
                                + " kept.contractor where key = ?")
                .param(key(contractor))
                .query(
                        (row, n) -> {
                            Integer dpi = row.getObject(1, Integer.class);
                            Integer mapDpi = row.getObject(2, Integer.class);
                            String colours = row.getString(3);
                            String breach = row.getString(4);
                            return new ScanRules(
                                    dpi == null ? usual.dpi() : dpi,
                                    mapDpi == null ? usual.mapDpi() : mapDpi,
                                    colours == null
                                            ? usual.colours()
                                            : ScanRules.Colours.valueOf(colours),
                                    breach == null
                                            ? usual.breach()
                                            : ScanRules.Breach.valueOf(breach));
                        })
                .optional()
                .orElse(usual);
    }

    @Override
    public void scans(String contractor, ScanRules rules, Reader actor) {
        requireArchivist(actor);
        if (Math.min(rules.dpi(), rules.mapDpi()) < 0
                || Math.max(rules.dpi(), rules.mapDpi()) > ScanRules.MOST_DPI) {
            throw new RefusedException(
                    Finding.blocks(
                            "SCAN_RULES_WRONG", contractor, String.valueOf(ScanRules.MOST_DPI)));
        }
        transactions.executeWithoutResult(
                status -> {
                    add(contractor, actor);
                    int unused =
                            jdbc.sql(
                                            "update kept.contractor set scan_dpi = nullif(?, ?),"
                                                    + " map_dpi = nullif(?, ?), scan_colour ="
                                                    + " nullif(?, ?), scan_breach = nullif(?, ?)"
                                                    + " where key = ?")
                                    .params(
                                            rules.dpi(),
                                            usual.dpi(),
                                            rules.mapDpi(),
                                            usual.mapDpi(),
                                            rules.colours().name(),
                                            usual.colours().name(),
                                            rules.breach().name(),
                                            usual.breach().name(),
                                            key(contractor))
                                    .update();
                });
    }

    /**
     * What its lists, its scans and the formats of its files are held against, and what who brought
     * it may have of the archive: the operator everything, others what their account may have now,
     * and without one what everybody may.
     */
    FromWhom fromWhom(DeliveryRow delivery) {
        String contractor = delivery.submitter();
        return new FromWhom(
                headings(contractor), scans(contractor), formats.of(contractor), reader(delivery));
    }

    private Reader reader(DeliveryRow delivery) {
        String actor = delivery.actor();
        boolean operator = actor.isEmpty() || actor.equals(Reader.OPERATOR.name());
        Reader other = operator ? Reader.OPERATOR : Reader.ANONYMOUS;
        Accounts all = accounts.getIfAvailable();
        return all == null || actor.isEmpty()
                ? other
                : all.findByUsername(actor)
                        .map(one -> one.enabled() ? all.readerFor(one) : Reader.ANONYMOUS)
                        .orElse(other);
    }

    private ConfirmedHeadings headings(String contractor) {
        if (contractor.isBlank()) {
            return ConfirmedHeadings.NONE;
        }
        return new ConfirmedHeadings(
                confirmed(contractor).stream()
                        .map(c -> new Choice(c.list(), c.heading(), c.field()))
                        .toList());
    }

    @Override
    public void confirm(String contractor, List<Choice> choices, Reader actor) {
        requireArchivist(actor);
        choices.forEach(JdbcContractors::requireField);
        List<String> twice = ConfirmedHeadings.twice(choices);
        if (!twice.isEmpty()) {
            throw new RefusedException(
                    Finding.blocks("FIELD_CHOSEN_TWICE", "—", heading(twice.getFirst())));
        }
        transactions.executeWithoutResult(
                status -> {
                    add(contractor, actor);
                    choices.forEach(choice -> save(contractor, choice, actor));
                });
    }

    private static void requireField(Choice choice) {
        String field = choice.field();
        boolean known =
                field == null
                        || ListFields.of(choice.list()).stream()
                                .anyMatch(f -> f.name().equals(field));
        if (!known || ConfirmedHeadings.keyOf(choice.heading()).isEmpty()) {
            throw new RefusedException(
                    Finding.blocks("FIELD_UNKNOWN", choice.heading(), String.valueOf(field)));
        }
    }

    private static String heading(String field) {
        Map<String, String> headings =
                Stream.of(DeliveryList.values())
                        .flatMap(list -> ListFields.of(list).stream())
                        .collect(Collectors.toMap(Field::name, Field::heading, (a, b) -> a));
        return headings.getOrDefault(field, field);
    }

    private void save(String contractor, Choice choice, Reader actor) {
        String field = choice.field();
        int unused =
                jdbc.sql(
                                "insert into kept.confirmed_heading (contractor, list, heading_key,"
                                        + " heading, field, confirmed_by, confirmed_at) values (?, ?, ?,"
                                        + " ?, nullif(?, ''), ?, ?) on conflict (contractor, list,"
                                        + " heading_key) do update set heading = excluded.heading, field ="
                                        + " excluded.field, confirmed_by = excluded.confirmed_by,"
                                        + " confirmed_at = excluded.confirmed_at")
                        .params(
                                key(contractor),
                                choice.list().name(),
                                ConfirmedHeadings.keyOf(choice.heading()),
                                DeliveryRegister.storable(choice.heading()),
                                field == null ? "" : field,
                                actor.name(),
                                now())
                        .update();
    }

    @Override
    public void remove(String contractor, DeliveryList list, String heading, Reader actor) {
        requireArchivist(actor);
        int unused =
                jdbc.sql(
                                "delete from kept.confirmed_heading where contractor = ? and list ="
                                        + " ? and heading_key = ?")
                        .params(key(contractor), list.name(), ConfirmedHeadings.keyOf(heading))
                        .update();
    }

    @Override
    public List<Field> fields(DeliveryList list) {
        return ListFields.of(list);
    }

    private static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
