package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.vietnamese.LeftOut;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Catalogue;

/** A step of analysis, reading, widening or ranking left out, to measure what it is good for. */
public enum Ablation {
    FOLDING("index: folded forms (only what was written)", LeftOut.FOLDING),
    EXACT_FORMS("index: exact forms beside the folded ones", LeftOut.EXACT_FORMS),
    COMPOSING("index: decomposed letters composed", LeftOut.COMPOSING),
    LOOK_ALIKES("index: Ð and ƣ read as đ and ư in exact forms", LeftOut.LOOK_ALIKES),
    TONE_PLACE("index: tone in its usual place", LeftOut.TONE_PLACE),
    I_FOR_Y("index: i for y", LeftOut.I_FOR_Y),
    LEADING_ZEROS("index: leading zeros go", LeftOut.LEADING_ZEROS),
    JOINING_SIGNS("index: & and apostrophes join", LeftOut.JOINING_SIGNS),
    GLUED_WORDS("reading: what a sign glues stays together", null),
    DATES("reading: dates in every way of writing them", null),
    ANNOUNCED("reading: số, năm before a number need not be there", null),
    SPELLINGS("reading: table of abbreviations and spellings", null),
    VARIANTS("widening: all of it", null),
    CONFUSIONS("widening: letters and sounds that are confused", null),
    ONE_LETTER("widening: any one letter wrong", null),
    JOINED("widening: words run together", null),
    TORN("widening: words torn apart", null),
    TITLES("ranking: words in titles", null),
    NAMES("ranking: words in names and keywords", null),
    NUMBERS("ranking: whole numbers and codes, their beginnings", null),
    AS_TYPED("ranking: words with the tones that were typed", null),
    NEIGHBOURS("ranking: words side by side, all in order", null),
    FIRST_PAGE("ranking: first page of a document", null);

    private final String said;
    private final @Nullable LeftOut ofAnalysis;

    Ablation(String said, @Nullable LeftOut ofAnalysis) {
        this.said = said;
        this.ofAnalysis = ofAnalysis;
    }

    public String said() {
        return said;
    }

    /** Whether another index is needed. */
    public boolean isOfTheIndex() {
        return ofAnalysis != null;
    }

    Analyzer analyzer() {
        return ofAnalysis == null ? new VietnameseAnalyzer() : ofAnalysis.analyzer();
    }

    /**
     * @param analyzer the one of the index
     */
    Search search(LuceneRecordIndex index, Catalogue catalogue, Analyzer analyzer) {
        Analysis analysis = new Analysis(analyzer);
        Spellings spellings =
                this == SPELLINGS ? Spellings.none(analysis) : new Spellings(analysis, null);
        return new LuceneSearch(
                index, catalogue, new Units(null), analyzer, spellings, this != VARIANTS) {
            @Override
            Question read(String query) {
                return reading(super.read(query));
            }

            @Override
            Visible visible(IndexSearcher searcher, Parents parents, Query rights) {
                return new Visible(searcher, parents, rights) {
                    @Override
                    Widening widening() {
                        return new Widening(this) {
                            @Override
                            Variants variants(Seen seen, boolean right) {
                                return without(seen, right);
                            }
                        };
                    }
                };
            }

            @Override
            Ranking ranking(
                    IndexSearcher searcher,
                    Parents parents,
                    Question question,
                    Query scope,
                    boolean oldestFirst) {
                Query weights = weights(Ranking.rescoring(question), question);
                return new Ranking(searcher, parents, question, scope, oldestFirst, weights);
            }
        };
    }

    private Question reading(Question question) {
        List<Question.Group> groups = new ArrayList<>();
        for (Question.Group group : question.groups()) {
            boolean number = group.hasDigit() && !group.exact();
            boolean oneWay = group.ways().size() == 1;
            boolean announced = group.ways().getFirst().size() < group.typed().size();
            if (this == DATES && number && !oneWay
                    || this == ANNOUNCED && number && oneWay && announced) {
                groups.add(Question.Group.of(group.typed()));
            } else if (this == GLUED_WORDS && oneWay && !group.exact()) {
                group.ways()
                        .getFirst()
                        .forEach(word -> groups.add(Question.Group.of(List.of(word))));
            } else {
                groups.add(group);
            }
        }
        return new Question(groups, question.any(), question.blank());
    }

