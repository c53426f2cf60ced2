package vn.tangthu.portal.publicpages;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Certificates of what {@link FakeArchive} has and has not; the PDF of each is its number. */
final class FakeCertificates implements Certificates {
    static final String OPEN = "a".repeat(26);
    static final String LATER = "b".repeat(26);
    static final String WITHDRAWN = "c".repeat(26);
    static final String LISTED = "d".repeat(26);
    static final String HIDDEN = "e".repeat(26);
    static final String BLOCKED = "f".repeat(26);
    static final String AUDIT = "g".repeat(26);
    static final String FONDS = "h".repeat(26);
    static final String HIDDEN_FONDS = "i".repeat(26);

    /** It counts a hồ sơ that not everybody is shown any more. */
    static final String SMALLER_FONDS = "k".repeat(26);

    static final Digest OURS = Digest.of(DigestAlgorithm.SHA512, FakeArchive.BYTES);

    /** Was in the hồ sơ when it was certified, and is not in it now. */
    static final Digest REPLACED = digest("a file that was replaced");

    private static final Instant AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final String NOTE = "tangthu/x\n9\nAAAA\n\n— tangthu/x BBBB\n";
    private final Map<String, Certificate> all = new LinkedHashMap<>();

    FakeCertificates() {
        record(OPEN, FakeArchive.SOUND, true, State.VALID, List.of(OURS));
        record(LATER, FakeArchive.SOUND, true, State.LATER_VERSION, List.of(OURS, REPLACED));
        record(WITHDRAWN, FakeArchive.SOUND, true, State.WITHDRAWN, List.of(OURS));
        record(LISTED, FakeArchive.LISTED, false, State.VALID, List.of(REPLACED));
        record(HIDDEN, FakeArchive.HIDDEN, false, State.LATER_VERSION, List.of(REPLACED));
        // It was open to everybody when it was certified.
        record(BLOCKED, FakeArchive.MISSING, true, State.VALID, List.of(REPLACED));
        List<Figure> audit =
                List.of(
                        new Figure("days", "", "1095"),
                        new Figure("run.of", "", "0"),
                        new Figure("run.started", "", AT.toString()),
                        new Figure("run.state", "", "SOUND"),
                        new Figure("files", "0", "12345"),
                        new Figure("bytes", "0", "123456789"),
                        new Figure("files", "1", "12344"));
        put(AUDIT, Kind.AUDIT, null, null, true, State.VALID, List.of(), audit);
        List<Figure> fonds =
                List.of(new Figure("records", "", "3"), new Figure("root", "", "0a".repeat(32)));
        put(
                FONDS,
                Kind.FONDS,
                FakeArchive.FONDS.value(),
                null,
                true,
                State.VALID,
                List.of(),
                fonds);
        UUID hidden = FakeArchive.HIDDEN_FONDS.value();
        put(HIDDEN_FONDS, Kind.FONDS, hidden, null, true, State.VALID, List.of(), fonds);
        put(
                SMALLER_FONDS,
                Kind.FONDS,
                FakeArchive.FONDS.value(),
                null,
                true,
                State.VALID,
                List.of(),
                List.of(new Figure("records", "", "4"), new Figure("root", "", "0a".repeat(32))));
    }

    private void record(String code, AipId id, boolean open, State state, List<Digest> files) {
        List<Figure> figures =
                List.of(
                        new Figure("checked", "", AT.toString()),
                        new Figure("files", "", String.valueOf(files.size())));
        put(code, Kind.RECORD, id.value(), 1, open, state, files, figures);
    }

    private void put(
            String code,
            Kind kind,
            @Nullable UUID subject,
            @Nullable Integer version,
            boolean open,
            State state,
            List<Digest> files,
            List<Figure> figures) {
        String number = "CN-2026-%06d".formatted(all.size() + 1);
        all.put(
                code,
                new Certificate(
                        new UUID(7, all.size()),
                        all.size() + 1,
                        number,
                        code,
                        new Draft(kind, subject, version, open, files, figures, 7L, NOTE),
                        AT,
                        "lan",
                        true,
                        number.length(),
                        digest(number),
                        state,
                        state == State.WITHDRAWN ? new Withdrawal(AT, "lan", "lập <nhầm>") : null));
    }

    private static Digest digest(String text) {
        return Digest.of(DigestAlgorithm.SHA512, text.getBytes(StandardCharsets.UTF_8));
    }

    Certificate of(String code) {
        return byCode(code).orElseThrow();
    }

    @Override
    public Certificate issue(Draft draft, Writing pdf, Reader actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Certificate> byCode(String code) {
        return Optional.ofNullable(all.get(code));
    }

    @Override
    public Optional<Certificate> byPdf(Digest sha512) {
        return all.values().stream().filter(one -> one.sha512().equals(sha512)).findFirst();
    }

    @Override
    public Optional<Certificate> find(UUID id) {
        return all.values().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public List<Certificate> list(String number, long before, int limit) {
        return List.copyOf(all.values());
    }

    @Override
    public byte[] pdf(Certificate certificate) {
        return certificate.number().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void withdraw(UUID id, String reason, Reader actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Tally tally(FondsId fonds, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
