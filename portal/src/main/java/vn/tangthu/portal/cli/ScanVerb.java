package vn.tangthu.portal.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.VirusScans;
import vn.tangthu.repository.VirusScans.Found;

@Command(
        name = "scan",
        description = {
            "Quét vi-rút mọi tệp đang lưu mà chưa quét với mẫu hiện nay. 0: không có gì; 1: có tệp nhiễm.",
            "Scans kept files that today's signatures have not seen. Exits 0 nothing, 1 found, 2 could not run."
        })
final class ScanVerb extends Verb {
    private static final int MOST = 1_000;

    @Option(names = "--json", description = "JSON on standard output (docs/cli/scan.schema.json)")
    boolean json;

    ScanVerb(Session session, Ports ports) {
        super(session, ports);
    }

    /**
     * What {@code --json} prints.
     *
     * @param files scanned in this run
     * @param infected kept files that something was found in, by this run or an earlier one
     */
    record Report(
            String run,
            String state,
            String engine,
            long files,
            long bytes,
            long notScanned,
            long infected,
            List<One> found) {}

    record One(String aip, String arcFileCode, String file, String signature, String at) {}

    @Override
    public Integer call() throws IOException {
        VirusScans scans = ports.scans().getObject();
        VirusScans.Run run;
        try {
            run = scans.scan(Reader.OPERATOR, session.progress());
        } catch (VirusScanner.Unavailable e) {
            complain(
                    "Bộ quét vi-rút chưa cấu hình hoặc không trả lời. / No virus scanner is set up, or"
                            + " it does not answer (tangthu.scanning.clamd).");
            return 2;
        }
        var infected = scans.found(0, MOST);
        if (json) {
            printJson(
                    new Report(
                            run.id().toString(),
                            run.state().name(),
                            run.engine(),
                            run.files(),
                            run.bytes(),
                            run.notScanned(),
                            infected.total(),
                            infected.items().stream().map(ScanVerb::one).toList()));
        } else {
            for (Found found : infected.items()) {
                say(
                        found.check().detail()
                                + "  "
                                + found.arcFileCode()
                                + "  "
                                + found.originalName());
            }
            say(
                    run.state()
                            + ": "
                            + run.files()
                            + " tệp / files, "
                            + run.bytes()
                            + " byte, "
                            + infected.total()
                            + " nhiễm / infected, "
                            + run.notScanned()
                            + " không quét được / not scanned; "
                            + run.engine());
        }
        if (run.state() != VirusScans.State.DONE) {
            return 2;
        }
        return infected.total() == 0 ? 0 : 1;
    }

    private static One one(Found found) {
        return new One(
                found.aip().toString(),
                found.arcFileCode(),
                found.originalName(),
                found.check().detail(),
                found.check().at().toString());
    }
}
