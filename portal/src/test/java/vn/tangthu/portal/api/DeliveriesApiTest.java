package vn.tangthu.portal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.DeliveryTokens.Issued;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** The API of the whole application, by tokens of every role. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeliveriesApiTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final Reader ADMINISTRATOR =
            new Reader(null, "quantri", Set.of(Role.ADMINISTRATOR), Set.of());
    private static final JsonMapper JSON = JsonMapper.builder().build();
    @TempDir static Path work;
    private static RunningArchive archive;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static String archivist = "";
    private static String agency = "";
    private static String otherAgency = "";
    private static int seed = 70;

    @BeforeAll
    static void start() throws IOException {
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--tangthu.drop-folder.enabled=false",
                        "--tangthu.extraction.enabled=false");
        archive.createFonds(FONDS);
        archivist = token(account("luutru1", Role.ARCHIVIST), "máy quét").secret();
        agency = token(account("coquan1", Role.AGENCY), "nộp").secret();
        otherAgency = token(account("coquan2", Role.AGENCY), "nộp").secret();
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        archive.close();
    }

    private static AccountId account(String name, Role role) {
        String unused =
                archive.port(Accounts.class)
                        .create(new NewAccount(name, name, Set.of(role), Set.of()), ADMINISTRATOR);
        return archive.port(Accounts.class).findByUsername(name).orElseThrow().id();
    }

    private static Issued token(AccountId account, String name) {
        return archive.port(DeliveryTokens.class)
                .create(account, name, Instant.now().plus(Duration.ofDays(1)), ADMINISTRATOR);
    }

    private static HttpResponse<byte[]> call(
            String verb, String path, String token, byte[] body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(archive.address() + path))
                        .method(verb, BodyPublishers.ofByteArray(body))
                        .header("Content-Type", "application/zip");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static HttpResponse<byte[]> get(String path, String token) throws Exception {
        return call("GET", path, token, new byte[0]);
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return JSON.readTree(answer.body());
    }

    private static byte[] zip() throws IOException {
        Path folder = work.resolve("goi-" + seed);
        archive.writeDelivery(folder, FONDS, seed++, 2, 0);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return bytes.toByteArray();
    }

    private static JsonNode finished(String id, String token) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            JsonNode now = json(get("/api/deliveries/" + id, token));
            if (now.get("finished").asBoolean()) {
                return now;
            }
            assertThat(System.nanoTime()).as(now.toString()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static List<String> received() throws IOException {
        try (Stream<Path> all = Files.list(work.resolve("home/staging"))) {
            return all.map(p -> p.getFileName().toString())
                    .filter(name -> name.startsWith("api-"))
                    .toList();
        }
    }

    private static String digest(byte[] body) throws Exception {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
        return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
    }

    @Test
    @Order(1)
    void anArchivistsTokenTakesInAndTheLogNamesIt() throws Exception {
        byte[] body = zip();
        HttpResponse<byte[]> answer =
                call(
                        "POST",
                        "/api/deliveries?name=dot-1.zip&submitter=S%C3%B4ng%20Tr%C3%A0",
                        archivist,
                        body,
                        "Content-Digest",
                        digest(body),
                        "Idempotency-Key",
                        "đợt 1".replace('đ', 'd').replace('ợ', 'o'));
        assertThat(answer.statusCode()).isEqualTo(202);
        String id = json(answer).get("id").asString();
        assertThat(answer.headers().firstValue("Location")).contains("/api/deliveries/" + id);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        JsonNode end = finished(id, archivist);
        assertThat(end.get("state").asString()).isEqualTo("KEPT");
        assertThat(end.get("submitter").asString()).isEqualTo("Sông Trà");

        HttpResponse<byte[]> again =
                call("POST", "/api/deliveries", archivist, new byte[0], "Idempotency-Key", "dot 1");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).get("id").asString()).isEqualTo(id);

        JsonNode report = json(get("/api/deliveries/" + id + "/findings.json", archivist));
        assertThat(report.get("delivery").get("id").asString()).isEqualTo(id);
        assertThat(report.get("findings").isArray()).isTrue();
        assertThat(report.get("comparison").isNull()).isTrue();
        assertThat(get("/api/deliveries/" + id + "/findings.xlsx", archivist).body())
                .startsWith('P', 'K');
        assertThat(get("/api/deliveries/" + id + "/findings.pdf", archivist).body())
                .startsWith('%', 'P', 'D', 'F');
        for (String to : List.of("first", "UP", "DOWN")) {
            String move = "/api/deliveries/" + id + "/move?to=" + to;
            assertThat(call("POST", move, archivist, new byte[0]).statusCode()).isEqualTo(200);
        }
        assertThat(
                        call(
                                        "POST",
                                        "/api/deliveries/" + id + "/move?to=LAST",
                                        archivist,
                                        new byte[0])
                                .statusCode())
                .isEqualTo(400);
        assertThat(archive.port(ActivityLog.class).list(0, 50).items())
                .anySatisfy(
                        entry -> {
                            assertThat(entry.action()).isEqualTo("INGEST");
                            assertThat(entry.actor()).isEqualTo("luutru1");
                            assertThat(entry.detail()).contains("máy quét", "dot-1.zip");
                        });
        assertThat(received()).isEmpty();
    }

    @Test
    @Order(2)
    void whatDoesNotArriveWholeLeavesNothing() throws Exception {
        byte[] body = zip();
        HttpResponse<byte[]> wrong =
                call(
                        "POST",
                        "/api/deliveries",
                        archivist,
                        body,
                        "Content-Digest",
                        digest("khác".getBytes(StandardCharsets.UTF_8)));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(wrong).get("type").asString()).isEqualTo("urn:tangthu:problem:bad_digest");
        assertThat(json(wrong).get("title").asString()).isNotEmpty();
        assertThat(json(wrong).get("titleEn").asString()).isNotEmpty();
        assertThat(
                        call("POST", "/api/deliveries", archivist, body, "Content-Digest", "md5=x")
                                .statusCode())
                .isEqualTo(400);
        assertThat(
                        call("POST", "/api/deliveries", archivist, body, "Content-Encoding", "gzip")
                                .statusCode())
                .isEqualTo(415);
        URI address = URI.create(archive.address());
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            String head =
                    "POST /api/deliveries HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + archivist
                            + "\r\nContent-Type: application/zip\r\nContent-Length: 5000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            socket.getOutputStream().flush();
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (received().isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(end);
                Thread.sleep(20);
            }
        }
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!received().isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    @Order(3)
    void anAgencysTokenHandsInAndSeesOnlyItsOwn() throws Exception {
        HttpResponse<byte[]> answer = call("POST", "/api/deliveries", agency, zip());
        assertThat(answer.statusCode()).isEqualTo(202);
        String id = json(answer).get("id").asString();
        assertThat(finished(id, agency).get("state").asString()).isEqualTo("CHECKED");

        for (String path : List.of("", "/findings.json", "/findings.xlsx", "/findings.pdf")) {
            HttpResponse<byte[]> other = get("/api/deliveries/" + id + path, otherAgency);
            HttpResponse<byte[]> missing =
                    get("/api/deliveries/00000000-0000-4000-8000-000000000000" + path, otherAgency);
            assertThat(other.statusCode()).isEqualTo(404);
            assertThat(other.body()).isEqualTo(missing.body());
        }
        assertThat(call("DELETE", "/api/deliveries/" + id, otherAgency, new byte[0]).statusCode())
                .isEqualTo(404);
        for (String step : List.of("pause", "resume", "move?to=FIRST")) {
            assertThat(
                            call("POST", "/api/deliveries/" + id + "/" + step, agency, new byte[0])
                                    .statusCode())
                    .isEqualTo(403);
        }
        assertThat(
                        call("POST", "/api/deliveries/" + id + "/resume", archivist, new byte[0])
                                .statusCode())
                .isEqualTo(200);
        assertThat(finished(id, agency).get("state").asString()).isEqualTo("KEPT");

        String second = json(call("POST", "/api/deliveries", agency, zip())).get("id").asString();
        var unused = finished(second, agency);
        assertThat(
                        json(call("DELETE", "/api/deliveries/" + second, agency, new byte[0]))
                                .get("state")
                                .asString())
                .isEqualTo("CANCELLED");
        assertThat(archive.port(Deliveries.class).find(DeliveryId.of(second)).orElseThrow().state())
                .isEqualTo(State.CANCELLED);
        assertThat(received()).isEmpty();
    }

    @Test
    @Order(4)
    void theCommandLineShowsTheQueueAndChangesIt() throws Exception {
        String id =
                json(call("POST", "/api/deliveries?dryRun=true", archivist, zip()))
                        .get("id")
                        .asString();
        var unused = finished(id, archivist);
        assertThat(archive.verb(work, "queue").status()).isZero();
        assertThat(archive.verb(work, "queue", "--json").out().strip()).startsWith("[");
        assertThat(archive.verb(work, "queue", "first", id).status()).isZero();
        assertThat(archive.verb(work, "queue", "cancel", id).status()).isZero();
        assertThat(archive.port(Deliveries.class).find(DeliveryId.of(id)).orElseThrow().state())
                .isEqualTo(State.CANCELLED);
        assertThat(archive.verb(work, "queue", "first", "00000000").status()).isEqualTo(1);
        assertThat(archive.verb(work, "queue", "last", id).status()).isEqualTo(2);
    }

    @Test
    @Order(4)
    void onlyAccountsThatMayDeliverHaveTokens() {
        for (Role role : List.of(Role.CITIZEN, Role.AUDITOR, Role.ADMINISTRATOR)) {
            AccountId account = account("vaitro-" + role.ordinal(), role);
            assertThatThrownBy(() -> token(account, "x")).isInstanceOf(RefusedException.class);
        }
        AccountId account = account("luutru2", Role.ARCHIVIST);
        assertThatThrownBy(
                        () ->
                                archive.port(DeliveryTokens.class)
                                        .create(
                                                account,
                                                "x",
                                                Instant.now().plus(Duration.ofDays(400)),
                                                ADMINISTRATOR))
                .isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> archive.port(DeliveryTokens.class).list(account, Reader.OPERATOR))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    @Order(5)
    void whoeverMayNotGetsOneAndTheSameAnswerAndThenHasToWait() throws Exception {
        Accounts accounts = archive.port(Accounts.class);
        DeliveryTokens tokens = archive.port(DeliveryTokens.class);
        AccountId closed = account("dong", Role.ARCHIVIST);
        String ofClosed = token(closed, "x").secret();
        accounts.update(
                closed,
                new NewAccount("dong", "dong", Set.of(Role.ARCHIVIST), Set.of()),
                false,
                ADMINISTRATOR);
        AccountId changed = account("doivai", Role.ARCHIVIST);
        String ofChanged = token(changed, "x").secret();
        accounts.update(
                changed,
                new NewAccount("doivai", "doivai", Set.of(Role.CITIZEN), Set.of()),
                true,
                ADMINISTRATOR);
        AccountId other = account("khac", Role.ARCHIVIST);
        Issued revoked = token(other, "x");
        assertThat(get("/api/deliveries/x", revoked.secret()).statusCode()).isEqualTo(404);
        tokens.revoke(revoked.token().id(), ADMINISTRATOR);
        Instant end = Instant.now().plusSeconds(2);
        Issued expired = tokens.create(other, "ngắn", end, ADMINISTRATOR);
        Thread.sleep(Duration.between(Instant.now(), end).plusMillis(100));

        List<byte[]> bodies = new ArrayList<>();
        for (String token : List.of("tangthu_sai", ofClosed, ofChanged, revoked.secret())) {
            HttpResponse<byte[]> answer = get("/api/deliveries/x", token);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
            bodies.add(answer.body());
        }
        bodies.add(get("/api", expired.secret()).body());
        bodies.add(get("/api/deliveries", "").body());
        bodies.add(call("POST", "/api/deliveries", "", new byte[10], "Cookie", "TANGTHU=x").body());
        assertThat(bodies).allSatisfy(body -> assertThat(body).isEqualTo(bodies.getFirst()));

        HttpResponse<byte[]> throttled = get("/api", "tangthu_lai-sai");
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).isPresent();
        assertThat(get("/api/nothing", archivist).statusCode()).isEqualTo(404);
    }
}
