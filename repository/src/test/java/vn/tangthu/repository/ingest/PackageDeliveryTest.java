package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.PackageFile;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Packages of the circular as agencies send them, taken in through the whole room. */
class PackageDeliveryTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(16);

    @TempDir Path tmp;
    private final String fonds = "P" + UUID.randomUUID().toString().substring(0, 8);
    private IngestRoom room;
    private Path delivery;

    @BeforeEach
    void open() throws IOException {
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), null);
        room.fonds(fonds, null);
        delivery = Files.createDirectories(tmp.resolve("gửi"));
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    private Result ingest(Path source) throws IOException {
        return room.deliveries.ingest(source, IngestRoom.options(), Progress.NONE);
    }

    private SentPackage sample(boolean aip, int number) {
        return SentPackage.sample(aip, fonds, number, 2, "Noi dung");
    }

    private static List<String> blocking(Result result) {
        return result.verdict().findings().stream()
                .filter(f -> f.severity() == Severity.BLOCKS)
                .map(Finding::code)
                .distinct()
                .toList();
    }

    private boolean refused(DeliveryId id) {
        return room.deliveries.find(id).orElseThrow().state() == State.REFUSED;
    }

    private Map<String, byte[]> beside(AipId id, int version) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (PackageFile file : room.store.headFiles(id)) {
            if (file.logicalPath().equals(Aip.Received.path(version))) {
                try (InputStream in = room.store.open(file);
                        ZipInputStream zip =
                                new ZipInputStream(new ByteArrayInputStream(in.readAllBytes()))) {
                    for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                        files.put(e.getName(), zip.readAllBytes());
                    }
                }
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_package_ends_as_the_same_description_and_bytes_as_lists_do(boolean aip)
            throws IOException {
        Path lists = tmp.resolve("danh sách");
        var unused = SampleDelivery.write(lists, room.template, fonds, 7, 1, 2, "Noi dung");
        Aip byLists = room.store.read(ingest(lists).kept().getFirst());

        try (IngestRoom other =
                new IngestRoom(
                        tmp.resolve("home2"),
                        TestDatabase.fresh(4).dataSource(),
                        new MemoryObjectStore(),
                        null)) {
            other.fonds(fonds, null);
            SentPackage sent = sample(aip, 7);
            var unusedFolder = sent.folder(delivery);
            Result result = other.deliveries.ingest(delivery, IngestRoom.options(), Progress.NONE);
            assertThat(blocking(result)).isEmpty();
            assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
            Aip byPackage = other.store.read(result.kept().getFirst());
            assertThat(byPackage.fingerprint()).isEqualTo(byLists.fingerprint());
            assertThat(byPackage.description()).isEqualTo(byLists.description());
            assertThat(byPackage.rights()).isEqualTo(byLists.rights());

            Aip.Received received = byPackage.origin().received();
            assertThat(received).isNotNull();
            assertThat(received.kind()).isEqualTo(aip ? "AIP_hoso" : "SIP_hoso");
            assertThat(received.objectId()).isEqualTo(sent.objectId());
            assertThat(received.files()).isEqualTo(2);
        }
    }

    @Test
    void nothing_of_the_sender_is_lost() throws IOException {
        SentPackage sent = sample(true, 1);
        sent.text("documentation/ghi chú.txt", "Quét lại hai lần");
        Result result = ingest(sent.folder(delivery));
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT);
        Map<String, byte[]> kept = beside(result.kept().getFirst(), 1);
        sent.files.forEach(
                (path, bytes) -> {
                    if (!path.startsWith(SentPackage.DATA)) {
                        assertThat(kept.get(path)).as(path).isEqualTo(bytes);
                    }
                });
    }

    @Test
    void many_packages_come_as_zips_and_folders_in_a_zip() throws IOException {
        Path all = tmp.resolve("đợt 1");
        var unused = sample(false, 1).zip(all.resolve("gói"), 1);
        unused = sample(false, 2).zip(all.resolve("gói"), 2);
        unused = sample(true, 3).folder(all.resolve("gói"));
        Path zip = tmp.resolve("dot1.zip");
        Zips.pack(all, zip);
        Result result = ingest(zip);
        assertThat(blocking(result)).isEmpty();
        assertThat(result.kept()).hasSize(3);
        assertThat(room.objects()).isEqualTo(3);
        assertThat(room.staging()).as("nothing stays unpacked").isEmpty();
    }

    @Test
    void the_same_again_is_already_kept_and_other_bytes_wait_for_a_decision() throws IOException {
        SentPackage sent = sample(false, 1);
        assertThat(ingest(sent.folder(delivery)).outcome()).isEqualTo(Outcome.KEPT);
        assertThat(ingest(delivery).outcome()).isEqualTo(Outcome.ALREADY_KEPT);

        sent.files.replaceAll(
                (path, bytes) ->
                        path.startsWith(SentPackage.DATA) ? SmallPdf.of("khác " + path) : bytes);
        Result other = ingest(sent.folder(tmp.resolve("lần hai")));
        assertThat(other.outcome()).isEqualTo(Outcome.WAITING);
    }

    @Test
    void an_error_refuses_its_ho_so_under_the_requirement_s_own_code_and_the_others_may_be_kept()
            throws IOException {
        SentPackage spoiled = sample(false, 1);
        Path root = spoiled.folder(delivery);
        Path data = root.resolve(SentPackage.DATA + fonds + ".1998.1.0000002.pdf");
        Files.write(data, SmallPdf.of("đổi sau khi đóng gói"));
        var unused = sample(false, 2).folder(delivery);

        Result refused = ingest(delivery);
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(blocking(refused)).contains("TT05_CHECKSUM_WRONG");
        assertThat(refused.verdict().findings())
                .anySatisfy(
                        f -> {
                            assertThat(f.code()).isEqualTo("TT05_CHECKSUM_WRONG");
                            assertThat(f.place()).startsWith(spoiled.folder() + "/representations");
                        });

        Result partly = room.deliveries.ingest(delivery, IngestRoom.acceptSound(), Progress.NONE);
        assertThat(partly.outcome()).isEqualTo(Outcome.PARTLY_KEPT);
        assertThat(partly.kept()).hasSize(1);
    }

    @Test
    void a_secret_is_refused_and_nothing_else_of_it_is_told() throws Exception {
        SentPackage sent = sample(false, 1);
        sent.record.put("mode", "03");
        sent.record.put("title", "Nội dung không được lộ");
        var unused = sent.zip(delivery, 1);
        Path staged = room.stage(delivery);
        DeliveryId id = room.deliveries.submit(staged, "gói mật", IngestRoom.acceptSound());
        for (int i = 0; i < 1_000 && !refused(id); i++) {
            Thread.sleep(20);
        }
        List<Finding> findings = room.deliveries.findings(id, 0, 10).items();
        assertThat(findings).extracting(Finding::code).containsOnly("SECRET");
        assertThat(findings.toString()).doesNotContain("không được lộ");
        assertThat(room.staging()).isEmpty();
    }

    @Test
    void one_object_id_for_two_packages_refuses_both() throws IOException {
        SentPackage one = sample(false, 1);
        SentPackage same = SentPackage.sample(false, fonds, 2, 1, "khác");
        same.uuid = one.uuid;
        var unused = one.zip(delivery, 1);
        unused = same.zip(delivery, 2);
        Result result = room.deliveries.ingest(delivery, IngestRoom.acceptSound(), Progress.NONE);
        assertThat(blocking(result)).contains("PACKAGE_ID_TWICE");
        assertThat(result.kept()).isEmpty();
    }

    @Test
    void hostile_xml_and_paths_are_refused_with_words() throws IOException {
        SentPackage xxe = sample(false, 1);
        Path root = xxe.folder(delivery);
        Path secret = Files.writeString(tmp.resolve("bí mật.txt"), "không được đọc");
        Files.writeString(
                root.resolve("metadata/descriptive/EAD.xml"),
                "<!DOCTYPE simpledc [<!ENTITY x SYSTEM \""
                        + secret.toUri()
                        + "\">]><simpledc><fileCode>a</fileCode><title>&x;</title></simpledc>");
        Result result = ingest(delivery);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(blocking(result)).contains("TT05_XML");
        assertThat(result.verdict().findings().toString()).doesNotContain("không được đọc");

        Path away = tmp.resolve("ngoài");
        SentPackage climbing = sample(false, 2);
        Path zip = climbing.zip(away, 1);
        Zips.add(zip, "../../ngoài.txt", "x".getBytes(StandardCharsets.UTF_8));
        Result climbed = ingest(away);
        assertThat(climbed.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(tmp.resolve("ngoài.txt")).doesNotExist();
    }

    @Test
    void what_lies_beside_packages_or_is_only_referred_to_is_told() throws IOException {
        SentPackage sent = sample(false, 1);
        sent.text(SentPackage.DATA + "kèm theo.fetch.txt", fonds + ".1998.9.0000001\n");
        var unused = sent.folder(delivery);
        unused = Files.writeString(delivery.resolve("rơi ra.pdf"), "%PDF-1.4");
        Result result = ingest(delivery);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(blocking(result)).contains("PACKAGE_BESIDE", "PACKAGE_FETCH");
    }

    @Test
    void packages_of_use_and_of_loose_documents_are_told_apart_and_refused() throws IOException {
        SentPackage loose = SentPackage.loose(false, fonds, 1, 1, 1, "Noi dung roi");
        loose.record.remove("fileCode");
        var unused = loose.folder(delivery);
        SentPackage use = sample(false, 2);
        use.record.clear();
        use.record.put("requestID", "YC-1");
        unused = use.folder(delivery);
        Result result = ingest(delivery);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(blocking(result)).contains("PACKAGE_LOOSE", "PACKAGE_OF_USE");
    }

    @Test
    void a_picture_becomes_a_document_and_what_has_no_place_is_kept_and_told() throws IOException {
        SentPackage sent = sample(false, 1);
        Map<String, String> picture = new HashMap<>();
        picture.put("docCode", fonds + ".1998.1.0000003");
        picture.put("imageTitle", "Lễ khánh thành");
        picture.put("photoTime", "02/9/1998");
        picture.put("photoPlace", "Diên Khánh");
        picture.put("eventName", "Sự kiện ".repeat(62).strip());
        picture.put("typePic", "02");
        picture.put("mode", "01");
        sent.document(picture, fonds + ".1998.1.0000003.pdf", SmallPdf.of("anh"));
        sent.record.put("totalDoc", "3");
        Result result = ingest(sent.folder(delivery));
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT);
        assertThat(result.verdict().findings())
                .extracting(Finding::code)
                .contains("PACKAGES_READ", "PACKAGE_FIELDS_ASIDE");
        Aip kept = room.store.read(result.kept().getFirst());
        DocumentDescription described = kept.documents().get(2).description();
        assertThat(described.subject()).isEqualTo("Lễ khánh thành");
        assertThat(described.issuedDate()).hasToString("02/09/1998");
        assertThat(described.description()).isEqualTo("Nơi chụp: Diên Khánh");
        String sender =
                new String(
                        beside(kept.id(), 1).get(SentPackage.DESCRIPTIONS + "EAD_pic_0000003.xml"),
                        StandardCharsets.UTF_8);
        assertThat(sender).contains("<eventName>Sự kiện Sự kiện");
    }

    @Test
    void a_file_that_changes_after_it_was_judged_is_not_kept() throws IOException {
        SentPackage sent = sample(false, 1);
        Path root = sent.folder(delivery);
        Path data = root.resolve(SentPackage.DATA + fonds + ".1998.1.0000002.pdf");
        Progress changes =
                new Progress() {
                    @Override
                    public void at(Phase phase, long done, long total) {
                        if (phase == Phase.CHECK && total > 0 && done == 0) {
                            SmallPdf.write(
                                    data, "Xoi dung " + fonds + ".1998.1.0000002"); // as long
                        }
                    }

                    @Override
                    public boolean cancelled() {
                        return false;
                    }
                };
        Result result = room.deliveries.ingest(delivery, IngestRoom.options(), changes);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        // Whichever reading met the other bytes.
        assertThat(blocking(result))
                .isNotEmpty()
                .isSubsetOf("PACKAGE_FILE_CHANGED", "FILE_CHANGED");
    }
}
