package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import vn.tangthu.indexer.SpellingTrial.Part;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.SpellingReading.Shipped;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.repository.SpellingTable.Line;
import vn.tangthu.repository.SpellingTable.Off;
import vn.tangthu.repository.SpellingTable.Said;
import vn.tangthu.repository.SpellingTable.State;

class SpellingsTest {
    @TempDir private Path home;
    private final VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
    private final Analysis analysis = new Analysis(analyzer);
    private final AnalysedSpellings reading = new AnalysedSpellings(analyzer);
    private final Spellings shipped = new Spellings(analysis, null);

    private List<String> ways(Spellings spellings, String typed) {
        return new QuestionReader(analysis, spellings)
                .read(typed).groups().stream()
                        .flatMap(group -> group.ways().stream())
                        .map(Analysis::key)
                        .toList();
    }

    private static Said both(String... spellings) {
        return new Said(List.of(spellings), false, "");
    }

    private static SpellingTable table(long mark, List<Said> lines, String... off) {
        SpellingTable table = mock(SpellingTable.class);
        says(table, mark, lines, off);
        return table;
    }

    private static void says(SpellingTable table, long mark, List<Said> lines, String... off) {
        State state =
                new State(
                        mark,
                        IntStream.range(0, lines.size())
                                .mapToObj(n -> new Line(n, 1, lines.get(n), Instant.EPOCH, "lan"))
                                .toList(),
                        Arrays.stream(off).map(key -> new Off(key, Instant.EPOCH, "lan")).toList(),
                        null);
        when(table.mark()).thenReturn(mark);
        when(table.state()).thenReturn(state);
    }

    @Test
    void abbreviationsAreReadBothWays() {
        assertThat(ways(shipped, "UBND")).contains("ubnd", "uy.ban.nhan.dan");
        assertThat(ways(shipped, "ủy ban nhân dân")).contains("ubnd", "uy.ban.nhan.dan");
        assertThat(ways(shipped, "Krông Ana")).contains("krong.a.na");
        assertThat(ways(shipped, "\"ủy ban nhân dân\"")).doesNotContain("ubnd");
        assertThat(ways(shipped, "125/QĐ-UBND")).doesNotContain("uy.ban.nhan.dan");
    }

    @ParameterizedTest
    @CsvSource({
        "KT-XH, kinh tế - xã hội",
        "KTXH, kinh tế xã hội",
        "CNH-HĐH, công nghiệp hóa hiện đại hóa",
        "UBMTTQ, Ủy ban Mặt trận Tổ quốc",
        "LĐ-TBXH, lao động - thương binh và xã hội",
        "LĐTB&XH, lao động thương binh xã hội",
        "TN&MT, tài nguyên và môi trường",
        "GD&ĐT, giáo dục và đào tạo",
        "NN&PTNT, nông nghiệp và phát triển nông thôn",
        "QLDA, quản lý dự án",
        "XDCB, xây dựng cơ bản",
        "GCN, giấy chứng nhận",
        "GCNQSDĐ, giấy chứng nhận quyền sử dụng đất",
        "gcn qsdd, sổ đỏ",
        "BHXH, bảo hiểm xã hội",
        "TDTT, thể dục thể thao",
        "TP, thành phố",
        "TX, thị xã"
    })
    void eachOfThemFindsTheOther(String one, String other) {
        assertThat(ways(shipped, one)).contains(reading.key(other));
        assertThat(ways(shipped, other)).contains(reading.key(one));
    }

    @ParameterizedTest
    @CsvSource({
        "QĐ, quyết định",
        "qd, quyết định",
        "NQ, nghị quyết",
        "CT, chỉ thị",
        "TT, thông tư",
        "TT, thị trấn",
        "TTr, tờ trình",
        "BC, báo cáo",
        "CV, công văn",
        "KH, kế hoạch",
        "TB, thông báo",
        "HD, hướng dẫn",
        "HĐ, hợp đồng",
        "HD, hội đồng"
    })
    void whatIsShortForManyThingsIsReadOneWay(String typed, String means) {
        assertThat(ways(shipped, typed + " giao đất")).contains(reading.key(means));
        assertThat(ways(shipped, means + " giao đất"))
                .containsExactlyElementsOf(
                        List.of((reading.key(means) + ".giao.dat").split("\\.")));
    }

    @Test
    void meaningsOfOneAbbreviationAreNotMixed() {
        assertThat(ways(shipped, "VHTT")).contains("van.hoa.va.the.thao", "van.hoa.thong.tin");
        assertThat(ways(shipped, "văn hóa thông tin"))
                .contains("vhtt")
                .doesNotContain("van.hoa.va.the.thao");
        assertThat(ways(shipped, "HĐ thuê đất")).doesNotContain("huong.dan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"125/QĐ-UBND", "125 qd ub", "05/2025/TT", "16 CT/TW", "\"QĐ\"", "QĐ-UB"})
    void inANumberAnAbbreviationIsWhatItIs(String typed) {
        assertThat(String.join(" ", ways(shipped, typed)))
                .doesNotContain("quyet.dinh", "thong.tu", "chi.thi");
    }

    @Test
    void otherWordsOfTheSameLettersAreNoSpelling() {
        String certificate = "giay.chung.nhan.quyen.su.dung.dat";
        assertThat(ways(shipped, "sổ đỏ")).contains(certificate);
        for (String other : List.of("sơ đồ", "số đo", "so do", "sơ do", "SƠ ĐỒ")) {
            assertThat(ways(shipped, other)).as(other).doesNotContain(certificate);
        }
        // Without diacritics, or with some of them, what is long enough is meant.
        for (String hasty : List.of("uy ban nhan dan", "uy ban nhân dân", "uỷ ban nhân dân")) {
            assertThat(ways(shipped, hasty)).as(hasty).contains("ubnd");
        }
    }

