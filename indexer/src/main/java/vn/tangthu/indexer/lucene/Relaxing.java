package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import vn.tangthu.indexer.SearchPage.Relaxation;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;

/** Ways on when little was found, each with how many records this reader would find by it. */
public final class Relaxing {
    private static final int FEW = 3;

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
        if (question.groups().size() > 1 && !question.any()) {
            add(
                    ways,
                    Relaxation.Kind.ANY_WORD,
                    with(request, anyOf(request.query(), question), filters),
                    found);
        }
        return ways;
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
                .map(
                        group -> {
                            List<Analysis.Word> words = group.typed();
                            String text =
                                    typed.substring(
                                            words.getFirst().start(), words.getLast().end());
                            return words.size() > 1 ? '"' + text + '"' : text;
                        })
                .collect(Collectors.joining(" | "));
    }
}
