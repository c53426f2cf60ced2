package vn.tangthu.portal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * The law's path as two persons go it: proposed, frozen, judged, decided by one, carried out by the
 * other; then nobody finds the hồ sơ any more, and its trace stands.
 */
final class DestructionOnTheDesk {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d/M/yyyy");
    private static final String DECISION = "12/QĐ-LTLS";

    private final RunningArchive archive;
    private final Browsers browsers;
    private final String password;

    /**
     * @param archive without a waiting time, with an archivist {@code luutru}
     * @param password hers, and that of the second person
     */
    DestructionOnTheDesk(RunningArchive archive, Browsers browsers, String password) {
        this.archive = archive;
        this.browsers = browsers;
        this.password = password;
    }

    void goTo(SampleFonds fonds, Path work) throws Exception {
        Path delivery = work.resolve("het-han");
        archive.writeDelivery(delivery, fonds, 60, 1, 0);
        assertThat(archive.verb(work, "ingest", delivery.toString()).status()).isZero();
        UUID record = expired();
        String code = code(record);
        Accounts accounts = archive.port(Accounts.class);
        String once =
                accounts.create(
                        new Accounts.NewAccount(
                                "thuchien", "Người thực hiện", Set.of(Role.ARCHIVIST), Set.of()),
                        Reader.OPERATOR);
        accounts.changePassword(
                accounts.findByUsername("thuchien").orElseThrow().id(), once, password);
        String list;
        try (BrowserContext person = browsers.person(1280, 1000)) {
            Page page = login(person, "luutru");
            decide(page, code);
            list = page.url();
            press(page, "Thực hiện hủy");
            carryOut(page);
            assertThat(dialog(page)).containsText("nên không được thực hiện việc hủy");
        }
        assertThat(archive.get("/ho-so/" + record).statusCode()).isEqualTo(200);
        assertThat(found(code)).as("found as long as it is there").contains(record.toString());
        try (BrowserContext person = browsers.person(1280, 1000)) {
            Page page = login(person, "thuchien");
            page.navigate(list);
            press(page, "Thực hiện hủy");
            carryOut(page);
            assertThat(page.getByText("Đã hủy", new Page.GetByTextOptions().setExact(true)))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
            assertThat(archive.get("/ho-so/" + record).statusCode()).isEqualTo(404);
            assertThat(found(code)).doesNotContain(record.toString());
            page.navigate(archive.address() + "/app/xoa-vinh-vien");
            assertThat(page.locator("vaadin-grid").first()).containsText(code);
            assertThat(page.locator("vaadin-grid").first()).containsText(DECISION);
            clean(page);
        }
    }

    private void decide(Page page, String code) {
        page.navigate(archive.address() + "/app/xet-huy");
        page.getByLabel("Tên danh mục").fill("Hết thời hạn đến năm 2025");
        press(page, "Lập danh mục");
        press(page, "Đưa vào danh mục " + code);
        assertThat(page.getByLabel("Hồ sơ trong danh mục")).containsText(code);
        Locator explanation = page.getByLabel("Thuyết minh tài liệu hủy");
        explanation.fill("Hết thời hạn, không còn giá trị.");
        explanation.blur();
        press(page, "Kiểm tra điều cản trở");
        assertThat(page.locator("main")).containsText("Không có gì cản trở.");
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
    }

    private static void council(Page page) {
        String today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh")).format(DAY);
        Locator dialog = dialog(page);
        dialog.getByLabel("Thành viên Hội đồng")
                .fill("Trần Thị Chủ, chủ tịch\nLê Văn Thư, thư ký\nĐỗ Ích, ủy viên");
        dialog.getByLabel("Số biên bản họp").fill("03/BB-HĐ");
        dialog.getByLabel("Cơ quan có thẩm quyền phê duyệt").fill("Sở Nội vụ");
        dialog.getByLabel("Số văn bản phê duyệt").fill("77/SNV-VTLT");
        dialog.getByLabel("Số quyết định hủy").fill(DECISION);
        for (String day : new String[] {"Ngày họp", "Ngày phê duyệt", "Ngày quyết định"}) {
            // The calendar that opens below the field is a dialog, too.
            Locator field = page.getByLabel(day, new Page.GetByLabelOptions().setExact(true));
            field.fill(today);
            field.press("Enter");
        }
        press(page, "Ghi quyết định");
    }

    private static void carryOut(Page page) {
        dialog(page).getByLabel("Gõ lại số quyết định hủy").fill(DECISION);
        dialog(page).getByLabel("Tôi đã đối chiếu danh mục với quyết định đã ký").check();
        inDialog(page, "Hủy vĩnh viễn");
    }

    /** The newest, as if all of it was to be kept for ten years only. */
    private UUID expired() {
        JdbcClient jdbc = archive.port(JdbcClient.class);
        UUID record =
                jdbc.sql(
                                "update projection.record set end_year = start_year, description ="
                                        + " description || '{\"maintenance\": \"YEARS_10\"}'"
                                        + " where id = (select id from projection.record where"
                                        + " visible order by stored_at desc limit 1) returning id")
                        .query(UUID.class)
                        .single();
        int documents =
                jdbc.sql(
                                "update projection.document set description = description"
                                        + " - 'maintenance' where aip_id = ?")
                        .param(record)
                        .update();
        assertThat(documents).isPositive();
        return record;
    }

    private String code(UUID record) {
        return archive.port(JdbcClient.class)
                .sql("select arc_file_code from projection.record where id = ?")
                .param(record)
                .query(String.class)
                .single();
    }

    /** What the public search says to the code, once the index has caught up. */
    private String found(String code) throws Exception {
        return new String(archive.get("/tim?q=" + code).body(), StandardCharsets.UTF_8);
    }

    private Page login(BrowserContext person, String name) {
        Page page = person.newPage();
        page.navigate(archive.address() + "/app/");
        page.locator("vaadin-login-form input[name=username]").fill(name);
        page.locator("vaadin-login-form input[name=password]").fill(password);
        page.locator("vaadin-login-form vaadin-button").first().click();
        assertThat(page.locator("h1")).hasText("Bàn làm việc");
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
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
    }
}
