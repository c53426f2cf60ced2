package vn.tangthu.portal.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.TextWork;

@Command(
        name = "status",
        description = {"Tình trạng kho.", "How the archive stands."})
final class StatusVerb extends Verb {
    @Option(names = "--json", description = "JSON on standard output (docs/cli/status.schema.json)")
    boolean json;

    StatusVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /** What {@code --json} prints. {@code address} is null unless the portal runs. */
    record Report(
            String home,
            String store,
            @Nullable String address,
            long fonds,
            long records,
            Index index,
            Text text,
            Fixity fixity) {}

    record Index(
            long records,
            long pages,
            long lag,
            boolean rebuilding,
            boolean ocrAvailable,
            int parked) {}

    record Text(
            long files,
            long filesWaiting,
            long filesFailed,
            long pages,
            long pagesWithText,
            long pagesWaiting) {}

    record Fixity(
            long never,
            long sound,
            long damaged,
            long openIncidents,
            @Nullable String oldestCheck) {}

    @Override
    public Integer call() {
        Report report = report();
        if (json) {
            printJson(report);
            return 0;
        }
        say("Kho / home:        " + report.home());
        say("Lưu tại / store:   " + report.store());
        say("Cổng / portal:     " + (report.address() == null ? "–" : report.address()));
        say("Phông, hồ sơ:      " + report.fonds() + ", " + report.records());
        say("Chỉ mục / index:   " + report.index());
        say("Văn bản / text:    " + report.text());
        say("Toàn vẹn / fixity: " + report.fixity());
        return 0;
    }

    private Report report() {
        IndexStatus.Status index = ports.index().getObject().status();
        TextWork.Totals text = ports.textWork().getObject().totals();
        FixityAudits.Summary fixity = ports.audits().getObject().summary();
        List<vn.tangthu.repository.Fonds> fonds =
                ports.catalogue().getObject().fonds(0, 1000, Reader.OPERATOR).items();
        Serving serving = ports.serving().getIfAvailable();
        return new Report(
                ports.home().getObject().root().toString(),
                ports.store().getObject().describe(),
                serving == null ? null : serving.address(),
                fonds.size(),
                fonds.stream().mapToLong(vn.tangthu.repository.Fonds::recordCount).sum(),
                new Index(
                        index.records(),
                        index.pages(),
                        index.lag(),
                        index.rebuilding(),
                        index.ocrAvailable(),
                        index.parked().size()),
                new Text(
                        text.files(),
                        text.filesWaiting(),
                        text.filesFailed(),
                        text.pages(),
                        text.pagesWithText(),
                        text.pagesWaiting()),
                new Fixity(
                        fixity.never(),
                        fixity.sound(),
                        fixity.damaged(),
                        fixity.openIncidents(),
                        fixity.oldestCheck() == null ? null : fixity.oldestCheck().toString()));
    }
}
