package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;

@Command(
        name = "ingest",
        description = {
            "Kiểm tra và nhận một đợt giao nộp (thư mục, ZIP hoặc tar). Trả về 0: đã nhận hoặc đã có; 1: từ chối; 2: không chạy được.",
            "Checks and takes in a delivery (folder, ZIP or tar). Exits 0 accepted or already kept, 1 refused, 2 could not run."
        })
final class IngestVerb extends Verb {
    @Parameters(
            paramLabel = "PATH",
            description = "Folder, ZIP or tar with the two lists and the files")
    String path = "";

    @Option(names = "--dry-run", description = "Check only, store nothing")
    boolean dryRun;

    @Option(names = "--accept-sound", description = "Keep the sound hồ sơ, list the rest, exit 1")
    boolean acceptSound;

    @Option(
            names = "--accept",
            paramLabel = "REASON",
            description = {
                "Take in as it is what waited after the same command without it, all of whose",
                "blocking findings may be accepted (docs/findings.md); the reason goes into the",
                "delivery, the log and PREMIS"
            })
    @Nullable String accept;

    @Option(
            names = {"--contractor", "--submitter"},
            paramLabel = "NAME",
            defaultValue = "operator",
            description = {
                "Whom it comes from (đơn vị số hóa, cơ quan giao nộp), for the record;",
                "headings are read as confirmed for this name (verb columns); without it,",
                "Source-Organization of the bag it comes in"
            })
    String submitter = "operator";

    @Option(names = "--json", description = "JSON on standard output (docs/cli/ingest.schema.json)")
    boolean json;

    IngestVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /** What {@code --json} prints. */
    record Report(
            String outcome,
            int records,
            int documents,
            int files,
            long bytes,
            List<String> kept,
            @Nullable Compared comparison,
            List<Findings.Json> findings) {}

    /** Against the last delivery of the same hồ sơ. */
    record Compared(
            String previous,
            String previousName,
            String previousReceivedAt,
            long before,
            long mended,
            long added,
            long left,
            boolean complete) {
        static @Nullable Compared of(@Nullable DeliveryComparison c) {
            return c == null
                    ? null
                    : new Compared(
                            c.previous().toString(),
                            c.previousName(),
                            c.previousReceivedAt().toString(),
                            c.before(),
                            c.mended(),
                            c.added(),
                            c.left(),
                            c.complete());
        }
    }

    @Override
    public Integer call() throws IOException {
        Path source = session.resolve(path);
        if (!Files.isReadable(source)) {
            complain("Không đọc được / Cannot read: " + source);
            return 2;
        }
        Deliveries deliveries = ports.deliveries().getObject();
        if (dryRun) {
            Verdict verdict = deliveries.check(source, submitter, session.progress());
            return report(
                    verdict.acceptable()
                            ? "WOULD_WAIT"
                            : verdict.blocked() ? "WOULD_BE_REFUSED" : "WOULD_BE_KEPT",
                    verdict,
                    List.of(),
                    !verdict.blocked());
        }
        Deliveries.Result result;
        try {
            result =
                    deliveries.ingest(
                            source,
                            new Deliveries.Options(
                                    acceptSound, false, submitter, Reader.OPERATOR, false, accept),
                            session.progress());
        } catch (RefusedException e) {
            Findings.print(e.findings(), session.out());
            return 1;
        }
        Outcome outcome = result.outcome();
        boolean accepted =
                accept != null
                        && result.verdict().findings().stream()
                                .anyMatch(f -> f.code().equals("ACCEPTED_WITH_REASON"));
        if (accepted) {
            ports.activity()
                    .getObject()
                    .record(Reader.OPERATOR, "DECIDE_ACCEPT", result.delivery().toString(), accept);
        }
        if (outcome == Outcome.WAITING && result.verdict().acceptable()) {
            complain(
                    "Nhận như hiện có: gọi lại lệnh này với --accept \"lý do\". / To take it in as it"
                            + " is, the same command with --accept \"reason\".");
        }
        return report(
                outcome.name(),
                result.verdict(),
                result.kept(),
                outcome == Outcome.KEPT || outcome == Outcome.ALREADY_KEPT);
    }

    private int report(String outcome, Verdict verdict, List<AipId> kept, boolean well) {
        if (json) {
            printJson(
                    new Report(
                            outcome,
                            verdict.records(),
                            verdict.documents(),
                            verdict.files(),
                            verdict.bytes(),
                            kept.stream().map(AipId::toString).toList(),
                            Compared.of(verdict.comparison()),
                            Findings.json(verdict.findings())));
        } else {
            Findings.print(verdict.findings(), session.out());
            DeliveryComparison last = verdict.comparison();
            if (last != null) {
                say(
                        "So với / against "
                                + Findings.printable(last.previousName())
                                + ": đã sửa / mended "
                                + last.mended()
                                + "/"
                                + last.before()
                                + ", còn / left "
                                + last.left()
                                + ", mới / new "
                                + last.added());
            }
            say(
                    words(outcome)
                            + " ("
                            + outcome
                            + "): "
                            + verdict.records()
                            + " hồ sơ, "
                            + verdict.documents()
                            + " tài liệu, "
                            + verdict.files()
                            + " tệp, "
                            + verdict.bytes()
                            + " byte");
        }
        return well ? 0 : 1;
    }

    private static String words(String outcome) {
        return switch (outcome) {
            case "WOULD_BE_KEPT" -> "Nhận được, chưa lưu gì";
            case "WOULD_WAIT" -> "Sẽ chờ lưu trữ viên chấp nhận có lý do";
            case "WOULD_BE_REFUSED" -> "Chưa nhận được, cần sửa";
            default -> words(Outcome.valueOf(outcome));
        };
    }

    static String words(Outcome outcome) {
        return switch (outcome) {
            case KEPT -> "Đã nhận";
            case ALREADY_KEPT -> "Đã có trong kho";
            case PARTLY_KEPT -> "Nhận một phần";
            case REFUSED -> "Từ chối";
            case WAITING -> "Chờ lưu trữ viên quyết định";
            case CANCELLED -> "Đã hủy";
            case PAUSED -> "Tạm dừng; gọi lại lệnh này hoặc tiếp tục trên bàn làm việc";
        };
    }
}
