package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuspectedSecrets;

/** Counts in the catalogue's rows of a delivery, and keeps what was signed. */
@Component
class JdbcDeliveryMinutes implements DeliveryMinutes {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int LONGEST = 200;
    private static final int LONGEST_NUMBER = 30;
    private static final int LONGEST_REMARKS = 2_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AttachedLists attached;
    private final Clock clock;

    JdbcDeliveryMinutes(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AttachedLists attached,
            Clock clock) {
        this.jdbc = jdbc;
        this.attached = attached;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Figures figures(DeliveryId delivery, Reader reader) {
        check(reader);
        UUID id = delivery.value();
        Map<String, Object> kept = keptOf(id);
        List<String> fonds =
                jdbc.sql(
                                """
                                select f.title from projection.fonds f where f.id in
                                    (select fonds_id from projection.record
                                     where visible and %s)
                                order by f.sort_key limit 10
                                """
                                        .formatted(BroughtByDelivery.STANDING))
                        .param(id)
                        .query(String.class)
                        .list();
        return jdbc.sql(
                        "select *, coalesce(declared_documents, documents) as told_documents"
                                + " from kept.delivery where id = ?")
                .param(id)
                .query(
                        (row, n) ->
                                new Figures(
                                        row.getString("name"),
                                        row.getString("submitter"),
                                        CatalogueRows.instant(row, "received_at"),
                                        Deliveries.State.valueOf(row.getString("state")),
                                        fonds,
                                        integer(kept.get("first_year")),
                                        integer(kept.get("last_year")),
                                        Amounts.declared(
                                                row.getLong("records"),
                                                row.getLong("told_documents"),
                                                number(row.getObject("declared_sheets")),
                                                number(row.getObject("declared_pages"))),
                                        row.getLong("files"),
                                        row.getLong("bytes"),
                                        new Amounts(
                                                number(kept.get("records")),
                                                number(kept.get("documents")),
                                                null,
                                                number(kept.get("pages")),
                                                number(kept.get("a4")),
                                                number(kept.get("unmeasured")),
                                                number(kept.get("blank")),
                                                number(kept.get("files")),
                                                number(kept.get("bytes"))),
                                        byCode(id, "format"),
                                        byCode(id, "maintenance"),
                                        row.getLong("blocking"),
                                        row.getLong("warnings"),
                                        leftOut(id),
                                        scans(id),
                                        accepted(id)))
                .optional()
                .orElseThrow(() -> nothingKept(delivery));
    }

    private long leftOut(UUID delivery) {
        return jdbc.sql(
                        "select count(*) from kept.delivery_finding where delivery_id = ? and code"
                                + " = 'LEFT_OUT_AS_DUPLICATE'")
                .param(delivery)
                .query(Long.class)
                .single();
    }

    private @Nullable Accepted accepted(UUID delivery) {
        return jdbc.sql(
                        "select arguments from kept.delivery_finding where delivery_id = ? and code"
                                + " = 'ACCEPTED_WITH_REASON' limit 1")
                .param(delivery)
                .query(
                        (row, n) -> {
                            String[] told = (String[]) row.getArray(1).getArray();
                            return new Accepted(Long.parseLong(told[0]), told[1], told[2]);
                        })
                .optional()
                .orElse(null);
    }

    private Map<String, Long> scans(UUID delivery) {
        Map<String, Long> pages = new HashMap<>();
        jdbc.sql(
                        """
                        select code, sum(arguments[1]::bigint)::bigint as pages
                        from kept.delivery_finding where delivery_id = ?
                            and code in ('RESOLUTION_LOW', 'NOT_IN_COLOUR', 'MORE_FINDINGS')
                        group by code
                        """)
                .param(delivery)
                .query(
                        row -> {
                            pages.put(row.getString("code"), row.getLong("pages"));
                        });
        return pages;
    }

    private Map<String, Object> keptOf(UUID delivery) {
        Map<String, Object> kept =
                new HashMap<>(
                        jdbc.sql(
                                        """
                                        select count(*) as records,
                                            coalesce(sum(documents_public + documents_listed
                                                + documents_hidden), 0)::bigint as documents,
                                            min(start_year) as first_year,
                                            max(coalesce(end_year, start_year)) as last_year
                                        from projection.record
                                        where visible and %s
                                        """
                                                .formatted(BroughtByDelivery.STANDING))
                                .param(delivery)
                                .query()
                                .singleRow());
        kept.putAll(
                jdbc.sql(
                                """
                                select count(*) filter (where not c.again) as files,
                                    coalesce(sum(c.size) filter (where not c.again), 0)::bigint
                                        as bytes,
                                    coalesce(sum(c.pages), 0)::bigint as pages,
                                    sum(c.a4)::bigint as a4,
                                    coalesce(sum(c.pages) filter (where c.a4 is null), 0)::bigint
                                        as unmeasured,
                                    coalesce(sum(c.blank_pages), 0)::bigint as blank
                                from projection.content_file c
                                where c.aip_id in
                                    (select id from projection.record where visible and %s)
                                """
                                        .formatted(BroughtByDelivery.STANDING))
                        .param(delivery)
                        .query()
                        .singleRow());
        return kept;
    }

    private Map<String, Long> byCode(UUID delivery, String field) {
        Map<String, Long> counts = new HashMap<>();
        jdbc.sql(
                        """
                        select coalesce(description ->> ?, '') as code, count(*) as records
                        from projection.record where visible and %s group by 1
                        """
                                .formatted(BroughtByDelivery.STANDING))
                .param(field)
                .param(delivery)
                .query(
                        row -> {
                            counts.put(row.getString("code"), row.getLong("records"));
                        });
        return counts;
    }

    private static @Nullable Long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : null;
    }

