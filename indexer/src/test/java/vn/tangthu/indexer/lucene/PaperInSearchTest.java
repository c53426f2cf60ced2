package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/** Paper that is not digitised is found beside what is, by the same rights. */
class PaperInSearchTest {
    @TempDir private Path home;

    private static SearchPage ask(Indexed indexed, String words, Filters filters, Reader reader) {
        return indexed.search.search(
                new SearchRequest(words, filters, Sort.RELEVANCE, 0, 20), reader);
    }

    private static List<AipId> found(Indexed indexed, String words, Reader reader) {
        return ask(indexed, words, Filters.NONE, reader).hits().stream().map(Hit::id).toList();
    }

    private static Map<String, Long> carriers(SearchPage page) {
        return facet(page, Facet.Kind.CARRIER);
    }

    private static Map<String, Long> facet(SearchPage page, Facet.Kind kind) {
        return page.facets().stream()
                .filter(facet -> facet.kind() == kind)
                .flatMap(facet -> facet.values().stream())
                .collect(Collectors.toMap(Facet.Value::value, Facet.Value::count));
    }

    @Test
    void paperIsFoundCountedAndFilteredByItsRightsAndGoesWhenItIsDigitised() throws IOException {
        FakeArchive archive = new FakeArchive();
        FondsId fonds = archive.addFonds("P1", "Sở Thủy lợi", Rights.OPEN);
        AipId digital =
                archive.add(
                        fonds,
                        "P1.1",
                        "Hồ sơ đắp đập Đá Bàn",
                        "1978",
                        "1981",
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Tờ trình về đập Đá Bàn"));
        AipId open = archive.addPaper(fonds, "P1.2", "Hồ sơ đắp đập Suối Dầu", Rights.OPEN);
        AipId listed = archive.addPaper(fonds, "P1.3", "Hồ sơ đắp đập kín tiếng", Rights.LISTED);
        Rights hide = new Rights(Access.HIDDEN, false, null);
        AipId hidden = archive.addPaper(fonds, "P1.4", "Hồ sơ đắp đập giấu", hide);
        Reader agency = new Reader(null, "sở", Set.of(Role.AGENCY), Set.of(fonds));
        try (Indexed indexed = new Indexed(home, archive)) {
            SearchPage page = ask(indexed, "đắp đập", Filters.NONE, Reader.ANONYMOUS);
            assertThat(page.hits()).map(Hit::id).containsExactlyInAnyOrder(digital, open);
            assertThat(carriers(page)).isEqualTo(Map.of("DIGITAL", 1L, "PAPER", 1L));
            Hit hit = page.hits().stream().filter(h -> h.id().equals(open)).findAny().orElseThrow();
            assertThat(hit.record()).isInstanceOf(RecordView.Paper.class);
            assertThat(hit.matched()).contains(Hit.Why.TITLE);

            // Open as it is, paper does not open at once.
            assertThat(facet(page, Facet.Kind.ACCESS)).isEqualTo(Map.of(Facet.ONLINE, 1L));
            Filters online = Filters.NONE.withOnlineOnly(true);
            SearchPage opens = ask(indexed, "đắp đập", online, Reader.ANONYMOUS);
            assertThat(opens.hits()).map(Hit::id).containsExactly(digital);
            assertThat(facet(opens, Facet.Kind.ACCESS)).isEqualTo(Map.of(Facet.ONLINE, 1L));

            Filters paper = Filters.NONE.withCarriers(Set.of(Carrier.PAPER));
            SearchPage narrowed = ask(indexed, "đắp đập", paper, Reader.ANONYMOUS);
            assertThat(narrowed.hits()).map(Hit::id).containsExactly(open);
            assertThat(carriers(narrowed)).as("the other stays to be chosen").hasSize(2);
            Filters digitised = Filters.NONE.withCarriers(Set.of(Carrier.DIGITAL));
            assertThat(ask(indexed, "đắp đập", digitised, Reader.ANONYMOUS).hits())
                    .map(Hit::id)
                    .containsExactly(digital);
            assertThat(ask(indexed, "đắp đập", Filters.NONE.withOnlineOnly(true), agency).hits())
                    .map(Hit::id)
                    .doesNotContain(open, listed);

            assertThat(found(indexed, "kín tiếng", agency)).containsExactly(listed);
            assertThat(found(indexed, "P1.3", Reader.ANONYMOUS)).first().isEqualTo(listed);
            assertThat(found(indexed, "giấu", Reader.OPERATOR)).first().isEqualTo(hidden);
            assertThat(ask(indexed, "", Filters.NONE, Reader.ANONYMOUS).total()).isEqualTo(3);

            archive.removePaper(open);
            assertThat(found(indexed, "Suối Dầu", Reader.ANONYMOUS))
                    .as("re-checked")
                    .doesNotContain(open);
            indexed.feed.catchUp();
            assertThat(ask(indexed, "đắp đập", Filters.NONE, Reader.ANONYMOUS).total()).isOne();
        }
    }

    /**
     * Words that nobody may have matched are words that stand nowhere: what else comes near them is
     * found instead, and it is the same whether somewhere behind closed doors they do stand.
     */
    @Test
    void whatOnlyClosedPaperSaysIsFoundNoMoreThanIfThatWereNotThere() throws IOException {
        Rights hide = new Rights(Access.HIDDEN, false, null);
        FakeArchive with = new FakeArchive();
        FakeArchive without = new FakeArchive();
        AipId listed = null;
        AipId hidden = null;
        for (FakeArchive one : List.of(with, without)) {
            boolean closed = one == with;
            FondsId fonds = one.addFonds("P1", "Sở Thủy lợi", Rights.OPEN);
            AipId unused =
                    one.add(
                            fonds,
                            "P1.1",
                            "Hồ sơ đắp đập Đá Bàn",
                            "1978",
                            "1981",
                            null,
                            Rights.OPEN,
                            new FakeArchive.Doc("Tờ trình về đập Đá Bàn"));
            unused = one.addPaper(fonds, "P1.2", "Hồ sơ đắp đập Suối Dầu", Rights.OPEN);
            AipId third =
                    one.addPaper(
                            fonds, "P1.3", closed ? "Hồ sơ kín tiếng" : "Hồ sơ", Rights.LISTED);
            AipId fourth = one.addPaper(fonds, "P1.4", closed ? "Hồ sơ giấu" : "Hồ sơ", hide);
            listed = third;
            hidden = fourth;
        }
        try (Indexed closed = new Indexed(home.resolve("with"), with);
                Indexed plain = new Indexed(home.resolve("without"), without)) {
            for (String words : List.of("kín tiếng", "kín", "tiếng", "giấu", "hồ sơ giấu")) {
                SearchPage page = ask(closed, words, Filters.NONE, Reader.ANONYMOUS);
                SearchPage other = ask(plain, words, Filters.NONE, Reader.ANONYMOUS);
                assertThat(page.hits()).as(words).map(Hit::id).doesNotContain(listed, hidden);
                assertThat(page.hits())
                        .as(words)
                        .map(Hit::id)
                        .isEqualTo(other.hits().stream().map(Hit::id).toList());
                assertThat(page.total()).as(words).isEqualTo(other.total());
                assertThat(page.widened()).as(words).isEqualTo(other.widened());
                assertThat(page.facets()).as(words).isEqualTo(other.facets());
                assertThat(page.relaxations()).as(words).isEqualTo(other.relaxations());
                if (!page.hits().isEmpty() && !words.startsWith("hồ")) {
                    assertThat(page.widened()).as(words).isTrue();
                }
            }
        }
    }
}
