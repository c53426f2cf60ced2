package vn.tangthu.portal.outgoing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.portal.papers.CsvTable;
import vn.tangthu.portal.papers.TablePaper;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/**
 * What a search finds as rows of a table, {@value #MOST} at most, of exactly what the reader sees
 * on the pages of results. The rows are there before the first byte leaves: a table that was cut
 * short would look whole.
 */
@Component
public class SearchExport {
    public static final int MOST = 1_000;

    private static final int AT_ONCE = 100;
    private static final int LONGEST_CELL = 1_000;
    private static final List<Integer> WIDTHS = List.of(24, 60, 34, 12, 14, 60, 30, 48);
    private final Search search;

    SearchExport(Search search) {
        this.search = search;
    }

    /** The two kinds of tables. */
    public enum Form {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String type;

        Form(String type) {
            this.type = type;
        }

        public String type() {
            return type;
        }
    }

    /**
     * What the words of the table are in the reader's language.
     *
     * @param headings code, title, fonds, years, access, document, pages, address
     * @param open said of what can be read here
     * @param listed said of what is only listed
     * @param paper said of what is not digitised
     * @param address before the id of a record
     */
    public record Said(
            String sheet,
            List<String> headings,
            String open,
            String listed,
            String paper,
            String address) {
        public Said {
            headings = List.copyOf(headings);
            if (headings.size() != WIDTHS.size()) {
                throw new IllegalArgumentException("A heading for each column");
            }
        }
    }

    /**
     * @throws vn.tangthu.indexer.SearchBusyException when too many search at once
     */
    public List<List<String>> rows(SearchRequest asked, Said said, Reader reader) {
        List<List<String>> rows = new ArrayList<>();
        // A hit that the catalogue no longer shows is left out and later ones move up.
        Set<AipId> written = new HashSet<>();
        for (int offset = 0; offset < MOST; offset += AT_ONCE) {
            SearchRequest part =
                    new SearchRequest(
                            asked.query(),
                            asked.filters(),
                            asked.within(),
                            asked.sort(),
                            offset,
                            AT_ONCE);
            SearchPage page = search.search(part, reader);
            for (Hit hit : page.hits()) {
                if (written.add(hit.id())) {
                    rows.add(row(hit, said));
                }
            }
            if (!page.goesOn(part)) {
                break;
            }
        }
        return rows;
    }

    public void write(Form form, List<List<String>> rows, Said said, OutputStream out)
            throws IOException {
        switch (form) {
            case CSV -> {
                try (CsvTable table = new CsvTable(out, said.headings())) {
                    for (List<String> row : rows) {
                        table.row(row);
                    }
                }
            }
            case XLSX -> {
                try (TablePaper table =
                        new TablePaper(out, said.sheet(), said.sheet(), said.headings(), WIDTHS)) {
                    for (List<String> row : rows) {
                        table.row(row);
                    }
                }
            }
        }
    }

    private static List<String> row(Hit hit, Said said) {
        RecordView record = hit.record();
        String document = "";
        String pages = "";
        if (record instanceof RecordView.Full whole && !hit.places().isEmpty()) {
            Map<DocumentId, ArchivalDocument> visible = new HashMap<>();
            whole.documents().forEach(each -> visible.put(each.id(), each));
            List<Hit.Place> places =
                    hit.places().stream()
                            .filter(place -> visible.containsKey(place.document()))
                            .toList();
            if (!places.isEmpty()) {
                Hit.Place best = places.getFirst();
                document =
                        Stream.of(best.printedNumber(), best.documentTitle())
                                .filter(part -> !part.isBlank())
                                .collect(Collectors.joining(" · "));
                pages =
                        places.stream()
                                .filter(place -> place.document().equals(best.document()))
                                .map(Hit.Place::page)
                                .filter(Objects::nonNull)
                                .sorted()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
            }
        }
        String title = record.titleOrNull();
        return Stream.of(
                        record.arcFileCode(),
                        title == null ? "" : title,
                        record.fonds().title(),
                        years(record),
                        switch (record) {
                            case RecordView.Full full -> said.open();
                            case RecordView.Listed listed -> said.listed();
                            case RecordView.Paper paper -> said.paper();
                        },
                        document,
                        pages,
                        said.address() + record.id())
                .map(cell -> cell.substring(0, Math.min(cell.length(), LONGEST_CELL)))
                .toList();
    }

    private static String years(RecordView record) {
        Integer from = record.startYear();
        Integer to = record.endYear();
        if (from == null || to == null || from.equals(to)) {
            return from == null ? (to == null ? "" : to.toString()) : from.toString();
        }
        return from + "–" + to;
    }
}
