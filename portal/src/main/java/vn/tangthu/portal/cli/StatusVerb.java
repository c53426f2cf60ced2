package vn.tangthu.portal.cli;

import java.text.NumberFormat;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Holidays;
import vn.tangthu.repository.Ledger;
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
            Fixity fixity,
            BudgetReport audit,
            Log log,
            List<CopyVerb.Report> copies,
            Queue deliveries,
            Days holidays) {}

    /**
     * Public holidays, which due dates leave out.
     *
     * @param decidedUntil through which day they are decided
     * @param endsSoon within two months, or over
     * @param problems of {@code holidays.csv} in the home, which does not count then
     */
    record Days(String decidedUntil, boolean endsSoon, List<Wrong> problems) {
        static Days of(Holidays.Status status) {
            return new Days(
                    status.decidedUntil().toString(),
                    status.endsSoon(),
                    status.problems().stream()
                            .map(p -> new Wrong(p.line(), p.vietnamese(), p.english()))
                            .toList());
        }

        String line() {
            return "đã quyết định đến / decided through "
                    + decidedUntil
                    + (endsSoon ? "; CẦN CẬP NHẬT / UPDATE holidays.csv" : "");
        }
    }

    /**
     * @param line 0 for the file as a whole
     */
    record Wrong(int line, String vietnamese, String english) {
        String told() {
            return "holidays.csv"
                    + (line == 0 ? "" : ":" + line)
                    + ": "
                    + vietnamese
                    + " / "
                    + english;
        }
    }

    /** All fonds, however many, and the records that each of them counts. */
    record Holding(long fonds, long records) {
        private static final int AT_ONCE = 1_000;

        static Holding of(Catalogue catalogue) {
            long fonds = 0;
            long records = 0;
            while (true) {
                List<Fonds> some = catalogue.fonds((int) fonds, AT_ONCE, Reader.OPERATOR).items();
                fonds += some.size();
                records += some.stream().mapToLong(Fonds::recordCount).sum();
                if (some.size() < AT_ONCE) {
                    return new Holding(fonds, records);
                }
            }
        }
    }

    /** Deliveries that this process works on, that wait for their turn and that are paused. */
    record Queue(long waiting, long paused, List<AtWork> atWork) {
        static Queue of(List<Deliveries.Delivery> line) {
            return new Queue(
                    line.stream().filter(d -> d.turn().position() > 0).count(),
                    line.stream().filter(d -> d.state() == Deliveries.State.PAUSED).count(),
                    line.stream()
                            .filter(d -> d.turn().position() == 0)
                            .filter(d -> d.state() != Deliveries.State.PAUSED)
                            .map(AtWork::of)
                            .toList());
        }
    }

    /**
     * @param perSecond units of the phase, 0 while nothing can be said
     * @param secondsLeft of the phase, null while nothing can be said
     */
    record AtWork(
            String id,
            String name,
            @Nullable String phase,
            long done,
            long total,
            double perSecond,
            @Nullable Long secondsLeft) {
        static AtWork of(Deliveries.Delivery d) {
            return new AtWork(
                    d.id().toString(),
                    d.name(),
                    d.phase() == null ? null : d.phase().name(),
                    d.done(),
                    d.total(),
                    Math.round(d.turn().perSecond() * 10) / 10.0,
                    d.turn().remaining() == null ? null : d.turn().remaining().toSeconds());
        }

        String line() {
            return Findings.printable(name)
                    + (phase == null ? "" : ": " + phase.toLowerCase(Locale.ROOT).replace('_', ' '))
                    + (total > 0 ? " " + counted(done) + "/" + counted(total) : "")
                    + (perSecond > 0 ? String.format(Locale.ROOT, " · %.1f/s", perSecond) : "")
                    + (secondsLeft == null
                            ? ""
                            : " · còn / left " + Session.clock(Duration.ofSeconds(secondsLeft)));
        }
    }

    record Index(
            long records,
            long pages,
            long lag,
            boolean rebuilding,
            boolean ocrAvailable,
            int parked,
            int fonds) {}

    record Text(
            long files,
            long filesWaiting,
            long filesFailed,
            long pages,
            long pagesWithText,
            long pagesWaiting,
            long pagesFailed) {}

    record Fixity(
            long never,
            long sound,
            long damaged,
            long openIncidents,
            @Nullable String oldestCheck) {}

    /**
     * The log that cannot be quietly rewritten.
     *
     * @param waiting events that are not in it yet
     * @param oldestWaiting when the oldest of them was recorded
     * @param broken why nothing more is written to it
     */
    record Log(
            long entries,
            long waiting,
            @Nullable String oldestWaiting,
            @Nullable Long checkpoint,
            @Nullable String checkpointAt,
            @Nullable String key,
            @Nullable String broken) {
        static Log of(Ledger.Status status) {
            Ledger.Checkpoint last = status.last();
            return new Log(
                    status.entries(),
                    status.waiting(),
                    status.oldestWaiting() == null ? null : status.oldestWaiting().toString(),
                    last == null ? null : last.number(),
                    last == null ? null : last.at().toString(),
                    status.key(),
                    status.broken());
        }

        String line() {
            return counted(entries)
                    + " mục / entries; chờ / waiting: "
                    + counted(waiting)
                    + (waiting == 0 ? "" : " từ / since " + oldestWaiting)
                    + (checkpointAt == null
                            ? ""
                            : "; điểm chốt / checkpoint " + checkpoint + " " + checkpointAt)
                    + (broken == null ? "" : "; KHÔNG GHI ĐƯỢC / NOT WRITTEN: " + broken);
        }
    }

    @Override
    public Integer call() {
        Report report = report();
        if (json) {
            printJson(report);
            return 0;
        }
        Index index = report.index();
        Text text = report.text();
        Fixity fixity = report.fixity();
        line("Kho / home", report.home());
        line("Lưu tại / store", report.store());
        line("Cổng / portal", report.address() == null ? "–" : report.address());
        line("Phông / fonds", counted(report.fonds()));
        line("Hồ sơ / records", counted(report.records()));
        line(
                "Chỉ mục / index",
                counted(index.records())
                        + " hồ sơ, "
                        + counted(index.pages())
                        + " trang; chờ / waiting: "
                        + counted(index.lag())
                        + (index.parked() == 0
                                ? ""
                                : "; bỏ lại / set aside: " + counted(index.parked()))
                        + (index.rebuilding() ? "; đang dựng lại / rebuilding" : "")
                        + (index.fonds() == 0
                                ? ""
                                : "; phông đang đưa lại / fonds put anew: "
                                        + counted(index.fonds())));
        line(
                "Văn bản / text",
                counted(text.pagesWithText())
                        + "/"
                        + counted(text.pages())
                        + " trang; chờ / waiting: "
                        + counted(text.pagesWaiting())
                        + "; không đọc được / could not be read: "
                        + counted(text.pagesFailed())
                        + "; tệp lỗi / files failed: "
                        + counted(text.filesFailed())
                        + (index.ocrAvailable() ? "" : "; không có OCR / no OCR"));
        line(
                "Toàn vẹn / fixity",
                "đúng / sound: "
                        + counted(fixity.sound())
                        + "; hỏng / damaged: "
                        + counted(fixity.damaged())
                        + "; chưa kiểm / never checked: "
                        + counted(fixity.never())
                        + "; sự cố / open incidents: "
                        + counted(fixity.openIncidents())
                        + (fixity.oldestCheck() == null
                                ? ""
                                : "; lâu nhất / oldest: " + fixity.oldestCheck()));
        line("Kiểm tra định kỳ / audit", report.audit().line());
        report.audit().copies().forEach(copy -> line("", copy.line()));
        line("Nhật ký / log", report.log().line());
        if (report.copies().isEmpty()) {
            line("Bản sao / copies", "chưa có / none");
        }
        report.copies().forEach(copy -> line("Bản sao / copy", copy.name() + ": " + copy.line()));
        Queue queue = report.deliveries();
        line(
                "Giao nộp / queue",
                "đang nhận / at work: "
                        + counted(queue.atWork().size())
                        + "; chờ đến lượt / waiting: "
                        + counted(queue.waiting())
                        + "; tạm dừng / paused: "
                        + counted(queue.paused()));
        queue.atWork().forEach(one -> line("", one.line()));
        line("Ngày nghỉ / holidays", report.holidays().line());
        report.holidays().problems().forEach(one -> line("", one.told()));
        return 0;
    }

    private void line(String name, String value) {
        say(String.format(Locale.ROOT, "%-18s %s", name, value));
    }

    static String counted(long number) {
        return NumberFormat.getIntegerInstance(Locale.forLanguageTag("vi")).format(number);
    }

    private Report report() {
        IndexStatus.Status index = ports.index().getObject().status();
        TextWork.Totals text = ports.textWork().getObject().totals();
        FixityAudits.Summary fixity = ports.audits().getObject().summary();
        Holding fonds = Holding.of(ports.catalogue().getObject());
        Serving serving = ports.serving().getIfAvailable();
        return new Report(
                ports.home().getObject().root().toString(),
                ports.store().getObject().describe(),
                serving == null ? null : serving.address(),
                fonds.fonds(),
                fonds.records(),
                new Index(
                        index.records(),
                        index.pages(),
                        index.lag(),
                        index.rebuilding(),
                        index.ocrAvailable(),
                        index.parked().size(),
                        index.passes().size()),
                new Text(
                        text.files(),
                        text.filesWaiting(),
                        text.filesFailed(),
                        text.pages(),
                        text.pagesWithText(),
                        text.pagesWaiting(),
                        text.pagesFailed()),
                new Fixity(
                        fixity.never(),
                        fixity.sound(),
                        fixity.damaged(),
                        fixity.openIncidents(),
                        fixity.oldestCheck() == null ? null : fixity.oldestCheck().toString()),
                BudgetReport.of(ports.budget().getObject().status()),
                Log.of(ports.ledger().getObject().status()),
                ports.copies().getObject().all().stream().map(CopyVerb.Report::of).toList(),
                Queue.of(ports.deliveries().getObject().line()),
                Days.of(ports.holidays().getObject().status()));
    }
}
