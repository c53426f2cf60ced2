package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.PagePrints;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Prints in a table with an index for each key: a page meets only those that share one, and of
 * those under one key only some, so that a form of which there are ten thousand costs each of them
 * no more than another page.
 */
@Component
@InWorkers
class JdbcPagePrints implements PagePrints {
    /** The most pages that are fetched under one key. */
    static final int UNDER_A_KEY = 12;

    /** Pages whose keys are looked up at once. */
    private static final int AT_ONCE = 100;

    private static final int DAYS = 30;
    private static final int FORGOTTEN_AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    JdbcPagePrints(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    private record At(int file, int page) {}

    private record Stored(At at, Digest sha512, PagePrint print) {}

    @Override
    public void put(Map<Digest, List<PagePrint>> files) {
        transactions.executeWithoutResult(
                status -> {
                    // what a crash loses is made again
                    change("set local synchronous_commit = off");
                    forget();
                    putPages(files, fresh(files.keySet()));
                });
    }

    /**
     * Numbers of those that were not there. In one order: two deliveries at once never wait for
     * each other.
     */
    private Map<Digest, Integer> fresh(Collection<Digest> sha512) {
        Map<Digest, Integer> fresh = new HashMap<>();
        jdbc.sql(
                        """
                        insert into projection.file_print (sha512, version, forget_after)
                        select sha512, ?, current_date + ? from unnest(?::bytea[]) as f (sha512)
                        order by sha512
                        on conflict do nothing
                        returning file_no, sha512
                        """)
                .param(PagePrint.VERSION)
                .param(DAYS)
                .param(bytes(sha512))
                .query(
                        row -> {
                            fresh.put(
                                    Digest.fromBytes(DigestAlgorithm.SHA512, row.getBytes(2)),
                                    row.getInt(1));
                        });
        return fresh;
    }

    private void putPages(Map<Digest, List<PagePrint>> files, Map<Digest, Integer> fresh) {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        List<byte[]> data = new ArrayList<>();
        List<List<Integer>> keys = new ArrayList<>();
        for (int key = 0; key < PagePrint.KEYS; key++) {
            keys.add(new ArrayList<>());
        }
        fresh.forEach(
                (sha512, number) -> {
                    List<PagePrint> prints = files.getOrDefault(sha512, List.of());
                    for (int page = 1; page <= prints.size(); page++) {
                        PagePrint print = prints.get(page - 1);
                        if (print.isNone()) {
                            continue;
                        }
                        numbers.add(number);
                        pages.add(page);
                        data.add(print.data());
                        int[] own = print.keys();
                        for (int key = 0; key < own.length; key++) {
                            keys.get(key).add(own[key]);
                        }
                    }
                });
        if (pages.isEmpty()) {
            return;
        }
        int unused =
                jdbc.sql(
                                """
                                insert into projection.page_print
                                select * from unnest(?::integer[], ?::integer[], ?::integer[],
                                    ?::integer[], ?::integer[], ?::integer[], ?::bytea[])
                                """)
                        .params(
                                integers(numbers),
                                integers(pages),
                                integers(keys.get(0)),
                                integers(keys.get(1)),
                                integers(keys.get(2)),
                                integers(keys.get(3)),
                                data.toArray(new byte[0][]))
                        .update();
    }

    private static Integer[] integers(List<Integer> numbers) {
        return numbers.toArray(new Integer[0]);
    }

    /** Some of what was delivered and never kept. */
    private void forget() {
        change(
                """
                delete from projection.file_print where file_no in (
                    select file_no from projection.file_print where forget_after < current_date
                    limit %d)
                """
                        .formatted(FORGOTTEN_AT_ONCE));
    }

    @Override
    public boolean keep(Digest sha512) {
        return jdbc.sql(
                                """
                                update projection.file_print set forget_after = null
                                where sha512 = ? and version = ?
                                """)
                        .params(bytes(sha512), PagePrint.VERSION)
                        .update()
                > 0;
    }

    @Override
    public List<Alike> alike(Collection<Digest> sha512) {
        if (sha512.isEmpty()) {
            return List.of();
        }
        List<At> pages =
                jdbc.sql(
                                """
                                select p.file_no, p.page from projection.file_print f
                                join projection.page_print p on p.file_no = f.file_no
                                where f.sha512 = any(?) and f.version = ? order by 1, 2
                                """)
                        .params(bytes(sha512), PagePrint.VERSION)
                        .query((row, n) -> new At(row.getInt(1), row.getInt(2)))
                        .list();
        List<Alike> alike = new ArrayList<>();
        for (int from = 0; from < pages.size(); from += AT_ONCE) {
            List<At> some = pages.subList(from, Math.min(pages.size(), from + AT_ONCE));
            alike.addAll(
                    transactions.execute(
                            status -> {
                                // a key is looked up by its index, whatever is known of the table
                                change("set local enable_seqscan = off");
                                return compared(some);
                            }));
        }
        return alike;
    }

    private List<Alike> compared(List<At> pages) {
        List<Stored> ones = new ArrayList<>(stored(pages).values());
        Map<Integer, Set<At>> met = met(ones);
        Set<At> all = new LinkedHashSet<>();
        met.values().forEach(all::addAll);
        Map<At, Stored> found = stored(all);
        List<Alike> alike = new ArrayList<>();
        for (int n = 0; n < ones.size(); n++) {
            Stored one = ones.get(n);
            for (At at : met.getOrDefault(n, Set.of())) {
                Stored other = found.get(at);
                if (other == null || at.equals(one.at())) {
                    continue;
                }
                int percent = one.print().percent(other.print());
                if (percent >= PagePrint.NEAR) {
                    alike.add(
                            new Alike(
                                    one.sha512(),
                                    one.at().page(),
                                    other.sha512(),
                                    at.page(),
                                    percent));
                }
            }
        }
        return alike;
    }

    /** Which pages share a key with each of these. */
    private Map<Integer, Set<At>> met(List<Stored> ones) {
        Map<Integer, Set<At>> met = new HashMap<>();
        for (int key = 0; key < PagePrint.KEYS; key++) {
            List<Integer> numbers = new ArrayList<>();
            List<Integer> keys = new ArrayList<>();
            for (int n = 0; n < ones.size(); n++) {
                numbers.add(n);
                keys.add(ones.get(n).print().keys()[key]);
            }
            jdbc.sql(
                            """
                            select q.n, p.file_no, p.page
                            from unnest(?::integer[], ?::integer[]) as q (n, k)
                            cross join lateral (select file_no, page from projection.page_print
                                where key%d = q.k limit %d) p
                            """
                                    .formatted(key + 1, UNDER_A_KEY))
                    .params(integers(numbers), integers(keys))
                    .query(
                            row -> {
                                met.computeIfAbsent(row.getInt(1), n -> new LinkedHashSet<>())
                                        .add(new At(row.getInt(2), row.getInt(3)));
                            });
        }
        return met;
    }

    private Map<At, Stored> stored(Collection<At> pages) {
        Integer[] files = pages.stream().map(At::file).toArray(Integer[]::new);
        Integer[] numbers = pages.stream().map(At::page).toArray(Integer[]::new);
        Map<At, Stored> stored = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        select p.file_no, p.page, p.print, f.sha512
                        from unnest(?::integer[], ?::integer[]) as q (file_no, page)
                        join projection.page_print p on p.file_no = q.file_no and p.page = q.page
                        join projection.file_print f on f.file_no = p.file_no and f.version = ?
                        """)
                .params(files, numbers, PagePrint.VERSION)
                .query(
                        row -> {
                            At at = new At(row.getInt(1), row.getInt(2));
                            stored.put(
                                    at,
                                    new Stored(
                                            at,
                                            Digest.fromBytes(
                                                    DigestAlgorithm.SHA512, row.getBytes(4)),
                                            new PagePrint(row.getBytes(3))));
                        });
        return stored;
    }

    private void change(String sql) {
        int unused = jdbc.sql(sql).update();
    }

    private static byte[] bytes(Digest digest) {
        return HexFormat.of().parseHex(digest.hex());
    }

    private static byte[][] bytes(Collection<Digest> digests) {
        return digests.stream().map(JdbcPagePrints::bytes).toArray(byte[][]::new);
    }
}
