package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.ScanPrint;
import vn.tangthu.repository.ScanPrints;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** As the prints of texts: an index for each key, and under one key only some are looked at. */
@Component
@InWorkers
class JdbcScanPrints implements ScanPrints {
    /** The most pages that are fetched for one way in which a key may look. */
    static final int UNDER_A_KEY = 8;

    /** The most candidates of one page. */
    static final int CANDIDATES = 3;

    /** A page that is the same to two bits in more other files than this is a form or a cover. */
    private static final int MOST_OTHERS = 5;

    private static final int THE_SAME = 2;

    /** Pages whose keys are looked up at once. */
    private static final int AT_ONCE = 50;

    private static final HexFormat HEX = HexFormat.of();

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    JdbcScanPrints(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    private record At(int file, int page) {}

    private record Own(At at, ScanPrint print) {}

    private record Met(At at, int apart) {}

    @Override
    public void put(Map<Digest, List<ScanPrint>> files) {
        List<byte[]> digests = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        List<ScanPrint> prints = new ArrayList<>();
        files.forEach(
                (sha512, each) -> {
                    for (int page = 1; page <= each.size(); page++) {
                        if (!each.get(page - 1).isNone()) {
                            digests.add(HEX.parseHex(sha512.hex()));
                            pages.add(page);
                            prints.add(each.get(page - 1));
                        }
                    }
                });
        if (pages.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(
                status -> {
                    // what a crash loses is made again
                    change("set local synchronous_commit = off");
                    int unused =
                            jdbc.sql(
                                            """
                                            insert into projection.scan_print
                                            select f.file_no, p.page, p.k1, p.k2, p.k3, p.k4, p.unsure
                                            from unnest(?::bytea[], ?::integer[], ?::integer[],
                                                ?::integer[], ?::integer[], ?::integer[],
                                                ?::bigint[]) p (sha512, page, k1, k2, k3, k4, unsure)
                                            join projection.file_print f
                                                on f.sha512 = p.sha512 and f.version = ?
                                            order by 1, 2 on conflict do nothing
                                            """)
                                    .params(
                                            digests.toArray(new byte[0][]),
                                            integers(pages.stream()),
                                            key(prints, 0),
                                            key(prints, 1),
                                            key(prints, 2),
                                            key(prints, 3),
                                            prints.stream()
                                                    .map(ScanPrint::unsure)
                                                    .toArray(Long[]::new),
                                            PagePrint.VERSION)
                                    .update();
                });
    }

    private static Integer[] key(List<ScanPrint> prints, int key) {
        return integers(prints.stream().map(print -> print.keys()[key]));
    }

    private static Integer[] integers(Stream<Integer> numbers) {
        return numbers.toArray(Integer[]::new);
    }

    @Override
    public List<Candidate> candidates(Collection<Digest> sha512) {
        if (sha512.isEmpty()) {
            return List.of();
        }
        Map<Integer, Digest> files = new HashMap<>();
        List<Own> pages =
                jdbc.sql(
                                """
                                select p.*, f.sha512 from projection.file_print f
                                join projection.scan_print p on p.file_no = f.file_no
                                where f.sha512 = any(?) and f.version = ? order by 1, 2
                                """)
                        .params(
                                sha512.stream()
                                        .map(digest -> HEX.parseHex(digest.hex()))
                                        .toArray(byte[][]::new),
                                PagePrint.VERSION)
                        .query(
                                (row, n) -> {
                                    files.put(row.getInt(1), digest(row.getBytes(8)));
                                    return new Own(
                                            new At(row.getInt(1), row.getInt(2)),
                                            ScanPrint.of(
                                                    row.getInt(3),
                                                    row.getInt(4),
                                                    row.getInt(5),
                                                    row.getInt(6),
                                                    row.getLong(7)));
                                })
                        .list();
        Map<Own, List<Met>> nearest = new LinkedHashMap<>();
        for (int from = 0; from < pages.size(); from += AT_ONCE) {
            List<Own> some = pages.subList(from, Math.min(pages.size(), from + AT_ONCE));
            transactions.executeWithoutResult(
                    status -> {
                        // a key is looked up by its index, whatever is known of the table
                        change("set local enable_seqscan = off");
                        nearest.putAll(nearest(some));
                    });
        }
        name(nearest, files);
        List<Candidate> candidates = new ArrayList<>();
        nearest.forEach(
                (own, mets) -> {
                    for (Met met : mets) {
                        Digest one = files.get(own.at().file());
                        Digest other = files.get(met.at().file());
                        if (one != null && other != null) {
                            candidates.add(
                                    new Candidate(
                                            one,
                                            own.at().page(),
                                            other,
                                            met.at().page(),
                                            met.apart()));
                        }
                    }
                });
        return candidates;
    }

    /** Which pages share a key with each of these, the nearest by all of them. */
    private Map<Own, List<Met>> nearest(List<Own> pages) {
        List<int[][]> probes = pages.stream().map(own -> own.print().probes()).toList();
        Map<Own, Map<At, Integer>> met = new HashMap<>();
        for (int key = 0; key < ScanPrint.KEYS; key++) {
            List<Integer> numbers = new ArrayList<>();
            List<Integer> keys = new ArrayList<>();
            for (int n = 0; n < pages.size(); n++) {
                for (int probe : probes.get(n)[key]) {
                    numbers.add(n);
                    keys.add(probe);
                }
            }
            jdbc.sql(
                            """
                            select q.n, p.* from unnest(?::integer[], ?::integer[]) as q (n, k)
                            cross join lateral (select * from projection.scan_print
                                where key%d = q.k limit %d) p
                            """
                                    .formatted(key + 1, UNDER_A_KEY))
                    .params(integers(numbers.stream()), integers(keys.stream()))
                    .query(
                            row -> {
                                Own own = pages.get(row.getInt(1));
                                At at = new At(row.getInt(2), row.getInt(3));
                                ScanPrint other =
                                        ScanPrint.of(
                                                row.getInt(4),
                                                row.getInt(5),
                                                row.getInt(6),
                                                row.getInt(7),
                                                row.getLong(8));
                                int apart = own.print().apart(other);
                                if (!at.equals(own.at()) && apart <= ScanPrint.MOST_APART) {
                                    met.computeIfAbsent(own, o -> new HashMap<>()).put(at, apart);
                                }
                            });
        }
        Map<Own, List<Met>> nearest = new LinkedHashMap<>();
        for (Own own : pages) {
            nearest.put(own, nearest(own, met.getOrDefault(own, Map.of())));
        }
        return nearest;
    }

    private static List<Met> nearest(Own own, Map<At, Integer> met) {
        long theSame =
                met.entrySet().stream()
                        .filter(each -> each.getValue() <= THE_SAME)
                        .map(each -> each.getKey().file())
                        .filter(file -> file != own.at().file())
                        .distinct()
                        .count();
        return theSame > MOST_OTHERS
                ? List.of()
                : met.entrySet().stream()
                        .map(each -> new Met(each.getKey(), each.getValue()))
                        .sorted(
                                Comparator.comparingInt(Met::apart)
                                        .thenComparing(each -> each.at().file())
                                        .thenComparing(each -> each.at().page()))
                        .limit(CANDIDATES)
                        .toList();
    }

    private void name(Map<Own, List<Met>> nearest, Map<Integer, Digest> files) {
        Integer[] others =
                integers(
                        nearest.values().stream()
                                .flatMap(List::stream)
                                .map(met -> met.at().file())
                                .filter(file -> !files.containsKey(file))
                                .distinct());
        if (others.length > 0) {
            jdbc.sql("select file_no, sha512 from projection.file_print where file_no = any(?)")
                    .param(others)
                    .query(
                            row -> {
                                files.put(row.getInt(1), digest(row.getBytes(2)));
                            });
        }
    }

    private static Digest digest(byte[] bytes) {
        return Digest.fromBytes(DigestAlgorithm.SHA512, bytes);
    }

    private void change(String sql) {
        int unused = jdbc.sql(sql).update();
    }
}
