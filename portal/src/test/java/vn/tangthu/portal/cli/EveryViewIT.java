package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.browser.Browsers;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.ReferenceMatching;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/**
 * Every view by every role, spoken to in Vaadin's own protocol. The views are found by their
 * annotation: a new one fails here until the table says who may see it.
 */
class EveryViewIT {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String PASSWORD = "con cò bay lả bay la";
    private static final Set<Role> EVERYBODY = EnumSet.allOf(Role.class);
    private static final Set<Role> ARCHIVIST = EnumSet.of(Role.ARCHIVIST);
    private static final Pattern DENIED = Pattern.compile("Tài khoản này không có quyền");
    private static final String APPLICANT = "Người Xin Xem Kín";
    private static final String DELIVERY = "GN-ten-goi-kin";

    /** Who may see which view. */
    private static final Map<String, Set<Role>> MAY =
            Map.ofEntries(
                    Map.entry("", EVERYBODY),
                    Map.entry("login", EVERYBODY),
                    Map.entry("tim", EVERYBODY),
                    Map.entry("tim-da-luu", EVERYBODY),
                    Map.entry("tai-khoan", EVERYBODY),
                    Map.entry("tai-khoan/ho-so", EVERYBODY),
                    Map.entry("tai-khoan/yeu-cau", EVERYBODY),
                    Map.entry("tai-khoan/giay-to/:id", ARCHIVIST), // and whose request it is
                    Map.entry("co-quan", EnumSet.of(Role.AGENCY)),
                    Map.entry("co-quan/lay-ho-so", EnumSet.of(Role.AGENCY)),
                    Map.entry("co-quan/de-nghi", EnumSet.of(Role.AGENCY)),
                    Map.entry("co-quan/de-nghi/:number", EnumSet.of(Role.AGENCY)),
                    Map.entry("giay-to-het-han", ARCHIVIST),
                    Map.entry("de-nghi-co-quan", ARCHIVIST),
                    Map.entry("de-nghi-co-quan/:number", ARCHIVIST),
                    Map.entry("doi-mat-khau", EVERYBODY),
                    Map.entry("ho-so/:id", EVERYBODY),
                    Map.entry("ho-so/:id/tim", EVERYBODY),
                    Map.entry("ho-so/:id/muc-dich", EVERYBODY),
                    Map.entry("ho-so/:id/xem/:file", EVERYBODY),
                    Map.entry(
                            "ban-lam-viec",
                            EnumSet.of(Role.ARCHIVIST, Role.AUDITOR, Role.ADMINISTRATOR)),
                    Map.entry("giao-nop", ARCHIVIST),
                    Map.entry("giao-nop/:id", ARCHIVIST),
                    Map.entry("giao-nop/:id/trung-lap", ARCHIVIST),
                    Map.entry("don-vi-giao-nop", ARCHIVIST),
                    Map.entry("kho", ARCHIVIST),
                    Map.entry("kho/co-quan", ARCHIVIST),
                    Map.entry("kho/co-quan/:code", ARCHIVIST),
                    Map.entry("kho/ho-so-giay", ARCHIVIST),
                    Map.entry("kho/ho-so-giay/:id", ARCHIVIST),
                    Map.entry("kho/phong/:id", ARCHIVIST),
                    Map.entry("kho/ho-so/:id", ARCHIVIST),
                    Map.entry(
                            "kho/ho-so/:id/phien-ban",
                            EnumSet.of(Role.ARCHIVIST, Role.AUDITOR, Role.ADMINISTRATOR)),
                    Map.entry("kho/sua-bang-tinh", ARCHIVIST),
                    Map.entry("kho/sua-bang-tinh/:id", ARCHIVIST),
                    Map.entry(
                            "kho/da-rut",
                            EnumSet.of(Role.ARCHIVIST, Role.AUDITOR, Role.ADMINISTRATOR)),
                    Map.entry("kho/den-han-mo", ARCHIVIST),
                    Map.entry("xet-huy", ARCHIVIST),
                    Map.entry("xet-huy/:id", ARCHIVIST),
                    Map.entry("bi-mat", EnumSet.of(Role.ARCHIVIST, Role.SECRETS_OFFICER)),
                    Map.entry(
                            "xoa-vinh-vien",
                            EnumSet.of(
                                    Role.ARCHIVIST,
                                    Role.AUDITOR,
                                    Role.ADMINISTRATOR,
                                    Role.SECRETS_OFFICER)),
                    Map.entry("yeu-cau", ARCHIVIST),
                    Map.entry("bieu-phi", EnumSet.of(Role.ARCHIVIST, Role.ADMINISTRATOR)),
                    Map.entry("cach-viet", EnumSet.of(Role.ARCHIVIST, Role.ADMINISTRATOR)),
                    Map.entry("yeu-cau/:id", ARCHIVIST),
                    Map.entry("yeu-cau/:id/che/:record/:document", ARCHIVIST),
                    Map.entry("van-ban", ARCHIVIST),
                    Map.entry("nhan-dang-chu", ARCHIVIST),
                    Map.entry("so-lieu", EnumSet.of(Role.ARCHIVIST, Role.ADMINISTRATOR)),
                    Map.entry("so-lieu/dinh-dang", EnumSet.of(Role.ARCHIVIST, Role.ADMINISTRATOR)),
                    Map.entry(
                            "su-dung",
                            EnumSet.of(Role.ARCHIVIST, Role.AUDITOR, Role.ADMINISTRATOR)),
                    Map.entry("kiem-tra", EnumSet.of(Role.ARCHIVIST, Role.AUDITOR)),
                    Map.entry("nhat-ky-bat-bien", EnumSet.of(Role.ARCHIVIST, Role.AUDITOR)),
                    Map.entry("chung-nhan", EnumSet.of(Role.ARCHIVIST, Role.AUDITOR)),
                    Map.entry("nhat-ky", EnumSet.of(Role.AUDITOR, Role.ADMINISTRATOR)),
                    Map.entry("doc-bat-thuong", EnumSet.of(Role.AUDITOR, Role.ADMINISTRATOR)),
                    Map.entry("nguoi-dung", EnumSet.of(Role.ADMINISTRATOR)),
                    Map.entry("nguoi-dung/dinh-chinh", EnumSet.of(Role.ADMINISTRATOR)));

