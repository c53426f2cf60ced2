package vn.tangthu.portal.inside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.Hit;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Bodies.Mention;
import vn.tangthu.repository.Bodies.Responsible;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.SuccessionKind;

/** Two communes of one name, which went to two wards, and a department that was named anew. */
class OtherNamesTest {
    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final FondsId FONDS = new FondsId(new UUID(1, 2));
    private static final Body.Line NORTH =
            line("x1", "Xã Phước Hòa", "Huyện Tuy Phước, Tỉnh Bình Định", null, DAY);
    private static final Body.Line SOUTH =
            line("x2", "Xã Phước Hòa", "Huyện Bác Ái, Tỉnh Ninh Thuận", null, DAY);
    private static final Body.Line WARD = line("p1", "Phường Đông Hải", "Tỉnh Gia Lai", DAY, null);
    private static final Body.Line OTHER = line("p2", "Xã Bác Ái Tây", "Tỉnh Khánh Hòa", DAY, null);
    private static final Body.Line OFFICE = line("s", "Sở Nội vụ", "", null, null);

    private final Bodies bodies = mock(Bodies.class);

    private static Body.Line line(
            String reference,
            String name,
            String within,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {
        return new Body.Line(
                BodyId.of(reference),
                reference,
                BodyKind.ofName(name).orElse(BodyKind.DEPARTMENT),
                name,
                within,
                from,
                until);
    }

    @BeforeEach
    void register() {
        when(bodies.mentioned(any(), anyInt()))
                .thenAnswer(
                        call ->
                                Stream.of(NORTH, SOUTH, WARD, OTHER, OFFICE)
                                        .flatMap(line -> mention(call.getArgument(0), line))
                                        .toList());
        when(bodies.lineages(any(), any()))
                .thenAnswer(
                        call -> {
                            Map<BodyId, Lineage> all = new HashMap<>();
                            for (BodyId id : call.<Collection<BodyId>>getArgument(0)) {
                                Lineage one = bodies.lineage(id, TODAY);
                                if (one != null) {
                                    all.put(id, one);
                                }
                            }
                            return all;
                        });
        follows(NORTH, WARD);
        follows(SOUTH, OTHER);
        when(bodies.lineage(eq(OFFICE.id()), any()))
                .thenReturn(
                        new Lineage(
                                OFFICE.id(),
                                List.of(),
                                List.of(),
                                Map.of(OFFICE.id(), OFFICE),
                                false));
        when(bodies.names(any()))
                .thenReturn(
                        Map.of(
                                OFFICE.id(),
                                List.of(
                                        new Body.Dated(
                                                "Ban Tổ chức chính quyền",
                                                null,
                                                LocalDate.of(2003, 8, 5)),
                                        new Body.Dated(
                                                "Sở Nội vụ", LocalDate.of(2003, 8, 5), null))));
    }

    private void follows(Body.Line before, Body.Line after) {
        Succession step =
                new Succession(
                        new UUID(9, before.reference().hashCode()),
                        before.id(),
                        after.id(),
                        SuccessionKind.MERGED,
                        DAY,
                        DAY,
                        null,
                        null,
                        false);
        Map<BodyId, Body.Line> both =
                Stream.of(before, after)
                        .collect(Collectors.toMap(Body.Line::id, Function.identity()));
        when(bodies.lineage(eq(before.id()), any()))
                .thenReturn(new Lineage(before.id(), List.of(), List.of(step), both, false));
        when(bodies.lineage(eq(after.id()), any()))
                .thenReturn(new Lineage(after.id(), List.of(step), List.of(), both, false));
    }

    /** As the register finds names, with diacritics or without, and old ones. */
    private static Stream<Mention> mention(String q, Body.Line line) {
        List<String> typed = Arrays.asList(q.split(" "));
        List<String> names = new ArrayList<>(List.of(line.name()));
        if (line.equals(OFFICE)) {
            names.add("Ban Tổ chức chính quyền");
        }
        for (String name : names) {
            int words = BodyNames.bare(name).split(" ").length;
            for (int at = 0; at + words <= typed.size(); at++) {
                String some = String.join(" ", typed.subList(at, at + words));
                if (BodyNames.folded(some).equals(BodyNames.bare(name))) {
                    return Stream.of(new Mention(line, at, at + words));
                }
            }
        }
        return Stream.empty();
    }

    private List<String> told(String q, Body.@Nullable Line asked, Hit hit) {
        OtherNames names = new OtherNames(bodies, q, asked == null ? null : asked.id(), TODAY);
        return names.of(hit).stream().map(name -> name.in(new Plain())).toList();
    }

    /** The keys themselves, so that what is said can be read. */
    private static final class Plain implements ToldName.Wording {
        @Override
        public String of(String key, Object... values) {
            return key + Stream.of(values).map(Object::toString).toList();
        }

        @Override
        public String day(LocalDate day) {
            return day.toString();
        }

        @Override
        public boolean english() {
            return false;
        }
    }

    private static Hit listed(@Nullable String title, int year) {
        return new Hit(
                new RecordView.Listed(
                        new AipId(new UUID(1, 1)),
                        "H41.1",
                        new RecordView.FondsSummary(FONDS, "H41", "Phông Sở Địa chính"),
                        year,
                        year,
                        title),
                1,
                List.of(),
                List.of());
    }

    @Test
    void aHitSaysWhoseOldNameItBearsAndWhereThatBelongsToday() {
        String north =
                "former[xã, Phước Hòa (Huyện Tuy Phước, Tỉnh Bình Định; to[2025-06-30]),"
                        + " Phường Đông Hải]";
        String title = "Giao đất tại xã Phước Hòa, huyện Tuy Phước";
        assertThat(told("giao đất Phước Hòa", null, listed(title, 1998))).containsExactly(north);
        assertThat(told("giao dat phuoc hoa", null, listed(title, 1998))).containsExactly(north);
        assertThat(told("Phước Hòa", null, listed(title.replace("Hòa", "Hoà"), 1998)))
                .as("the tone in the other place")
                .containsExactly(north);
        assertThat(
                        told(
                                "Phước Hòa",
                                null,
                                listed(Normalizer.normalize(title, Normalizer.Form.NFD), 1998)))
                .as("decomposed")
                .containsExactly(north);
        assertThat(told("Phước Hòa", null, listed("XÃ PHƯỚC HÒA, HUYỆN TUY PHƯỚC", 1998)))
                .as("capitals")
                .containsExactly(north);
        assertThat(told("giao đất", null, listed(title, 1998))).isEmpty();
    }

    @Test
    void homonymsAreToldApartByTheirDistrictOrByWhoMadeTheFonds() {
        Hit plain = listed("Giao đất tại xã Phước Hòa", 1998);
        assertThat(told("Phước Hòa", null, plain))
                .as("nothing tells which")
                .hasSize(2)
                .allMatch(said -> said.startsWith("homonyms[former["));
        assertThat(told("Phước Hòa", null, listed("Giao đất xã Phước Hòa, huyện Bác Ái", 1998)))
                .singleElement()
                .asString()
                .startsWith("former[")
                .contains("Huyện Bác Ái", "Xã Bác Ái Tây")
                .doesNotContain("Tuy Phước");
        Body.Line district = line("h", "Huyện Tuy Phước", "Tỉnh Bình Định", null, DAY);
        when(bodies.origins(any()))
                .thenReturn(
                        Map.of(FONDS, new Bodies.Origin(List.of(district), Responsible.NOBODY)));
        assertThat(told("Phước Hòa", null, plain))
                .as("a fonds of the district of one of them")
                .singleElement()
                .asString()
                .contains("Huyện Tuy Phước", "Phường Đông Hải");
    }

    @Test
    void homonymsAreToldApartByTheYearsOfTheRecord() {
        Body.Line early = line("x0", "Xã Phước Hòa", "", null, LocalDate.of(1977, 1, 1));
        Body.Line late = line("x9", "Xã Phước Hòa", "", LocalDate.of(1990, 1, 1), DAY);
        doReturn(List.of(new Mention(early, 0, 2), new Mention(late, 0, 2)))
                .when(bodies)
                .mentioned(any(), anyInt());
        follows(early, WARD);
        follows(late, OTHER);
        assertThat(told("Phước Hòa", null, listed("Xã Phước Hòa", 1976)))
                .singleElement()
                .asString()
                .contains("to[1976-12-31]", "Phường Đông Hải");
        assertThat(told("Phước Hòa", null, listed("Xã Phước Hòa", 2001)))
                .singleElement()
                .asString()
                .contains("fromTo[1990-01-01, 2025-06-30]", "Xã Bác Ái Tây");
    }

    @Test
    void whoFollowedAnOfferedNameIsToldWhatItIsToTheOneThatWasAsked() {
        Hit old = listed("Giao đất xã Phước Hòa", 1998);
        assertThat(told("giao đất Xã Phước Hòa", WARD, old))
                .as("of the two only the one that went to the ward that was asked for")
                .singleElement()
                .asString()
                .contains("Huyện Tuy Phước", "Phường Đông Hải")
                .doesNotContain("Huyện Bác Ái");
        assertThat(told("Phường Đông Hải", NORTH, listed("Cấp phép tại phường Đông Hải", 2026)))
                .containsExactly(
                        "later[phường, Đông Hải (Tỉnh Gia Lai; from[2025-07-01]), Xã Phước Hòa"
                                + " (Huyện Tuy Phước, Tỉnh Bình Định; to[2025-06-30])]");
        assertThat(told("giao đất Xã Phước Hòa", OFFICE, old))
                .as("an address that nobody offered says what a search by the name says")
                .isEqualTo(told("giao đất Xã Phước Hòa", null, old));
    }

    @Test
    void anEarlierNameOfABodyThatLivesIsToldToo() {
        OtherNames names = new OtherNames(bodies, "lương Ban Tổ chức chính quyền", null, TODAY);
        assertThat(names.offered("lương Ban Tổ chức chính quyền"))
                .singleElement()
                .satisfies(one -> assertThat(one.own()).containsExactly("Sở Nội vụ"));
        assertThat(
                        told(
                                "lương Ban Tổ chức chính quyền",
                                null,
                                listed("Bảng lương của Ban Tổ chức chính quyền", 1998)))
                .containsExactly(
                        "renamed[body[], Ban Tổ chức chính quyền (to[2003-08-04]), Sở Nội vụ]");
        assertThat(told("lương Sở Nội vụ", null, listed("Lương Sở Nội vụ", 2010))).isEmpty();
    }

    @Test
    void onlyWhatTheHitShowsIsSaidAndOnlyWhereItIsAName() {
        assertThat(told("Phước Hòa", null, listed(null, 1998)))
                .as("a title that is closed")
                .isEmpty();
        assertThat(told("Phước Hòa", null, listed("Cầu phước hòa giải", 1998)))
                .as("words, not a name")
                .isEmpty();
        assertThat(told("Phước Hòa", null, listed("Xã Phước Hoa", 1998)))
                .as("another tone")
                .isEmpty();
        assertThat(told("Phước Hòa", null, listed("Xã Phước Lộc, Hòa Bình", 1998)))
                .as("its words apart")
                .isEmpty();
        Hit.Snippet snippet =
                new Hit.Snippet(
                        List.of(
                                new Hit.Snippet.Piece("… tại xã ", false),
                                new Hit.Snippet.Piece("Phước", true),
                                new Hit.Snippet.Piece(" ", false),
                                new Hit.Snippet.Piece("Hòa", true),
                                new Hit.Snippet.Piece(", huyện Bác Ái …", false)));
        Hit page =
                new Hit(
                        listed(null, 1998).record(),
                        1,
                        List.of(
                                new Hit.Place(
                                        new DocumentId(new UUID(3, 3)),
                                        new ContentFileId(new UUID(4, 4)),
                                        "Biên bản",
                                        "",
                                        3,
                                        snippet)),
                        List.of(Hit.Reason.of(Hit.Why.PAGE_TEXT, "3")));
        assertThat(told("Phước Hòa", null, page))
                .as("on a page")
                .singleElement()
                .asString()
                .contains("Xã Bác Ái Tây");
    }
}
