package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.Hit.Reason;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;

/** What is said of a hit: why it is here. */
class ReasonsTest {
    private static final Rights LISTED = new Rights(Access.LISTED, false, null);

    @TempDir private static Path home;
    private static FondsId fonds;
    private static AipId open;
    private static Indexed indexed;

    private static FakeArchive.Doc doc(
            DocumentType type, String number, String notation, String date, String subject) {
        return new FakeArchive.Doc(subject).type(type).number(number, notation).date(date);
    }

    @BeforeAll
    static void index() throws IOException {
        FakeArchive archive = new FakeArchive();
        fonds = archive.addFonds("H32.44", "Phông Ủy ban nhân dân huyện Vạn Ninh", Rights.OPEN);
        open =
                archive.add(
                        fonds,
                        "H32.44.7",
                        "Hồ sơ đắp đê ngăn mặn",
                        "1996",
                        "2000",
                        null,
                        Rights.OPEN,
                        doc(
                                        DocumentType.DECISION,
                                        "125",
                                        "QĐ-UB",
                                        "28/04/1998",
                                        "Về việc giao đất làm đê cho xã Vạn Thọ")
                                .page("Giao cho xã Vạn Thọ bãi triều phía nam để đắp bờ.")
                                .page("Mốc giới do đội đo đạc cắm."),
                        doc(DocumentType.REPORT, "9", "BC-NN", "12/1999", "Tiến độ và khối lượng")
                                .page("Đội đo đạc đã rút; còn mốc giới phía bắc."),
                        doc(
                                        DocumentType.MINUTES,
                                        "31",
                                        "BB-TTr",
                                        "05/06/1997",
                                        "Thanh tra việc chi tiêu")
                                .rights(LISTED)
                                .page("Chi sai mười bảy triệu."));
        archive.add(
                fonds,
                "H32.44.8",
                "Hồ sơ nhân sự kín",
                "1996",
                "1997",
                null,
                LISTED,
                doc(DocumentType.DECISION, "66", "QĐ-NS", "07/08/1996", "Kỷ luật ông Trần Văn Kín")
                        .page("Cảnh cáo toàn đơn vị."));
        indexed = new Indexed(home, archive);
    }

    @AfterAll
    static void close() throws IOException {
        indexed.close();
    }

    private static String told(String query, Reader reader, String code) {
        return indexed.search.search(SearchRequest.of(query), reader).hits().stream()
                .filter(hit -> hit.record().arcFileCode().equals(code))
                .map(hit -> told(hit.why()))
                .findFirst()
                .orElse("");
    }

