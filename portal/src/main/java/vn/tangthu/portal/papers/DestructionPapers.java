package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.State;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Reader;

/** The papers of a destruction, written to a stream. */
@Component
public class DestructionPapers {
    private final Destructions destructions;
    private final Erasures erasures;
    private final String archive;

    DestructionPapers(
            Destructions destructions,
            Erasures erasures,
            @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archive) {
        this.destructions = destructions;
        this.erasures = erasures;
        this.archive = archive;
    }

    /** The four papers of the file of a destruction. */
    public enum Kind {
        /** Danh mục tài liệu hủy. */
        CATALOGUE("danh-muc-tai-lieu-huy"),
        /** Bản thuyết minh tài liệu hủy. */
        EXPLANATION("thuyet-minh-tai-lieu-huy"),
        /** Biên bản họp hội đồng. */
        MEETING("bien-ban-hop-hoi-dong"),
        /** Biên bản hủy tài liệu. */
        RECORD("bien-ban-huy-tai-lieu");

        private final String fileName;

        Kind(String fileName) {
            this.fileName = fileName;
        }

        /** Whether there is something to print at this step. */
        public boolean at(State state, DestructionList list) {
            return switch (this) {
                case CATALOGUE, EXPLANATION -> list.frozen() != null;
                case MEETING -> list.frozen() != null && state != State.WITHDRAWN;
                case RECORD -> state == State.DONE;
            };
        }

        /** What it can be written as. */
        public List<Form> forms() {
            return this == CATALOGUE
                    ? List.of(Form.DOCX, Form.PDF, Form.XLSX)
                    : List.of(Form.DOCX, Form.PDF);
        }
    }

    /** What a paper is written as. */
    public enum Form {
        DOCX(".docx", DocxPaper.TYPE),
        PDF(".pdf", DeliveryPapers.PDF_TYPE),
        XLSX(".xlsx", XlsxPaper.TYPE);

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

    /** Letters and digits every system takes. */
    public String fileName(DestructionList list, Kind kind, Form form) {
        return "%s-%d-%02d%s".formatted(kind.fileName, list.year(), list.number(), form.ending);
    }

    /** The list as it stands now. */
    public DestructionList find(UUID list, Reader reader) {
        return destructions.find(list, reader).orElseThrow();
    }

    /** For archivists; titles that may be state secrets stand in none of them. */
    public void write(DestructionList list, Kind kind, Form form, Reader reader, OutputStream out)
            throws IOException {
        List<Item> items = destructions.items(list.id(), 0, Destructions.MOST, reader).items();
        List<Held> held = new ArrayList<>();
        if (kind == Kind.RECORD) {
            for (Item item : items) {
                erasures.find(item.record().value(), reader)
                        .filter(Erasures.Erasure::held)
                        .ifPresent(one -> held.add(new Held(item.arcFileCode(), one)));
            }
        }
        DestructionPaper paper = new DestructionPaper(archive, list, items, held);
        String title = TITLES.get(kind) + " " + list.notation();
        try (Paper to =
                switch (form) {
                    case DOCX -> new DocxPaper(out, title);
                    case PDF ->
                            new PdfPaper(
                                    out,
                                    title,
                                    kind == Kind.CATALOGUE,
                                    Locale.forLanguageTag("vi"));
                    case XLSX -> new XlsxPaper(out, "Danh mục tài liệu hủy", true);
                }) {
            switch (kind) {
                case CATALOGUE -> paper.catalogue(to);
                case EXPLANATION -> paper.explanation(to);
                case MEETING -> paper.meeting(to);
                case RECORD -> paper.record(to);
            }
        }
    }

    /** What the store still holds an older version of. */
    record Held(String code, Erasures.Erasure erasure) {}

    private static final Map<Kind, String> TITLES =
            Map.of(
                    Kind.CATALOGUE, "Danh mục tài liệu hủy",
                    Kind.EXPLANATION, "Bản thuyết minh tài liệu hủy",
                    Kind.MEETING, "Biên bản họp hội đồng xét hủy tài liệu",
                    Kind.RECORD, "Biên bản hủy tài liệu");
}
