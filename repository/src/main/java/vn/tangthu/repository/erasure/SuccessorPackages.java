package vn.tangthu.repository.erasure;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.PackageFile;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.Tombstones.Cause;
import vn.tangthu.repository.Tombstones.Tombstone;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreException;
import vn.tangthu.storage.TangThuHome;

/**
 * What stays of a package of which documents are erased, as a package of its own (an OCFL object
 * keeps the bytes of every version, so nothing less than the object can go). All of it follows from
 * the old package and its tombstone: who is interrupted, or restored the old one only, makes the
 * very same again. The tombstone is what acknowledges it: before, it is a leftover that nobody
 * sees; after, the old one is.
 */
@Component
class SuccessorPackages {
    private final AipStore aips;
    private final Acknowledgements acknowledgements;
    private final Tombstones tombstones;
    private final RecordBlocks blocks;
    private final StoredSuspicions suspicions;
    private final ActivityLog activity;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final TangThuHome home;

    SuccessorPackages(
            AipStore aips,
            Acknowledgements acknowledgements,
            Tombstones tombstones,
            RecordBlocks blocks,
            StoredSuspicions suspicions,
            ActivityLog activity,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            TangThuHome home) {
        this.aips = aips;
        this.acknowledgements = acknowledgements;
        this.tombstones = tombstones;
        this.blocks = blocks;
        this.suspicions = suspicions;
        this.activity = activity;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.home = home;
    }

    /**
     * Stores it, before the tombstone is written; again: no effect. The caller sees to it that no
     * version of the old one is written until the tombstone is.
     */
    void store(Tombstone stone) throws IOException {
        AipId old = new AipId(stone.object());
        Aip head = aips.read(old);
        if (head.withdrawn()) {
            throw new IOException("It was withdrawn meanwhile: what stays cannot be shown");
        }
        ReceivedRest telling = telling(head, stone);
        Path beside = null;
        try {
            Aip.Received received = head.origin().received();
            Map<ContentFileId, Path> sources = new HashMap<>();
            Aip.Received rest = null;
            if (received != null) {
                Files.createDirectories(home.tmp());
                beside = Files.createTempFile(home.tmp(), "received-", ".zip");
                rest = rest(head, received, telling, beside);
            }
            Aip next = SuccessorAip.of(head, stone, telling, rest);
            if (beside != null && rest != null) {
                sources.put(ContentFileId.derive(next.id(), Aip.Received.path(1)), beside);
            }
            try {
                aips.storeRest(next, old, sources);
            } catch (StoreException.Exists e) {
                if (!isAcknowledged(next.id())) {
                    // As an earlier release would have made it; nobody was told of that.
                    aips.removeUnacknowledged(next.id());
                    aips.storeRest(next, old, sources);
                }
            }
            readBack(next.id());
        } finally {
            if (beside != null) {
                Files.deleteIfExists(beside);
            }
        }
    }

    /** It was shown before, and may have versions since: only the tombstone is to be written. */
    private boolean isAcknowledged(AipId next) throws IOException {
        return acknowledgements.about(next, List.of()).of(next).isPresent()
                || jdbc.sql("select exists (select from projection.record where id = ?)")
                        .param(next.value())
                        .query(Boolean.class)
                        .single();
    }

    /** Byte for byte: what it was made from goes after this, and cannot be had again. */
    private void readBack(AipId next) throws IOException {
        for (PackageFile file : aips.headFiles(next)) {
            try (DigestInputStream in =
                    new DigestInputStream(
                            aips.open(file), DigestAlgorithm.SHA512.newMessageDigest())) {
                long unused = in.transferTo(OutputStream.nullOutputStream());
                Digest actual =
                        Digest.fromBytes(DigestAlgorithm.SHA512, in.getMessageDigest().digest());
                if (!actual.equals(file.sha512())) {
                    throw new StoreException.DigestMismatch(file.key(), file.sha512(), actual);
                }
            }
        }
    }

    /** Shows it in the place of the old one, after the tombstone was written; again: no effect. */
    void show(Tombstone stone) throws IOException {
        AipId next = new AipId(Objects.requireNonNull(stone.successor()));
        if (tombstones.named(next.value())) {
            return; // erased since
        }
        Aip aip = aips.read(next);
        // In the store, too, before anybody is told of it: a rebuild blocks it as well.
        transactions.executeWithoutResult(status -> takeOver(stone.object(), aip));
        suspicions.write();
        acknowledgements.write(next, 1, stone.actor());
        Digest delivered = aips.read(next, aip.lastOrigin().version()).fingerprint();
        transactions.executeWithoutResult(
                status -> {
                    boolean put =
                            blocks.succeed(
                                    new AipId(stone.object()),
                                    aip,
                                    delivered,
                                    stone.cause() == Cause.SECRET);
                    if (put) {
                        takeOver(stone.object(), aip);
                        activity.record(
                                Reader.OPERATOR,
                                "ERASURE_SUCCEEDED",
                                next.toString(),
                                stone.reference());
                    }
                });
        suspicions.write();
    }

