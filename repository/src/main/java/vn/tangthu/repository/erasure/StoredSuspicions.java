package vn.tangthu.repository.erasure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.LogSeal;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.repository.SuspectedSecrets.Level;
import vn.tangthu.repository.SuspicionLog;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * One object for a suspicion and one for its decision, which the archive signs: anybody who may put
 * objects may have a record blocked, nobody but an officer has one shown again. The table says
 * which of them are written: what a failing store did not take is written with the next, and at the
 * next start.
 */
@Component
class StoredSuspicions implements SuspicionLog {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSuspicions.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PREFIX = "log/suspected";
    private static final String OPEN = "OPEN";
    private static final int AT_ONCE = 200;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final Pattern KEY =
            Pattern.compile(
                    PREFIX
                            + "/([0-9a-f-]{36})/([0-9a-f-]{36})/([0-9]{6})-(OPEN|RELEASED|PURGED)"
                            + "\\.json");

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ObjectStore store;
    private final RecordBlocks blocks;
    private final Tombstones tombstones;
    private final LogSeal seal;
    private final Clock clock;

    StoredSuspicions(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ObjectStore store,
            RecordBlocks blocks,
            Tombstones tombstones,
            LogSeal seal,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.store = store;
        this.blocks = blocks;
        this.tombstones = tombstones;
        this.seal = seal;
        this.clock = clock;
    }

