package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.DeliveryMinutes.Minutes;

/** The papers of a delivery, written to a stream. */
@Component
public class DeliveryPapers {
    public static final String DOCX_TYPE = DocxPaper.TYPE;
    public static final String PDF_TYPE = "application/pdf";

    private final int pagesPerMetre;

    /**
     * @param pagesPerMetre pages of A4 on a metre of shelf, 1 to 100,000; 5,000 is what the
     *     Ministry of Home Affairs reckons with (Tờ trình 2628/TTr-BNV, 21 May 2025)
     */
    DeliveryPapers(@Value("${tangthu.papers.pages-per-metre:5000}") int pagesPerMetre) {
        if (pagesPerMetre < 1 || pagesPerMetre > 100_000) {
            throw new IllegalArgumentException("Pages of a metre: 1 to 100,000");
        }
        this.pagesPerMetre = pagesPerMetre;
    }

    /** As it is printed, {@code 07/BB-LTLS}. */
    public String number(Minutes minutes) {
        return new MinutesPaper(minutes, pagesPerMetre).number();
    }

    /** Without ending; letters and digits every system takes. */
    public String fileName(Minutes minutes) {
        String kind =
                switch (minutes.kind()) {
                    case HANDOVER -> "bien-ban-giao-nhan";
                    case ACCEPTANCE -> "bien-ban-nghiem-thu";
                };
        String name =
                String.format(Locale.ROOT, "%s-%d-%02d", kind, minutes.year(), minutes.number());
        return minutes.issue() == 1 ? name : name + "-lan-" + minutes.issue();
    }

    public void docx(Minutes minutes, OutputStream out) throws IOException {
        MinutesPaper paper = new MinutesPaper(minutes, pagesPerMetre);
        try (Paper docx = new DocxPaper(out, paper.title())) {
            paper.write(docx);
        }
    }

    public void pdf(Minutes minutes, OutputStream out) throws IOException {
        MinutesPaper paper = new MinutesPaper(minutes, pagesPerMetre);
        try (Paper pdf = new PdfPaper(out, paper.title(), false)) {
            paper.write(pdf);
        }
    }
}
