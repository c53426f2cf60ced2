package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.repository.BackupRuns;
import vn.tangthu.repository.BackupRuns.BackupRun;
import vn.tangthu.repository.BackupRuns.Outcome;
import vn.tangthu.repository.PreservationMinutes.Minutes;

/** The papers of preservation (Thông tư 05/2025/TT-BNV, Phụ lục VII), written to a stream. */
@Component
public class PreservationPapers {
    /** Rows of a journal that are in memory at once. */
    private static final int PAGE = 500;

    /** What a paper is written as. */
    public enum Form {
        DOCX(".docx", DocxPaper.TYPE),
        PDF(".pdf", "application/pdf");

        private final String ending;
        private final String type;

        Form(String ending, String type) {
            this.ending = ending;
            this.type = type;
        }

        public String ending() {
            return ending;
        }

        public String type() {
            return type;
        }
    }

    /** As it is printed, {@code 07/BB-BQTL}. */
    public String number(Minutes minutes) {
        return new PreservationPaper(minutes).number();
    }

    /** Without ending; letters and digits every system takes. */
    public String fileName(Minutes minutes) {
        String kind =
                switch (minutes.kind()) {
                    case CHECK -> "bien-ban-kiem-tra";
                    case BACKUP -> "bien-ban-sao-luu";
                    case INCIDENT -> "bien-ban-su-co-phuc-hoi";
                };
        String name =
                String.format(Locale.ROOT, "%s-%d-%02d", kind, minutes.year(), minutes.number());
        return minutes.issue() == 1 ? name : name + "-lan-" + minutes.issue();
    }

    public void write(Minutes minutes, Form form, OutputStream out) throws IOException {
        PreservationPaper paper = new PreservationPaper(minutes);
        try (Paper to = open(form, out, paper.title(), false)) {
            paper.write(to);
        }
    }

    private static Paper open(Form form, OutputStream out, String title, boolean landscape)
            throws IOException {
        return form == Form.DOCX ? new DocxPaper(out, title) : new PdfPaper(out, title, landscape);
    }

    /**
     * Nhật ký sao lưu of a year.
     *
     * @param runs that copied something or did not end well, and how many others there were
     */
    public void journal(int year, BackupRuns runs, Form form, OutputStream out) throws IOException {
        try (Paper paper = open(form, out, "Nhật ký sao lưu năm " + year, true)) {
            paper.title("NHẬT KÝ SAO LƯU");
            paper.paragraph(
                    "Năm " + year + " (Thông tư số 05/2025/TT-BNV, Phụ lục VII)",
                    Align.CENTRE,
                    Weight.ITALIC);
            paper.space(0.5);
            paper.table(
                    List.of(
                            new Column("STT", 2, Align.RIGHT),
                            new Column("Bắt đầu – kết thúc", 5, Align.LEFT),
                            new Column("Hình thức", 5, Align.LEFT),
                            new Column("Nơi sao lưu", 6, Align.LEFT),
                            new Column("Sao lưu: gói, dung lượng", 5, Align.LEFT),
                            new Column("Có tại đó/trong kho", 4, Align.LEFT),
                            new Column("Kết quả", 6, Align.LEFT),
                            new Column("Người thực hiện", 4, Align.LEFT)));
            int n = 0;
            BackupRun last = null;
            List<BackupRun> page;
            while (!(page = runs.ofYear(year, last, PAGE)).isEmpty()) {
                for (BackupRun run : page) {
                    paper.row(line(++n, run), Weight.PLAIN);
                }
                last = page.getLast();
            }
            if (n == 0) {
                paper.band("Không có lần sao lưu nào có nội dung mới.");
            }
            paper.endTable();
            paper.paragraph(
                    "Ngoài ra có "
                            + MinutesPaper.VIETNAMESE.number(runs.quiet(year))
                            + " lần chạy không có gói mới và không có sai lệch.",
                    Align.LEFT,
                    Weight.PLAIN);
        }
    }

    private static List<String> line(int number, BackupRun run) {
        var words = MinutesPaper.VIETNAMESE;
        Outcome outcome = run.outcome();
        return List.of(
                words.number(number),
                words.minute(run.startedAt())
                        + (run.endedAt() == null ? "" : " – " + words.minute(run.endedAt())),
                PreservationPaper.form(run),
                run.place() + " (" + run.location() + ")",
                outcome == null
                        ? ""
                        : words.number(outcome.copied()) + " gói, " + words.bytes(outcome.bytes()),
                outcome == null
                        ? ""
                        : words.number(outcome.there()) + "/" + words.number(outcome.packages()),
                outcome == null
                        ? "đang chạy, hoặc bị ngắt giữa chừng"
                        : PreservationPaper.result(outcome),
                run.actor());
    }
}
