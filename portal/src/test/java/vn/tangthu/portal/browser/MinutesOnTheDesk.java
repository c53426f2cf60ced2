package vn.tangthu.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Minutes are made, and taken away with what they name as attached. */
final class MinutesOnTheDesk {
    private MinutesOnTheDesk() {}

    /** Made on the delivery's page; the paper names the lists beside it, and they are these. */
    static void make(RunningArchive archive, Page page) throws Exception {
        DeliveryId delivery = archive.port(Deliveries.class).list(0, 1).items().getFirst().id();
        page.navigate(archive.address() + "/app/giao-nop/" + delivery);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Lập biên bản"))
                .first()
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Cơ quan lập biên bản").first().fill("Trung tâm Lưu trữ lịch sử");
        dialog.getByLabel("Số hộp/cặp").fill("3 hộp");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Lập biên bản"))
                .click();
        Locator all = page.getByText("Tải trọn bộ").first();
        assertThat(all).isVisible();
        Map<String, byte[]> taken = new TreeMap<>();
        Download download = page.waitForDownload(all::click);
        try (ZipInputStream in = new ZipInputStream(download.createReadStream())) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                taken.put(entry.getName().replaceAll("-[0-9].*[.]", "."), in.readAllBytes());
            }
        }
        assertThat(taken)
                .containsOnlyKeys(
                        "bien-ban-giao-nhan.docx",
                        "bien-ban-giao-nhan.pdf",
                        "muc-luc-ho-so.xlsx",
                        "muc-luc-van-ban.xlsx");
        try (PDDocument pdf = Loader.loadPDF(taken.get("bien-ban-giao-nhan.pdf"))) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", "");
            assertThat(text).contains("3hộp", "tệpmuc-luc-ho-so.xlsx,12dòng");
            for (String list : List.of("muc-luc-ho-so.xlsx", "muc-luc-van-ban.xlsx")) {
                assertThat(text)
                        .contains(
                                Digest.of(
                                                DigestAlgorithm.SHA256,
                                                taken.getOrDefault(list, new byte[0]))
                                        .hex());
            }
        }
    }
}
