package vn.tangthu.portal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/**
 * Descriptions that are programmes to somebody: taken in by a delivery, then seen on every page in
 * a real browser. None may run, each must stand there as it was typed.
 */
@Breaks(Breakage.STRINGS)
class NaughtyStringsIT {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String PASSWORD = "con cò bay lả bay la";

    private static final List<String> NAUGHTY =
            List.of(
                    "<script>alert(1)</script>",
                    "\"><img src=x onerror=alert(1)>",
                    "'><svg/onload=alert(1)>",
                    "</title><script>alert(1)</script>",
                    "</textarea></script><script>alert(1)</script>",
                    "<a href=\"javascript:alert(1)\">x</a>",
                    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
                    "<details open ontoggle=alert(1)>",
                    "javascript:alert(1)//",
                    "x'-alert(1)-'",
                    "\\\");alert(1);//",
                    "{{7*7}} ${7*7} #{7*7} *{7*7}",
                    "[[${7*7}]] [(${7*7})] __${7*7}__::x",
                    "%s%n%x%p %1$s {0} {} {n}",
                    "'; DROP TABLE record; --",
                    "' OR '1'='1",
                    "CVT<05 & CVT>09 &lt;b&gt;",
                    "<!-- --> ]]> <![CDATA[x]]>",
                    "=cmd|' /C calc'!A0",
                    "@SUM(1+1)*cmd|' /C calc'!A0",
                    "+84 905 -1+1",
                    "العربية טקסט מעורב",
                    "Z̷̢̛͓a̸͚͝l̴̰͑g̵̦̈o̶̩͝ chữ",
                    "👨‍👩‍👧‍👦 🇻🇳 𠀋 ﷽ ﬁ",
                    "\\u003cscript\\u003ealert(1)",
                    "C:\\temp\\new ../../etc/passwd",
                    "NULL undefined NaN true 1e309");

    private static final String COUNT =
            """
            window.__ran = [];
            for (const name of ['alert', 'confirm', 'prompt']) {
                window[name] = text => window.__ran.push(name + ' ' + text);
            }
            """;

    @TempDir static Path work;

    private static Browsers browsers;
    private static RunningArchive archive;
    private static final List<AipId> RECORDS = new ArrayList<>();
    private static String refused = "";

