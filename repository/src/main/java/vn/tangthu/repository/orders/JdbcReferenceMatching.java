package vn.tangthu.repository.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReferenceMatching;

/**
 * References by keys that the database keeps (projection V61), some hundred in one statement; what
 * the reader may not know of is left out by the statement itself.
 */
@Component
class JdbcReferenceMatching implements ReferenceMatching {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int AT_ONCE = 500;

    /** Of one statement; numbers that thousands of documents have must not hold the database. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final FondsId ANY = new FondsId(new UUID(0, 0));

    private static final String RECORD =
            """
            r.id, r.fonds_id, r.arc_file_code, r.title, r.start_year, r.end_year,
            r.documents_listed, r.access, r.title_public, f.access as f_access, f.title_public as f_title_public,
            false as on_paper
            """;

    private static final String CODES =
            """
            with k as materialized (
                select n, projection.reference_key(typed) as key
                from unnest(:ns::integer[], :codes::text[]) as t (n, typed))
            select k.n, m.* from k cross join lateral (
                select %s from projection.record r join projection.fonds f on f.id = r.fonds_id
                where r.visible and greatest(f.access, r.access) <= :known
                  and (projection.reference_key(r.arc_file_code) = k.key
                       or projection.reference_key(r.file_code) = k.key)
                limit 20) m
            where k.key <> ''
            """
                    .formatted(RECORD);

    /** What a document is asked for by, and whether the reader may have it. */
    private static final String DOCUMENT =
            """
            select %s, d.id as document, d.description ->> 'subject' as subject
            from projection.document d join projection.record r on r.id = d.aip_id
            join projection.fonds f on f.id = r.fonds_id
            where (d.description ->> 'codeNumber') is not null
              and r.visible and greatest(f.access, r.access, d.access)
                  <= case when f.id = any(:own) then :ownRank else :anyRank end
              and (k.year is null or (d.description -> 'issuedDate' ->> 'year')::integer = k.year)
            """
                    .formatted(RECORD);

    /** The index document_number of projection V61, word for word. */
    private static final String WHOLE_NUMBER =
            """
            projection.number_key((d.description ->> 'codeNumber') || '/'
                || coalesce(d.description ->> 'codeNotation', '')) = k.key
            """;

    /** The index document_number_of_year of projection V61, word for word. */
    private static final String BARE_NUMBER =
            """
            projection.number_key(d.description ->> 'codeNumber') = k.key
            and (d.description -> 'issuedDate' ->> 'year')::integer = k.year
            """;

    /**
     * Each kind of line by the index that answers it: with one condition for all of them each line
     * would go through all documents. What is looked for inside a hồ sơ has its codes resolved
     * first, and only the documents of those.
     */
    static final String NUMBERS =
            """
            with k as materialized (
                select n, projection.number_key(typed) as key, year,
                    projection.reference_key(code) as code,
                    year is not null and typed ~ '^\\s*[0-9]+\\s*$' as bare
                from unnest(:ns::integer[], :numbers::text[], :years::integer[], :codes::text[])
                    as t (n, typed, year, code)),
            inside as materialized (
                select k.*, of.id as aip from k cross join lateral (
                    select id from projection.record
                    where visible and projection.reference_key(arc_file_code) = k.code
                    union
                    select id from projection.record
                    where visible and projection.reference_key(file_code) = k.code
                    limit 20) of
                where k.code <> '' and k.key <> '')
            select k.n, m.* from k cross join lateral (%s and %s limit 2) m
            where k.key <> '' and k.code = '' and not k.bare
            union all
            select k.n, m.* from k cross join lateral (%s and %s limit 2) m
            where k.key <> '' and k.code = '' and k.bare
            union all
            select k.n, m.* from inside k cross join lateral (
                %s and d.aip_id = k.aip and case when k.bare then %s else %s end limit 2) m
            """
                    .formatted(
                            DOCUMENT,
                            WHOLE_NUMBER,
                            DOCUMENT,
                            BARE_NUMBER,
                            DOCUMENT,
                            BARE_NUMBER,
                            WHOLE_NUMBER);

    private static final String PERIOD =
            """
            select %s from projection.record r join projection.fonds f on f.id = r.fonds_id
            where f.id = :fonds and r.visible and greatest(f.access, r.access) <= :known
              and coalesce(r.start_year, r.end_year) <= :to
              and coalesce(r.end_year, r.start_year) >= :from
            order by r.sort_key, r.id limit :most
            """
                    .formatted(RECORD);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Bodies bodies;
    private final Clock clock;

    JdbcReferenceMatching(
            JdbcClient jdbc, TransactionTemplate transactions, Bodies bodies, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.bodies = bodies;
        this.clock = clock;
    }