    @Test
    void linesOfTheSoftwareAreSound() {
        assertThat(reading.shipped()).hasSizeGreaterThan(120);
        Set<String> begin = new HashSet<>();
        for (Shipped line : reading.shipped()) {
            String text = line.said().text();
            assertThat(begin.add(line.key())).as("begins like no other: " + text).isTrue();
            assertThat(line.said().spellings()).as(text).hasSizeBetween(2, 5);
            for (String spelling : line.said().spellings()) {
                assertThat(reading.key(spelling).length()).as(text).isGreaterThan(1);
                assertThat(reading.isKnownWhenTyped(spelling)).as(text).isTrue();
                if (spelling.equals(line.said().spellings().getFirst()) || !line.said().oneWay()) {
                    assertThat(ways(shipped, spelling)).as(spelling).hasSizeGreaterThan(1);
                }
            }
        }
    }

    @Test
    void theArchiveAddsAndSwitchesOff() {
        SpellingTable table = table(7, List.of(both("BQLDA", "Ban quản lý dự án")), "ktxh");
        Spellings spellings = new Spellings(analysis, table);
        assertThat(ways(spellings, "bqlda")).contains("ban.quan.li.du.an");
        assertThat(ways(spellings, "ban quản lý dự án")).contains("bqlda");
        assertThat(ways(spellings, "KTXH")).containsExactly("ktxh");
        assertThat(ways(spellings, "UBND")).contains("uy.ban.nhan.dan");
    }

    @Test
    void aChangeHoldsWhenTheTableIsLookedAtAgainAndNothingIsLostWhereItCannotBe() {
        SpellingTable table = table(1, List.of());
        Spellings spellings = new Spellings(analysis, table);
        ReadTrial trial = new ReadTrial(analysis, spellings);
        assertThat(ways(spellings, "SĐC")).containsExactly("sdc");
        says(table, 2, List.of(new Said(List.of("SĐC", "Sở Địa chính"), true, "")), "ubnd");
        assertThat(ways(spellings, "SĐC")).containsExactly("sdc");
        assertThat(trial.tried("UBND SĐC 28/4/1998"))
                .startsWith(
                        new Part("UBND", List.of("ubnd")),
                        new Part("SĐC", List.of("SĐC", "Sở Địa chính")))
                .satisfies(
                        parts ->
                                assertThat(parts.getLast().ways())
                                        .contains("28 4 1998", "28 thang 4 nam 1998"));
        assertThat(ways(spellings, "SĐC")).containsExactly("sdc", "so.dia.chinh");
        when(table.mark()).thenThrow(new IllegalStateException("no database"));
        spellings.refresh();
        assertThat(ways(spellings, "SĐC")).containsExactly("sdc", "so.dia.chinh");
    }

    @Test
    void aSearchLooksAgainByItself() {
        SpellingTable table = table(1, List.of());
        Spellings spellings = new Spellings(analysis, table, Duration.ZERO);
        assertThat(ways(spellings, "SĐC")).containsExactly("sdc");
        says(table, 2, List.of(both("SĐC", "Sở Địa chính")));
        assertThat(ways(spellings, "SĐC")).containsExactly("sdc", "so.dia.chinh");
    }

    @Test
    void theFileOfTheHomeIsTakenOverAsItWasRead() throws IOException {
        Path file = home.resolve(SpellingFile.OF_THE_HOME);
        SpellingTable table = table(1, List.of());
        SpellingsConfiguration.takeOver(file, table, reading);
        verify(table, never()).takeOver(any(), any());
        Files.writeString(
                file,
                """
                # Tên gọi ở tỉnh nhà
                SDC = Sở Địa chính # trước 2003
                sổ hồng = giấy chứng nhận quyền sử dụng đất
                tạm = thôi
                - tạm
                - KTXH
                - QĐ
                =
                -
                một
                """);
        SpellingsConfiguration.takeOver(file, table, reading);
        @SuppressWarnings("unchecked")
        ArgumentCaptor<List<Said>> lines = ArgumentCaptor.forClass(List.class);
        @SuppressWarnings("unchecked")
        ArgumentCaptor<Set<String>> off = ArgumentCaptor.forClass(Set.class);
        verify(table).takeOver(lines.capture(), off.capture());
        assertThat(off.getValue()).containsExactlyInAnyOrder("ktxh", "gcn.qsdđ", "qđ");
        assertThat(lines.getValue())
                .containsExactlyInAnyOrder(
                        both("SDC", "Sở Địa chính"),
                        both(
                                "sổ hồng",
                                "giấy chứng nhận quyền sử dụng đất",
                                "GCN QSDĐ",
                                "GCNQSDĐ",
                                "sổ đỏ"),
                        both("KT-XH", "kinh tế xã hội"));
        assertThat(file).exists();
    }

    @Test
    void linesThatMakeNoSenseHarmNothing() throws IOException {
        Path file = home.resolve(SpellingFile.OF_THE_HOME);
        SpellingTable table = table(1, List.of(both("=", "?"), both("một", "Một")));
        Files.write(file, new byte[] {(byte) 0xC3, (byte) 0x28, '='});
        SpellingsConfiguration.takeOver(file, table, reading);
        verify(table, never()).takeOver(any(), any());
        Spellings spellings = new Spellings(analysis, table);
        assertThat(ways(spellings, "UBND")).contains("uy.ban.nhan.dan");
        assertThat(ways(spellings, "một")).containsExactly("mot");
    }
}