    private static String told(List<Reason> why) {
        return why.stream()
                .map(
                        reason ->
                                reason.field()
                                        + (reason.value() == null ? "" : " " + reason.value())
                                        + (reason.part() == null ? "" : " <" + reason.part() + ">"))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // The number, the whole of it or a part, glued or with its year.
                "125/QĐ-UB | NUMBER 125/QĐ-UB",
                "125 qd ub | NUMBER 125/QĐ-UB",
                "125qdub | NUMBER 125/QĐ-UB",
                "125/1998 | NUMBER 125/QĐ-UB",
                "125/1998/QĐ-UB | NUMBER 125/QĐ-UB",
                "số 125 đê | NUMBER 125/QĐ-UB <125>; TITLE; SUBJECT",
                "QĐ-UB | NUMBER 125/QĐ-UB <QĐ-UB>",
                // The day and the month; of a day alone nothing is said.
                "28/4/1998 | DATE 28/04/1998",
                "ngày 28 tháng 4 năm 1998 | DATE 28/04/1998",
                "tháng 4/1998 | DATE 28/04/1998",
                "12/1999 tiến độ | DATE 12/1999; SUBJECT",
                // The type, if all of its name was typed.
                "báo cáo tiến độ | TYPE 14; SUBJECT",
                "bao cao tien do | TYPE 14; SUBJECT",
                "quyết định 28/4/1998 | DATE 28/04/1998; TYPE 02",
                // The years of the record; the day where one document of the year is meant.
                "đê ngăn mặn 1997 | TITLE; YEARS 1996–2000",
                "giao đất làm đê 1998 | DATE 28/04/1998; SUBJECT; YEARS 1996–2000",
                "quyet dinh giao dat 1998 van ninh | DATE 28/04/1998; TYPE 02; SUBJECT; FONDS; "
                        + "YEARS 1996–2000",
                // The code or a part of it.
                "H32.44.7 | CODE H32.44.7",
                "44.7 | CODE H32.44.7 <44.7>",
                // Each word is accounted for.
                "đê ngăn mặn vạn ninh | TITLE; FONDS",
                // Pages, and of whose document where there are several.
                "bãi triều phía nam | PAGE_TEXT 1",
                "đo đạc mốc giới | PAGE_TEXT 1 <9/BC-NN>; PAGE_TEXT 2 <125/QĐ-UB>",
                "quyết định bãi triều | TYPE 02; PAGE_TEXT 1",
            })
    void saysWhatMatched(String query, String why) {
        String told = told(query, Reader.ANONYMOUS, "H32.44.7");
        assertThat(Set.of(told.split("; "))).isEqualTo(Set.of(why.split("; ")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "biên bản 5/6/1997 | DATE 05/06/1997; TYPE 20",
                "31/BB-TTr | NUMBER 31/BB-TTr",
                "mười bảy triệu | PAGE_TEXT 1"
            })
    void ofAWithheldDocumentSaysItToThoseWhoMaySeeItOnly(String query, String why) {
        assertThat(told(query, Reader.OPERATOR, "H32.44.7")).isEqualTo(why);
        Reader agency = new Reader(null, "huyện", Set.of(Role.AGENCY), Set.of(fonds));
        assertThat(told(query, agency, "H32.44.7")).isEqualTo(why);
        assertThat(told(query, Reader.ANONYMOUS, "H32.44.7")).isEmpty();
        // Nor where the record is found by what everybody may know.
        assertThat(told("đê ngăn mặn 1997 31", Reader.ANONYMOUS, "H32.44.7")).isEmpty();
        assertThat(told("mặn | 5/6/1997 | 31", Reader.ANONYMOUS, "H32.44.7")).isEqualTo("TITLE");
    }

    @Test
    void ofWhatIsOnlyListedSaysNoMoreThanEverybodyMayKnow() {
        assertThat(told("H32.44.8 1996", Reader.ANONYMOUS, "H32.44.8"))
                .isEqualTo("CODE H32.44.8; YEARS 1996–1997");
        assertThat(told("quyết định | 7/8/1996 | H32.44.8", Reader.ANONYMOUS, "H32.44.8"))
                .isEqualTo("CODE H32.44.8");
        assertThat(told("66/QĐ-NS", Reader.ANONYMOUS, "H32.44.8")).isEmpty();
        assertThat(told("66/QĐ-NS 7/8/1996", Reader.OPERATOR, "H32.44.8"))
                .isEqualTo("NUMBER 66/QĐ-NS; DATE 07/08/1996");
    }

    @Test
    void saysTheSeriesThatIsNamed() {
        Analysis analysis = new Analysis(new VietnameseAnalyzer());
        Question question =
                new QuestionReader(analysis, Spellings.none(analysis)).read("thủy lợi ngăn mặn");
        RecordView.Full view =
                (RecordView.Full) indexed.archive.record(open, Reader.ANONYMOUS).orElseThrow();
        Series series =
                new Series(new SeriesId(new UUID(0, 1)), fonds, "03", "Mục lục thủy lợi", 1);
        RecordView.Full inSeries =
                new RecordView.Full(
                        view.id(),
                        view.fonds(),
                        series,
                        view.description(),
                        view.rights(),
                        view.documents(),
                        view.documentsWithheld(),
                        view.provenance(),
                        view.fixity(),
                        view.versions());
        Reasons reasons = new Reasons(question, analysis);
        assertThat(told(reasons.of(inSeries, List.of())))
                .isEqualTo("TITLE; SERIES Mục lục thủy lợi");
        assertThat(told(reasons.of(view, List.of()))).isEqualTo("TITLE");
    }

    @Test
    void aFieldIsNamedOnce() {
        Hit hit =
                indexed.search
                        .search(SearchRequest.of("đo đạc mốc giới"), Reader.ANONYMOUS)
                        .hits()
                        .getFirst();
        assertThat(hit.matched()).containsExactly(Hit.Why.PAGE_TEXT);
    }
}
