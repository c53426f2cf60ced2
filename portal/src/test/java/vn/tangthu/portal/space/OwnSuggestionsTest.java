package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.indexer.Suggestions.Kind;
import vn.tangthu.indexer.Suggestions.Suggestion;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

class OwnSuggestionsTest {
    private static final AipId RECORD = new AipId(new UUID(1, 2));
    private static final Reader AGENCY =
            new Reader(new AccountId(new UUID(3, 4)), "agency", Set.of(Role.AGENCY), Set.of());

    /** Only this very account is told anything. */
    private static final Suggestions SUGGESTIONS =
            (typed, reader) ->
                    reader == AGENCY
                            ? List.of(
                                    new Suggestion(Kind.RECORD, "Hồ sơ kín", "H1", RECORD),
                                    new Suggestion(Kind.NUMBER, "5/QĐ-UBND", "Về đất", null),
                                    new Suggestion(Kind.AGENCY, "UBND xã A & B", "", null))
                            : List.of();

    private final Bodies bodies = mock();
    private final Words words = Words.in(Locale.forLanguageTag("vi"));
    private final OwnSuggestions own =
            new OwnSuggestions(SUGGESTIONS, bodies, mock(CurrentReader.class));

    @Test
    void whatTheAccountMaySeeLeadsIntoThePortal() {
        Body.Line body =
                new Body.Line(
                        BodyId.of("xa a"), "xa a", BodyKind.COMMUNE, "Xã A", "Tỉnh B", null, null);
        when(bodies.named(any(), any(), anyInt())).thenReturn(List.of(body));
        assertThat(own.rows("ub", AGENCY, words))
                .containsExactly(
                        new OwnSuggestions.Row(
                                "Số ký hiệu", "5/QĐ-UBND", "Về đất", "/app/tim?q=5%2FQ%C4%90-UBND"),
                        new OwnSuggestions.Row(
                                "Cơ quan ban hành",
                                "UBND xã A & B",
                                "",
                                "/app/tim?coquan=UBND%20x%C3%A3%20A%20%26%20B"),
                        new OwnSuggestions.Row(
                                "Cơ quan, địa danh", "Xã A", "Tỉnh B", "/co-quan/xa%20a"),
                        new OwnSuggestions.Row("Hồ sơ", "Hồ sơ kín", "H1", "/app/ho-so/" + RECORD));
    }

    @Test
    void othersAreToldNothingOfItAndSignsAreNoName() {
        Reader other =
                new Reader(new AccountId(new UUID(5, 6)), "other", Set.of(Role.CITIZEN), Set.of());
        assertThat(own.rows("ub", other, words)).isEmpty();
        assertThat(own.rows("ub", Reader.ANONYMOUS, words)).isEmpty();
        assertThat(own.rows("/-", AGENCY, words)).isEmpty();
        assertThat(own.rows("u", AGENCY, words)).isEmpty();
    }
}
