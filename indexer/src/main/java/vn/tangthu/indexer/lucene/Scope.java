package vn.tangthu.indexer.lucene;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** Which Lucene documents a search may touch: the reader's rights, then the filters. */
public final class Scope {
    private Scope() {}

    /**
     * Everything this reader may have matched. What is only listed for the reader is in the index
     * as a Lucene document of its own that holds nothing but what everybody may know.
     */
    public static Query of(Reader reader) {
        if (reader.is(Role.ARCHIVIST)) {
            return term(Schema.READERS, Schema.ARCHIVIST);
        }
        BooleanQuery.Builder scope = new BooleanQuery.Builder();
        scope.add(term(Schema.READERS, Schema.EVERYBODY), Occur.SHOULD);
        if (!reader.is(Role.AGENCY) || reader.fonds().isEmpty()) {
            return scope.add(term(Schema.READERS, Schema.KNOWN), Occur.SHOULD).build();
        }
        // As sets: a province has more fonds than a query may have clauses.
        List<String> own = reader.fonds().stream().map(FondsId::toString).toList();
        scope.add(in(Schema.READERS, each(own, Schema::ofAgency)), Occur.SHOULD);
        BooleanQuery.Builder known = new BooleanQuery.Builder();
        known.add(term(Schema.READERS, Schema.KNOWN), Occur.FILTER);
        known.add(in(Schema.READERS, each(own, Schema::knownOf)), Occur.MUST_NOT);
        return scope.add(known.build(), Occur.SHOULD).build();
    }

    /**
     * The same while some fonds are withheld from all but archivists.
     *
     * @param withheld none, nearly always
     */
    public static Query of(Reader reader, Set<FondsId> withheld) {
        if (withheld.isEmpty() || reader.is(Role.ARCHIVIST)) {
            return of(reader);
        }
        return new BooleanQuery.Builder()
                .add(of(reader), Occur.FILTER)
                .add(
                        in(Schema.FONDS, withheld.stream().map(FondsId::toString).toList()),
                        Occur.MUST_NOT)
                .build();
    }

    /**
     * Rights, filters and, where nothing is asked, descriptions instead of pages.
     *
     * @param rights what the reader may have matched
     */
    public static Query of(
            Question question,
            SearchRequest.Filters filters,
            Units units,
            Set<FondsId> within,
            Query rights) {
        BooleanQuery.Builder scope = new BooleanQuery.Builder();
        scope.add(rights, Occur.FILTER);
        narrow(scope, within);
        narrow(scope, filters);
        if (!filters.places().isEmpty()) {
            narrowTo(scope, units.fonds(filters.places()));
        }
        if (!filters.responsible().isEmpty()) {
            narrowTo(scope, units.answeredBy(filters.responsible()));
        }
        if (question.isEmpty()) {
            if (!question.blank()) {
                return new MatchNoDocsQuery("Only signs were typed");
            }
            scope.add(new TermQuery(new Term(Schema.KIND, Schema.PAGE)), Occur.MUST_NOT);
        }
        return scope.build();
    }

    /**
     * @param within none for everywhere
     */
    static void narrow(BooleanQuery.Builder query, Set<FondsId> within) {
        if (!within.isEmpty()) {
            query.add(
                    in(Schema.FONDS, within.stream().map(FondsId::toString).toList()),
                    Occur.FILTER);
        }
    }

    static void narrow(BooleanQuery.Builder query, SearchRequest.Filters filters) {
        if (!filters.fonds().isEmpty()) {
            query.add(
                    in(Schema.FONDS, filters.fonds().stream().map(FondsId::toString).toList()),
                    Occur.FILTER);
        }
        if (!filters.agencies().isEmpty()) {
            query.add(
                    in(
                            Schema.AGENCY,
                            filters.agencies().stream().map(RecordFields::agency).toList()),
                    Occur.FILTER);
        }
        if (!filters.types().isEmpty()) {
            query.add(
                    in(Schema.TYPE, filters.types().stream().map(type -> type.code()).toList()),
                    Occur.FILTER);
        }
        Integer from = filters.fromYear();
        if (from != null) {
            query.add(
                    IntPoint.newRangeQuery(Schema.TO_YEAR, from, Integer.MAX_VALUE), Occur.FILTER);
        }
        Integer to = filters.toYear();
        if (to != null) {
            query.add(
                    IntPoint.newRangeQuery(Schema.FROM_YEAR, Integer.MIN_VALUE, to), Occur.FILTER);
        }
        if (!filters.languages().isEmpty()) {
            query.add(
                    in(
                            Schema.LANGUAGE,
                            filters.languages().stream().map(LanguageCode::code).toList()),
                    Occur.FILTER);
        }
        if (filters.carriers().size() == 1) {
            // Of an older index, too, only what is paper says so.
            query.add(
                    term(Schema.CARRIER, Carrier.PAPER.name()),
                    filters.carriers().contains(Carrier.PAPER) ? Occur.FILTER : Occur.MUST_NOT);
        }
        Query online = term(Schema.ONLINE, Facet.ONLINE);
        // The public face of what is listed, which is nobody's who may have the whole.
        Query listed = term(Schema.KIND, Schema.LISTED);
        if (filters.onlineOnly() && filters.onRequest()) {
            query.add(
                    new BooleanQuery.Builder()
                            .add(online, Occur.SHOULD)
                            .add(listed, Occur.SHOULD)
                            .build(),
                    Occur.FILTER);
        } else if (filters.onlineOnly() || filters.onRequest()) {
            query.add(filters.onlineOnly() ? online : listed, Occur.FILTER);
        }
    }

    /** Only these fonds, which may be none. */
    static void narrowTo(BooleanQuery.Builder query, Set<FondsId> fonds) {
        query.add(in(Schema.FONDS, fonds.stream().map(FondsId::toString).toList()), Occur.FILTER);
    }

    private static List<String> each(List<String> fonds, UnaryOperator<String> term) {
        return fonds.stream().map(term).toList();
    }

    private static Query in(String field, Collection<String> values) {
        List<BytesRef> terms = values.stream().map(BytesRef::new).toList();
        return new TermInSetQuery(field, terms);
    }

    private static Query term(String field, String value) {
        return new TermQuery(new Term(field, value));
    }
}
