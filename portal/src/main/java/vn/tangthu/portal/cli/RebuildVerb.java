package vn.tangthu.portal.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Severity;

@Command(
        name = "rebuild",
        description = {
            "Dựng lại danh mục và chỉ mục chỉ từ kho đối tượng.",
            "Makes catalogue and index again from the object store alone. Exits 1 when something could not be read."
        })
final class RebuildVerb extends Verb {
    @Option(
            names = "--json",
            description = "JSON on standard output (docs/cli/rebuild.schema.json)")
    boolean json;

    RebuildVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /** What {@code --json} prints: findings that block, at most a thousand. */
    record Report(long fonds, long records, long documents, List<Found> findings) {}

    record Found(String code, String place, String message, String messageEn) {}

    private static final int MOST = 1_000;

    private static Found found(Finding finding) {
        return new Found(
                finding.code(),
                finding.place(),
                finding.message(Locale.forLanguageTag("vi")),
                finding.message(Locale.ENGLISH));
    }

    @Override
    public Integer call() throws IOException {
        Recovery.Rebuilt rebuilt = ports.recovery().getObject().rebuild(session.progress());
        Findings.print(rebuilt.findings(), session.err());
        if (json) {
            printJson(
                    new Report(
                            rebuilt.fonds(),
                            rebuilt.records(),
                            rebuilt.documents(),
                            rebuilt.findings().stream()
                                    .filter(f -> f.severity() == Severity.BLOCKS)
                                    .limit(MOST)
                                    .map(RebuildVerb::found)
                                    .toList()));
            return status(rebuilt);
        }
        say(
                rebuilt.fonds()
                        + " phông, "
                        + rebuilt.records()
                        + " hồ sơ, "
                        + rebuilt.documents()
                        + " tài liệu");
        return status(rebuilt);
    }

    private static int status(Recovery.Rebuilt rebuilt) {
        // What was never acknowledged is named and rightly left out: no failure.
        return rebuilt.findings().stream().noneMatch(f -> f.severity() == Severity.BLOCKS) ? 0 : 1;
    }
}
