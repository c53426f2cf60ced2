package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Reader;

@Command(
        name = "log",
        description = {
            "Nhật ký bất biến: verify kiểm chứng, checkpoint chốt và ký, renew-key đổi khóa.",
            "The log that cannot be quietly rewritten: verify, checkpoint, renew-key.",
            "verify trả về / exits: 0 đúng / sound; 1 có vấn đề / problems; 2 không chạy được / could not run."
        },
        footer = {"", "Định dạng / format: docs/log.md."})
final class LogVerb extends Verb {
    private static final int MAX_NOTE = 64 * 1024;

    private enum Action {
        VERIFY,
        CHECKPOINT,
        RENEW_KEY,
        TAKE_OVER
    }

    @Parameters(
            index = "0",
            paramLabel = "ACTION",
            description = "verify, checkpoint, renew-key, take-over")
    String action = "";

    @Option(
            names = "--store-only",
            description =
                    "verify: chỉ đọc kho, không hỏi cơ sở dữ liệu / of the objects alone, nothing is"
                            + " asked of the database")
    boolean storeOnly;

    @Option(
            names = "--since",
            paramLabel = "FILE",
            description =
                    "verify: điểm chốt mà kiểm toán viên giữ bên ngoài / a checkpoint kept outside")
    @Nullable String since;

    @Option(
            names = "--event",
            paramLabel = "ID",
            description =
                    "verify: chứng minh sự kiện có trong nhật ký: id, số thứ tự, id hồ sơ,"
                            + " activity:SỐ / proves that an event is in the log: its id or number,"
                            + " the id of a hồ sơ, activity:NUMBER")
    @Nullable String event;

    @Option(
            names = "--trust",
            paramLabel = "FINGERPRINT",
            description =
                    "verify: dấu vân tay của khóa mà ta đã đối chiếu / of a key that no earlier one"
                            + " vouches for and that you compared")
    List<String> trusted = new ArrayList<>();

