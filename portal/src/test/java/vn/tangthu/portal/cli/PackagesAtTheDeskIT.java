package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.tangthu.portal.outgoing.PackagesUnderWay;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;

/** Packages of the circular to take along from the desk, over real HTTP. */
class PackagesAtTheDeskIT {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";
    private static final String PASSWORD = "một mật khẩu đủ dài 1";
    private static final Reader ARCHIVIST =
            new Reader(new AccountId(UUID.randomUUID()), "ai", Set.of(Role.ARCHIVIST), Set.of());

    @TempDir static Path work;
    private static RunningArchive archive;
    private static final List<RecordView.Full> RECORDS = new ArrayList<>();
    private static final Map<Role, Visitor> PEOPLE = new EnumMap<>(Role.class);

    @BeforeAll
    static void start() throws Exception {
        archive = new RunningArchive(work.resolve("home"));
        archive.createFonds(FONDS);
        archive.writeDelivery(work.resolve("delivery"), FONDS, 5, 4, 0);
        assertThat(archive.verb(work, "ingest", "delivery").status()).isZero();
        Catalogue catalogue = archive.port(Catalogue.class);
        FondsId fonds = catalogue.fondsByCode(FONDS.code(), Reader.OPERATOR).orElseThrow().id();
        for (var series : catalogue.series(fonds, 0, 100, Reader.OPERATOR).items()) {
            for (var row : catalogue.records(series.id(), 0, 100, Reader.OPERATOR).items()) {
                RECORDS.add(
                        (RecordView.Full)
                                catalogue.record(row.id(), Reader.OPERATOR).orElseThrow());
            }
        }
        Accounts accounts = archive.port(Accounts.class);
        for (Role role : Role.values()) {
            String name = "ten" + role.name().toLowerCase(Locale.ROOT);
            Set<FondsId> own = role == Role.AGENCY ? Set.of(fonds) : Set.<FondsId>of();
            String once =
                    accounts.create(
                            new Accounts.NewAccount(name, "Tên " + role, Set.of(role), own),
                            Reader.OPERATOR);
            accounts.changePassword(
                    accounts.findByUsername(name).orElseThrow().id(), once, PASSWORD);
            PEOPLE.put(role, new Visitor(archive.address()).login(name, PASSWORD));
        }
    }

    @AfterAll
    static void stop() {
        PEOPLE.values().forEach(Visitor::close);
        archive.close();
    }

    private static HttpResponse<byte[]> get(Role role, String path) throws Exception {
        return Objects.requireNonNull(PEOPLE.get(role)).bytes(path);
    }

    private static String path(Object id, String form) {
        return "/app-tep/goi/" + id + "/" + form;
    }

    private static void isValid(byte[] zip, String name) throws Exception {
        Path file = Files.write(Files.createTempDirectory(work, "goi").resolve(name), zip);
        RunningArchive.Said said = archive.verb(work, "validate", file.toString(), "--as", "tt05");
        assertThat(said.status()).as(said.out() + said.err()).isZero();
    }

