package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** A fonds of many records is put anew in pieces, between which all else goes on. */
abstract class FondsPassesContract {
    private static final int RECORDS = 300;
    private static final int PIECE = 20;

    private final FakeArchive archive = new FakeArchive();
    private final FondsId fonds = archive.addFonds("F", "Phông thử", Rights.OPEN);
    private final FondsId other = archive.addFonds("K", "Phông khác", Rights.OPEN);
    private final Reader agency =
            new Reader(new AccountId(new UUID(1, 1)), "agency", Set.of(Role.AGENCY), Set.of(fonds));

    /** In the order of their ids. */
    private final List<AipId> ids = new ArrayList<>();

    /** Records that were read to be put in the index. */
    private final List<AipId> read = new ArrayList<>();

    private EngineForTests engine;
    private FeedForTests feed;

    /** A new, empty index. */
    abstract EngineForTests engine() throws IOException;

    /** The same index after a kill: at its last commit. */
    abstract EngineForTests killed(EngineForTests engine) throws IOException;

    @BeforeEach
    void begin() throws IOException {
        for (int i = 0; i < RECORDS; i++) {
            ids.add(add(fonds, "F." + i, "tờ của phông bimat" + i));
        }
        ids.sort(Comparator.comparing(AipId::toString));
        AipId unused = add(other, "K.1", "tờ của phông kia");
        engine = engine();
        feed = feed();
        feed.catchUp();
        read.clear();
    }

    @AfterEach
    void end() throws IOException {
        engine.close();
    }

    private AipId add(FondsId of, String code, String page) {
        return archive.add(
                of,
                code,
                "Hồ sơ " + code,
                "1990",
                "1991",
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Văn bản").page(page));
    }

    private FeedForTests feed() {
        Catalogue catalogue = mock(Catalogue.class, delegatesTo(archive));
        doAnswer(
                        call -> {
                            Collection<AipId> asked = call.getArgument(0);
                            read.addAll(asked);
                            return archive.records(asked, Reader.OPERATOR);
                        })
                .when(catalogue)
                .records(any(), eq(Reader.OPERATOR));
        return new FeedForTests(engine.index(), archive, catalogue, archive, PIECE);
    }

    private void steps(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            assertThat(feed.step()).isTrue();
        }
    }

    private void kill() throws IOException {
        engine = killed(engine);
        feed = feed();
    }

    private SearchPage search(String query, Reader reader) {
        return engine.search(archive).search(SearchRequest.of(query), reader);
    }

    private long total(String query, Reader reader) {
        return search(query, reader).total();
    }

    private static String word(AipId id, FakeArchive archive) {
        String code = archive.documents(id).getFirst().description().docCode();
        return "bimat" + code.split("\\.")[1];
    }

    @Test
    void recordsOfAFondsAreListedInTheOrderOfTheirIdsPieceByPiece() throws IOException {
        RecordIndex.Generation current = engine.index().current();
        List<AipId> listed = new ArrayList<>();
        @Nullable AipId last = null;
        List<AipId> some;
        do {
            some = current.recordsOf(fonds, last, 70);
            listed.addAll(some);
            last = some.isEmpty() ? last : some.getLast();
        } while (some.size() == 70);
        assertThat(listed).isEqualTo(ids);
        assertThat(current.recordsOf(other, null, 70)).hasSize(1);
    }

    @Test
    void passesAreCommittedWithTheCursor() throws IOException {
        RecordIndex.Cursor cursor =
                new RecordIndex.Cursor(
                        archive.epoch(),
                        archive.head(),
                        List.of(
                                new RecordIndex.Pass(other, 7, true, null),
                                new RecordIndex.Pass(fonds, 9, false, ids.get(5))));
        assertThat(cursor.complete()).isEqualTo(6);
        engine.index().current().commit(cursor, List.of());
        kill();
        assertThat(engine.index().current().cursor()).contains(cursor);
    }

    @Test
    void whatTheIndexDoesNotHoldOfAFondsMakesNothingBeReadAgain() throws IOException {
        archive.fondsNoted(fonds);
        feed.catchUp();
        assertThat(read).isEmpty();
        assertThat(feed.sequence()).isEqualTo(archive.head());
    }

    @Test
    @Breaks(Breakage.KILL)
    void afterAKillBetweenTwoPiecesItGoesOnFromThereAndNothingIsLostOrDoubled() throws IOException {
        archive.fondsTitle(fonds, "Tên mới của phông");
        long line = archive.head();
        steps(6);
        assertThat(feed.acting()).isEqualTo(line);
        assertThat(feed.sequence()).isEqualTo(line - 1);
        assertThat(feed.passes()).hasSize(1);
        feed.commit();
        steps(2); // are lost
        assertThat(read).isEqualTo(ids.subList(0, 8 * PIECE));
        kill();
        assertThat(total("\"Tên mới của phông\"", Reader.ANONYMOUS))
                .as("as far as it was committed; on a slow machine once more")
                .isBetween(6L * PIECE, 8L * PIECE);
        read.clear();
        AipId late = add(fonds, "F.T", "đến muộn");
        archive.withdraw(ids.get(200));
        feed.catchUp();
        assertThat(read).startsWith(late).doesNotContainAnyElementsOf(ids.subList(0, 6 * PIECE));
        assertThat(total("\"Tên mới của phông\"", Reader.ANONYMOUS)).isEqualTo(RECORDS);
        assertThat(engine.index().current().size().records()).isEqualTo(RECORDS + 1);
        assertThat(feed.passes()).isEmpty();
        assertThat(feed.sequence()).isEqualTo(archive.head());
        kill();
        assertThat(engine.index().current().cursor().orElseThrow())
                .isEqualTo(new RecordIndex.Cursor(archive.epoch(), archive.head()));
    }