    private Variants without(Seen seen, boolean right) {
        return new Variants(seen, right) {
            @Override
            Map<String, Float> confused(String word) {
                return Ablation.this == CONFUSIONS ? new HashMap<>() : super.confused(word);
            }

            @Override
            void near(String word, float chance, int most, Map<String, Float> ways)
                    throws IOException {
                if (Ablation.this != ONE_LETTER) {
                    super.near(word, chance, most, ways);
                }
            }

            @Override
            List<Question.Variant> misreadShort(String word, double own, Map<String, Float> others)
                    throws IOException {
                return Ablation.this == ONE_LETTER
                        ? List.of()
                        : super.misreadShort(word, own, others);
            }

            @Override
            void together(List<Question.Group> groups, int at, Map<String, Float> ways) {
                if (Ablation.this != JOINED) {
                    super.together(groups, at, ways);
                }
            }

            @Override
            List<Question.Variant> cuts(String word, double own) throws IOException {
                return Ablation.this == TORN ? List.of() : super.cuts(word, own);
            }

            @Override
            List<String> parts(String word) throws IOException {
                return Ablation.this == JOINED ? List.of() : super.parts(word);
            }
        };
    }

    /** What adds to a candidate's score, without that of this step. */
    Query weights(Query rescoring, Question question) {
        if (!(rescoring instanceof BooleanQuery all)) {
            throw new IllegalArgumentException(rescoring.toString());
        }
        BooleanQuery.Builder rest = new BooleanQuery.Builder();
        for (BooleanClause clause : all) {
            if (!isMine(clause.query(), question)) {
                rest.add(clause.query(), Occur.SHOULD);
            }
        }
        return rest.build();
    }

    private boolean isMine(Query clause, Question question) {
        Query inner = clause;
        while (inner instanceof BoostQuery || inner instanceof ConstantScoreQuery) {
            inner =
                    inner instanceof BoostQuery boost
                            ? boost.getQuery()
                            : ((ConstantScoreQuery) inner).getQuery();
        }
        return switch (this) {
            case TITLES -> fields(inner).equals(Set.of(Schema.TITLE));
            case NAMES -> fields(inner).equals(Set.of(Schema.NAME));
            case FIRST_PAGE -> fields(inner).equals(Set.of(Schema.PLACE));
            case NUMBERS -> inner instanceof YearInside || fields(inner).equals(Set.of(Schema.KEY));
            case AS_TYPED ->
                    inner instanceof AsTyped
                            || inner.equals(question.matching(true))
                            || inner instanceof TermQuery one && isExact(one.getTerm(), question)
                            || inner instanceof PhraseQuery pair
                                    && List.of(pair.getTerms()).stream()
                                            .anyMatch(term -> isExact(term, question));
            case NEIGHBOURS ->
                    inner instanceof AsTyped several
                                    && several.inForms(word -> word) instanceof PhraseQuery
                            || inner instanceof PhraseQuery pair && isTyped(pair, question);
            default -> false;
        };
    }

    /** Other spellings of what was typed are phrases too, of words that were not. */
    private static boolean isTyped(PhraseQuery phrase, Question question) {
        Set<String> typed = new HashSet<>();
        for (Analysis.Word word : question.words()) {
            typed.add(word.folded());
            String exact = word.exact();
            if (exact != null) {
                typed.add(exact);
            }
        }
        return List.of(phrase.getTerms()).stream().allMatch(term -> typed.contains(term.text()));
    }

    private static boolean isExact(Term term, Question question) {
        return term.field().equals(Schema.WORDS)
                && question.words().stream().anyMatch(word -> term.text().equals(word.exact()));
    }

    private static Set<String> fields(Query query) {
        Set<String> fields = new HashSet<>();
        query.visit(
                new QueryVisitor() {
                    @Override
                    public void consumeTerms(Query of, Term... terms) {
                        for (Term term : terms) {
                            fields.add(term.field());
                        }
                    }
                });
        return fields;
    }
}
