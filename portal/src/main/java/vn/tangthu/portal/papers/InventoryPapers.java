package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Reader;

/** Inventories of a fonds, a series or a delivery, written to a stream while they are read. */
@Component
public class InventoryPapers {
    private final Inventories inventories;
    private final Clock clock;

    InventoryPapers(Inventories inventories, Clock clock) {
        this.inventories = inventories;
        this.clock = clock;
    }

    /** What an inventory is written as. */
    public enum Form {
        XLSX(".xlsx", XlsxPaper.TYPE),
        PDF(".pdf", DeliveryPapers.PDF_TYPE);

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

    /**
     * @param of what the head of the paper says it is of
     * @param documents the documents of each hồ sơ instead of the hồ sơ
     * @return the rows it has
     */
    public long write(
            Inventories.Of what,
            String of,
            boolean documents,
            Form form,
            Reader reader,
            OutputStream out)
            throws IOException {
        String title = documents ? "Mục lục văn bản" : "Mục lục hồ sơ";
        String day = Words.in(null).day(clock.instant());
        try (Paper paper =
                switch (form) {
                    case XLSX -> new XlsxPaper(out, title, true);
                    case PDF -> new PdfPaper(out, title + " – " + of, true);
                }) {
            int most = form == Form.PDF ? InventoryPaper.MOST_PRINTED : Integer.MAX_VALUE;
            InventoryPaper inventory = new InventoryPaper(paper, documents, most);
            inventory.write(
                    of, day, listener -> inventories.tell(what, documents, reader, listener));
            return inventory.rows();
        }
    }
}
