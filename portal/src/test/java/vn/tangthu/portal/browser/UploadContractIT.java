package vn.tangthu.portal.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import vn.tangthu.portal.upload.IncomingPackages;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** What the addresses of uploads promise, over real HTTP with a real login. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Breaks(Breakage.UPLOAD)
class UploadContractIT {
    private static final String TEP = Sender.ROOT + "/goi/%s/tep";

    private ConfigurableApplicationContext application;
    private String address = "";

    @BeforeAll
    void start(@TempDir Path home) {
        System.setProperty("test.home", home.toString());
        run();
    }

    private void run() {
        application =
                new SpringApplicationBuilder(StandIns.class)
                        .web(WebApplicationType.SERVLET)
                        .run("--server.port=0", "--tangthu.upload.largest=10MB");
        address =
                "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
        application
                .getBean(FakeAccounts.class)
                .put("dongnghiep", StandIns.PASSWORD, false, Set.of(Role.ARCHIVIST));
        application
                .getBean(FakeAccounts.class)
                .put("nguoigui", StandIns.PASSWORD, false, Set.of(Role.ARCHIVIST));
    }

    @AfterAll
    void stop() {
        application.close();
    }

    /** With packages of nobody else's test. */
    private Sender alone() throws Exception {
        return new Sender(address).login("nguoigui", StandIns.PASSWORD);
    }