    /**
     * @param readable the hồ sơ or document itself
     * @param closed whether some documents of a readable hồ sơ are only listed for this reader
     * @param paper whether it is on paper only
     */
    private record Hit(Found found, boolean readable, boolean closed, boolean paper) {}

    @Override
    public List<Match> match(List<AskedReference> some, @Nullable BodyId body, Reader reader) {
        if (some.size() > MOST) {
            throw new IllegalArgumentException("At most " + MOST + ": " + some.size());
        }
        Map<Integer, List<Hit>> hits = new HashMap<>();
        for (int at = 0; at < some.size(); at += AT_ONCE) {
            int from = at;
            int to = Math.min(some.size(), from + AT_ONCE);
            transactions.executeWithoutResult(
                    status -> {
                        int unused =
                                jdbc.sql("set local statement_timeout = " + LONGEST.toMillis())
                                        .update();
                        codes(CODES, lines(some, from, to, false, hits), some, reader, hits);
                        codes(
                                PaperReferences.CODES,
                                lines(some, from, to, false, hits),
                                some,
                                reader,
                                hits);
                        numbers(some, from, to, reader, hits);
                        // Of a document in a hồ sơ that is on paper, that hồ sơ is told.
                        codes(
                                PaperReferences.CODES,
                                lines(some, from, to, true, hits),
                                some,
                                reader,
                                hits);
                    });
        }
        Judging judging = new Judging(body);
        List<Match> matches = new ArrayList<>();
        for (int n = 0; n < some.size(); n++) {
            matches.add(judging.of(some.get(n), hits.getOrDefault(n, List.of())));
        }
        return matches;
    }

    /** Lines with a code, of a document in it or of the hồ sơ itself, of which nothing is found. */
    private static List<Integer> lines(
            List<AskedReference> some,
            int from,
            int to,
            boolean inside,
            Map<Integer, List<Hit>> hits) {
        return IntStream.range(from, to)
                .filter(n -> some.get(n).inside() == inside && !some.get(n).code().isBlank())
                .filter(n -> !hits.containsKey(n))
                .boxed()
                .toList();
    }

    private void codes(
            String sql,
            List<Integer> ns,
            List<AskedReference> some,
            Reader reader,
            Map<Integer, List<Hit>> hits) {
        if (ns.isEmpty()) {
            return;
        }
        jdbc.sql(sql)
                .param("ns", ns.toArray(Integer[]::new))
                .param("codes", ns.stream().map(n -> some.get(n).code()).toArray(String[]::new))
                .param("known", known(reader))
                .query(
                        row -> {
                            hits.computeIfAbsent(row.getInt("n"), x -> new ArrayList<>())
                                    .add(hit(row, reader));
                        });
        for (int n : ns) { // what was typed to the letter wins over what only looks alike
            List<Hit> of = hits.getOrDefault(n, List.of());
            String typed = some.get(n).code();
            of.stream()
                    .filter(hit -> of.size() > 1 && hit.found().code().equals(typed))
                    .findFirst()
                    .ifPresent(exact -> hits.put(n, List.of(exact)));
        }
    }

    private void numbers(
            List<AskedReference> some,
            int from,
            int to,
            Reader reader,
            Map<Integer, List<Hit>> hits) {
        List<Integer> ns = new ArrayList<>();
        for (int n = from; n < to; n++) {
            if (!hits.containsKey(n) && !some.get(n).number().isBlank()) {
                ns.add(n);
            }
        }
        jdbc.sql(NUMBERS)
                .param("ns", ns.toArray(Integer[]::new))
                .param("numbers", ns.stream().map(n -> some.get(n).number()).toArray(String[]::new))
                .param("years", ns.stream().map(n -> some.get(n).year()).toArray(Integer[]::new))
                .param(
                        "codes",
                        ns.stream()
                                .map(n -> some.get(n).inside() ? some.get(n).code() : "")
                                .toArray(String[]::new))
                .param("own", reader.fonds().stream().map(FondsId::value).toArray(UUID[]::new))
                .param("ownRank", ReadableRanks.own(reader))
                .param("anyRank", ReadableRanks.any(reader))
                .query(
                        row -> {
                            hits.computeIfAbsent(row.getInt("n"), x -> new ArrayList<>())
                                    .add(document(row));
                        });
    }