    @Test
    void aRestrictionOfARecordActsBetweenTwoPieces() throws IOException {
        archive.fondsTitle(fonds, "Tên mới của phông");
        steps(3);
        AipId last = ids.getLast();
        AipId done = ids.getFirst();
        assertThat(total(word(last, archive), Reader.ANONYMOUS)).isEqualTo(1);
        archive.rights(last, Rights.LISTED);
        archive.rights(done, Rights.LISTED);
        archive.withdraw(ids.get(250));
        steps(1);
        assertThat(feed.acting()).isEqualTo(archive.head());
        assertThat(feed.passes()).hasSize(1);
        assertThat(total(word(last, archive), Reader.ANONYMOUS)).isZero();
        assertThat(total(word(done, archive), Reader.ANONYMOUS)).isZero();
        assertThat(total("\"Hồ sơ\"", Reader.OPERATOR)).isEqualTo(RECORDS);
        feed.catchUp();
        assertThat(total(word(last, archive), Reader.ANONYMOUS)).isZero();
        assertThat(total(word(last, archive), agency)).isEqualTo(1);
        assertThat(total("\"Tên mới của phông\"", Reader.OPERATOR)).isEqualTo(RECORDS - 1);
    }

    @Test
    @Breaks(Breakage.KILL)
    void aFondsThatIsRestrictedIsWithheldUntilItIsThroughAlsoOverAKill() throws IOException {
        String word = word(ids.getLast(), archive);
        assertThat(total(word, agency)).isEqualTo(1);
        archive.fondsRights(fonds, Rights.LISTED);
        steps(1);
        assertThat(feed.acting()).isEqualTo(archive.head());
        assertThat(feed.passes()).singleElement().matches(pass -> pass.withheld());
        nothingIsTold(word);
        feed.commit();
        kill();
        nothingIsTold(word); // before the first step
        steps(1);
        nothingIsTold(word);
        archive.fondsTitle(fonds, "Tên mới"); // begins again, and stays withheld
        steps(5);
        nothingIsTold(word);
        feed.catchUp();
        assertThat(total(word, Reader.ANONYMOUS)).isZero();
        assertThat(total(word, agency)).isEqualTo(1);
        assertThat(total("", Reader.ANONYMOUS)).as("as listed").isEqualTo(RECORDS + 1);
        archive.fondsRights(fonds, Rights.OPEN);
        steps(1);
        assertThat(feed.passes()).singleElement().matches(pass -> !pass.withheld());
        assertThat(total("", Reader.ANONYMOUS)).isEqualTo(RECORDS + 1);
        feed.catchUp();
        assertThat(total(word, Reader.ANONYMOUS)).isEqualTo(1);
    }

    /** Of the fonds, to those who need a right; the other fonds is told of. */
    private void nothingIsTold(String word) {
        for (Reader reader : List.of(Reader.ANONYMOUS, agency)) {
            assertThat(total(word, reader)).isZero();
            SearchPage page = search("", reader);
            assertThat(page.total()).isEqualTo(1);
            assertThat(page.facets())
                    .allSatisfy(
                            facet ->
                                    assertThat(facet.values())
                                            .allMatch(value -> value.count() <= 1));
            assertThat(page.hits()).hasSize(1);
            assertThat(engine.suggestions(archive).of("Hồ sơ F", reader))
                    .noneMatch(one -> one.text().contains("Hồ sơ F"));
            assertThat(
                            engine.among(archive)
                                    .among(SearchRequest.of("phông"), ids.subList(0, 100), reader))
                    .isEmpty();
        }
        assertThat(total(word, Reader.OPERATOR)).isEqualTo(1);
    }

    @Test
    @Breaks(Breakage.KILL)
    void aRebuildTakesAFondsThatChangesMeanwhileInPiecesTooAndGoesOnAfterAKill()
            throws IOException {
        feed.rebuild();
        steps(1);
        assertThat(feed.rebuilding()).isTrue();
        archive.fondsTitle(fonds, "Tên mới của phông");
        steps(5);
        assertThat(feed.rebuilding()).as("in the midst of it").isTrue();
        feed.commit();
        kill();
        read.clear();
        feed.catchUp();
        assertThat(feed.rebuilding()).isFalse();
        assertThat(read.size()).isLessThan(2 * RECORDS);
        assertThat(total("\"Tên mới của phông\"", Reader.ANONYMOUS)).isEqualTo(RECORDS);
        assertThat(engine.index().current().size().records()).isEqualTo(RECORDS + 1);
    }
}
