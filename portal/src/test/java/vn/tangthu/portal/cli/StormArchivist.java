package vn.tangthu.portal.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import vn.tangthu.portal.cli.StormChange.Said;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Withdrawals;

/**
 * A process of its own that does what has no verb, for the storm to kill: it changes hồ sơ, saying
 * what it begins and, when the port has returned, that it is kept. Then it waits for its end.
 */
final class StormArchivist {
    static final String TOKEN = "storm-token ";

    /** In the place of changes: makes an account and a token for programs, and ends. */
    static final String MAKE_TOKEN = "token";

    private static final String REASON = "thử dừng đột ngột";

    private final RunningArchive archive;
    private final PrintStream say;

    private StormArchivist(RunningArchive archive, PrintStream say) {
        this.archive = archive;
        this.say = say;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> wanted = Arrays.asList(arguments).subList(1, arguments.length);
        PrintStream say = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (RunningArchive archive =
                new RunningArchive(
                        Path.of(arguments[0]),
                        "--tangthu.drop-folder.enabled=false",
                        "--tangthu.extraction.enabled=false")) {
            StormArchivist archivist = new StormArchivist(archive, say);
            if (wanted.equals(List.of(MAKE_TOKEN))) {
                archivist.makeToken();
                return;
            }
            for (int i = 0; i < wanted.size(); i++) {
                archivist.make(i, StormChange.parse(wanted.get(i)));
                say.println(Said.KEPT + i);
            }
            Thread.sleep(Duration.ofMinutes(5)); // what goes on in the background is killed too
        }
    }

    private void makeToken() {
        Reader administrator = new Reader(null, "storm", Set.of(Role.ADMINISTRATOR), Set.of());
        Accounts accounts = archive.port(Accounts.class);
        String unused =
                accounts.create(
                        new Accounts.NewAccount(
                                "maychu", "Máy chủ số hóa", Set.of(Role.ARCHIVIST), Set.of()),
                        administrator);
        say.println(
                TOKEN
                        + archive.port(DeliveryTokens.class)
                                .create(
                                        accounts.findByUsername("maychu").orElseThrow().id(),
                                        "storm",
                                        Instant.now().plus(Duration.ofDays(1)),
                                        administrator)
                                .secret());
    }

    private void make(int number, StormChange change) throws IOException {
        RecordView.Full full = full(change.code());
        int version = full.versions().getLast().number();
        switch (change.kind()) {
            case LATE_DOCUMENT -> {
                LateChanges late = archive.port(LateChanges.class);
                DocumentDescription next =
                        described(
                                late.nextDocument(full.id(), Reader.OPERATOR), "Văn bản đến muộn");
                say.println(Said.begun(number, null));
                late.add(
                        full.id(),
                        version,
                        next,
                        Path.of(change.what()),
                        "den-muon.pdf",
                        REASON,
                        Reader.OPERATOR);
            }
            case BETTER_SCAN -> {
                ArchivalDocument document = full.documents().getFirst();
                var file = document.files().getFirst();
                say.println(Said.begun(number, file.sha256().hex()));
                archive.port(LateChanges.class)
                        .replace(
                                full.id(),
                                version,
                                document.id(),
                                file.id(),
                                Path.of(change.what()),
                                "quet-lai.pdf",
                                REASON,
                                Reader.OPERATOR);
            }
            case TITLE -> {
                say.println(Said.begun(number, null));
                archive.port(Holdings.class)
                        .correct(
                                full.id(),
                                version,
                                titled(full.description(), change.what()),
                                REASON,
                                Reader.OPERATOR);
            }
            case WITHDRAWAL -> {
                say.println(Said.begun(number, null));
                archive.port(Withdrawals.class).withdraw(full.id(), change.what(), Reader.OPERATOR);
            }
            case WITHDRAWAL_OF_DELIVERY -> {
                say.println(Said.begun(number, null));
                Withdrawals.TakenBack unused =
                        archive.port(Withdrawals.class)
                                .withdrawDelivery(
                                        Objects.requireNonNull(full.provenance().delivery()),
                                        change.what(),
                                        Reader.OPERATOR);
            }
        }
    }

    private RecordView.Full full(String code) {
        Catalogue catalogue = archive.port(Catalogue.class);
        AipId id = catalogue.resolve(code, Reader.OPERATOR).orElseThrow();
        return (RecordView.Full) catalogue.record(id, Reader.OPERATOR).orElseThrow();
    }

    private static FileDescription titled(FileDescription d, String title) {
        return new FileDescription(
                d.arcFileCode(),
                title,
                d.maintenance(),
                d.mode(),
                d.languages(),
                d.startDate(),
                d.endDate(),
                d.keyword(),
                d.totalDoc(),
                d.numberOfPaper(),
                d.numberOfPage(),
                d.format(),
                d.inforSign(),
                d.confidenceLevel(),
                d.paperFileCode(),
                d.riskRecovery(),
                d.riskRecoveryStatus(),
                d.description());
    }

    private static DocumentDescription described(DocumentDescription next, String subject) {
        return new DocumentDescription(
                next.docCode(),
                next.docOrdinal(),
                next.typeName(),
                next.codeNumber(),
                next.codeNotation(),
                next.issuedDate(),
                next.organName(),
                subject,
                next.languages(),
                next.numberOfPage(),
                next.inforSign(),
                next.keyword(),
                next.mode(),
                next.confidenceLevel(),
                next.autograph(),
                next.format(),
                next.process(),
                next.description(),
                next.docId(),
                next.maintenance(),
                next.riskRecovery(),
                next.riskRecoveryStatus());
    }
}
