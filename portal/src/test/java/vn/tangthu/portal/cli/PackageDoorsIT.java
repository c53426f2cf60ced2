package vn.tangthu.portal.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.browser.Sender;
import vn.tangthu.portal.upload.IncomingPackages;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Delivery;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ingest.SentPackage;
import vn.tangthu.storage.TangThuHome;

/**
 * Packages of Thông tư 05/2025 through every door of the running archive, with its own workers: the
 * command line (tar), the drop folder, REST, and the addresses that browsers upload to.
 */
class PackageDoorsIT {
    private static final String FONDS = "H49.64";
    private static final String PASSWORD = "một mật khẩu đủ dài 1";
    private static final Reader ADMINISTRATOR =
            new Reader(null, "quantri", Set.of(Role.ADMINISTRATOR), Set.of());

    @TempDir static Path work;
    private static RunningArchive archive;
    private static FondsId fonds;
    private static int directories;

    @BeforeAll
    static void start() throws Exception {
        archive = new RunningArchive(work.resolve("home"), "--tangthu.drop-folder.interval=200ms");
        fonds =
                archive.port(Holdings.class)
                        .createFonds(
                                new Holdings.NewFonds(
                                        FONDS,
                                        "UBND huyện Diên Khánh",
                                        SentPackage.ARCHIVE_CODE,
                                        null,
                                        null,
                                        Rights.OPEN),
                                Reader.OPERATOR);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    private static Path directory() throws Exception {
        return Files.createDirectories(work.resolve("gửi " + ++directories));
    }

    private static SentPackage hoso(boolean aip, int number) {
        return SentPackage.sample(aip, FONDS, number, 2, "Ho so " + number);
    }

    /** It is kept as this kind of package, and all its files have the bytes that were sent. */
    private static Aip kept(SentPackage sent, String kind, int number) throws Exception {
        String code = SentPackage.ARCHIVE_CODE + "." + FONDS + ".1998." + number;
        AipId id = archive.port(Catalogue.class).resolve(code, Reader.OPERATOR).orElseThrow();
        AipStore store = archive.port(AipStore.class);
        Aip aip = store.read(id);
        Aip.Received received = Objects.requireNonNull(aip.origin().received());
        assertThat(received.kind()).isEqualTo(kind);
        assertThat(received.objectId()).isEqualTo(sent.objectId());
        for (Aip.Document document : aip.documents()) {
            ContentFile file = document.files().getFirst();
            byte[] bytes = sent.files.get(file.path());
            if (bytes != null) {
                try (InputStream in = store.open(id, file)) {
                    assertThat(in.readAllBytes()).as(file.path()).isEqualTo(bytes);
                }
            }
        }
        return aip;
    }

    private static Delivery finished(DeliveryId id) throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (Instant.now().isBefore(end)) {
            Delivery delivery = archive.port(Deliveries.class).find(id).orElseThrow();
            if (delivery.finishedAt() != null || delivery.state() == State.WAITING) {
                return delivery;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not finished: " + archive.port(Deliveries.class).find(id));
    }

    @Test
    void aTarWithAHoSoAndItsLooseDocumentsByTheCommandLine() throws Exception {
        SentPackage aip = hoso(true, 1);
        SentPackage loose = SentPackage.loose(false, FONDS, 1, 3, 1, "Roi");
        Path in = directory();
        Path unused = aip.folder(in);
        unused = loose.folder(in);
        Path tar = in.resolveSibling("đợt 1.tar");
        assertThat(
                        new ProcessBuilder("tar", "-C", in.toString(), "-cf", tar.toString(), ".")
                                .start()
                                .waitFor())
                .isZero();
        RunningArchive.Said said = archive.verb(work, "ingest", tar.toString());
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        assertThat(kept(aip, "AIP_hoso", 1).documents()).hasSize(3);
    }

    @Test
    void aPackageNamedAsTheCircularSaysByTheDropFolder() throws Exception {
        SentPackage sip = hoso(false, 2);
        Path zip = sip.zip(directory(), 1);
        String name = zip.getFileName().toString().replaceFirst("\\.zip$", "");
        Path inbox = archive.port(TangThuHome.class).inbox();
        Files.move(zip, inbox.resolve(name + ".zip"));
        Files.createFile(inbox.resolve(name + ".ready"));
        Instant end = Instant.now().plus(Duration.ofMinutes(2));
        while (!holds(inbox.resolve("done"), name) && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(holds(inbox.resolve("done"), name)).as("done").isTrue();
        assertThat(kept(sip, "SIP_hoso", 2).documents()).hasSize(2);
    }

    private static boolean holds(Path directory, String name) throws Exception {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> each = Files.list(directory)) {
            return each.anyMatch(one -> one.getFileName().toString().contains(name));
        }
    }

    private static DeliveryId rest(Path zip, String token) throws Exception {
        String sent = archive.deliver(zip, token);
        return new DeliveryId(
                UUID.fromString(sent.replaceAll("(?s).*\"id\":\"([^\"]+)\".*", "$1")));
    }

    private static String findings(DeliveryId id, String token) throws Exception {
        String path = "/api/deliveries/" + id + "/findings.json";
        return new String(archive.get(path, "Authorization", "Bearer " + token).body(), UTF_8);
    }

    @Test
    void byRestAHoSoThenDocumentsForItAndWhatIsOnlyEArkIsRefused() throws Exception {
        String token = archive.token("luutru-rest");
        SentPackage aip = hoso(true, 3);
        assertThat(finished(rest(aip.zip(directory(), 1), token)).state()).isEqualTo(State.KEPT);
        assertThat(kept(aip, "AIP_hoso", 3).documents()).hasSize(2);

        SentPackage loose = SentPackage.loose(false, FONDS, 3, 3, 1, "Roi");
        DeliveryId waits = rest(loose.zip(directory(), 1), token);
        assertThat(finished(waits).state()).isEqualTo(State.WAITING);
        assertThat(findings(waits, token)).contains("DOCUMENTS_FOR_KEPT");

        Path in = directory();
        Path eark = hoso(false, 4).folder(in);
        Files.writeString(
                eark.resolve("metadata/descriptive/EAD.xml"),
                "<ead xmlns=\"http://ead3.archivists.org/schema/\"><control/></ead>");
        Path zip = new Zipped(in).write(in.resolveSibling("e-ark.zip"));
        DeliveryId refused = rest(zip, token);
        assertThat(finished(refused).state()).isEqualTo(State.REFUSED);
        assertThat(findings(refused, token)).contains("TT05_XML");
    }

    @Test
    void aZipOfPackagesThatABrowserSendsInPieces() throws Exception {
        SentPackage sip = hoso(false, 5);
        SentPackage aip = hoso(true, 6);
        Path in = directory();
        Path unused = sip.zip(in, 1);
        unused = aip.folder(in);
        Path zip = new Zipped(in).write(in.resolveSibling("đợt 5.zip"));
        byte[] bytes = Files.readAllBytes(zip);
        AccountWithPassword account = account("luutru-desk", Role.ARCHIVIST, Set.of());
        String id;
        try (Sender sender = new Sender(archive.address()).login("luutru-desk", PASSWORD)) {
            id = sender.zip("đợt 5.zip", bytes.length);
            HttpResponse<String> created = sender.create(id, "đợt 5.zip", bytes.length);
            String file = created.headers().firstValue("Location").orElseThrow();
            int half = bytes.length / 2;
            assertThat(sender.patch(file, 0, Arrays.copyOf(bytes, half)).statusCode())
                    .isEqualTo(204);
            byte[] rest = Arrays.copyOfRange(bytes, half, bytes.length);
            assertThat(sender.patch(file, half, rest).statusCode()).isEqualTo(204);
            assertThat(sender.send("POST", Sender.ROOT + "/goi/" + id + "/xong", "").statusCode())
                    .isEqualTo(204);
        }
        // As the desk hands in what waits there.
        Path waiting =
                archive.port(IncomingPackages.class).whole(UUID.fromString(id)).orElseThrow();
        DeliveryId delivery =
                archive.port(Deliveries.class)
                        .submit(
                                waiting,
                                "đợt 5.zip",
                                new Options(false, false, "luutru-desk", account.reader(), true));
        assertThat(finished(delivery).state()).isEqualTo(State.KEPT);
        assertThat(kept(sip, "SIP_hoso", 5).documents()).hasSize(2);
        assertThat(kept(aip, "AIP_hoso", 6).documents()).hasSize(2);
        assertThat(waiting).as("nothing is left of it").doesNotExist();
    }

    /** What an agency may have of the archive is what its account may have. */
    @Test
    void aReferenceIsFollowedForTheAgencyThatMayReadItAndForNoOther() throws Exception {
        SentPackage source = hoso(true, 7);
        source.record.put("mode", "02");
        source.documents.forEach(document -> document.put("mode", "02"));
        assertThat(
                        finished(rest(source.zip(directory(), 1), archive.token("luutru-nguon")))
                                .state())
                .isEqualTo(State.KEPT);
        SentPackage referring = SentPackage.sample(false, FONDS, 8, 1, "Ho so tam");
        referring.referTo(FONDS + ".1998.8.0000002", FONDS + ".1998.7.0000001");
        referring.record.put("mode", "02");
        Path zip = referring.zip(directory(), 1);
        AccountWithPassword own = account("so-noi-vu", Role.AGENCY, Set.of(fonds));
        AccountWithPassword other = account("so-tu-phap", Role.AGENCY, Set.of());

        DeliveryId followed = rest(zip, own.token());
        assertThat(finished(followed).state()).as("a check only").isEqualTo(State.CHECKED);
        assertThat(findings(followed, own.token())).contains("PACKAGE_FETCHED");
        DeliveryId refused = rest(zip, other.token());
        Delivery without = finished(refused);
        assertThat(without.state()).isEqualTo(State.REFUSED);
        assertThat(findings(refused, other.token()))
                .contains("\"PACKAGE_FETCH\"")
                .doesNotContain("PACKAGE_FETCHED");
    }

    private record AccountWithPassword(Reader reader, String token) {}

    private static AccountWithPassword account(String name, Role role, Set<FondsId> own)
            throws Exception {
        Accounts accounts = archive.port(Accounts.class);
        String once =
                accounts.create(
                        new Accounts.NewAccount(name, "Tên " + name, Set.of(role), own),
                        ADMINISTRATOR);
        var account = accounts.findByUsername(name).orElseThrow();
        accounts.changePassword(account.id(), once, PASSWORD);
        String token =
                archive.port(DeliveryTokens.class)
                        .create(
                                account.id(),
                                "máy",
                                Instant.now().plus(Duration.ofDays(1)),
                                ADMINISTRATOR)
                        .secret();
        return new AccountWithPassword(accounts.readerFor(account), token);
    }

    /** A folder as a ZIP. */
    private record Zipped(Path folder) {
        Path write(Path zip) throws Exception {
            CraftedZip made = new CraftedZip();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    made.file(
                            folder.relativize(file).toString().replace('\\', '/'),
                            Files.readAllBytes(file));
                }
            }
            return made.write(zip);
        }
    }
}