    @BeforeAll
    static void start() throws Exception {
        browsers = Browsers.open();
        archive = new RunningArchive(work.resolve("home"), "--tangthu.portal.throttle-scale=1000");
        archive.createFonds(FONDS);
        deliver(work.resolve("goi <script>alert(1)<")); // the folder's name is shown, too
        var said = archive.verb(work, "ingest", "goi <script>alert(1)<");
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        Path wrong = Files.createDirectories(work.resolve("wrong"));
        Files.writeString(
                wrong.resolve("DanhMucHoSo.csv"),
                "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ\r\n"
                        + quoted("=cmd|' /C calc'!A0", NAUGHTY.get(0), NAUGHTY.get(1), "01"));
        Files.writeString(
                wrong.resolve("DanhMucTaiLieu.csv"),
                "Mã tài liệu,Trích yếu nội dung,Tên tệp\r\n"
                        + quoted(NAUGHTY.get(1), "x", NAUGHTY.get(7)));
        assertThat(archive.verb(work, "ingest", "wrong").status()).isEqualTo(1);
        refused =
                archive.port(Deliveries.class).list(0, 9).items().stream()
                        .filter(each -> each.name().contains("wrong"))
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .value()
                        .toString();
        archive.port(IndexStatus.class).awaitCaughtUp(true, Progress.NONE);
        Catalogue catalogue = archive.port(Catalogue.class);
        for (int i = 0; i < NAUGHTY.size(); i++) {
            RECORDS.add(catalogue.resolve(code(i), Reader.ANONYMOUS).orElseThrow());
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

    private static String code(int i) {
        return FONDS.code() + ".1999." + (700 + i);
    }

    private static String naughty(int i, int longest) {
        String text = NAUGHTY.get(i % NAUGHTY.size());
        return text.length() <= longest ? text : "dài";
    }

    private static void deliver(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder records =
                new StringBuilder(
                        "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ,Mức truy cập,Từ khóa,"
                                + "Ghi chú,Ký hiệu thông tin\r\n");
        StringBuilder documents =
                new StringBuilder(
                        "Mã tài liệu,Trích yếu nội dung,Số văn bản,Ký hiệu văn bản,"
                                + "Cơ quan ban hành,Từ khóa,Bút tích,Ghi chú,Ký hiệu thông tin\r\n");
        for (int i = 0; i < NAUGHTY.size(); i++) {
            records.append(
                    quoted(
                            FONDS.code(),
                            code(i),
                            NAUGHTY.get(i),
                            "01",
                            "công khai",
                            naughty(i + 1, 100),
                            naughty(i + 2, 2_000),
                            naughty(i + 3, 30)));
            String document = code(i) + ".0000001";
            documents.append(
                    quoted(
                            document,
                            NAUGHTY.get(i),
                            naughty(i + 1, 11),
                            naughty(i + 2, 30),
                            naughty(i + 3, 200),
                            naughty(i + 4, 100),
                            naughty(i + 5, 2_000),
                            naughty(i + 6, 500),
                            naughty(i + 7, 30)));
            Files.write(folder.resolve(document + ".pdf"), pdf(i));
        }
        Files.writeString(folder.resolve("DanhMucHoSo.csv"), records);
        Files.writeString(folder.resolve("DanhMucTaiLieu.csv"), documents);
    }

    private static String quoted(String... cells) {
        List<String> quoted = new ArrayList<>();
        for (String cell : cells) {
            quoted.add('"' + cell.replace("\"", "\"\"") + '"');
        }
        return String.join(",", quoted) + "\r\n";
    }

    /** A page whose text is naughty, too. */
    private static byte[] pdf(int i) {
        String ascii = NAUGHTY.get(i).replaceAll("[^ -~]", "");
        String shown =
                "BT /F 12 Tf 40 700 Td (quyet dinh "
                        + ascii.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
                        + ") Tj ET";
        return ("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                        + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                        + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                        + "/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
                        + ">>endobj\n4 0 obj<</Length "
                        + shown.length()
                        + ">>stream\n"
                        + shown
                        + "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** White space and normal form aside, what stands there is what was typed. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
    }

    /** A tab that notes what ran and what went wrong in it. */
    private static Page tab(BrowserContext person, Set<String> ran) {
        person.addInitScript(COUNT);
        Page page = person.newPage();
        page.onDialog(
                dialog -> {
                    ran.add("dialog on " + page.url());
                    dialog.dismiss();
                });
        page.onPageError(error -> ran.add(error + " on " + page.url()));
        return page;
    }

    private static void visit(Page page, String way, Set<String> ran) {
        Response response = page.navigate(archive.address() + way);
        assertThat(response.status()).as(way).isLessThan(400);
        ran(page, way, ran);
    }

    private static void ran(Page page, String way, Set<String> ran) {
        String found = String.valueOf(page.evaluate("() => (window.__ran || []).join(', ')"));
        if (!found.isEmpty()) {
            ran.add(found + " on " + way);
        }
        Object made =
                page.evaluate(
                        "() => document.querySelectorAll('[onerror],[onload],[ontoggle],"
                                + "a[href^=\"javascript:\"],iframe[srcdoc]').length");
        if (!"0".equals(String.valueOf(made))) {
            ran.add("markup on " + way);
        }
    }

    @Test
    void noneRunsOnThePublicPagesAndEachStandsThereAsTyped() {
        Set<String> ran = new LinkedHashSet<>();
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = tab(person, ran);
            for (int i = 0; i < NAUGHTY.size(); i++) {
                String typed = NAUGHTY.get(i);
                String record = "/ho-so/" + RECORDS.get(i);
                String language = i % 2 == 0 ? "vi" : "en";
                visit(page, record + "?lang=" + language + "&q=" + encoded(typed), ran);
                assertThat(plain(page.locator("main h1").first().innerText()))
                        .isEqualTo(plain(typed));
                assertThat(plain(page.locator("main").innerText()))
                        .contains(plain(naughty(i + 2, 2_000)))
                        .contains(plain(naughty(i + 3, 200)));
                assertThat(plain(page.title())).contains(plain(typed));
                visit(page, "/tim?q=" + encoded(typed), ran);
                assertThat(page.locator("#q").first().inputValue()).isEqualTo(typed);
                if (i % 3 == 0) {
                    visit(page, record + "/tai-lieu/1?q=quyet", ran);
                    visit(page, record + "/tai-lieu/1?xem=van-ban&trang=1&q=quyet", ran);
                    visit(page, "/yeu-cau?ho-so=" + RECORDS.get(i), ran);
                    visit(page, "/yeu-cau?q=" + encoded(typed), ran);
                }
            }
            visit(page, "/tim?q=quyet+dinh&lang=en", ran);
            visit(page, "/phong", ran);
            page.navigate(archive.address() + "/" + encoded(NAUGHTY.get(1)).replace("+", "%20"));
            ran(page, "a page that is not there", ran);
        }
        assertThat(ran).isEmpty();
    }

    @Test
    void noneRunsAtTheDesk() throws Exception {
        Accounts accounts = archive.port(Accounts.class);
        String once =
                accounts.create(
                        new Accounts.NewAccount(
                                "luutru",
                                NAUGHTY.get(1),
                                Set.of(Role.ARCHIVIST, Role.AUDITOR, Role.ADMINISTRATOR),
                                Set.of()),
                        Reader.OPERATOR);
        accounts.changePassword(
                accounts.findByUsername("luutru").orElseThrow().id(), once, PASSWORD);
        Set<String> ran = new LinkedHashSet<>();
        try (BrowserContext person = browsers.person(1280, 800)) {
            Page page = tab(person, ran);
            page.navigate(archive.address() + "/app/");
            page.locator("vaadin-login-form input[name=username]").fill("luutru");
            page.locator("vaadin-login-form input[name=password]").fill(PASSWORD);
            page.locator("vaadin-login-form vaadin-button").first().click();
            page.locator(".tt-shell h1").waitFor();
            List<String> ways =
                    new ArrayList<>(
                            List.of(
                                    "ban-lam-viec",
                                    "giao-nop",
                                    "giao-nop/" + refused,
                                    "nhat-ky",
                                    "nguoi-dung",
                                    "tim?q=quyet+dinh",
                                    "tim?q=" + encoded(NAUGHTY.get(1))));
            for (int i : new int[] {0, 1, 7}) {
                ways.add("ho-so/" + RECORDS.get(i) + "?q=quyet");
                ways.add("kho/ho-so/" + RECORDS.get(i));
            }
            for (String way : ways) {
                visit(page, "/app/" + way, ran);
                page.locator(".tt-shell h1").waitFor();
                page.waitForTimeout(50);
                ran(page, way, ran);
                if (way.startsWith("kho/") || way.startsWith("ho-so/")) {
                    String id = way.replaceAll(".*ho-so/([0-9a-f-]+).*", "$1");
                    assertThat(plain(page.locator("h1").first().innerText()))
                            .isEqualTo(plain(NAUGHTY.get(RECORDS.indexOf(AipId.of(id)))));
                }
            }
        }
        assertThat(ran).isEmpty();
    }
}