    private Sender archivist() throws Exception {
        return new Sender(address).login("luutru", StandIns.PASSWORD);
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aPackageArrivesInPiecesThroughACutLineAndARestart() throws Exception {
        byte[] bytes = random(3_000_000, 1);
        String id;
        String file;
        try (Sender sender = alone()) {
            id = sender.zip("Đợt 1.zip", bytes.length);
            HttpResponse<String> created = sender.create(id, "Đợt 1.zip", bytes.length);
            assertThat(created.statusCode()).isEqualTo(201);
            assertThat(created.headers().firstValue("Upload-Expires")).isPresent();
            file = created.headers().firstValue("Location").orElseThrow();
            assertThat(file).startsWith(TEP.formatted(id));
            HttpResponse<String> head = sender.head(file);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Upload-Offset")).contains("0");
            assertThat(head.headers().firstValue("Upload-Length")).contains("3000000");
            assertThat(head.headers().firstValue("Cache-Control").orElse("")).contains("no-store");

            HttpResponse<String> first =
                    sender.patch(file, 0, Arrays.copyOfRange(bytes, 0, 1_000_000));
            assertThat(first.statusCode()).isEqualTo(204);
            assertThat(first.headers().firstValue("Upload-Offset")).contains("1000000");

            sender.patchAndVanish(
                    file, 1_000_000, 2_000_000, Arrays.copyOfRange(bytes, 1_000_000, 1_400_000));
            assertThat(sender.offset(file)).isEqualTo(1_400_000);

            HttpResponse<String> wrong = sender.patch(file, 1_000_000, new byte[10]);
            assertThat(wrong.statusCode()).isEqualTo(409);
            assertThat(sender.send("POST", Sender.ROOT + "/goi/" + id + "/xong", "").statusCode())
                    .isEqualTo(409);
        }
        application.close();
        run();
        try (Sender sender = alone()) {
            assertThat(sender.desk().get("packages").get(0).get("arrivedBytes").asLong())
                    .isEqualTo(1_400_000);
            assertThat(sender.offset(file)).isEqualTo(1_400_000);
            HttpResponse<String> rest =
                    sender.patch(
                            file, 1_400_000, Arrays.copyOfRange(bytes, 1_400_000, bytes.length));
            assertThat(rest.statusCode()).isEqualTo(204);
            assertThat(sender.send("POST", Sender.ROOT + "/goi/" + id + "/xong", "").statusCode())
                    .isEqualTo(204);
            assertThat(sender.desk().get("packages")).isEmpty();
            assertThat(sender.head(file).statusCode()).isEqualTo(404);
        }
        Path whole =
                application
                        .getBean(IncomingPackages.class)
                        .whole(UUID.fromString(id))
                        .orElseThrow();
        assertThat(whole).hasFileName("Đợt 1.zip");
        assertThat(Files.readAllBytes(whole)).isEqualTo(bytes);
    }

    @Test
    void nobodyElseMayAndNothingWithoutTheToken() throws Exception {
        try (Sender sender = archivist();
                Sender colleague = new Sender(address).login("dongnghiep", StandIns.PASSWORD);
                Sender citizen = new Sender(address).login("congdan", StandIns.PASSWORD);
                Sender oneTime = new Sender(address).login("moi", "dùng một lần");
                Sender nobody = new Sender(address)) {
            String id = sender.zip("a.zip", 100);
            String file =
                    sender.create(id, "a.zip", 100).headers().firstValue("Location").orElseThrow();

            assertThat(colleague.desk().get("packages")).isEmpty();
            assertThat(colleague.head(file).statusCode()).isEqualTo(404);
            assertThat(colleague.patch(file, 0, new byte[10]).statusCode()).isEqualTo(404);
            assertThat(colleague.create(id, "b.zip", 1).statusCode()).isEqualTo(404);
            String way = Sender.ROOT + "/goi/" + id;
            assertThat(colleague.send("GET", way, null).statusCode()).isEqualTo(404);
            assertThat(colleague.send("POST", way + "/xong", "").statusCode()).isEqualTo(404);
            assertThat(colleague.send("DELETE", way, null).statusCode()).isEqualTo(404);
            assertThat(sender.send("GET", Sender.ROOT + "/goi/1", null).statusCode())
                    .isEqualTo(404);

            for (Sender other : new Sender[] {citizen, oneTime}) {
                assertThat(other.send("GET", Sender.ROOT, null).statusCode()).isEqualTo(403);
                assertThat(other.head(file).statusCode()).isEqualTo(403);
            }
            assertThat(nobody.send("GET", Sender.ROOT, null).statusCode()).isEqualTo(401);
            assertThat(nobody.head(file).statusCode()).isEqualTo(401);
            HttpResponse<String> refused = nobody.announce("a.zip", "ZIP", 1, 10);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();

            sender.withoutToken();
            assertThat(sender.announce("a.zip", "ZIP", 1, 10).statusCode()).isEqualTo(403);
            assertThat(sender.patch(file, 0, new byte[10], "X-CSRF-TOKEN", "x").statusCode())
                    .isEqualTo(403);
            assertThat(sender.send("DELETE", way, null).statusCode()).isEqualTo(403);
            assertThat(sender.offset(file)).isZero();
        }
    }

    @Test
    void whatDoesNotFitIsRefusedInWordsThatThePageKnows() throws Exception {
        try (Sender sender = archivist()) {
            HttpResponse<String> large = sender.announce("a.zip", "ZIP", 1, 11L << 20);
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(large.body()).contains("\"TOO_LARGE\"").contains("10485760");

            String id = sender.zip("a.zip", 100);
            HttpResponse<String> created = sender.create(id, "a.zip", 100);
            String file = created.headers().firstValue("Location").orElseThrow();
            assertThat(sender.patch(file, 0, new byte[101]).statusCode()).isEqualTo(422);
            assertThat(sender.create(id, "../a.zip", 100).body()).contains("UNSAFE_NAME");
            assertThat(sender.patch(file, 0, new byte[1], "Tus-Resumable", "0.2").statusCode())
                    .isEqualTo(412);
            assertThat(sender.patch(file, 0, new byte[1], "Content-Type", "text/x").statusCode())
                    .isEqualTo(415);
            String sum =
                    Base64.getEncoder()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-256").digest(new byte[99]));
            assertThat(
                            sender.patch(file, 0, new byte[100], "Upload-Checksum", "sha256 " + sum)
                                    .statusCode())
                    .isEqualTo(460);
            assertThat(sender.offset(file)).isZero();
            assertThat(
                            sender.patch(file, 0, new byte[99], "Upload-Checksum", "sha256 " + sum)
                                    .statusCode())
                    .isEqualTo(204);
            assertThat(sender.send("DELETE", Sender.ROOT + "/goi/" + id, null).statusCode())
                    .isEqualTo(204);
            assertThat(sender.head(file).statusCode()).isEqualTo(404);
        }
    }
}