    @Option(
            names = "--restored",
            paramLabel = "FROM-TO",
            description =
                    "verify: đoạn nhật ký mà ta biết CSDL đã mất khi phục hồi / entries of which you"
                            + " know that the database lost them when it was put back")
    List<String> restored = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "checkpoint: ghi điểm chốt ra tệp này / writes the checkpoint to this file")
    @Nullable String out;

    @Option(names = "--json", description = "JSON on standard output (docs/cli/log.schema.json)")
    boolean json;

    LogVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /** What {@code verify --json} prints. */
    record Report(
            boolean sound,
            long entries,
            long checkpoints,
            long stamps,
            long versions,
            long rows,
            long notCompared,
            String root,
            List<String> keys,
            long problems,
            List<Shown> shown,
            List<Event> events) {}

    record Shown(String code, String place, String message, String messageEn, String detail) {}

    /**
     * @param path hashes in hexadecimal (RFC 9162, 2.1.3); null while no checkpoint covers it
     */
    record Event(
            long entry,
            String line,
            @Nullable Long size,
            @Nullable List<String> path,
            @Nullable String checkpoint) {}

    @Override
    public Integer call() throws IOException {
        Optional<Action> wanted =
                List.of(Action.values()).stream()
                        .filter(
                                a ->
                                        a.name()
                                                .toLowerCase(java.util.Locale.ROOT)
                                                .replace('_', '-')
                                                .equals(action))
                        .findFirst();
        if (wanted.isEmpty()) {
            complain("log verify | checkpoint | renew-key | take-over");
            return 2;
        }
        return switch (wanted.get()) {
            case VERIFY -> verify();
            case CHECKPOINT -> checkpoint();
            case RENEW_KEY -> renewKey();
            case TAKE_OVER -> takeOver();
        };
    }

    private int checkpoint() throws IOException {
        Ledger ledger = ports.ledger().getObject();
        Ledger.Checkpoint made = ledger.checkpoint("ASKED");
        String note = ledger.note(made.number());
        String file = out;
        if (file == null) {
            session.out().print(note);
            session.out().flush();
        } else {
            Path to = session.resolve(file);
            if (Files.exists(to)) {
                complain("Đã có / is there already: " + Findings.printable(to.toString()));
                return 2;
            }
            Files.writeString(to, note);
            say(
                    "Điểm chốt / checkpoint "
                            + made.number()
                            + ": "
                            + made.entries()
                            + " mục / entries, khóa / key "
                            + made.key()
                            + (made.stampedAt() == null
                                    ? ""
                                    : ", dấu thời gian / time stamp " + made.stampedAt()));
        }
        ports.activity()
                .getObject()
                .record(Reader.OPERATOR, "LOG_CHECKPOINT", null, String.valueOf(made.number()));
        return 0;
    }

    private int renewKey() throws IOException {
        String fingerprint = ports.ledger().getObject().renewKey();
        ports.activity().getObject().record(Reader.OPERATOR, "LOG_KEY_RENEWED", null, fingerprint);
        say("Khóa mới / new key: " + fingerprint);
        return 0;
    }

    private int takeOver() throws IOException {
        Ledger ledger = ports.ledger().getObject();
        ledger.takeOver();
        Ledger.Status now = ledger.status();
        ports.activity()
                .getObject()
                .record(Reader.OPERATOR, "LOG_TAKEN_OVER", null, String.valueOf(now.entries()));
        say(now.entries() + " mục / entries");
        if (now.broken() != null) {
            complain(Findings.printable(now.broken()));
            return 1;
        }
        return 0;
    }

    private int verify() throws IOException {
        String outside = null;
        if (since != null) {
            Path file = session.resolve(since);
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_NOTE) {
                complain("--since: không có / no such checkpoint: " + Findings.printable(since));
                return 2;
            }
            outside = Files.readString(file, StandardCharsets.UTF_8);
        }
        List<Shown> shown = new ArrayList<>();
        Ledger.Verified verified =
                ports.ledger()
                        .getObject()
                        .verify(
                                new Ledger.Verifying(
                                        storeOnly,
                                        outside,
                                        event,
                                        // As the desk shows it: in parts.
                                        trusted.stream().map(key -> key.replace(" ", "")).toList(),
                                        restored),
                                problem -> {
                                    if (json) {
                                        shown.add(shown(problem));
                                    } else {
                                        print(problem);
                                    }
                                },
                                session.progress());
        boolean sound = verified.problems() == 0;
        if (json) {
            printJson(
                    new Report(
                            sound,
                            verified.entries(),
                            verified.checkpoints(),
                            verified.stamps(),
                            verified.versions(),
                            verified.rows(),
                            verified.notCompared(),
                            verified.root(),
                            verified.keys(),
                            verified.problems(),
                            shown,
                            verified.events().stream().map(LogVerb::event).toList()));
        } else {
            words(verified, sound);
        }
        return sound ? 0 : 1;
    }

    private static Shown shown(Ledger.Problem problem) {
        return new Shown(
                problem.fault().name(),
                problem.place(),
                problem.fault().vietnamese(),
                problem.fault().english(),
                problem.detail());
    }

    private static Event event(Ledger.Found found) {
        Ledger.Inclusion proof = found.inclusion();
        return proof == null
                ? new Event(found.entry(), found.line(), null, null, null)
                : new Event(
                        found.entry(), found.line(), proof.entries(), proof.path(), proof.note());
    }

    private void print(Ledger.Problem problem) {
        say(
                "LỖI / ERROR "
                        + problem.fault()
                        + " · "
                        + Findings.printable(problem.place())
                        + (problem.detail().isEmpty()
                                ? ""
                                : " · " + Findings.printable(problem.detail())));
        say("  " + problem.fault().vietnamese() + ". " + problem.fault().english() + ".");
    }

    private void words(Ledger.Verified verified, boolean sound) {
        for (Ledger.Found found : verified.events()) {
            say(Findings.printable(found.line()));
            Ledger.Inclusion proof = found.inclusion();
            say(
                    proof == null
                            ? "  chưa có điểm chốt nào sau đó / no checkpoint covers it yet"
                            : "  có trong / is in: điểm chốt / checkpoint "
                                    + proof.entries()
                                    + " mục / entries; "
                                    + String.join(" ", proof.path()));
        }
        say(
                (sound ? "ĐÚNG / SOUND" : "CÓ VẤN ĐỀ / PROBLEMS: " + verified.problems())
                        + " · "
                        + verified.entries()
                        + " mục / entries, "
                        + verified.checkpoints()
                        + " điểm chốt / checkpoints, "
                        + (verified.stamps() == 0
                                ? ""
                                : verified.stamps() + " dấu thời gian / time stamps, ")
                        + verified.versions()
                        + " phiên bản / versions"
                        + (storeOnly ? "" : ", " + verified.rows() + " dòng CSDL / rows")
                        + (verified.notCompared() == 0
                                ? ""
                                : "; không so được do CSDL đã phục hồi / not compared, the database"
                                        + " was put back: "
                                        + verified.notCompared()));
        say("  gốc / root " + verified.root());
        for (String key : verified.keys()) {
            say("  khóa / key " + key);
        }
    }
}
