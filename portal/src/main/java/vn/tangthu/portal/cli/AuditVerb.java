package vn.tangthu.portal.cli;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Reader;

@Command(
        name = "audit",
        description = {
            "Đối soát toàn vẹn mọi byte đang lưu. Trả về 0: nguyên vẹn; 1: có hư hỏng.",
            "Checks every stored byte. Exits 0 sound, 1 damage, 2 could not run."
        })
final class AuditVerb extends Verb {
    @Option(names = "--threads", defaultValue = "2", description = "1 to 64 (default 2)")
    int threads;

    @Option(
            names = "--rate",
            defaultValue = "0",
            description = "MB a second at most, 0 for no limit")
    long megabytesPerSecond;

    @Option(
            names = "--copy",
            paramLabel = "NAME",
            description = "Reads this copy of the archive (default: the archive itself)")
    String copy = FixityAudits.PRIMARY;

    @Option(names = "--json", description = "JSON on standard output (docs/cli/audit.schema.json)")
    boolean json;

    AuditVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /** What {@code --json} prints. */
    record Report(
            String run,
            String copy,
            String state,
            long objects,
            long bytes,
            long problems,
            List<Problem> incidents) {}

    record Problem(
            String copy,
            @Nullable String aip,
            @Nullable String arcFileCode,
            String path,
            String damage,
            String detail,
            @Nullable String repairedFrom) {}

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || threads > 64 || megabytesPerSecond < 0) {
            complain("--threads: 1–64; --rate: 0–");
            return 2;
        }
        if (!copy.equals(FixityAudits.PRIMARY)
                && ports.copies().getObject().all().stream()
                        .noneMatch(one -> one.name().equals(copy))) {
            complain("Không có bản sao này. / No such copy: " + Findings.printable(copy));
            return 2;
        }
        FixityAudits audits = ports.audits().getObject();
        FixityAudits.Run run =
                audits.run(
                        new FixityAudits.Options(copy, threads, megabytesPerSecond * 1_000_000),
                        Reader.OPERATOR,
                        session.progress());
        List<FixityAudits.Incident> incidents = audits.incidentsOf(run.id());
        if (json) {
            printJson(
                    new Report(
                            run.id().toString(),
                            run.copy(),
                            run.state().name(),
                            run.objectsDone(),
                            run.bytesDone(),
                            run.problems(),
                            incidents.stream().map(AuditVerb::problem).toList()));
        } else {
            for (FixityAudits.Incident incident : incidents) {
                say(
                        incident.damage()
                                + "  "
                                + incident.copy()
                                + "  "
                                + incident.path()
                                + "  "
                                + incident.detail()
                                + (incident.repairedFrom() == null
                                        ? ""
                                        : "  → đã khôi phục từ / restored from "
                                                + incident.repairedFrom()));
            }
            say(
                    run.state()
                            + ": "
                            + run.objectsDone()
                            + " đối tượng / objects, "
                            + run.bytesDone()
                            + " byte, "
                            + run.problems()
                            + " hư hỏng / problems");
        }
        return switch (run.state()) {
            case SOUND -> 0;
            case DAMAGE_FOUND -> 1;
            case RUNNING, INTERRUPTED, CANCELLED, PART_READ -> 2;
        };
    }

    private static Problem problem(FixityAudits.Incident incident) {
        AipId aip = incident.aip();
        return new Problem(
                incident.copy(),
                aip == null ? null : aip.toString(),
                incident.arcFileCode(),
                incident.path(),
                incident.damage().name(),
                incident.detail(),
                incident.repairedFrom());
    }
}
