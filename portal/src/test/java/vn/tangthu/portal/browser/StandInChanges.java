package vn.tangthu.portal.browser;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Corrections.Correction;
import vn.tangthu.repository.Difference;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.Withdrawals;

/** Changes since: a hồ sơ of two versions, a withdrawn one, corrections that wait and go on. */
final class StandInChanges {
    static final UUID WAITING = new UUID(2, 1);
    static final UUID RUNNING = new UUID(2, 2);
    private static final Instant THEN = Instant.parse("2026-11-12T02:30:00Z");

    private StandInChanges() {}

    /** The second version has another count, is listed, has a new scan and a late document. */
    static RecordHistory history(PageRenderer.Rendered page) throws Exception {
        RecordView.Full kept = StandIns.record();
        var document = kept.documents().getFirst();
        ContentFile old = document.files().getFirst();
        ContentFile scan =
                new ContentFile(
                        old.id(),
                        old.path(),
                        "quét lại <2>.pdf",
                        old.mimeType(),
                        2_345_678,
                        4,
                        old.sha512(),
                        old.sha256());
        ContentFile late =
                new ContentFile(
                        ContentFileId.derive(kept.id(), "b.pdf"),
                        "representations/rep1/data/b.pdf",
                        "giấy đi kèm.pdf",
                        old.mimeType(),
                        9_876,
                        1,
                        old.sha512(),
                        old.sha256());
        RecordVersion first = new RecordVersion(1, THEN, "luutru", "Nhập kho");
        RecordVersion second =
                new RecordVersion(
                        2,
                        THEN.plusSeconds(3_600),
                        "luutru",
                        "Thay tệp: bản cũ mờ",
                        RecordVersion.Kind.CONTENT);
        Aip.Document before =
                new Aip.Document(
                        document.id(), document.description(), document.rights(), List.of(old));
        Aip one =
                new Aip(
                        kept.id(),
                        kept.fonds().id(),
                        kept.fonds().code(),
                        "10",
                        "10",
                        kept.description(),
                        kept.rights(),
                        List.of(before),
                        List.of(
                                new Aip.Origin(
                                        StandIns.DELIVERY, "dot-1", "Công ty Sông Trà", THEN)),
                        List.of(first));
        Aip two =
                new Aip(
                        one.id(),
                        one.fonds(),
                        one.fondsCode(),
                        one.seriesCode(),
                        one.fileCode(),
                        one.description().withTotalDoc(2),
                        new Rights(Access.LISTED, false, "Đời tư"),
                        List.of(
                                new Aip.Document(
                                        before.id(),
                                        before.description(),
                                        before.rights(),
                                        List.of(scan)),
                                new Aip.Document(
                                        DocumentId.derive(one.id(), "b"),
                                        before.description(),
                                        Rights.OPEN,
                                        List.of(late))),
                        one.origins(),
                        List.of(first, second));
        RecordHistory history = mock(RecordHistory.class);
        when(history.newest(any(), any())).thenReturn(Optional.of(two));
        when(history.version(any(), anyInt(), any())).thenReturn(Optional.empty());
        when(history.version(any(), eq(1), any())).thenReturn(Optional.of(one));
        when(history.version(any(), eq(2), any())).thenReturn(Optional.of(two));
        when(history.image(any(), anyInt(), any(), anyInt(), anyInt(), any())).thenReturn(page);
        return history;
    }

    static Withdrawals withdrawals() {
        Withdrawals withdrawals = mock(Withdrawals.class);
        when(withdrawals.extent(any(), any())).thenReturn(Withdrawals.Extent.NOTHING);
        when(withdrawals.find(any(), any())).thenReturn(Optional.empty());
        Withdrawals.Withdrawn one =
                new Withdrawals.Withdrawn(
                        new AipId(new UUID(7, 7)),
                        "H03.10.0000007",
                        "Hồ sơ giao <nhầm>",
                        "H03",
                        StandIns.DELIVERY,
                        2,
                        THEN,
                        "luutru",
                        "Đơn vị giao nhầm phông");
        when(withdrawals.withdrawn(anyInt(), anyInt(), any()))
                .thenReturn(new Slice<>(List.of(one), 0, 1));
        return withdrawals;
    }

    static Corrections corrections() {
        Corrections corrections = mock(Corrections.class);
        Correction waiting = correction(WAITING, Corrections.State.CHECKED, 0, 0);
        Correction running = correction(RUNNING, Corrections.State.RUNNING, 12, 1);
        when(corrections.list(anyInt(), anyInt(), any()))
                .thenReturn(new Slice<>(List.of(running, waiting), 0, 2));
        when(corrections.find(any(), any())).thenReturn(Optional.of(waiting));
        when(corrections.find(eq(RUNNING), any())).thenReturn(Optional.of(running));
        List<Difference.Field> fields =
                List.of(
                        new Difference.Field(
                                "title", "Hồ sơ giao đất <1998>", "Hồ sơ giao đất <1999>"),
                        new Difference.Field("keyword", null, "đất đai"));
        Finding why = Finding.blocks("VERSION_CONFLICT", "H03.10.3", "1", "2");
        when(corrections.items(any(), anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        item(1, fields, null, null),
                                        item(2, fields, Corrections.Outcome.CORRECTED, null),
                                        item(3, fields, Corrections.Outcome.LEFT, why)),
                                0,
                                3));
        when(corrections.findings(any(), anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        Finding.warns(
                                                "CORRECTION_CONFLICT",
                                                "sua.xlsx [Hồ sơ], dòng 9",
                                                "H03.10.9",
                                                "1",
                                                "2")),
                                0,
                                1));
        return corrections;
    }

    private static Corrections.Item item(
            int row,
            List<Difference.Field> fields,
            Corrections.@Nullable Outcome outcome,
            @Nullable Finding why) {
        return new Corrections.Item(
                "sua.xlsx [Hồ sơ], dòng " + row,
                StandIns.RECORD,
                null,
                "H03.10." + row,
                1,
                fields,
                outcome,
                why);
    }

    private static Correction correction(UUID id, Corrections.State state, int done, int left) {
        boolean begun = state == Corrections.State.RUNNING;
        return new Correction(
                id,
                "sua-mo-ta-H03.xlsx",
                state,
                "luutru",
                THEN,
                1_200,
                40,
                done,
                left,
                0,
                1,
                begun ? "Chỉnh lý theo biên bản 12" : null,
                begun ? "luutru" : null,
                begun ? THEN.plusSeconds(60) : null,
                null,
                begun ? Duration.ofMinutes(2) : null);
    }
}
