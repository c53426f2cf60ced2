package vn.tangthu.portal.papers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AnswerLetterPaper.Facts;
import vn.tangthu.repository.PaperUse;

/** The letter of an answer, as it is read. */
class AnswerPaperTest {
    private final AnswerPaper paper =
            new AnswerPaper("Lưu trữ lịch sử tỉnh X", "https://kho.example", "", "", "");

    private String read(
            @Nullable String number, Status decision, @Nullable Reason reason, @Nullable Long fee)
            throws IOException {
        return read(paper, number, decision, reason, fee, 90, false);
    }

    private static String read(
            AnswerPaper paper,
            @Nullable String number,
            Status decision,
            @Nullable Reason reason,
            @Nullable Long fee,
            int appealWithinDays,
            boolean appealed)
            throws IOException {
        byte[] pdf =
                paper.write(
                        new Facts(
                                number,
                                Instant.parse("2026-11-20T02:00:00Z"),
                                "YC-2026-ABC234",
                                LocalDate.of(2026, 11, 18),
                                Kind.CERTIFIED_COPY,
                                "Trần Văn Bốn",
                                "Hội nông dân",
                                "Sổ mục kê\nquyển 2",
                                decision == Status.REFUSED ? null : PaperUse.READING_ROOM,
                                List.of("Mục 1: H41.02.0145", "Mục 3"),
                                decision,
                                reason,
                                "Dòng một\n\nDòng hai \u0007\u202e",
                                fee,
                                "Nộp tại quầy",
                                decision == Status.GRANTED && fee == null,
                                appealWithinDays,
                                appealed));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    @Test
    void howPaperWasWantedStandsInTheLetter() throws Exception {
        assertThat(read("07/TB-LTLS", Status.GRANTED, Reason.OPEN_TO_ALL, null))
                .contains("Hình thức sử dụng tài liệu giấy: đọc tại phòng đọc.");
    }

    @Test
    void aRefusalSaysWhyOnWhichLawAndHowToAppeal() throws Exception {
        assertThat(read("07/TB-LTLS", Status.REFUSED, Reason.PRIVATE_LIFE, null))
                .contains("LƯU TRỮ LỊCH SỬ TỈNH X", "Số: 07/TB-LTLS", "Ngày 20 tháng 11 năm 2026")
                .contains("Kính gửi: Trần Văn Bốn (thay mặt: Hội nông dân)")
                .contains("YC-2026-ABC234 ngày 18/11/2026", "Sổ mục kê quyển 2")
                .contains("không đồng ý", "Mục 1: H41.02.0145", "Mục 3", "Dòng một", "Dòng hai")
                .contains("Luật Tiếp cận thông tin 2016, Điều 7")
                .contains("khiếu nại trong 90 ngày", "https://kho.example/yeu-cau/tra-cuu")
                .doesNotContain("Phí", "Tòa án", "…", "Hình thức sử dụng");
    }

    @Test
    void aGrantTellsTheFeeAndWhereToFetch() throws Exception {
        assertThat(read("08/TB-LTLS", Status.GRANTED, Reason.OWN_RECORD, 12_000L))
                .contains("đồng ý", "Phí còn phải nộp: 12.000 đồng", "Nộp tại quầy")
                .contains("nhận tài liệu")
                .doesNotContain("khiếu nại", "không đồng ý");
    }

    @Test
    void aPreviewIsADraftAndWhatIsAskedForStopsTheTerm() throws Exception {
        assertThat(read(null, Status.NEEDS_MORE, Reason.OTHER, null))
                .contains("Số: (dự thảo)", "Đề nghị bổ sung", "tạm dừng")
                .doesNotContain("Lý do:", "null");
    }

    @Test
    void aRefusalOfAnAppealNamesTheSecondRemedyAndDoesNotOfferTheFirstAgain() throws Exception {
        assertThat(read(paper, "09", Status.REFUSED, Reason.NOT_HELD, null, 0, true))
                .contains("giải quyết khiếu nại lần đầu", "khiếu nại lần hai", "Điều 33", "Tòa án")
                .doesNotContain("90 ngày", "Điều 9");
        assertThat(read(paper, "09", Status.REFUSED, Reason.NOT_HELD, null, 90, true))
                .as("of two items one was appealed")
                .contains("mục chưa khiếu nại trong 90 ngày", "Về mục đã khiếu nại, đây là");
    }

    @Test
    void aGrantWhoseFeeNobodyHasCountedSaysThatItComes() throws Exception {
        assertThat(read("10/TB-LTLS", Status.GRANTED, Reason.OWN_RECORD, null))
                .contains("Phí sử dụng tài liệu sẽ được thông báo sau")
                .doesNotContain("còn phải nộp");
    }

    @Test
    void placeAndSignerStandInItWhereTheArchiveSetThem() throws Exception {
        AnswerPaper signed =
                new AnswerPaper(
                        "Lưu trữ lịch sử tỉnh X",
                        "",
                        "Nha Trang",
                        "KT. Giám đốc\nPhó Giám đốc",
                        "Lê Thị Hoa");
        assertThat(read(signed, "11", Status.GRANTED, Reason.OWN_RECORD, 1L, 90, false))
                .contains("Nha Trang, ngày 20 tháng 11 năm 2026")
                .contains("KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Lê Thị Hoa");
    }
}
