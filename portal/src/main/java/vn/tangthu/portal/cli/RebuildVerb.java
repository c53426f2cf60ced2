package vn.tangthu.portal.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Severity;

@Command(
        name = "rebuild",
        description = {
            "Dựng lại danh mục và chỉ mục chỉ từ kho đối tượng.",
            "Makes catalogue and index again from the object store alone. Exits 1 when something could not be read."
        })
final class RebuildVerb extends Verb {
    RebuildVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        Recovery.Rebuilt rebuilt = ports.recovery().getObject().rebuild(session.progress());
        Findings.print(rebuilt.findings(), session.err());
        say(
                rebuilt.fonds()
                        + " phông, "
                        + rebuilt.records()
                        + " hồ sơ, "
                        + rebuilt.documents()
                        + " tài liệu");
        // What was never acknowledged is named and rightly left out: no failure.
        return rebuilt.findings().stream().noneMatch(f -> f.severity() == Severity.BLOCKS) ? 0 : 1;
    }
}
