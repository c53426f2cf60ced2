package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchPage.Relaxation;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.RecordView;

/**
 * "Did you mean": where nothing is written as it was typed, how the first hits write it. It is
 * taken from what this reader was given just now and from nothing else, so no hidden word can be
 * suggested; and it is offered only when the words put in are more usual, in what this reader may
 * see, than those that were typed, so that a misread page corrects nobody.
 */
public final class Meant {
    private static final int HITS = 10;
    private static final int OFFERS = 3;
    private static final int MAX_DOCUMENTS = 10;

    /** What stands in fewer Lucene documents may be misread itself. */
    private static final int USUAL = 3;

    private final Seen visible;
    private final QuestionReader reading;
    private final Analysis analysis;
    private final Counts counts;

    /** How many records a search finds. */
    public interface Counts {
        long of(SearchRequest request) throws IOException;
    }

    /**
     * @param counts as the one who searched would find them
     */
    public Meant(Seen visible, QuestionReader reading, Analysis analysis, Counts counts) {
        this.visible = visible;
        this.reading = reading;
        this.analysis = analysis;
        this.counts = counts;
    }

    /** Other spellings of what was typed, the likeliest first, at most three. */
    public List<Relaxation> of(SearchRequest request, Question question, List<Hit> hits)
            throws IOException {
        String typed = request.query();
        if (hits.isEmpty()
                || question.any()
                || question.groups().stream().noneMatch(Question.Group::isPlainWord)
                || isWritten(question)) {
            return List.of();
        }
        Marker marker = new Marker(question, analysis);
        Map<String, Double> votes = new LinkedHashMap<>();
        int place = 1;
        for (Hit hit : hits.subList(0, Math.min(HITS, hits.size()))) {
            Map<String, Double> own = new HashMap<>();
            for (String text : texts(hit)) {
                String spelled = spelled(typed, question, marker, text);
                if (!spelled.isEmpty()) {
                    own.merge(spelled, 1.0, Math::max);
                }
            }
            double weight = 1.0 / (1 + place++);
            own.forEach((spelled, vote) -> votes.merge(spelled, vote * weight, Double::sum));
        }
        List<Relaxation> offers = new ArrayList<>();
        for (String spelled :
                votes.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .map(Map.Entry::getKey)
                        .toList()) {
            if (offers.size() == OFFERS) {
                break;
            }
            offer(request, question, spelled, offers);
        }
        return offers;
    }

    /** Whether what was typed stands somewhere as it was typed. */
    private boolean isWritten(Question question) throws IOException {
        Question strict = question.strict();
        Query as = strict.accented() ? inOrder(strict) : strict.matching(false);
        return visible.any(as);
    }

