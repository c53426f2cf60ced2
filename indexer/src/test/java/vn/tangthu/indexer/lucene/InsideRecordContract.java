package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.InsideRecord.Found;
import vn.tangthu.indexer.InsideRecord.PageHit;
import vn.tangthu.indexer.InsideRecord.Position;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** What is found inside one record: in reading order, a piece at a time, by those who may. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InsideRecordContract {
    @TempDir private static Path home;
    private final FakeArchive archive = new FakeArchive();
    private Fed indexed;
    private InsideRecord inside;
    private AipId volumes;
    private AipId titled;
    private AipId large;
    private AipId misread;

    /** The engine that must keep to it. */
    abstract EngineForTests engine(Path directory) throws IOException;

    @BeforeAll
    void index() throws IOException {
        FondsId fonds = archive.addFonds("F", "Phông thử", Rights.OPEN);
        List<FakeArchive.Doc> documents = new ArrayList<>();
        for (int volume = 1; volume <= 4; volume++) {
            FakeArchive.Doc document = new FakeArchive.Doc("Tập " + volume);
            for (int page = 1; page <= 30; page++) {
                document.page(
                        page % 10 == 3
                                ? "Dòng đầu\nviệc giao đất ở\nDiên Khánh năm 1998"
                                : "Trang không có gì");
            }
            documents.add(
                    volume == 3
                            ? document.rights(new Rights(Access.HIDDEN, false, null))
                            : document);
        }
        volumes =
                archive.add(
                        fonds,
                        "K.1",
                        "Nhiều tập",
                        null,
                        null,
                        null,
                        Rights.OPEN,
                        documents.toArray(FakeArchive.Doc[]::new));
        FakeArchive.Doc many = new FakeArchive.Doc("Giấy tờ");
        for (int page = 1; page <= 450; page++) {
            many.page(page == 420 ? "có chữ hiếm hoi" : "trang trắng");
        }
        titled = archive.add(fonds, "K.2", "Hồ sơ hiếm hoi", null, null, null, Rights.OPEN, many);
        misread =
                archive.add(
                        fonds,
                        "K.4",
                        "Hồ sơ bà Phụng",
                        null,
                        null,
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Giấy tờ")
                                .page("đơn của bà Phụug ở xóm dưới")
                                .page("trang giữa")
                                .page("lời khai của bà Phụng"),
                        new FakeArchive.Doc("Bản sao").page("đơn của bà Phụug ở xóm duới"));
        for (int other = 0; other < 40; other++) {
            archive.add(
                    fonds,
                    "O." + other,
                    "Hồ sơ khác",
                    null,
                    null,
                    null,
                    Rights.OPEN,
                    new FakeArchive.Doc("Giấy tờ").page("bà Phụng ở xóm dưới"));
        }
        large = archive.add(fonds, "K.3", "Hồ sơ lớn", null, null, null, Rights.OPEN, large());
        indexed = new Fed(engine(home), archive);
        inside = indexed.engine.inside(archive);
    }

    /** 5,000 pages, in documents of two files; each has the words, one of them is very long. */
    private static FakeArchive.Doc[] large() {
        FakeArchive.Doc[] documents = new FakeArchive.Doc[50];
        for (int number = 0; number < documents.length; number++) {
            FakeArchive.Doc document = new FakeArchive.Doc("Văn bản " + number);
            for (int page = 1; page <= 100; page++) {
                if (page == 41) {
                    document.file();
                }
                boolean isLong = number == 2 && page == 50;
                document.page("Cấp muối cho dân\n" + (isLong ? "dài dòng ".repeat(9_000) : ""));
            }
            documents[number] = document;
        }
        return documents;
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    private Found find(AipId record, String query, @Nullable Position from, boolean back, int limit)
            throws IOException {
        return inside.find(record, null, query, from, back, limit, Reader.ANONYMOUS);
    }

    private static List<Integer> pages(Found found) {
        return found.hits().stream().map(hit -> hit.at().page()).toList();
    }

    @Test
    void placesComeInReadingOrderAPieceAtATimeAndBackwardsTheSame() throws IOException {
        List<PageHit> all = find(volumes, "giao đất", null, false, 50).hits();
        assertThat(all).hasSize(9).extracting(hit -> hit.at().page()).startsWith(3, 13, 23, 3);
        List<PageHit> pieces = new ArrayList<>();
        Found piece = find(volumes, "giao đất", null, false, 2);
        while (piece.next() != null) {
            assertThat(piece.hits()).hasSize(2);
            pieces.addAll(piece.hits());
            piece = find(volumes, "giao đất", piece.next(), false, 2);
        }
        pieces.addAll(piece.hits());
        assertThat(pieces).isEqualTo(all);
        for (int i = 0; i < all.size(); i++) {
            Found before = find(volumes, "giao đất", all.get(i).at(), true, 50);
            assertThat(before.hits().reversed()).isEqualTo(all.subList(0, i));
        }
        assertThat(find(volumes, "giao đất", null, true, 1).hits()).containsExactly(all.getLast());
        // From a page without a find too.
        Position between = new Position(all.get(3).at().document(), all.get(3).at().file(), 12);
        assertThat(find(volumes, "giao đất", between, false, 1).hits()).containsExactly(all.get(4));
        assertThat(find(volumes, "giao đất", between, true, 1).hits()).containsExactly(all.get(3));
    }

    @Test
    void whatStandsAroundAPageIsWhatThreeQuestionsWouldFind() throws IOException {
        List<PageHit> all = find(volumes, "giao đất", null, false, 50).hits();
        for (PageHit hit : all) {
            Position at = hit.at();
            InsideRecord.Around around =
                    inside.around(volumes, at, "giao đất", 2, Reader.ANONYMOUS);
            assertThat(around.document())
                    .isEqualTo(
                            inside.find(
                                    volumes,
                                    at.document(),
                                    "giao đất",
                                    null,
                                    false,
                                    2,
                                    Reader.ANONYMOUS));
            assertThat(around.document().hits())
                    .hasSize(2)
                    .allMatch(one -> one.at().document().equals(at.document()));
            assertThat(around.before()).isEqualTo(find(volumes, "giao đất", at, true, 1));
            assertThat(around.after()).isEqualTo(find(volumes, "giao đất", at, false, 1));
        }
    }

    @Test
    void aLineTellsWhereAndWhatGoesOverItsEndIsMarkedInBoth() throws IOException {
        Hit.Snippet line = find(volumes, "giao dat", null, false, 1).hits().getFirst().line();
        assertThat(line.text()).isEqualTo("việc giao đất ở");
        assertThat(line.pieces()).contains(new Hit.Snippet.Piece("giao đất", true));
        Analysis analysis = new Analysis(new VietnameseAnalyzer());
        Question over =
                new QuestionReader(analysis, Spellings.none(analysis)).read("\"ở Diên Khánh\"");
        List<Hit.Snippet> lines =
                new Marker(over, analysis).in("việc giao đất ở\n\nDiên Khánh năm 1998").lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).pieces()).contains(new Hit.Snippet.Piece("ở", true));
        assertThat(lines.get(1).pieces()).contains(new Hit.Snippet.Piece("Diên Khánh", true));
    }

    /** Others have the name as it was typed, and so has the title: this page has it misread. */
    @Test
    void whatIsMisreadHereIsFoundHoweverOthersHaveIt() throws IOException {
        Found found = find(misread, "Phụng", null, false, 10);
        assertThat(pages(found)).containsExactly(1, 3, 1);
        assertThat(found.hits().getFirst().line().pieces())
                .contains(new Hit.Snippet.Piece("Phụug", true));
        assertThat(found.hits().get(1).line().pieces())
                .contains(new Hit.Snippet.Piece("Phụng", true));
        assertThat(pages(find(misread, "bà phung xom duoi", null, false, 10)))
                .containsExactly(1, 1);
        assertThat(find(volumes, "Phụng", null, false, 10).hits()).isEmpty();
    }

    @Test
    void wordsOfTheTitleAreOnNoPageAndTheLookingIsBounded() throws IOException {
        Found first = find(titled, "hiếm hoi", null, false, 10);
        assertThat(first.hits()).isEmpty();
        assertThat(first.next()).isNotNull();
        Found second = find(titled, "hiếm hoi", first.next(), false, 10);
        Found third = find(titled, "hiếm hoi", second.next(), false, 10);
        assertThat(
                        IntStream.concat(
                                        pages(second).stream().mapToInt(Integer::intValue),
                                        pages(third).stream().mapToInt(Integer::intValue))
                                .toArray())
                .containsExactly(420);
        assertThat(third.next()).isNull();
    }

    @Test
    void aRecordOfFiveThousandPagesIsReadAPieceAtATime() throws IOException {
        List<Position> all = new ArrayList<>();
        Found piece = find(large, "muối", null, false, 50);
        for (; piece.next() != null; piece = find(large, "muối", piece.next(), false, 50)) {
            assertThat(piece.hits()).hasSize(50);
            piece.hits().forEach(hit -> all.add(hit.at()));
        }
        piece.hits().forEach(hit -> all.add(hit.at()));
        assertThat(all).hasSize(5_000).doesNotHaveDuplicates();
        assertThat(all.stream().map(Position::page).limit(101))
                .as("two files, then the next document")
                .containsExactlyElementsOf(
                        IntStream.concat(
                                        IntStream.rangeClosed(1, 40),
                                        IntStream.concat(
                                                IntStream.rangeClosed(1, 60), IntStream.of(1)))
                                .boxed()
                                .toList());
        // In both directions from the ends and beginnings of files and documents.
        for (int at : List.of(0, 39, 40, 99, 100, 249, 250, 4_960, 4_999)) {
            assertThat(find(large, "muối", all.get(at), false, 2).hits())
                    .extracting(PageHit::at)
                    .isEqualTo(all.subList(at + 1, Math.min(5_000, at + 3)));
            assertThat(find(large, "muối", all.get(at), true, 2).hits().reversed())
                    .extracting(PageHit::at)
                    .isEqualTo(all.subList(Math.max(0, at - 2), at));
        }
        DocumentId fifth = all.get(450).document();
        Found own = inside.find(large, fifth, "muối", null, true, 50, Reader.ANONYMOUS);
        assertThat(own.hits()).extracting(PageHit::at).isEqualTo(all.subList(450, 500).reversed());
        Found rest = inside.find(large, fifth, "muối", own.next(), true, 50, Reader.ANONYMOUS);
        assertThat(rest.hits()).extracting(PageHit::at).isEqualTo(all.subList(400, 450).reversed());
        assertThat(rest.next()).isNull();
    }

    @Test
    void aHiddenDocumentIsPassedOverAlsoBeforeTheIndexKnows() throws IOException {
        assertThat(inside.find(volumes, null, "giao đất", null, false, 50, Reader.OPERATOR).hits())
                .hasSize(12);
        try {
            archive.quietly(volumes, Rights.LISTED);
            assertThat(find(volumes, "giao đất", null, false, 50)).isEqualTo(Found.NOTHING);
            assertThat(find(volumes, "giao đất", null, true, 1)).isEqualTo(Found.NOTHING);
        } finally {
            archive.quietly(volumes, Rights.OPEN);
        }
        assertThat(find(volumes, "giao đất", null, false, 50).hits()).hasSize(9);
    }
}
