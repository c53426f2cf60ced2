package vn.tangthu.repository.certificates;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;

/**
 * The register in the database, each PDF as a log object {@code log/certificates/<number>.pdf}:
 * copied, backed up and audited like the others, never replaced.
 */
@Component
class StoredCertificates implements Certificates {
    static final String PREFIX = "log/certificates";

    /** As the register of an office in Vietnam counts its years. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int CODE = 26;
    private static final int MOST = 200;

    private final CertificateRows rows;
    private final FondsTally tally;
    private final ObjectStore store;
    private final ActivityLog activity;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    StoredCertificates(
            CertificateRows rows,
            FondsTally tally,
            ObjectStore store,
            ActivityLog activity,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.tally = tally;
        this.store = store;
        this.activity = activity;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Certificate issue(Draft draft, Writing pdf, Reader actor) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long n;
        String number;
        StoreKey key;
        do {
            n = rows.nextNumber();
            number = String.format(Locale.ROOT, "CN-%d-%06d", now.atZone(ZONE).getYear(), n);
            key = new StoreKey(PREFIX + "/" + number + ".pdf");
            // A database that was put back would give again what it forgot.
        } while (store.info(key).isPresent());
        Name name = new Name(number, code(), now);
        Pdf written = pdf.write(name);
        Digest digest = Digest.of(DigestAlgorithm.SHA512, written.bytes());
        var unused = store.putNew(key, ByteSource.of(written.bytes()), digest);
        if (!Digest.of(DigestAlgorithm.SHA512, read(key)).equals(digest)) {
            throw new IOException(key + " does not read back as it was written");
        }
        UUID id = UUID.randomUUID();
        String place = key.value();
        String printed = number;
        long order = n;
        transactions.executeWithoutResult(
                status -> {
                    rows.insert(
                            id,
                            order,
                            name,
                            draft,
                            actor.name(),
                            written.signed(),
                            place,
                            written.bytes().length,
                            digest);
                    activity.record(
                            actor,
                            "CERTIFICATE_ISSUED",
                            draft.subject() == null ? null : draft.subject().toString(),
                            printed);
                });
        return rows.find(id).orElseThrow();
    }

    private String code() {
        StringBuilder code = new StringBuilder(CODE);
        for (int i = 0; i < CODE; i++) {
            code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private byte[] read(StoreKey key) throws IOException {
        try (InputStream in = store.open(key)) {
            return in.readAllBytes();
        }
    }

    @Override
    public Optional<Certificate> byCode(String code) {
        return code.length() == CODE ? rows.byCode(code) : Optional.empty();
    }

    @Override
    public Optional<Certificate> byPdf(Digest sha512) {
        return rows.byPdf(sha512);
    }

    @Override
    public Optional<Certificate> find(UUID id) {
        return rows.find(id);
    }

    @Override
    public List<Certificate> list(String number, long before, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + ": " + limit);
        }
        return rows.list(number.strip().toUpperCase(Locale.ROOT), before, limit);
    }

    @Override
    public byte[] pdf(Certificate certificate) throws IOException {
        StoreKey key = new StoreKey(rows.key(certificate.id()));
        byte[] bytes = read(key);
        if (!Digest.of(DigestAlgorithm.SHA512, bytes).equals(certificate.sha512())) {
            throw new IOException(key + " is not what was issued");
        }
        return bytes;
    }

    @Override
    public void withdraw(UUID id, String reason, Reader actor) {
        Certificate certificate = rows.find(id).orElseThrow();
        transactions.executeWithoutResult(
                status -> {
                    if (rows.withdraw(id, clock.instant(), actor.name(), reason)) {
                        UUID subject = certificate.what().subject();
                        activity.record(
                                actor,
                                "CERTIFICATE_WITHDRAWN",
                                subject == null ? null : subject.toString(),
                                certificate.number() + ": " + reason);
                    }
                });
    }

    @Override
    public Tally tally(FondsId fonds, Progress progress) throws IOException {
        return tally.of(fonds, progress);
    }
}