    /** The plain words that follow each other as typed must do so, with their diacritics. */
    private static Query inOrder(Question question) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        all.add(question.asTyped(), Occur.FILTER);
        List<Question.Group> groups = question.groups();
        for (int i = 1; i < groups.size(); i++) {
            if (groups.get(i - 1).isPlainWord() && groups.get(i).isPlainWord()) {
                List<Analysis.Word> pair =
                        List.of(
                                groups.get(i - 1).typed().getFirst(),
                                groups.get(i).typed().getFirst());
                all.add(
                        question.toned()
                                ? Question.asTyped(pair)
                                : Question.sequence(pair, true, 0),
                        Occur.FILTER);
            }
        }
        return all.build();
    }

    private void offer(
            SearchRequest request, Question question, String spelled, List<Relaxation> offers)
            throws IOException {
        Question written = reading.read(spelled);
        Question other = question.widened() ? written.apart() : written;
        if (other.groups().size() != question.groups().size()) {
            return;
        }
        for (int i = 0; i < other.groups().size(); i++) {
            Question.Group was = question.groups().get(i);
            Question.Group is = other.groups().get(i);
            if (was.isPlainWord() && is.isPlainWord() && !isMoreUsual(is, was)) {
                return;
            }
        }
        boolean offered =
                offers.stream()
                        .anyMatch(offer -> offer.request().query().equalsIgnoreCase(spelled));
        if (!offered && visible.any(inOrder(written))) {
            SearchRequest way =
                    new SearchRequest(
                            spelled,
                            request.filters(),
                            request.within(),
                            request.sort(),
                            0,
                            request.limit());
            long total = counts.of(way);
            if (total > 0) {
                offers.add(new Relaxation(Relaxation.Kind.DID_YOU_MEAN, way, total));
            }
        }
    }

    private boolean isMoreUsual(Question.Group is, Question.Group was) throws IOException {
        Analysis.Word word = is.typed().getFirst();
        Analysis.Word typed = was.typed().getFirst();
        if (!word.folded().equals(typed.folded())) {
            double usual = visible.frequency(word.folded());
            return usual >= USUAL && usual > visible.frequency(typed.folded());
        }
        String exact = word.exact();
        return exact == null || exact.equals(typed.exact()) || visible.frequency(exact) >= USUAL;
    }

    /** What was typed with its words as the text has them; empty when it has them all the same. */
    private String spelled(String typed, Question question, Marker marker, String text) {
        Matches matches = marker.in(text).meant(question);
        TreeMap<Integer, Matches.Mark> byGroup = new TreeMap<>();
        Matches.Mark last = null;
        for (Matches.Mark mark : matches.marks()) {
            boolean follows =
                    last != null && last.to() == mark.from() && mark.group() == last.group() + 1;
            if (follows || !byGroup.containsKey(mark.group())) {
                byGroup.put(mark.group(), mark);
                if (follows && last != null) {
                    byGroup.put(last.group(), last);
                }
            }
            last = mark;
        }
        StringBuilder spelled = new StringBuilder();
        int at = 0;
        boolean other = false;
        for (int i = 0; i < question.groups().size(); i++) {
            Question.Group group = question.groups().get(i);
            Matches.Mark mark = byGroup.get(i);
            if (!group.isPlainWord() || group.isSpelled()) {
                continue;
            }
            if (mark == null) {
                return "";
            }
            if (mark.to() - mark.from() > 1) {
                continue;
            }
            Analysis.Word asked = group.typed().getFirst();
            Analysis.Word found = matches.words().get(mark.from());
            if (same(asked, found, question.toned())) {
                continue;
            }
            spelled.append(typed, at, asked.start());
            spelled.append(
                    cased(
                            matches.text().substring(found.start(), found.end()),
                            typed.substring(asked.start(), asked.end())));
            at = asked.end();
            other = true;
        }
        return other
                ? Normalizer.normalize(spelled.append(typed.substring(at)), Normalizer.Form.NFC)
                : "";
    }

    /** Typed without tones is the same as with them, unless other words were typed with some. */
    private static boolean same(Analysis.Word asked, Analysis.Word found, boolean toned) {
        if (!asked.folded().equals(found.folded())) {
            return false;
        }
        return asked.exact() == null
                ? found.exact() == null || !toned || !Unmarked.may(asked)
                : asked.exact().equals(found.exact());
    }

    /** Headings are in capitals; what was typed need not be. */
    private static String cased(String found, String typed) {
        Locale locale = Locale.forLanguageTag("vi");
        boolean heading = found.length() > 1 && found.equals(found.toUpperCase(locale));
        if (!heading || typed.equals(typed.toUpperCase(locale))) {
            return found;
        }
        String lower = found.toLowerCase(locale);
        return Character.isUpperCase(typed.charAt(0))
                ? lower.substring(0, 1).toUpperCase(locale) + lower.substring(1)
                : lower;
    }

    private static List<String> texts(Hit hit) {
        List<String> texts = new ArrayList<>();
        String title = hit.record().titleOrNull();
        if (title != null) {
            texts.add(title);
        }
        if (hit.record() instanceof RecordView.Full full) {
            int looked = 0;
            for (ArchivalDocument document : full.documents()) {
                if (looked++ == MAX_DOCUMENTS) {
                    break;
                }
                texts.add(document.description().subject());
                for (String more :
                        new String[] {
                            document.description().organName(), document.description().keyword()
                        }) {
                    if (more != null) {
                        texts.add(more);
                    }
                }
            }
        }
        hit.places().forEach(found -> texts.add(found.snippet().text()));
        return texts;
    }
}