    private static final String BODY = "H32.01.99";

    @TempDir static Path work;

    private static RunningArchive archive;
    private static RecordView.Full open;
    private static RecordView.Full hidden;
    private static FondsId fonds;
    private static String delivery = "";
    private static String reference = "";
    private static String correction = "";
    private static String destruction = "";
    private static String order = "";
    private static String paper = "";
    private static final Map<Role, Visitor> PEOPLE = new EnumMap<>(Role.class);

    @BeforeAll
    static void start() throws Exception {
        archive = new RunningArchive(work.resolve("home"));
        archive.createFonds(FONDS);
        archive.writeDelivery(work.resolve(DELIVERY), FONDS, 5, 4, 0);
        assertThat(archive.verb(work, "ingest", DELIVERY).status()).isZero();
        // Refused, so that there is a list of findings to take away.
        Path wrong = Files.createDirectories(work.resolve("wrong"));
        Files.writeString(wrong.resolve("DanhMucHoSo.csv"), "Mã phông\n");
        assertThat(archive.verb(work, "ingest", "wrong").status()).isNotZero();
        archive.port(IndexStatus.class).awaitCaughtUp(false, Progress.NONE);
        Catalogue catalogue = archive.port(Catalogue.class);
        fonds = catalogue.fondsByCode(FONDS.code(), Reader.OPERATOR).orElseThrow().id();
        List<RecordView.Full> records = new ArrayList<>();
        for (var series : catalogue.series(fonds, 0, 100, Reader.OPERATOR).items()) {
            for (var row : catalogue.records(series.id(), 0, 100, Reader.OPERATOR).items()) {
                if (catalogue.record(row.id(), Reader.ANONYMOUS).orElse(null)
                                instanceof RecordView.Full full
                        && full.documents().getFirst().rights().access() == Access.PUBLIC) {
                    records.add(full);
                }
            }
        }
        assertThat(records).hasSizeGreaterThanOrEqualTo(2);
        open = records.get(0);
        hidden = records.get(1);
        archive.port(Holdings.class)
                .restrict(
                        hidden.id(),
                        new Rights(Access.HIDDEN, false, null),
                        "thử",
                        Reader.OPERATOR);
        delivery =
                archive.port(Deliveries.class).list(0, 10).items().stream()
                        .filter(each -> each.name().contains("wrong"))
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .value()
                        .toString();
        reference =
                archive.port(AccessRequests.class)
                        .submit(
                                new AccessRequests.NewRequest(
                                        AccessRequests.Kind.values()[0],
                                        open.id(),
                                        "Bản sao",
                                        "Làm sổ",
                                        APPLICANT,
                                        "0905123456",
                                        "056190001234"),
                                Reader.ANONYMOUS)
                        .value();
        Path list = work.resolve("sua.xlsx");
        try (var out = Files.newOutputStream(list)) {
            archive.port(Corrections.class)
                    .export(new Inventories.Of.TheFonds(fonds), true, Reader.OPERATOR, out);
        }
        correction =
                archive.port(Corrections.class).look(list, "sua.xlsx", Reader.OPERATOR).toString();
        Reader archivist =
                new Reader(
                        new AccountId(UUID.randomUUID()), "ai", Set.of(Role.ARCHIVIST), Set.of());
        Destructions destructions = archive.port(Destructions.class);
        UUID toDestroy = destructions.create(DELIVERY, archivist);
        destructions.add(
                toDestroy,
                List.of(
                        new Destructions.Proposal(
                                hidden.description().arcFileCode(),
                                Destructions.Ground.EXPIRED,
                                null)),
                archivist);
        destruction = toDestroy.toString();
        paper = paper(fonds);
        archive.port(BodyRegister.class)
                .save(
                        new BodyList.Entry(
                                "biểu mẫu",
                                BODY,
                                BodyKind.OTHER,
                                null,
                                null,
                                List.of(Body.Dated.always("Sở Thử nghiệm")),
                                List.of(Body.Dated.always(BODY)),
                                List.of(),
                                List.of(),
                                null,
                                List.of()),
                        0,
                        "thử",
                        archivist);
        Accounts accounts = archive.port(Accounts.class);
        for (Role role : Role.values()) {
            String name = nameOf(role);
            Set<FondsId> own =
                    role == Role.AGENCY
                            ? Set.of(new FondsId(UUID.randomUUID()))
                            : Set.<FondsId>of();
            String once =
                    accounts.create(
                            new Accounts.NewAccount(
                                    name,
                                    "Tên-kín-" + role,
                                    Set.of(role),
                                    own,
                                    role == Role.AGENCY ? BodyId.of(BODY) : null),
                            Reader.OPERATOR);
            accounts.changePassword(
                    accounts.findByUsername(name).orElseThrow().id(), once, PASSWORD);
            PEOPLE.put(role, new Visitor(archive.address()).login(name, PASSWORD));
        }
        Accounts.Account agency = accounts.findByUsername("tenagency").orElseThrow();
        order =
                archive.port(AgencyOrders.class)
                        .send(
                                new AgencyOrders.NewOrder(
                                        "1/CV", LocalDate.of(2025, 1, 2), "Làm sổ", ""),
                                archive.port(ReferenceMatching.class)
                                        .match(
                                                List.of(AskedReference.of("1", open.arcFileCode())),
                                                BodyId.of(BODY),
                                                accounts.readerFor(agency)),
                                Files.writeString(work.resolve("cv.pdf"), "%PDF-1.7"),
                                agency,
                                accounts.readerFor(agency));
    }

