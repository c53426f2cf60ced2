package vn.tangthu.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;

/** From the proposal to the trace: a hồ sơ is destroyed by two persons in a real browser. */
class DestructionJourneyIT {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String PASSWORD = "con cò bay lả bay la";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d/M/yyyy");

    @TempDir static Path work;

    private static Browsers browsers;
    private static RunningArchive archive;

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        archive = new RunningArchive(work.resolve("home"), "--tangthu.destruction.waiting=0s");
        archive.createFonds(FONDS);
        Path delivery = work.resolve("delivery");
        archive.writeDelivery(delivery, FONDS, 1, 2, 0);
        assertThat(archive.verb(work, "ingest", delivery.toString()).status()).isZero();
        for (String name : new String[] {"lap", "huy"}) {
            Accounts accounts = archive.port(Accounts.class);
            String once =
                    accounts.create(
                            new Accounts.NewAccount(
                                    name, "Người " + name, Set.of(Role.ARCHIVIST), Set.of()),
                            Reader.OPERATOR);
            accounts.changePassword(
                    accounts.findByUsername(name).orElseThrow().id(), once, PASSWORD);
        }
    }

    @AfterAll
    static void stop() {
        if (archive != null) {
            archive.close();
        }
        if (browsers != null) {
            browsers.close();
        }
    }

    @Test
    void aCouncilsDecisionIsWrittenInByOneAndCarriedOutByAnother() throws Exception {
        RecordView.Full record = expired();
        String code = record.description().arcFileCode();
        assertThat(archive.get("/ho-so/" + record.id()).statusCode()).isEqualTo(200);
        String list;
        try (BrowserContext person = browsers.person(1280, 1000)) {
            Page page = login(person, "lap");
            page.navigate(archive.address() + "/app/xet-huy");
            clean(page);
            page.getByLabel("Tên danh mục").fill("Hết thời hạn đến năm 2025");
            press(page, "Lập danh mục");
            Locator propose =
                    page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Đưa vào danh mục " + code));
            propose.click();
            Locator items = page.getByLabel("Hồ sơ trong danh mục");
            assertThat(items).containsText(code);
            page.getByLabel("Thuyết minh tài liệu hủy").fill("Hết thời hạn, không còn giá trị.");
            page.getByLabel("Thuyết minh tài liệu hủy").blur();
            clean(page);
            press(page, "Chốt danh mục");
            assertThat(page.getByText("Đã chốt, chờ Hội đồng")).isVisible();
            press(page, "Hủy tất cả hồ sơ còn lại");
            dialog(page).getByLabel("Lý do").fill("Hết thời hạn lưu trữ");
            inDialog(page, "Hủy");
            assertThat(page.getByText("Hủy: Hết thời hạn lưu trữ")).isVisible();
            press(page, "Ghi quyết định hủy");
            council(page);
            assertThat(page.getByText("Đã quyết định, chờ thực hiện")).isVisible();
            clean(page);
            list = page.url();
            press(page, "Thực hiện hủy");
            carryOut(page);
            assertThat(dialog(page)).containsText("người khác");
        }
        try (BrowserContext person = browsers.person(1280, 1000)) {
            Page page = login(person, "huy");
            page.navigate(list);
            press(page, "Thực hiện hủy");
            carryOut(page);
            assertThat(page.getByText("Đã hủy", new Page.GetByTextOptions().setExact(true)))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            clean(page);
            assertThat(archive.get("/ho-so/" + record.id()).statusCode()).isEqualTo(404);
            assertThat(archive.get("/ma/" + code).statusCode()).isEqualTo(404);
            page.navigate(archive.address() + "/app/xoa-vinh-vien");
            assertThat(page.locator("vaadin-grid")).containsText(code);
            assertThat(page.locator("vaadin-grid")).containsText("12/QĐ-LTLS");
            clean(page);
        }
    }

    /** Closed long ago, and to be kept for ten years only. */
    private static RecordView.Full expired() {
        java.util.UUID id =
                archive.port(JdbcClient.class)
                        .sql(
                                "update projection.record set end_year = 1990, description ="
                                        + " description || '{\"maintenance\": \"YEARS_10\"}'"
                                        + " where id = (select min(id::text)::uuid from"
                                        + " projection.record where visible and access = 0)"
                                        + " returning id")
                        .query(java.util.UUID.class)
                        .single();
        return (RecordView.Full)
                archive.port(Catalogue.class)
                        .record(new vn.tangthu.repository.AipId(id), Reader.OPERATOR)
                        .orElseThrow();
    }

    private static void council(Page page) {
        String today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).format(DAY);
        Locator dialog = dialog(page);
        dialog.getByLabel("Thành viên Hội đồng")
                .fill("Trần Thị Chủ, chủ tịch\nLê Văn Thư, thư ký\nĐỗ Ích, ủy viên");
        dialog.getByLabel("Số biên bản họp").fill("03/BB-HĐ");
        dialog.getByLabel("Cơ quan có thẩm quyền phê duyệt").fill("Sở Nội vụ");
        dialog.getByLabel("Số văn bản phê duyệt").fill("77/SNV-VTLT");
        dialog.getByLabel("Số quyết định hủy").fill("12/QĐ-LTLS");
        for (String day : new String[] {"Ngày họp", "Ngày phê duyệt", "Ngày quyết định"}) {
            Locator field = dialog.getByLabel(day, new Locator.GetByLabelOptions().setExact(true));
            field.fill(today);
            field.press("Enter");
        }
        inDialog(page, "Ghi quyết định");
    }

    private static void carryOut(Page page) {
        dialog(page).getByLabel("Gõ lại số quyết định hủy").fill("12/QĐ-LTLS");
        dialog(page).getByLabel("Tôi đã đối chiếu danh mục với quyết định đã ký").check();
        inDialog(page, "Hủy vĩnh viễn");
    }

    private static Page login(BrowserContext person, String name) {
        Page page = person.newPage();
        page.navigate(archive.address() + "/app/");
        page.locator("vaadin-login-form input[name=username]").fill(name);
        page.locator("vaadin-login-form input[name=password]").fill(PASSWORD);
        page.locator("vaadin-login-form vaadin-button").first().click();
        assertThat(page.locator("h1"))
                .hasText("Bàn làm việc", new LocatorAssertions.HasTextOptions().setTimeout(20_000));
        return page;
    }

    private static void clean(Page page) {
        assertThat(Browsers.violations(page)).as(page.url()).isEmpty();
    }

    private static Locator dialog(Page page) {
        return page.getByRole(AriaRole.DIALOG).last();
    }

    private static void inDialog(Page page, String name) {
        dialog(page)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }
}