    /**
     * Suspicions of bytes that stay (also where they were noted with a twin that goes) are of what
     * stays, in the caller's transaction: one that waits blocks it, what an officer released is not
     * asked about again. A later call takes over what is new; what was decided there since stays.
     */
    private void takeOver(UUID old, Aip next) {
        List<ContentFile> files =
                next.documents().stream().flatMap(each -> each.files().stream()).toList();
        boolean waits =
                jdbc.sql(
                                """
                                insert into kept.suspicion (aip_id, sha512, file_id, document, page,
                                    level, code, found_at, state, reason, decided_by, decided_at)
                                select distinct on (s.file_id, s.page) ?::uuid, c.sha512, c.id,
                                    s.document, s.page, s.level, s.code, s.found_at, s.state,
                                    s.reason, s.decided_by, s.decided_at
                                from kept.suspicion s
                                    join unnest(?::uuid[], ?::text[]) c(id, sha512)
                                        on c.id = s.file_id or c.sha512 = s.sha512
                                where s.aip_id = ? and s.state <> 'PURGED'
                                order by s.file_id, s.page, (c.id = s.file_id) desc, c.id
                                on conflict do nothing
                                returning state
                                """)
                        .params(
                                next.id().value(),
                                files.stream().map(file -> file.id().value()).toArray(UUID[]::new),
                                files.stream()
                                        .map(file -> file.sha512().hex())
                                        .toArray(String[]::new),
                                old)
                        .query(String.class)
                        .list()
                        .contains("OPEN");
        if (waits) {
            blocks.blockAtOnce(List.of(next.id()));
        }
    }

    /** Whether the catalogue does not have it although it is there and was not erased since. */
    boolean isMissing(Tombstone stone) throws IOException {
        UUID next = stone.successor();
        return next != null
                && !tombstones.named(next)
                && !jdbc.sql("select exists (select from projection.record where id = ?)")
                        .param(next)
                        .query(Boolean.class)
                        .single();
    }

    /**
     * By what the documents that are erased could be known: as each version of them was described,
     * since a sender's metadata has the codes, titles and names of its time.
     */
    private ReceivedRest telling(Aip head, Tombstone stone) throws IOException {
        Set<String> words = new HashSet<>();
        addWords(head, stone, words);
        for (RecordVersion version : head.history()) {
            if (version.number() != head.version()) {
                addWords(aips.read(head.id(), version.number()), stone, words);
            }
        }
        return new ReceivedRest(words);
    }

    private static void addWords(Aip aip, Tombstone stone, Set<String> words) {
        for (Aip.Document document : aip.documents()) {
            if (!stone.documents().contains(document.id().value())) {
                continue;
            }
            DocumentDescription d = document.description();
            words.add(d.docCode());
            words.add(d.subject());
            words.add(Objects.toString(d.docId(), ""));
            for (ContentFile file : document.files()) {
                words.add(file.originalName());
                words.add(file.path().substring(file.path().lastIndexOf('/') + 1));
                words.add(file.sha512().hex());
                words.add(file.sha256().hex());
            }
        }
    }

    /** Null when nothing of it stays. */
    private Aip.@Nullable Received rest(
            Aip head, Aip.Received received, ReceivedRest telling, Path to) throws IOException {
        String path = Aip.Received.path(head.origin().version());
        PackageFile zip =
                aips.files(head.id(), head.version()).stream()
                        .filter(file -> file.logicalPath().equals(path))
                        .findFirst()
                        .orElseThrow(() -> new IOException(path + " is not in the package"));
        int stay;
        try (InputStream in = new BufferedInputStream(aips.open(zip));
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            stay = telling.copy(in, out);
        }
        if (stay == 0) {
            return null;
        }
        return new Aip.Received(
                received.kind(),
                telling.tells(received.objectId()) ? "–" : received.objectId(),
                telling.tells(received.name())
                        ? received.kind().toLowerCase(Locale.ROOT)
                        : received.name(),
                received.files(),
                Files.size(to),
                digest(to, DigestAlgorithm.SHA512),
                digest(to, DigestAlgorithm.SHA256));
    }

    private static Digest digest(Path file, DigestAlgorithm algorithm) throws IOException {
        return Digest.of(algorithm, Files.readAllBytes(file)); // descriptions, not content
    }
}
