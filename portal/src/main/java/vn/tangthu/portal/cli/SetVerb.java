package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.BackupSets.BackupSet;
import vn.tangthu.repository.BackupSets.Checked;
import vn.tangthu.repository.BackupSets.Kind;
import vn.tangthu.repository.BackupSets.Medium;
import vn.tangthu.repository.BackupSets.MediumKind;
import vn.tangthu.repository.BackupSets.NewMedium;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RestoreDrills;

@Command(
        name = "set",
        description = {
            "Bộ sao lưu trên vật mang tin rời: write ghi, verify đọc lại và đối chiếu, drill diễn"
                    + " tập phục hồi, list liệt kê, retire thôi dùng một vật mang tin.",
            "Back-up sets on media that are taken out: write, verify, drill (restore and compare), list, retire a medium.",
            "Trả về / exits: 0 đúng / well; 1 từ chối hoặc có hư hỏng / refused or damaged; 2 không chạy"
                    + " được / could not run."
        },
        footer = {"", "docs/backup-sets.md."})
final class SetVerb extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "ACTION",
            description = "write, verify, drill, list, retire")
    String action = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "DIR",
            description =
                    "verify, drill: thư mục của bộ, bộ đầy đủ trước / the sets' folders, the full one first; retire: số hiệu / the serial")
    List<String> arguments = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "write: nơi gắn vật mang tin / mounted at")
    @Nullable String to;

    @Option(names = "--full", description = "write: bộ đầy đủ / everything")
    boolean full;

    @Option(
            names = "--incremental",
            description =
                    "write: từ bộ trước của chuỗi / since the last set of the chain (default)")
    boolean incremental;

    @Option(
            names = "--chain",
            paramLabel = "NAME",
            description = "write: chuỗi sao lưu / which chain (default ${DEFAULT-VALUE})")
    String chain = "A";

    @Option(names = "--serial", description = "write: số hiệu vật mang tin / serial of the medium")
    @Nullable String serial;

    @Option(names = "--label", description = "write: nhãn trên vật mang tin / written on it")
    @Nullable String label;

    @Option(names = "--type", description = "write: ${COMPLETION-CANDIDATES}")
    @Nullable MediumKind type;

    @Option(
            names = "--first-used",
            paramLabel = "YYYY-MM-DD",
            description = "write: dùng từ ngày / in use since (today unless said)")
    @Nullable String firstUsed;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "write: họ tên, chức vụ người thực hiện / who does it, for the minutes")
    @Nullable String by;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "drill: nơi trống để phục hồi vào / an empty place to restore into")
    @Nullable String into;

    @Option(
            names = "--keep",
            description =
                    "drill: giữ kho đã phục hồi (TANGTHU_HOME mới) / the restored archive stays, as"
                            + " a home of its own")
    boolean keep;

    @Option(names = "--json", description = "JSON on standard output (docs/cli/set.schema.json)")
    boolean json;

    SetVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /** What {@code write} and {@code list} print of a set. */
    record Report(
            String id,
            long number,
            String chain,
            String kind,
            String state,
            String medium,
            String label,
            String directory,
            String startedAt,
            @Nullable String finishedAt,
            long fonds,
            long records,
            long files,
            long bytes,
            @Nullable String manifest,
            @Nullable String key,
            @Nullable String checkedAt,
            @Nullable Long wrong,
            @Nullable String problem) {
        static Report of(BackupSet set) {
            return new Report(
                    set.id().toString(),
                    set.number(),
                    set.chain(),
                    set.kind().name(),
                    set.state().name(),
                    set.medium(),
                    set.label(),
                    set.directory(),
                    set.startedAt().toString(),
                    text(set.finishedAt()),
                    set.fonds(),
                    set.records(),
                    set.files(),
                    set.bytes(),
                    set.manifest(),
                    set.key(),
                    text(set.checkedAt()),
                    set.wrong(),
                    set.problem());
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    record MediumReport(
            String serial,
            String label,
            String kind,
            String firstUsed,
            String replaceBy,
            long sets) {
        static MediumReport of(Medium medium) {
            return new MediumReport(
                    medium.serial(),
                    medium.label(),
                    medium.kind().name(),
                    medium.firstUsed().toString(),
                    medium.replaceBy().toString(),
                    medium.sets());
        }
    }

    /** What {@code list --json} prints. */
    record Listing(List<Report> sets, List<MediumReport> media) {}

    /** What {@code verify --json} prints. */
    record Verified(
            String id,
            long number,
            String archive,
            String kind,
            boolean sound,
            String key,
            boolean ours,
            long files,
            long bytes,
            long compared,
            long problems,
            List<Problem> shown) {}

    record Problem(String code, String path, String message, String messageEn, String detail) {}

    @Override
    public Integer call() throws IOException {
        BackupSets sets = ports.sets().getObject();
        return switch (action.toLowerCase(Locale.ROOT)) {
            case "write" -> write(sets);
            case "verify" -> verify(sets);
            case "drill" -> drill();
            case "list" -> list(sets);
            case "retire" -> retire(sets);
            default -> misuse("write, verify, drill, list, retire");
        };
    }

    private int misuse(String wanted) {
        complain("Cần / wanted: " + wanted);
        return 2;
    }

    private int write(BackupSets sets) throws IOException {
        if (to == null || full && incremental || !arguments.isEmpty()) {
            return misuse("set write --to DIR [--full|--incremental]");
        }
        NewMedium medium = null;
        String number = serial;
        if (number != null) {
            if (number.isBlank() || label == null || label.isBlank() || type == null) {
                return misuse("--serial, --label, --type");
            }
            try {
                LocalDate since = firstUsed == null ? LocalDate.now() : LocalDate.parse(firstUsed);
                medium = new NewMedium(number.strip(), label.strip(), type, since);
            } catch (DateTimeParseException e) {
                return misuse("--first-used YYYY-MM-DD");
            }
        }
        long start = System.nanoTime();
        BackupSet set =
                sets.write(
                        new BackupSets.Order(
                                session.resolve(Objects.requireNonNull(to)),
                                full ? Kind.FULL : Kind.INCREMENTAL,
                                chain,
                                medium,
                                by,
                                Reader.OPERATOR),
                        session.progress());
        if (json) {
            printJson(Report.of(set));
        } else {
            say(line(set));
            say(
                    Path.of(set.place()).resolve(set.directory())
                            + " · "
                            + Session.clock(Duration.ofNanos(System.nanoTime() - start))
                            + (set.problem() == null ? "" : " · " + set.problem()));
        }
        return 0;
    }

    private static String line(BackupSet set) {
        return set.chain()
                + "-"
                + set.number()
                + " "
                + set.kind()
                + " "
                + set.state()
                + " · "
                + Findings.printable(set.label() + " (" + set.medium() + ")")
                + " · "
                + StatusVerb.counted(set.records())
                + " hồ sơ, "
                + StatusVerb.counted(set.files())
                + " tệp / files, "
                + StatusVerb.counted(set.bytes())
                + " byte · "
                + (set.finishedAt() == null ? "–" : set.finishedAt());
    }

    private int verify(BackupSets sets) throws IOException {
        if (arguments.size() != 1) {
            return misuse("set verify DIR");
        }
        Checked checked =
                sets.verify(
                        session.resolve(arguments.getFirst()), Reader.OPERATOR, session.progress());
        List<Problem> shown =
                checked.shown().stream()
                        .map(
                                p ->
                                        new Problem(
                                                p.fault().name(),
                                                p.path(),
                                                p.fault().vietnamese(),
                                                p.fault().english(),
                                                p.detail()))
                        .toList();
        if (json) {
            printJson(
                    new Verified(
                            checked.id().toString(),
                            checked.number(),
                            checked.archive(),
                            checked.kind().name(),
                            checked.sound(),
                            checked.key(),
                            checked.ours(),
                            checked.files(),
                            checked.bytes(),
                            checked.compared(),
                            checked.problems(),
                            shown));
        } else {
            shown.forEach(
                    p ->
                            complain(
                                    p.code()
                                            + " "
                                            + Findings.printable(p.path())
                                            + ": "
                                            + p.message()
                                            + " / "
                                            + p.messageEn()
                                            + ". "
                                            + Findings.printable(p.detail())));
            say(
                    (checked.sound() ? "SOUND" : "DAMAGED")
                            + " · "
                            + StatusVerb.counted(checked.files())
                            + " tệp / files, "
                            + StatusVerb.counted(checked.bytes())
                            + " byte · đối chiếu với kho / compared with the archive: "
                            + StatusVerb.counted(checked.compared())
                            + " · khóa / key "
                            + checked.key()
                            + (checked.ours()
                                    ? " (khóa của kho này / this archive's)"
                                    : " (KHÔNG phải khóa của kho này / NOT this archive's)"));
        }
        return checked.sound() ? 0 : 1;
    }

    /** What {@code drill --json} prints. */
    record Drilled(
            boolean passed,
            List<String> sets,
            long fonds,
            long records,
            long documents,
            long erased,
            long compared,
            long files,
            long bytes,
            double seconds,
            @Nullable Double secondsPerGigabyte,
            long problems,
            List<String> shown) {}

    private int drill() throws IOException {
        String place = into;
        if (place == null || arguments.isEmpty()) {
            return misuse("set drill FULL [INCREMENTAL…] --into DIR");
        }
        DrillRun run = new DrillRun(ports.drills().getObject(), session.progress());
        RestoreDrills.Drill drill =
                run.run(
                        arguments.stream().map(session::resolve).toList(),
                        session.resolve(place),
                        keep,
                        Reader.OPERATOR);
        List<String> shown = run.problems().stream().limit(LISTED).toList();
        Double pace = DrillRun.secondsPerGigabyte(drill);
        if (json) {
            printJson(
                    new Drilled(
                            drill.passed(),
                            drill.sets().stream().map(Object::toString).toList(),
                            drill.fonds(),
                            drill.records(),
                            drill.documents(),
                            drill.erased(),
                            drill.compared(),
                            drill.files(),
                            drill.bytes(),
                            drill.seconds(),
                            pace,
                            drill.problems(),
                            shown));
        } else {
            shown.forEach(one -> complain(Findings.printable(one)));
            say(
                    (drill.passed() ? "PASSED" : "FAILED")
                            + " · "
                            + StatusVerb.counted(drill.records())
                            + " hồ sơ, "
                            + StatusVerb.counted(drill.documents())
                            + " tài liệu / documents, "
                            + StatusVerb.counted(drill.bytes())
                            + " byte · đối chiếu với kho / compared with the archive: "
                            + StatusVerb.counted(drill.compared())
                            + " · không phục hồi vì đã xóa / erased, not restored: "
                            + StatusVerb.counted(drill.erased())
                            + String.format(Locale.ROOT, " · %.1f s", drill.seconds())
                            + (pace == null
                                    ? ""
                                    : String.format(Locale.ROOT, " (%.1f s/GB)", pace)));
        }
        return drill.passed() ? 0 : 1;
    }

    private static final int LISTED = 1_000;

    private int list(BackupSets sets) {
        List<BackupSet> all = sets.list(0, LISTED).items();
        List<Medium> media = sets.media();
        if (json) {
            printJson(
                    new Listing(
                            all.stream().map(Report::of).toList(),
                            media.stream().map(MediumReport::of).toList()));
            return 0;
        }
        all.forEach(set -> say(line(set)));
        media.forEach(
                one ->
                        say(
                                Findings.printable(one.label() + " (" + one.serial() + ")")
                                        + " · "
                                        + one.kind()
                                        + " · dùng từ / since "
                                        + one.firstUsed()
                                        + " · chuyển trước / move before "
                                        + one.replaceBy()));
        return 0;
    }

    private int retire(BackupSets sets) {
        if (arguments.size() != 1) {
            return misuse("set retire SERIAL");
        }
        sets.retire(arguments.getFirst(), Reader.OPERATOR);
        return 0;
    }
}
