package vn.tangthu.repository.spellings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SpellingReading;
import vn.tangthu.repository.SpellingTable.Line;
import vn.tangthu.repository.SpellingTable.Off;
import vn.tangthu.repository.SpellingTable.Said;
import vn.tangthu.repository.SpellingTable.State;
import vn.tangthu.repository.database.TestDatabase;

class SpellingTableTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader LAN = reader("lan", Role.ARCHIVIST);
    private static final Reader ADMIN = reader("quản trị", Role.ADMINISTRATOR);
    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    private final List<String> log = new ArrayList<>();
    private JdbcSpellingTable table;

    /** Much as the search reads them. */
    private static final SpellingReading READING =
            new SpellingReading() {
                @Override
                public List<Shipped> shipped() {
                    return List.of(
                            new Shipped("ubnd", both("UBND", "Ủy ban nhân dân")),
                            new Shipped("tt", oneWay("TT", "thông tư", "thị trấn")));
                }

                @Override
                public String key(String spelling) {
                    return Arrays.stream(
                                    Normalizer.normalize(spelling, Normalizer.Form.NFD)
                                            .toLowerCase(Locale.ROOT)
                                            .replace('đ', 'd')
                                            .replaceAll("\\p{M}", "")
                                            .split("[^a-z0-9]+"))
                            .filter(word -> !word.isEmpty())
                            .collect(Collectors.joining("."));
                }

                @Override
                public boolean isKnownWhenTyped(String spelling) {
                    return !spelling.matches(".*[0-9/].*");
                }
            };

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static Reader reader(String name, Role role) {
        return new Reader(null, name, Set.of(role), Set.of());
    }

    private static Said both(String... spellings) {
        return new Said(List.of(spellings), false, "");
    }

    private static Said oneWay(String... spellings) {
        return new Said(List.of(spellings), true, "");
    }

    @BeforeEach
    void open() {
        DATABASE.jdbc().sql("truncate kept.spelling_line, kept.spelling_off").update();
        DATABASE.jdbc().sql("update kept.spelling_table set taken_over = null").update();
        ActivityLog activity = mock(ActivityLog.class);
        Mockito.doAnswer(
                        call ->
                                log.add(
                                        call.getArgument(0, Reader.class).name()
                                                + " "
                                                + call.getArgument(1)
                                                + " "
                                                + call.getArgument(3)))
                .when(activity)
                .record(any(), any(), any(), any());
        table =
                new JdbcSpellingTable(
                        DATABASE.jdbc(),
                        DATABASE.transactions(),
                        activity,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        READING);
    }

    private static List<String> codes(ThrowingCallable act) {
        return catchThrowableOfType(RefusedException.class, act).findings().stream()
                .map(Finding::code)
                .toList();
    }

    private List<Finding> findings(Said said, @Nullable Integer instead) {
        return new SpellingRules(READING)
                .findings(SpellingRules.clean(said), table.state(), instead, null);
    }

    @Test
    void linesAreAddedChangedAndRemovedAndTheLogTellsWhatWasSaid() {
        long before = table.mark();
        Line line =
                table.add(
                        new Said(
                                List.of(" BQLDA\n", "Ban  quản lý\u00A0dự án", " "),
                                false,
                                " của tỉnh "),
                        LAN);
        assertThat(line.said())
                .isEqualTo(new Said(List.of("BQLDA", "Ban quản lý dự án"), false, "của tỉnh"));
        assertThat(table.state().lines()).containsExactly(line);
        assertThat(table.mark()).isNotEqualTo(before).isEqualTo(table.state().mark());

        Line changed =
                table.change(line.number(), 1, oneWay("BQLDA", "Ban quản lý dự án", "x"), ADMIN);
        assertThat(changed.version()).isEqualTo(2);
        assertThat(changed.by()).isEqualTo("quản trị");
        assertThat(changed.at()).isEqualTo(NOW);
        assertThat(codes(() -> table.change(line.number(), 1, both("A1 b", "b"), LAN)))
                .containsExactly("SPELLING_CHANGED");
        assertThat(codes(() -> table.remove(line.number(), 1, LAN)))
                .containsExactly("SPELLING_CHANGED");
        table.remove(line.number(), 2, LAN);
        assertThat(table.state().lines()).isEmpty();
        assertThat(log)
                .containsExactly(
                        "lan SPELLING_ADDED BQLDA = Ban quản lý dự án",
                        "quản trị SPELLING_CHANGED BQLDA = Ban quản lý dự án ⇒ BQLDA → Ban quản lý"
                                + " dự án = x",
                        "lan SPELLING_REMOVED BQLDA → Ban quản lý dự án = x");
    }

    @Test
    void whatTheSoftwareSaysIsSwitchedOffAndOnAndReplaced() {
        table.count("ubnd", false, LAN);
        table.count("ubnd", false, LAN);
        assertThat(table.state().off()).containsExactly(new Off("ubnd", NOW, "lan"));
        table.count("ubnd", true, LAN);
        table.count("ubnd", true, LAN);
        assertThat(table.state().off()).isEmpty();
        Said mine = both("UBND", "Ủy ban nhân dân", "Uỷ ban");
        assertThat(table.replace("ubnd", mine, ADMIN).said()).isEqualTo(mine);
        assertThat(table.state().off()).extracting(Off::shipped).containsExactly("ubnd");
        assertThat(codes(() -> table.count("không có", false, LAN)))
                .containsExactly("SPELLING_CHANGED");
        assertThat(log)
                .containsExactly(
                        "lan SPELLING_OFF UBND = Ủy ban nhân dân",
                        "lan SPELLING_ON UBND = Ủy ban nhân dân",
                        "quản trị SPELLING_ADDED UBND = Ủy ban nhân dân = Uỷ ban",
                        "quản trị SPELLING_OFF UBND = Ủy ban nhân dân");
    }

    @Test
    void allThatIsWrongWithALineIsToldAtOnceAndNothingIsKept() {
        long mark = table.mark();
        Said wrong =
                new Said(
                        List.of("P", "125/QĐ", "--", "a ".repeat(13), "p", "Hội"),
                        false,
                        "x".repeat(501));
        assertThat(codes(() -> table.add(wrong, LAN)))
                .containsExactlyInAnyOrder(
                        "SPELLING_SHORT",
                        "SPELLING_UNREAD",
                        "SPELLING_WORDLESS",
                        "SPELLING_LONG",
                        "SPELLING_SHORT",
                        "SPELLING_TWICE",
                        "SPELLING_REMARK");
        assertThat(codes(() -> table.add(both("một mình"), LAN))).containsExactly("SPELLING_FEW");
        assertThat(
                        codes(
                                () ->
                                        table.add(
                                                both(
                                                        Stream.iterate("b", b -> b + "b")
                                                                .skip(2)
                                                                .limit(11)
                                                                .toArray(String[]::new)),
                                                LAN)))
                .containsExactly("SPELLING_MANY");
        // One way, what is looked for besides may be anything that has words.
        assertThat(findings(oneWay("P", "phường 5/2"), null)).isEmpty();
        assertThat(table.state().lines()).isEmpty();
        assertThat(table.mark()).isEqualTo(mark);
    }

    @Test
    void whatTheTableSaysAlreadyIsNotAddedAgain() {
        assertThat(codes(() -> table.add(both("uy ban nhan dan", "ubnd"), LAN)))
                .containsExactly("SPELLING_KNOWN");
        assertThat(codes(() -> table.add(oneWay("TT", "thị trấn"), LAN)))
                .containsExactly("SPELLING_KNOWN");
        assertThat(findings(both("TT", "thị trấn"), null)).isEmpty();
        assertThat(findings(oneWay("thị trấn", "TT"), null)).isEmpty();
        Line line = table.add(both("BQLDA", "Ban quản lý dự án"), LAN);
        assertThat(findings(both("BQLDA", "Ban quản lý dự án"), line.number())).isEmpty();
        table.count("ubnd", false, LAN);
        assertThat(findings(both("UBND", "Ủy ban nhân dân"), null)).isEmpty();
    }

    @Test
    void aFullTableTakesNoMore() {
        DATABASE.jdbc()
                .sql(
                        "insert into kept.spelling_line (version, spellings, one_way, remark, at,"
                                + " done_by) select 1, array['a' || n, 'b' || n], false, '', now(),"
                                + " 'lan' from generate_series(1, 5000) n")
                .update();
        assertThat(codes(() -> table.add(both("mới", "tên mới"), LAN)))
                .containsExactly("SPELLINGS_FULL");
        Line first = table.state().lines().getFirst();
        assertThat(table.change(first.number(), 1, both("cũ", "tên cũ"), LAN).version())
                .isEqualTo(2);
    }

    @Test
    void onlyArchivistsAndAdministratorsChangeIt() {
        for (Role role : Role.values()) {
            Reader other = reader("ai đó", role);
            if (role != Role.ARCHIVIST && role != Role.ADMINISTRATOR) {
                assertThat(codes(() -> table.add(both("A B", "c d"), other)))
                        .containsExactly("SPELLING_RIGHT");
                assertThat(codes(() -> table.count("ubnd", false, other)))
                        .containsExactly("SPELLING_RIGHT");
                assertThat(codes(() -> table.remove(1, 1, other)))
                        .containsExactly("SPELLING_RIGHT");
            }
        }
        assertThatThrownBy(() -> table.replace("ubnd", both("A B", "c d"), Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
        assertThat(table.state().lines()).isEmpty();
        assertThat(table.state().off()).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void theFileOfTheHomeIsTakenOverOnce() {
        assertThat(table.state().takenOver()).isNull();
        List<Said> lines = List.of(both("BQLDA", "Ban quản lý dự án"));
        assertThat(table.takeOver(lines, Set.of("ubnd"))).isEqualTo(NOW);
        assertThat(table.takeOver(Collections.nCopies(3, lines.getFirst()), Set.of("tt")))
                .isEqualTo(NOW);
        State state = table.state();
        assertThat(state.takenOver()).isEqualTo(NOW);
        assertThat(state.lines()).extracting(Line::said).isEqualTo(lines);
        assertThat(state.off()).extracting(Off::shipped).containsExactly("ubnd");
        assertThat(log).containsExactly("operator SPELLINGS_TAKEN_OVER +1 −1");
    }
}
