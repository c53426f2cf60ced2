package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedTexts;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** Texts of pages for those who may have them, and finds in them as the search finds. */
@Component
class AnalysedPageTexts implements PageTexts {
    private final Catalogue catalogue;
    private final ExtractedTexts texts;
    private final Analysis analysis;
    private final QuestionReader reading;

    AnalysedPageTexts(
            Catalogue catalogue, ExtractedTexts texts, Analyzer analyzer, Spellings spellings) {
        this.catalogue = catalogue;
        this.texts = texts;
        this.analysis = new Analysis(analyzer);
        this.reading = new QuestionReader(analysis, spellings);
    }

    @Override
    public Optional<ExtractedText.Page> page(ContentFileId file, int page, Reader reader)
            throws IOException {
        Optional<ContentFile> content = readable(file, reader);
        return content.isEmpty() ? Optional.empty() : texts.page(content.get(), page);
    }

    @Override
    public Optional<Marked> marked(ContentFileId file, int page, String query, Reader reader)
            throws IOException {
        Question question = reading.read(limited(query));
        return page(file, page, reader).map(found -> marked(question, found));
    }

    private Marked marked(Question question, ExtractedText.Page page) {
        Laid laid = Laid.of(page);
        Matches matches = new Marker(question, analysis).in(laid.text()).meant(question);
        if (matches.isEmpty() && !question.isEmpty() && !question.any()) {
            Question any = Widening.anyReading(question);
            matches = new Marker(any, analysis).in(laid.text()).meant(any);
        }
        return new Marked(
                page, matches.lines(), matches.isEmpty() ? List.of() : laid.marked(matches));
    }

    private static String limited(String query) {
        return query.substring(0, Math.min(query.length(), SearchRequest.MAX_QUERY));
    }

    @Override
    public Optional<ExtractedText> text(ContentFileId file, Reader reader) throws IOException {
        Optional<ContentFile> content = readable(file, reader);
        return content.isEmpty() ? Optional.empty() : texts.of(content.get());
    }

    /** The file, if this reader sees the document that it belongs to. */
    private Optional<ContentFile> readable(ContentFileId file, Reader reader) {
        return catalogue
                .recordOf(file, reader)
                .flatMap(id -> catalogue.record(id, reader))
                .flatMap(
                        view ->
                                view instanceof RecordView.Full full
                                        ? full.documents().stream()
                                                .map(ArchivalDocument::files)
                                                .flatMap(List::stream)
                                                .filter(each -> each.id().equals(file))
                                                .findFirst()
                                        : Optional.empty());
    }

    @Override
    public List<PageHit> find(ContentFileId file, String query, int limit, Reader reader)
            throws IOException {
        Question question = reading.read(limited(query));
        Optional<ExtractedText> text = question.isEmpty() ? Optional.empty() : text(file, reader);
        List<PageHit> found = find(question, text, limit);
        if (!found.isEmpty() || question.any()) {
            return found;
        }
        // The search found it by what was misread; here it must show where.
        return find(Widening.anyReading(question), text, limit);
    }

    private List<PageHit> find(Question question, Optional<ExtractedText> text, int limit) {
        List<PageHit> all = new ArrayList<>();
        List<PageHit> some = new ArrayList<>();
        Marker marker = new Marker(question, analysis);
        for (ExtractedText.Page page : text.map(ExtractedText::pages).orElse(List.of())) {
            if (all.size() >= limit) {
                break;
            }
            Laid laid = Laid.of(page);
            Matches met = marker.in(laid.text());
            Matches matches = met.meant(question);
            if (matches.isEmpty()) {
                continue;
            }
            boolean full = question.any() || met.groups() == question.groups().size();
            List<PageHit> hits = full ? all : some;
            if (hits.size() < limit) {
                hits.add(new PageHit(page.number(), laid.line(matches), laid.marked(matches)));
            }
        }
        // Pages with only a part of the question are of use only where none has all.
        return all.isEmpty() ? some : all;
    }

    /** A page's text and where in it each word with a box begins. */
    private record Laid(String text, List<ExtractedText.Word> words, int[] starts) {
        static Laid of(ExtractedText.Page page) {
            List<ExtractedText.Word> words = page.words();
            if (words.isEmpty()) {
                return new Laid(page.text(), words, new int[0]);
            }
            StringBuilder text = new StringBuilder();
            int[] starts = new int[words.size()];
            for (int i = 0; i < words.size(); i++) {
                if (i > 0) {
                    text.append(words.get(i).line() == words.get(i - 1).line() ? ' ' : '\n');
                }
                starts[i] = text.length();
                text.append(words.get(i).text());
            }
            return new Laid(text.toString(), words, starts);
        }

        /** The line of the first find. */
        String line(Matches matches) {
            int at = matches.words().get(matches.marks().getFirst().from()).start();
            int from = text.lastIndexOf('\n', at) + 1;
            int to = text.indexOf('\n', at);
            return text.substring(from, to < 0 ? text.length() : to).strip();
        }

        List<ExtractedText.Word> marked(Matches matches) {
            Set<Integer> marked = new LinkedHashSet<>();
            if (starts.length > 0) {
                for (Matches.Mark mark : matches.marks()) {
                    for (int i = mark.from(); i < mark.to(); i++) {
                        int found = Arrays.binarySearch(starts, matches.words().get(i).start());
                        marked.add(found >= 0 ? found : -found - 2);
                    }
                }
            }
            return marked.stream().sorted().map(words::get).toList();
        }
    }
}