    @AfterAll
    static void stop() {
        PEOPLE.values().forEach(Visitor::close);
        if (archive != null) {
            archive.close();
        }
    }

    private static String paper(FondsId of) {
        return archive.port(PaperRegister.class)
                .save(
                        null,
                        0,
                        new PaperRegister.Draft(
                                "thử",
                                FONDS.code(),
                                "GIAY.1",
                                "1",
                                "9",
                                "Hồ sơ giấy " + of,
                                1978,
                                1981,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Rights.OPEN,
                                null,
                                null,
                                Set.of()),
                        "thử",
                        new Reader(null, "luutru", Set.of(Role.ARCHIVIST), Set.of()))
                .toString();
    }

    private static Visitor person(Role role) {
        return Objects.requireNonNull(PEOPLE.get(role));
    }

    /** The address of a view, with what there is to see in it. */
    private static String address(String route) {
        String id =
                switch (route.replaceFirst("/:id.*", "")) {
                    case "giao-nop" -> delivery;
                    case "yeu-cau", "tai-khoan/giay-to" -> reference;
                    case "kho/sua-bang-tinh" -> correction;
                    case "xet-huy" -> destruction;
                    case "kho/phong" -> fonds.toString();
                    case "kho/ho-so-giay" -> paper;
                    default -> open.id().toString();
                };
        return route.replace(":id", id)
                .replace(":number", order)
                .replace(":record", open.id().toString())
                .replace(":document", open.documents().getFirst().id().toString())
                .replace(":code", BODY)
                .replace(":file", open.documents().getFirst().files().getFirst().id().toString());
    }

