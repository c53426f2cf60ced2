package vn.tangthu.portal.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Copies.Copy;
import vn.tangthu.repository.Copies.State;
import vn.tangthu.repository.Reader;

@Command(
        name = "copy",
        description = {
            "Cập nhật các bản sao của kho rồi đọc lại, so với mã kiểm tra lúc nhập kho. Trả về 0: đủ và"
                    + " đúng; 1: có hư hỏng hoặc không phải bản sao ấy; 2: chưa xong.",
            "Brings copies of the archive up to date and reads back what was copied. Exits 0 complete,"
                    + " 1 damage or another's, 2 not complete."
        })
final class CopyVerb extends Verb {
    @Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "As the configuration calls it; without: all, one after the other")
    String name = "";

    @Option(names = "--json", description = "JSON on standard output (docs/cli/copy.schema.json)")
    boolean json;

    @Option(
            names = "--confirm-erasures",
            paramLabel = "N",
            description = {
                "Xác nhận N lệnh xóa đang chờ ở bản sao NAME (docs/erasure.md).",
                "Confirms the N erasures that wait at the copy NAME (docs/erasure.md)."
            })
    int erasures;

    CopyVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /**
     * What {@code --json} prints of each.
     *
     * @param completeAt as of when the copy has everything
     */
    record Report(
            String name,
            String where,
            String state,
            long packages,
            long sound,
            long behind,
            long bytes,
            long incidents,
            @Nullable String completeAt,
            @Nullable String problem,
            @Nullable Lock lock) {
        static Report of(Copy copy) {
            return new Report(
                    copy.name(),
                    copy.where(),
                    copy.state().name(),
                    copy.packages(),
                    copy.sound(),
                    copy.behind(),
                    copy.bytes(),
                    copy.incidents(),
                    copy.completeAt() == null ? null : copy.completeAt().toString(),
                    copy.problem(),
                    Lock.of(copy.lock()));
        }

        String line() {
            return state
                    + "; "
                    + StatusVerb.counted(sound)
                    + "/"
                    + StatusVerb.counted(packages)
                    + " gói / packages; "
                    + StatusVerb.counted(bytes)
                    + " byte; sự cố / open incidents: "
                    + StatusVerb.counted(incidents)
                    + "; đủ đến / complete as of: "
                    + (completeAt == null ? "–" : completeAt)
                    + (lock == null ? "" : "; " + lock.line())
                    + (problem == null ? "" : "; " + Findings.printable(problem));
        }
    }

    /**
     * The lock that the configuration asks for.
     *
     * @param until when all of the copy is locked, null when something is not
     */
    record Lock(int days, @Nullable String until) {
        static @Nullable Lock of(Copies.@Nullable Lock lock) {
            return lock == null
                    ? null
                    : new Lock(lock.days(), lock.until() == null ? null : lock.until().toString());
        }

        String line() {
            return "khóa / locked: "
                    + (until == null ? "chưa hết / not all (" + days + " d)" : until);
        }
    }

    @Override
    public Integer call() {
        Copies copies = ports.copies().getObject();
        List<String> names = copies.all().stream().map(Copy::name).toList();
        if (names.isEmpty()) {
            complain(
                    "Chưa cấu hình bản sao nào (docs/storage.md). / No copies are configured"
                            + " (docs/storage.md).");
            return 2;
        }
        if (!name.isEmpty() && !names.contains(name)) {
            complain(
                    "Không có bản sao này. / No such copy: "
                            + Findings.printable(name)
                            + " ("
                            + String.join(", ", names)
                            + ")");
            return 2;
        }
        if (erasures > 0
                && (name.isEmpty() || !copies.confirmErasures(name, erasures, Reader.OPERATOR))) {
            complain(
                    "Ở bản sao này không có đúng ngần ấy lệnh xóa đang chờ. / Not this many erasures"
                            + " wait at that copy: "
                            + copies.erasuresWaiting());
            return 2;
        }
        List<Report> reports = new ArrayList<>();
        int status = 0;
        for (String each : name.isEmpty() ? names : List.of(name)) {
            Copy copy = copies.run(each, Reader.OPERATOR, session.progress());
            status = Math.max(status, status(copy.state()));
            Report report = Report.of(copy);
            reports.add(report);
            if (!json) {
                say(report.name() + " (" + report.where() + "): " + report.line());
            }
        }
        if (json) {
            printJson(reports);
        }
        return status;
    }

    private static int status(State state) {
        return switch (state) {
            case COMPLETE -> 0;
            case DAMAGED, FOREIGN -> 1;
            case NEVER, RUNNING, BEHIND, UNREACHABLE, UNLOCKED -> 2;
        };
    }
}