    private static String entry(byte[] zip, String ending) throws Exception {
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            ZipEntry entry;
            while ((entry = in.getNextEntry()) != null) {
                if (entry.getName().endsWith(ending)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"aip", "sip", "dip"})
    void anArchivistGetsAValidPackageWithTheCircularsName(String form) throws Exception {
        AipId id = RECORDS.getFirst().id();
        HttpResponse<byte[]> got = get(Role.ARCHIVIST, path(id, form));
        assertThat(got.statusCode()).isEqualTo(200);
        assertThat(got.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(got.headers().firstValue("Cache-Control")).hasValue("no-store");
        String disposition = got.headers().firstValue("Content-Disposition").orElseThrow();
        assertThat(disposition)
                .startsWith("attachment")
                .contains(form.equals("aip") ? "urn_uuid_" : "uuid-");
        String name = (form.equals("aip") ? "urn_uuid_" + id : "uuid-" + id) + ".zip";
        var found = Pattern.compile("u[\\w-]+\\.zip").matcher(disposition);
        isValid(got.body(), found.find() ? found.group() : name);
        ActivityLog.Entry told =
                archive.port(ActivityLog.class).list(0, 20).items().stream()
                        .filter(each -> each.action().equals("EXPORT"))
                        .findFirst()
                        .orElseThrow();
        assertThat(told.subject()).isEqualTo(id.toString());
        assertThat(told.detail()).startsWith(form.toUpperCase(Locale.ROOT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aip", "sip", "dip"})
    void everybodyElseGetsTheAnswerOfWhatDoesNotExist(String form) throws Exception {
        AipId id = RECORDS.getFirst().id();
        assertThat(get(Role.ARCHIVIST, path(MISSING, form)).statusCode()).isEqualTo(404);
        for (Role role : Role.values()) {
            if (role == Role.ARCHIVIST) {
                continue;
            }
            String missing = RightsMatrixTest.answer(get(role, path(MISSING, form)));
            HttpResponse<byte[]> got = get(role, path(id, form));
            assertThat(got.statusCode()).as(role.name()).isEqualTo(404);
            assertThat(RightsMatrixTest.answer(got)).as(role.name()).isEqualTo(missing);
        }
        assertThat(get(Role.ARCHIVIST, path(id, "khac")).statusCode()).isEqualTo(404);
    }

    @Test
    void aDipForARequestLeavesOnlyFromThatRequestWithItsCertificate() throws Exception {
        AipId id = RECORDS.getFirst().id();
        assertThat(get(Role.ARCHIVIST, path(id, "dip") + "?yeu-cau=YC-2026-ABCDEF").statusCode())
                .isEqualTo(404);
        assertThat(
                        entry(
                                get(Role.ARCHIVIST, path(id, "dip")).body(),
                                "/metadata/descriptive/EAD.xml"))
                .contains("<requestID>XU-");
    }

    @Test
    void ofADamagedRecordNoZipComesThatLooksWhole() throws Exception {
        RecordView.Full last = RECORDS.getLast();
        int damaged = 0;
        for (Path root : new StoredObjects(work.resolve("home")).walkedRecords()) {
            if (Files.readString(root.resolve("inventory.json")).contains(last.id().toString())) {
                for (Path pdf : StoredObjects.pdfs(root)) {
                    byte[] bytes = Files.readAllBytes(pdf);
                    bytes[bytes.length / 2] ^= 1;
                    Files.delete(pdf);
                    Files.write(pdf, bytes);
                    damaged++;
                }
            }
        }
        assertThat(damaged).isPositive();
        // Sound copies that were made to read its text would be sent still.
        try (Stream<Path> copies = Files.walk(work.resolve("home/cache/copies"))) {
            for (Path copy : copies.filter(Files::isRegularFile).toList()) {
                Files.delete(copy);
            }
        }
        HttpResponse<byte[]> got = get(Role.ARCHIVIST, path(last.id(), "aip"));
        assertThat(got.statusCode()).isEqualTo(503);
        assertThat(new String(got.body(), StandardCharsets.UTF_8)).contains("Tệp này bị hư hỏng");
        assertThat(got.headers().firstValue("Content-Disposition")).isEmpty();
    }

    @Test
    void onlySoManyAreUnderWayAtOnceAndTheRestIsToldToComeAgain() throws Exception {
        PackagesUnderWay sending = archive.port(PackagesUnderWay.class);
        AipId id = RECORDS.get(1).id();
        PackagesUnderWay.Packages aip =
                reader ->
                        archive.port(PackageExports.class)
                                .hoso(id, PackageExports.Form.AIP_HOSO, reader);
        List<StreamingResponseBody> bodies = new ArrayList<>();
        for (int i = 0; i < PackagesUnderWay.AT_ONCE; i++) {
            bodies.add(
                    sending.send(
                            id, "AIP", null, ARCHIVIST, aip, false, new MockHttpServletResponse()));
        }
        assertThat(bodies).doesNotContainNull();
        HttpResponse<byte[]> busy = get(Role.ARCHIVIST, path(id, "aip"));
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("Retry-After")).hasValue("60");
        for (StreamingResponseBody body : bodies) {
            body.writeTo(OutputStream.nullOutputStream());
        }
        assertThat(get(Role.ARCHIVIST, path(id, "aip")).statusCode()).isEqualTo(200);
    }
}
