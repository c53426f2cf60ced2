package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.UI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.portal.desk.ItemRule.RuleLevel;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests.Earlier;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

/** The rule that fires, and earlier decisions alike, without a browser. */
class ItemRuleTest {
    private static final Words WORDS = new Words(Locale.forLanguageTag("vi"));
    private static final AipId RECORD = new AipId(new UUID(1, 1));
    private static final FondsId FONDS = new FondsId(new UUID(1, 2));
    private static final Rights CLOSED = new Rights(Access.LISTED, false, "Luật Lưu trữ, Điều 25");

    /** Held here, because what is current is held weakly. */
    private final UI ui = new UI();

    private final Catalogue catalogue = mock(Catalogue.class);

    @BeforeEach
    void open() {
        UI.setCurrent(ui);
    }

    @AfterEach
    void leave() {
        UI.setCurrent(null);
    }

    private void holds(Rights fonds, Rights joined, Rights... documents) {
        when(catalogue.fonds(FONDS, Reader.OPERATOR))
                .thenReturn(
                        Optional.of(
                                new Fonds(
                                        FONDS,
                                        "1",
                                        "Phông",
                                        "H49",
                                        null,
                                        null,
                                        fonds,
                                        1,
                                        Instant.EPOCH)));
        List<ArchivalDocument> all = new ArrayList<>();
        for (Rights one : documents) {
            ArchivalDocument document = mock(ArchivalDocument.class);
            when(document.id()).thenReturn(new DocumentId(new UUID(2, all.size())));
            when(document.rights()).thenReturn(one);
            all.add(document);
        }
        RecordView view =
                new RecordView.Full(
                        RECORD,
                        new RecordView.FondsSummary(FONDS, "1", "Phông"),
                        null,
                        mock(FileDescription.class),
                        joined,
                        all,
                        0,
                        new RecordView.Provenance(null, "x", Instant.EPOCH),
                        new FixityState.NeverChecked(Instant.EPOCH),
                        List.of());
        when(catalogue.found(any(), any())).thenReturn(Map.of(RECORD, view));
    }

    private static Item item(@Nullable AipId record, @Nullable DocumentId document) {
        return new Item(
                1, record, document, false, Status.RECEIVED, LocalDate.EPOCH, null, null, 7);
    }

    private Optional<ItemRule> rule(@Nullable DocumentId document) {
        return ItemRule.of(item(RECORD, document), catalogue, Reader.OPERATOR);
    }

    @Test
    void theLevelThatDecidesIsNamedWithItsGround() {
        holds(CLOSED, CLOSED);
        assertThat(rule(null)).contains(new ItemRule(RuleLevel.FONDS, CLOSED));
        holds(Rights.OPEN, CLOSED);
        assertThat(rule(null)).contains(new ItemRule(RuleLevel.RECORD, CLOSED));
        holds(Rights.OPEN, Rights.OPEN, Rights.OPEN, CLOSED);
        assertThat(rule(null)).contains(new ItemRule(RuleLevel.DOCUMENT, CLOSED));
        assertThat(rule(new DocumentId(new UUID(2, 0))))
                .as("the open one of its documents")
                .contains(new ItemRule(RuleLevel.RECORD, Rights.OPEN));
        assertThat(rule(new DocumentId(new UUID(2, 1))))
                .contains(new ItemRule(RuleLevel.DOCUMENT, CLOSED));
        assertThat(ItemRule.of(item(null, null), catalogue, Reader.OPERATOR)).isEmpty();
        when(catalogue.found(any(), any())).thenReturn(Map.of());
        assertThat(rule(null)).as("gone").isEmpty();
    }

    @Test
    void itIsToldInWords() {
        String closed =
                new ItemRule(RuleLevel.FONDS, CLOSED)
                        .shown(item(RECORD, null), true, WORDS)
                        .getElement()
                        .getTextRecursively();
        assertThat(closed)
                .contains("Phải xin phép", "do phông quy định", "Luật Lưu trữ, Điều 25")
                .contains("thời hạn 7 ngày làm việc", "Hai người duyệt");
        assertThat(
                        new ItemRule(RuleLevel.RECORD, new Rights(Access.LISTED, false, null))
                                .shown(item(RECORD, null), false, WORDS)
                                .getElement()
                                .getTextRecursively())
                .contains("chưa ghi căn cứ")
                .doesNotContain("Hai người duyệt");
    }

    @Test
    void earlierDecisionsAreLookedUpOnceWhenTheyAreOpened() {
        List<String> asked = new ArrayList<>();
        DecidedAlike alike =
                new DecidedAlike(
                        () -> {
                            asked.add("x");
                            return List.of(
                                    new Earlier(
                                            "YC-2026-ABC234",
                                            1,
                                            Instant.parse("2026-11-20T02:00:00Z"),
                                            Status.REFUSED,
                                            Reason.PRIVATE_LIFE,
                                            Kind.READ,
                                            true));
                        },
                        WORDS);
        assertThat(alike.getSummaryText()).isEqualTo("Các quyết định tương tự");
        assertThat(asked).isEmpty();
        alike.setOpened(true);
        alike.setOpened(false);
        alike.setOpened(true);
        assertThat(asked).hasSize(1);
        assertThat(alike.getElement().getOuterHTML())
                .contains("Về chính hồ sơ này", "20/11/2026", "Từ chối")
                .contains(WORDS.of(Reason.PRIVATE_LIFE), "/app/yeu-cau/YC-2026-ABC234");
    }
}