    @Override
    public Optional<List<Match>> ofFonds(
            String fonds, int fromYear, int toYear, @Nullable BodyId body, Reader reader) {
        List<UUID> known =
                jdbc.sql(
                                "select id from projection.fonds where access <= :known and"
                                        + " projection.reference_key(code) ="
                                        + " projection.reference_key(:code) limit 2")
                        .param("known", known(reader))
                        .param("code", fonds)
                        .query(UUID.class)
                        .list();
        if (known.size() != 1) {
            return Optional.empty();
        }
        List<Hit> hits = ofFonds(PERIOD, known.getFirst(), fromYear, toYear, MOST + 1, reader);
        int more = MOST + 1 - hits.size();
        if (more > 0) {
            hits.addAll(
                    ofFonds(
                            PaperReferences.OF_PERIOD,
                            known.getFirst(),
                            fromYear,
                            toYear,
                            more,
                            reader));
        }
        Judging judging = new Judging(body);
        return Optional.of(
                hits.stream()
                        .map(
                                hit -> {
                                    String code = hit.found().code();
                                    AskedReference asked =
                                            new AskedReference(code, code, code, "", null, false);
                                    return judging.of(asked, List.of(hit));
                                })
                        .toList());
    }

    private List<Hit> ofFonds(
            String sql, UUID fonds, int fromYear, int toYear, int most, Reader reader) {
        return new ArrayList<>(
                jdbc.sql(sql)
                        .param("fonds", fonds)
                        .param("known", known(reader))
                        .param("from", fromYear)
                        .param("to", toYear)
                        .param("most", most)
                        .query((row, n) -> hit(row, reader))
                        .list());
    }

    /** The highest rank whose existence the reader may learn of. */
    private static int known(Reader reader) {
        return reader.mayKnowOf(ANY, Access.HIDDEN)
                ? Access.HIDDEN.ordinal()
                : Access.LISTED.ordinal();
    }

    private static Hit hit(ResultSet row, Reader reader) throws SQLException {
        FondsId fonds = new FondsId(row.getObject("fonds_id", UUID.class));
        Access own = Access.values()[row.getInt("access")];
        Access above = Access.values()[row.getInt("f_access")];
        boolean readable = reader.mayRead(fonds, Access.strictest(own, above));
        boolean titled =
                readable
                        || (own == Access.PUBLIC || row.getBoolean("title_public"))
                                && (above == Access.PUBLIC || row.getBoolean("f_title_public"));
        boolean closed =
                readable
                        && row.getInt("documents_listed") > 0
                        && !reader.mayRead(fonds, Access.LISTED);
        return new Hit(
                found(row, fonds, null, titled ? row.getString("title") : null),
                readable,
                closed,
                row.getBoolean("on_paper"));
    }

    private static Hit document(ResultSet row) throws SQLException {
        DocumentId document = new DocumentId(row.getObject("document", UUID.class));
        FondsId fonds = new FondsId(row.getObject("fonds_id", UUID.class));
        return new Hit(found(row, fonds, document, row.getString("subject")), true, false, false);
    }

    private static Found found(
            ResultSet row, FondsId fonds, @Nullable DocumentId document, @Nullable String title)
            throws SQLException {
        return new Found(
                new AipId(row.getObject("id", UUID.class)),
                document,
                fonds,
                row.getString("arc_file_code"),
                title,
                row.getObject("start_year", Integer.class),
                row.getObject("end_year", Integer.class));
    }

    /** The lines of one list one after the other; who answers for a fonds is asked once. */
    private final class Judging {
        private final @Nullable BodyId body;
        private final LocalDate today = clock.instant().atZone(ZONE).toLocalDate();
        private final Map<FondsId, Bodies.Responsible> answering = new HashMap<>();
        private final Set<Object> before = new HashSet<>();

        Judging(@Nullable BodyId body) {
            this.body = body;
        }

        Match of(AskedReference asked, List<Hit> hits) {
            if (hits.size() != 1) {
                Outcome outcome = hits.isEmpty() ? Outcome.NOT_FOUND : Outcome.SEVERAL;
                return new Match(asked, outcome, null, List.of(), false);
            }
            Hit hit = hits.getFirst();
            Found found = hit.found();
            Bodies.Responsible by =
                    answering.computeIfAbsent(
                            found.fonds(), fonds -> bodies.responsible(fonds, today));
            DocumentId document = found.document();
            boolean first = before.add(document == null ? found.record() : document);
            Outcome outcome;
            if (!first || document != null && before.contains(found.record())) {
                outcome = Outcome.REPEATED;
            } else if (hit.paper()) {
                outcome = Outcome.ON_PAPER;
            } else if (hit.readable()) {
                // another body's open documents are everybody's, its closed ones are not asked for
                outcome = hit.closed() && ours(by.bodies()) ? Outcome.RESTRICTED : Outcome.MATCHED;
            } else {
                outcome = ours(by.bodies()) ? Outcome.RESTRICTED : Outcome.ELSEWHERE;
            }
            return new Match(asked, outcome, found, by.bodies(), by.partly());
        }

        /** Nobody else answers for it, or we among others. */
        private boolean ours(List<Body.Line> today) {
            return today.isEmpty() || today.stream().anyMatch(one -> one.id().equals(body));
        }
    }
}
