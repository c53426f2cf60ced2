package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import vn.tangthu.indexer.SearchPage.Relaxation;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;

/** Ways on when little was found, each with how many records this reader would find by it. */
public final class Relaxing {
    private static final int FEW = 3;

    /** Of so many words each is left out in turn, to see what is found by the others. */
    private static final int MOST_WORDS = 5;

    /** Ways that leave one word out. */
    private static final int MOST_WITHOUT = 2;

    private final QuestionReader reading;
    private final Meant.Counts counts;

    /**
     * @param counts as the one who searched would find them
     */
    public Relaxing(QuestionReader reading, Meant.Counts counts) {
        this.reading = reading;
        this.counts = counts;
    }

    public List<Relaxation> of(SearchRequest request, long found) throws IOException {
        if (found >= FEW) {
            return List.of();
        }
        List<Relaxation> ways = new ArrayList<>();
        Filters filters = request.filters();
        boolean years = filters.fromYear() != null || filters.toYear() != null;
        Filters anyYear = filters.withYears(null, null);
        if (years) {
            add(
                    ways,
                    Relaxation.Kind.WITHOUT_YEARS,
                    with(request, request.query(), anyYear),
                    found);
        }
        if (!anyYear.equals(Filters.NONE)) {
            add(
                    ways,
                    Relaxation.Kind.WITHOUT_FILTERS,
                    with(request, request.query(), Filters.NONE),
                    found);
        }
        Question question = reading.read(request.query());
        if (found == 0) {
            addLooser(ways, request, question);
        }
        if (question.groups().size() > 1 && !question.any()) {
            add(
                    ways,
                    Relaxation.Kind.ANY_WORD,
                    with(request, anyOf(request.query(), question), filters),
                    found);
        }
        return ways;
    }

    /** Nothing is there as it was typed: less of it, or not as strictly. */
    private void addLooser(List<Relaxation> ways, SearchRequest request, Question question)
            throws IOException {
        Filters filters = request.filters();
        String typed = request.query();
        List<Question.Group> groups = question.groups();
        if (groups.stream().anyMatch(Question.Group::exact)) {
            String plain =
                    Normalizer.normalize(typed, Normalizer.Form.NFD)
                            .replaceAll("\\p{M}", "")
                            .replace('đ', 'd')
                            .replace('Đ', 'D')
                            .replaceAll("=(?=[" + QuestionReader.QUOTES + "])", "");
            add(ways, Relaxation.Kind.WITHOUT_DIACRITICS, with(request, plain, filters), 0);
        }
        if (groups.stream().anyMatch(group -> group.quoted() && group.typed().size() > 1)) {
            String apart = typed.replaceAll("=?[" + QuestionReader.QUOTES + "]", " ").strip();
            add(ways, Relaxation.Kind.WITHOUT_QUOTES, with(request, apart, filters), 0);
        }
        if (groups.size() < 2 || question.any()) {
            return;
        }
        for (Question.Group group : groups) {
            if (group.hasDigit() && group.typed().size() > 1) {
                add(
                        ways,
                        Relaxation.Kind.NUMBER_ALONE,
                        with(request, text(typed, group, false), filters),
                        0);
                break;
            }
        }
        if (groups.size() > 2 && groups.size() <= MOST_WORDS) {
            List<Relaxation> without = new ArrayList<>();
            for (Question.Group left : groups) {
                String rest =
                        groups.stream()
                                .filter(group -> !group.equals(left))
                                .map(group -> text(typed, group, false))
                                .collect(Collectors.joining(" "));
                add(without, Relaxation.Kind.WITHOUT_A_WORD, with(request, rest, filters), 0);
            }
            // Where fewer are found more of what was meant is left.
            without.stream()
                    .sorted(Comparator.comparing(Relaxation::total))
                    .limit(MOST_WITHOUT)
                    .forEach(ways::add);
        }
    }

    /**
     * As it was typed, in quotation marks if it was.
     *
     * @param together in quotation marks too where it is several words
     */
    private static String text(String typed, Question.Group group, boolean together) {
        List<Analysis.Word> words = group.typed();
        String text = typed.substring(words.getFirst().start(), words.getLast().end());
        return group.quoted() || together && words.size() > 1
                ? (group.literal() ? "=" : "") + '"' + text + '"'
                : text;
    }

    private void add(List<Relaxation> ways, Relaxation.Kind kind, SearchRequest request, long found)
            throws IOException {
        long total = counts.of(request);
        if (total > found) {
            ways.add(new Relaxation(kind, request, total));
        }
    }

    private static SearchRequest with(SearchRequest request, String query, Filters filters) {
        return new SearchRequest(
                query, filters, request.within(), request.sort(), 0, request.limit());
    }

    /** The groups as they were typed, with the sign for "any of these" between. */
    private static String anyOf(String typed, Question question) {
        return question.groups().stream()
                .map(group -> text(typed, group, true))
                .collect(Collectors.joining(" | "));
    }
}