    /** What nobody sees who may not see the view where it stands. */
    private static void tellsNothing(String body, String where) {
        assertThat(body)
                .as(where)
                .doesNotContain(APPLICANT)
                .doesNotContain(DELIVERY)
                .doesNotContain("0905123456")
                .doesNotContain(hidden.description().title())
                .doesNotContain("tenadministrator")
                .doesNotContain("dynamic/resource");
    }

    private static boolean refused(String body) {
        return DENIED.matcher(body).find() || body.contains("Không có trang này");
    }

    @Test
    void theTableKnowsEveryView() throws Exception {
        assertThat(MatrixAddresses.views())
                .hasSizeGreaterThan(15)
                .isEqualTo(new TreeSet<>(MAY.keySet()));
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void aViewOpensForWhomTheTableNamesAndForNobodyElse(Role role) throws Exception {
        Visitor person = person(role);
        for (String route : MatrixAddresses.views()) {
            boolean may = Objects.requireNonNull(MAY.get(route)).contains(role);
            person.open();
            Visitor.Answer answer = person.go(address(route));
            String where = role + " /" + route;
            assertThat(answer.status()).as(where).isEqualTo(200);
            assertThat(answer.body()).as(where).contains("\"clientId\":1");
            assertThat(refused(answer.body())).as(where + " " + answer.body()).isEqualTo(!may);
            if (!may) {
                tellsNothing(answer.body(), where);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whatIsHiddenIsNotThere(Role role) throws Exception {
        Visitor person = person(role);
        String missing = "00000000-0000-4000-8000-000000000000";
        String file = hidden.documents().getFirst().files().getFirst().id().toString();
        for (String way :
                List.of(
                        "ho-so/{id}",
                        "ho-so/{id}?q=a",
                        "ho-so/{id}/tim?q=a",
                        "ho-so/{id}/muc-dich?ve=/app/tim",
                        "ho-so/{id}/xem/" + file,
                        "kho/ho-so/{id}")) {
            person.open();
            String there = person.go(way.replace("{id}", hidden.id().toString())).body();
            person.open();
            String not = person.go(way.replace("{id}", missing).replace(file, missing)).body();
            assertThat(refused(there)).as(role + " " + way).isEqualTo(role != Role.ARCHIVIST);
            assertThat(refused(not)).isTrue();
            if (role != Role.ARCHIVIST) {
                tellsNothing(there, role + " " + way);
                assertThat(DENIED.matcher(there).find())
                        .as("the same refusal")
                        .isEqualTo(DENIED.matcher(not).find());
            }
        }
        for (String way : List.of("/app-tep/tai/" + file, "/app-tep/trang/" + file + "/1/480")) {
            assertThat(person.get(way).status())
                    .as(role + " " + way)
                    .isEqualTo(role == Role.ARCHIVIST ? 200 : 404);
        }
        assertThat(person.get("/app/khong-co-trang-nay").status())
                .as(role + ", an address of no view")
                .isEqualTo(404);
    }

    @Test
    void whoIsNotLoggedInComesToTheLoginWhereverTheyGo() throws Exception {
        try (Visitor nobody = new Visitor(archive.address())) {
            for (String route : MatrixAddresses.views()) {
                if (!route.equals("login")) {
                    Visitor.Answer answer = nobody.get("/app/" + address(route));
                    assertThat(answer.status()).as(route).isEqualTo(302);
                    assertThat(answer.location()).as(route).endsWith("/app/login");
                }
            }
            // The login page has a window too: it must not lead anywhere else.
            assertThat(nobody.get("/app/login").status()).isEqualTo(200);
            for (String route : MatrixAddresses.views()) {
                nobody.open();
                Visitor.Answer answer = nobody.go(address(route));
                tellsNothing(answer.body(), "nobody /" + route);
                if (!route.equals("login")) {
                    assertThat(answer.body())
                            .as(route)
                            .doesNotContain("vaadin-app-layout")
                            .doesNotContain("tt-facts");
                }
            }
        }
    }

    private static String resource(String body) {
        Matcher found = Pattern.compile("VAADIN/dynamic/resource/[^\"\\\\]+").matcher(body);
        assertThat(found.find()).as(body).isTrue();
        return "/app/" + found.group();
    }

    @Test
    void anArchivistsResourcesAnswerNobodyElse() throws Exception {
        Visitor archivist = person(Role.ARCHIVIST);
        archivist.open();
        String list = resource(archivist.go("giao-nop/" + delivery).body());
        assertThat(archivist.get(list).body()).as("it is the list").contains("COLUMN_MISSING");
        try (Visitor nobody = new Visitor(archive.address())) {
            List<Visitor> others = new ArrayList<>(List.of(nobody));
            EnumSet.complementOf(EnumSet.of(Role.ARCHIVIST))
                    .forEach(role -> others.add(person(role)));
            for (Visitor other : others) {
                Visitor.Answer answer = other.get(list);
                assertThat(answer.status()).isNotEqualTo(200);
                assertThat(answer.body()).doesNotContain("COLUMN_MISSING");
                assertThat(other.get("/app-tai-len").status()).isIn(401, 403);
            }
        }
        // It was open all the time, for whom it is.
        assertThat(archivist.get(list).status()).isEqualTo(200);
        assertThat(archivist.get("/app-tai-len").status()).isEqualTo(200);
    }

    @Test
    void callsInAnothersWindowAreNotHeard() throws Exception {
        Visitor archivist = person(Role.ARCHIVIST);
        archivist.open();
        assertThat(refused(archivist.go("nguoi-dung").body())).isTrue();
        Visitor administrator = person(Role.ADMINISTRATOR);
        administrator.open();
        assertThat(refused(administrator.go("nguoi-dung").body())).isFalse();
        StringBuilder clicks = new StringBuilder();
        for (int node = 1; node <= 150; node++) {
            clicks.append(clicks.isEmpty() ? "" : ",")
                    .append("{\"type\":\"event\",\"node\":")
                    .append(node)
                    .append(",\"event\":\"click\",\"data\":{}}");
        }
        for (Role role : List.of(Role.CITIZEN, Role.AGENCY, Role.ARCHIVIST)) {
            Visitor other = person(role);
            tellsNothing(
                    other.call(administrator.window(), clicks.toString()).body(),
                    role + " with the administrator's key");
            other.open();
            String refusal = other.go("nguoi-dung").body();
            assertThat(refused(refusal)).isTrue();
            tellsNothing(other.call(clicks.toString()).body(), role + " clicks about");
            other.open(); // the clicks may have hit "log out" or another language
        }
    }

    @Test
    @Tag("long")
    void everyViewIsCleanForAxeAtThreeWidthsAndFitsTheSmallestScreen() {
        try (Browsers browsers = Browsers.open()) {
            Map<Role, List<String>> ways = new EnumMap<>(Role.class);
            MAY.forEach(
                    (route, roles) -> {
                        if (!route.isEmpty() && !route.equals("login")) {
                            Role first =
                                    roles.contains(Role.ARCHIVIST)
                                            ? Role.ARCHIVIST
                                            : roles.iterator().next();
                            ways.computeIfAbsent(first, role -> new ArrayList<>())
                                    .add(address(route));
                            if (roles.equals(EVERYBODY)) {
                                ways.computeIfAbsent(Role.CITIZEN, role -> new ArrayList<>())
                                        .add(address(route));
                            }
                        }
                    });
            EveryViewInABrowser seen = new EveryViewInABrowser(archive.address(), browsers);
            seen.login();
            ways.forEach((role, addresses) -> seen.as(nameOf(role), PASSWORD, addresses));
            assertThat(seen.wrong()).isEmpty();
            assertThat(seen.looked()).isGreaterThanOrEqualTo(MAY.size() - 1);
        }
    }

    /** 1.5 MB and 50 KB: portal.md 3.2. */
    @Test
    @Tag("long")
    void theDeskIsLightWhenItIsLoadedAndLighterWhenItIsLoadedAgain() {
        try (Browsers browsers = Browsers.open()) {
            EveryViewInABrowser.Weight weight =
                    new EveryViewInABrowser(archive.address(), browsers)
                            .weight(nameOf(Role.ARCHIVIST), PASSWORD, "ban-lam-viec");
            System.out.println("desk: " + weight.words());
            assertThat(weight.first()).as(weight.words()).isBetween(200_000L, 1_500L * 1024);
            assertThat(weight.again()).as(weight.words()).isBetween(2_000L, 50L * 1024);
        }
    }

    private static String nameOf(Role role) {
        return "ten" + role.name().toLowerCase(Locale.ROOT);
    }
}
