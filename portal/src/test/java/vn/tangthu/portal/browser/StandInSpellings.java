package vn.tangthu.portal.browser;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.tangthu.indexer.SpellingTrial;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.SpellingReading;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.repository.SpellingTable.Line;
import vn.tangthu.repository.SpellingTable.Off;
import vn.tangthu.repository.SpellingTable.Said;
import vn.tangthu.repository.SpellingTable.State;

/** A small table of spellings that takes lines in, and refuses those of one spelling. */
final class StandInSpellings {
    private static final Instant THEN = Instant.parse("2026-11-12T02:00:00Z");

    static final SpellingReading READING =
            new SpellingReading() {
                @Override
                public List<Shipped> shipped() {
                    return List.of(
                            new Shipped("ubnd", said(false, "UBND", "Ủy ban nhân dân")),
                            new Shipped("tt", said(true, "TT", "thông tư", "thị trấn")));
                }

                @Override
                public String key(String spelling) {
                    return spelling.toLowerCase(Locale.ROOT).replace(' ', '.');
                }

                @Override
                public boolean isKnownWhenTyped(String spelling) {
                    return true;
                }
            };

    private StandInSpellings() {}

    private static Said said(boolean oneWay, String... spellings) {
        return new Said(List.of(spellings), oneWay, "");
    }

    static SpellingTable table() {
        List<Line> lines = new ArrayList<>();
        List<Off> off = new ArrayList<>();
        lines.add(new Line(1, 1, said(false, "SĐC", "Sở Địa chính"), THEN, "Trần Thị Lưu Trữ"));
        SpellingTable table = mock(SpellingTable.class);
        when(table.state()).thenAnswer(call -> new State(1, lines, off, THEN));
        when(table.add(any(), any()))
                .thenAnswer(
                        call -> {
                            Said said = call.getArgument(0);
                            if (said.spellings().size() < 2) {
                                throw new RefusedException(
                                        List.of(
                                                Finding.blocks("SPELLING_FEW", "spellings"),
                                                Finding.blocks("SPELLING_SHORT", "P", "P")));
                            }
                            String by = call.getArgument(1, Reader.class).name();
                            Line line = new Line(lines.size() + 1, 1, said, THEN, by);
                            lines.add(line);
                            return line;
                        });
        doAnswer(
                        call -> {
                            off.clear();
                            if (!call.getArgument(1, Boolean.class)) {
                                String by = call.getArgument(2, Reader.class).name();
                                off.add(new Off(call.getArgument(0), THEN, by));
                            }
                            return null;
                        })
                .when(table)
                .count(any(), anyBoolean(), any());
        return table;
    }

    static List<SpellingTrial.Part> tried(String typed) {
        return typed.isBlank()
                ? List.of()
                : List.of(
                        new SpellingTrial.Part("UBND", List.of("UBND", "Ủy ban nhân dân")),
                        new SpellingTrial.Part("Ninh", List.of("ninh")));
    }
}