    private static @Nullable Integer integer(@Nullable Object value) {
        return value instanceof Number number ? number.intValue() : null;
    }

    @Override
    public Minutes make(
            DeliveryId delivery, Kind kind, Parties parties, List<NewList> lists, Reader actor)
            throws IOException {
        check(actor);
        check(parties);
        Figures figures = figures(delivery, actor);
        Long records = figures.counted().records();
        if (records == null || records == 0) {
            throw nothingKept(delivery);
        }
        List<AttachedList> measured = new ArrayList<>();
        for (NewList list : lists) {
            measured.add(AttachedLists.measure(list));
        }
        Instant now = clock.instant();
        int year = now.atZone(VIETNAM).getYear();
        try {
            return transactions.execute(
                    status -> {
                        // Two at once would take the same number.
                        jdbc.sql("lock table kept.minutes in share row exclusive mode").update();
                        jdbc.sql(
                                        """
                                    insert into kept.minutes (delivery_id, kind, year, number,
                                        issue, made_at, made_by, parties, figures, lists)
                                    select :delivery, :kind, coalesce(before.year, :year),
                                        coalesce(before.number,
                                            (select coalesce(max(number), 0) + 1
                                             from kept.minutes where year = :year)),
                                        coalesce(before.issue, 0) + 1, :at, :by,
                                        :parties::jsonb, :figures::jsonb, :lists::jsonb
                                    from (select) one left join lateral
                                        (select year, number, issue from kept.minutes
                                         where delivery_id = :delivery and kind = :kind
                                         order by issue desc limit 1) before on true
                                    """)
                                .param("delivery", delivery.value())
                                .param("kind", kind.name())
                                .param("year", year)
                                .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                                .param("by", actor.name())
                                .param("parties", DescriptionJson.write(parties))
                                .param("figures", DescriptionJson.write(figures))
                                .param("lists", DescriptionJson.write(measured))
                                .update();
                        Minutes made = find(delivery, kind, actor).orElseThrow();
                        try {
                            for (NewList list : lists) {
                                attached.keep(made, list);
                            }
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return made;
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void write(Minutes of, AttachedList list, Reader reader, OutputStream out)
            throws IOException {
        if (withheld(of.delivery(), reader)) {
            throw new RefusedException(
                    Finding.blocks("MINUTES_LIST_WITHHELD", list.fileName(), list.title()));
        }
        attached.write(of, list, out);
    }

    @Override
    public boolean withheld(DeliveryId delivery, Reader reader) {
        check(reader);
        return attached.withheld(delivery, SuspectedSecrets.mayDecide(reader));
    }

    @Override
    public List<Minutes> issues(DeliveryId delivery, Kind kind, Reader reader) {
        check(reader);
        return jdbc.sql(
                        """
                        select * from kept.minutes where delivery_id = ? and kind = ?
                        order by issue desc limit 100
                        """)
                .param(delivery.value())
                .param(kind.name())
                .query(JdbcDeliveryMinutes::minutes)
                .list();
    }

    @Override
    public Optional<Parties> proposed(String submitter, Reader reader) {
        check(reader);
        return jdbc.sql(
                        """
                        select m.parties, d.submitter = :submitter as same
                        from kept.minutes m join kept.delivery d on d.id = m.delivery_id
                        order by same desc, m.made_at desc, m.number desc, m.issue desc limit 1
                        """)
                .param("submitter", submitter)
                .query(
                        (row, n) -> {
                            Parties last =
                                    DescriptionJson.read(row.getString("parties"), Parties.class);
                            return last.of(
                                    row.getBoolean("same")
                                            ? last.giver()
                                            : new Party(submitter, "", ""));
                        })
                .optional();
    }

    private static Minutes minutes(ResultSet row, int n) throws SQLException {
        return new Minutes(
                new DeliveryId(row.getObject("delivery_id", UUID.class)),
                Kind.valueOf(row.getString("kind")),
                row.getInt("year"),
                row.getInt("number"),
                row.getInt("issue"),
                CatalogueRows.instant(row, "made_at"),
                row.getString("made_by"),
                DescriptionJson.read(row.getString("parties"), Parties.class),
                DescriptionJson.read(row.getString("figures"), Figures.class),
                List.of(DescriptionJson.read(row.getString("lists"), AttachedList[].class)));
    }

    private static RefusedException nothingKept(DeliveryId delivery) {
        return new RefusedException(
                Finding.blocks("MINUTES_NOTHING_KEPT", delivery.value().toString()));
    }

    private static void check(Reader reader) {
        if (!reader.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
    }

    private static void check(Parties p) {
        Findings findings = new Findings();
        findings.required("archive", p.archive());
        findings.atMost(LONGEST, "parent", p.parent());
        findings.atMost(LONGEST, "archive", p.archive());
        findings.atMost(LONGEST, "notation", p.notation());
        findings.atMost(LONGEST, "place", p.place());
        findings.atMost(LONGEST, "holdings", p.holdings());
        findings.atMost(LONGEST, "registration", p.told().registration());
        findings.atMost(LONGEST, "contract", p.told().contract());
        findings.atMost(LONGEST_NUMBER, "boxes", p.told().boxes());
        findings.atMost(LONGEST_NUMBER, "metres", p.told().metres());
        findings.atMost(LONGEST_NUMBER, "code", p.told().code());
        findings.atMost(LONGEST_NUMBER, "packages", p.told().packages());
        findings.atMost(LONGEST, "registered", p.told().registered());
        findings.atMost(LONGEST, "approved", p.told().approved());
        findings.atMost(LONGEST_REMARKS, "remarks", p.remarks());
        for (Party party : List.of(p.giver(), p.receiver())) {
            findings.atMost(LONGEST, "organ", party.organ());
            findings.atMost(LONGEST, "person", party.person());
            findings.atMost(LONGEST, "position", party.position());
        }
        findings.refuseIfAny();
    }
}