    private record Row(
            UUID aip,
            UUID file,
            int page,
            String level,
            String code,
            Instant foundAt,
            String state,
            String logged,
            @Nullable String reason,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {
        StoreKey key(String of) {
            return new StoreKey(
                    String.format(
                            Locale.ROOT, "%s/%s/%s/%06d-%s.json", PREFIX, aip, file, page, of));
        }
    }

    /** Writes what is not written yet; a store that does not take it is asked again later. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void write() {
        try {
            List<Row> rows = unwritten();
            while (!rows.isEmpty()) {
                for (Row row : rows) {
                    write(row);
                }
                rows = unwritten();
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("The store was not told of a suspicion yet; it is tried again", e);
        }
    }

    private List<Row> unwritten() {
        return jdbc.sql(
                        "select * from kept.suspicion where logged <> state"
                                + " order by aip_id, file_id, page limit ?")
                .param(AT_ONCE)
                .query(
                        (row, n) ->
                                new Row(
                                        row.getObject("aip_id", UUID.class),
                                        row.getObject("file_id", UUID.class),
                                        row.getInt("page"),
                                        row.getString("level"),
                                        row.getString("code"),
                                        row.getObject("found_at", OffsetDateTime.class).toInstant(),
                                        row.getString("state"),
                                        row.getString("logged"),
                                        row.getString("reason"),
                                        row.getString("decided_by"),
                                        instant(row.getObject("decided_at", OffsetDateTime.class))))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    private void write(Row row) throws IOException {
        if (row.logged().isEmpty()) {
            Map<String, Object> line = line(row);
            line.put("at", row.foundAt().toString());
            put(row.key(OPEN), JSON.writeValueAsBytes(line));
        }
        if (!row.state().equals(OPEN)) {
            Map<String, Object> line = line(row);
            line.put("reason", row.reason() == null ? "" : row.reason());
            line.put("by", row.decidedBy() == null ? "" : row.decidedBy());
            Instant at = row.decidedAt() == null ? clock.instant() : row.decidedAt();
            line.put("at", at.toString());
            line.put("decides", row.key(row.state()).value());
            String text = JSON.writeValueAsString(line) + "\n";
            StoreKey key = row.key(row.state());
            if (store.info(key).isPresent() && decision(key, seal.opener()) == null) {
                store.delete(key); // torn, or somebody else's
            }
            put(key, seal.sign(text.getBytes(StandardCharsets.UTF_8)));
        }
        int unused =
                jdbc.sql(
                                "update kept.suspicion set logged = ? where aip_id = ?"
                                        + " and file_id = ? and page = ?")
                        .params(row.state(), row.aip(), row.file(), row.page())
                        .update();
    }

    private static Map<String, Object> line(Row row) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("object", "urn:uuid:" + row.aip());
        line.put("reference", row.code());
        line.put("level", row.level());
        return line;
    }

    /** The first word stays: what it says was so then. */
    private void put(StoreKey key, byte[] bytes) throws IOException {
        if (store.info(key).isEmpty()) {
            var unused =
                    store.putNew(
                            key, ByteSource.of(bytes), Digest.of(DigestAlgorithm.SHA512, bytes));
        }
    }

    @Override
    public void takeUp() throws IOException {
        List<StoreKey> keys;
        try (Stream<ObjectInfo> all = store.list(StorePrefix.below(PREFIX))) {
            keys = new ArrayList<>(all.map(ObjectInfo::key).toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        // A suspicion before what was decided on it.
        keys.sort(
                Comparator.comparing((StoreKey key) -> key.value().endsWith("-OPEN.json") ? 0 : 1));
        Function<byte[], Optional<byte[]>> opener = seal.opener();
        Set<UUID> touched = new LinkedHashSet<>();
        for (StoreKey key : keys) {
            Matcher name = KEY.matcher(key.value());
            if (!name.matches()) {
                continue;
            }
            UUID aip = UUID.fromString(name.group(1));
            UUID file = UUID.fromString(name.group(2));
            int page = Integer.parseInt(name.group(3));
            String state = name.group(4);
            boolean taken =
                    state.equals(OPEN)
                            ? insert(aip, file, page, line(key, Optional::of))
                            : decide(aip, file, page, state, decision(key, opener));
            if (taken) {
                touched.add(aip);
            }
        }
        transactions.executeWithoutResult(status -> touched.forEach(this::blockOrUnblock));
    }

    /** Null where the archive did not sign it, or signed it of another page. */
    private @Nullable JsonNode decision(StoreKey key, Function<byte[], Optional<byte[]>> opener)
            throws IOException {
        JsonNode line = line(key, opener);
        if (line == null || !line.path("decides").asString("").equals(key.value())) {
            LOG.error("A decision that the archive did not take decides nothing: {}", key);
            return null;
        }
        return line;
    }

    /** Null where it cannot be read as what it is. */
    private @Nullable JsonNode line(StoreKey key, Function<byte[], Optional<byte[]>> opener)
            throws IOException {
        try (InputStream in = store.open(key)) {
            byte[] text = opener.apply(in.readNBytes(MOST_BYTES)).orElse(null);
            JsonNode line = text == null ? null : JSON.readTree(text);
            return line != null && line.path("object").isString() ? line : null;
        } catch (RuntimeException e) {
            LOG.warn("Not as it was written: {}", key, e);
            return null;
        }
    }

    private boolean insert(UUID aip, UUID file, int page, @Nullable JsonNode line) {
        String level = line == null ? "" : line.path("level").asString("");
        String at = line == null ? "" : line.path("at").asString("");
        return jdbc.sql(
                                """
                                insert into kept.suspicion (aip_id, file_id, document, page, level,
                                    code, found_at, state, logged)
                                values (?, ?, '', ?, ?, ?, ?, 'OPEN', 'OPEN') on conflict do nothing
                                """)
                        .params(
                                aip,
                                file,
                                page,
                                level.isEmpty() ? Level.TOP_SECRET.name() : level,
                                line == null ? aip.toString() : line.path("reference").asString(""),
                                ErasureRows.utc(at.isEmpty() ? clock.instant() : Instant.parse(at)))
                        .update()
                == 1;
    }

    /** That it was purged holds only where a tombstone says so, too. */
    private boolean decide(UUID aip, UUID file, int page, String state, @Nullable JsonNode line)
            throws IOException {
        if (line == null || state.equals("PURGED") && !tombstones.named(aip)) {
            return false;
        }
        return jdbc.sql(
                                """
                                update kept.suspicion set state = ?, logged = ?, reason = ?,
                                    decided_by = ?, decided_at = ?
                                where aip_id = ? and file_id = ? and page = ? and state = 'OPEN'
                                """)
                        .params(
                                state,
                                state,
                                line.path("reason").asString(""),
                                line.path("by").asString(""),
                                ErasureRows.utc(Instant.parse(line.path("at").asString())),
                                aip,
                                file,
                                page)
                        .update()
                == 1;
    }

    private void blockOrUnblock(UUID aip) {
        boolean open =
                jdbc.sql(
                                "select exists (select from kept.suspicion where aip_id = ?"
                                        + " and state = 'OPEN')")
                        .param(aip)
                        .query(Boolean.class)
                        .single();
        if (open) {
            blocks.blockAtOnce(List.of(new AipId(aip)));
        } else {
            blocks.unblock(new AipId(aip)); // the trigger keeps what is being erased
        }
    }

    @Override
    public void lookUp() {
        int unused =
                jdbc.sql(
                                """
                                update kept.suspicion s set sha512 = c.sha512, code = r.arc_file_code,
                                    document = coalesce(d.description ->> 'docCode', '')
                                from projection.content_file c
                                    join projection.document d on d.id = c.document_id
                                    join projection.record r on r.id = c.aip_id
                                where s.sha512 is null and s.state <> 'PURGED'
                                  and c.id = s.file_id and c.aip_id = s.aip_id
                                """)
                        .update();
    }
}
