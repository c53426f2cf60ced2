package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Tombstones;

/**
 * The addresses of a thousand hồ sơ, as somebody wrote them down: after half of them were delivered
 * once more as new versions, after documents of some were erased so that another package stands for
 * them, and after a rebuild from the store alone, each leads to the hồ sơ.
 */
@Tag("long")
class LinkRotTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final int RECORDS = 1_000;
    private static final int AGAIN = 500;
    private static final int ERASED = 10;

    @TempDir Path work;

    @SuppressWarnings("NullAway.Init")
    private RunningArchive archive;

    private final byte[] pdf = pdf();

    @BeforeEach
    void start() throws Exception {
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--tangthu.extraction.enabled=false",
                        "--tangthu.portal.throttle-scale=1000");
        archive.createFonds(FONDS);
    }

    @AfterEach
    void stop() {
        archive.close();
    }

    private static byte[] pdf() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.addRect(100, 300, 400, 200); // a blank page is not taken in
                content.fill();
            }
            document.save(out);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static String code(int number) {
        return FONDS.code() + ".1998." + number;
    }

    /** Of two documents each; the bytes of every file are its own. */
    private DeliveryId deliver(String name, int count, String title) throws Exception {
        Path delivery = Files.createDirectories(work.resolve(name));
        StringBuilder records =
                new StringBuilder("Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;THBQ;Tổng số tài liệu\n");
        StringBuilder documents = new StringBuilder("Mã tài liệu;Trích yếu nội dung;Số trang\n");
        for (int number = 1; number <= count; number++) {
            records.append(FONDS.code() + ";" + code(number) + ";" + title + number + ";01;2\n");
            for (int document = 1; document <= 2; document++) {
                String docCode = code(number) + ".000000" + document;
                documents.append(docCode + ";Văn bản " + document + ";1\n");
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                bytes.write(pdf);
                bytes.write(("%" + docCode + "\n").getBytes(StandardCharsets.UTF_8));
                Files.write(delivery.resolve(docCode + ".pdf"), bytes.toByteArray());
            }
        }
        Files.writeString(delivery.resolve("DanhMucHoSo.csv"), records);
        Files.writeString(delivery.resolve("DanhMucTaiLieu.csv"), documents);
        return archive.port(Deliveries.class)
                .ingest(
                        delivery,
                        new Deliveries.Options(false, false, "Bên A", Reader.OPERATOR),
                        Progress.NONE)
                .delivery();
    }

    /** Id by code. */
    private Map<String, AipId> kept() {
        Catalogue catalogue = archive.port(Catalogue.class);
        FondsId fonds = catalogue.fondsByCode(FONDS.code(), Reader.OPERATOR).orElseThrow().id();
        Map<String, AipId> kept = new LinkedHashMap<>();
        for (int offset = 0; offset < RECORDS; offset += 100) {
            catalogue
                    .recordsWithoutSeries(fonds, offset, 100, Reader.ANONYMOUS)
                    .items()
                    .forEach(one -> kept.put(one.arcFileCode(), one.id()));
        }
        return kept;
    }

    private void again() throws Exception {
        DeliveryId again = deliver("hai", AGAIN, "Hồ sơ đã sửa số ");
        Deliveries deliveries = archive.port(Deliveries.class);
        deliveries.decide(again, Deliveries.Decision.NEW_VERSIONS, "giao lại", Reader.OPERATOR);
        for (int i = 0; i < 1_200; i++) {
            if (deliveries.find(again).orElseThrow().state() == Deliveries.State.KEPT) {
                return;
            }
            Thread.sleep(100);
        }
        throw new AssertionError(deliveries.find(again).orElseThrow().toString());
    }

    /** The first document of the last hồ sơ: what stays of them is a package of another id. */
    private void erase(List<AipId> records) throws Exception {
        Erasures erasures = archive.port(Erasures.class);
        for (AipId id : records) {
            RecordView.Full record =
                    (RecordView.Full)
                            archive.port(Catalogue.class).record(id, Reader.OPERATOR).orElseThrow();
            erasures.order(
                    new Erasures.Order(
                            id,
                            Tombstones.Cause.DESTROYED,
                            "Điều 16 Luật Lưu trữ",
                            "12/QĐ-SNV",
                            LocalDate.of(2026, 11, 1),
                            List.of("Hội đồng xét hủy"),
                            Reader.OPERATOR,
                            null,
                            null,
                            Set.of(record.documents().getFirst().id())));
        }
        erasures.awaitIdle();
    }

    private String leads(String address) throws IOException, InterruptedException {
        String at = address;
        for (int hops = 0; hops < 4; hops++) {
            HttpResponse<byte[]> answer = archive.get(at);
            if (answer.statusCode() == 200) {
                return at;
            }
            if (answer.statusCode() / 100 != 3) {
                return answer.statusCode() + " at " + at;
            }
            at =
                    answer.headers()
                            .firstValue("Location")
                            .orElseThrow()
                            .replace(archive.address(), "");
        }
        return "no end of " + address;
    }

    @Test
    void aThousandAddressesLeadToTheirRecordsAfterRedeliveriesErasuresAndARebuild()
            throws Exception {
        DeliveryId first = deliver("mot", RECORDS, "Hồ sơ số ");
        assertThat(archive.port(Deliveries.class).find(first).orElseThrow().state())
                .isEqualTo(Deliveries.State.KEPT);
        Map<String, AipId> noted = kept();
        assertThat(noted).hasSize(RECORDS);

        again();
        List<AipId> ids = List.copyOf(noted.values());
        List<AipId> erased = ids.subList(RECORDS - ERASED, RECORDS);
        erase(erased);
        RunningArchive.Said rebuilt = archive.verb(work, "rebuild");
        assertThat(rebuilt.status()).as(rebuilt.out() + rebuilt.err()).isZero();

        List<String> rotten = new ArrayList<>();
        int led = 0;
        for (Map.Entry<String, AipId> each : noted.entrySet()) {
            String byId = leads("/ho-so/" + each.getValue());
            String byCode =
                    leads("/ma/" + URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8));
            if (!byId.startsWith("/ho-so/") || !byCode.equals(byId)) {
                rotten.add(each + ": " + byId + ", " + byCode);
            }
            if (!byId.equals("/ho-so/" + each.getValue())) {
                led++;
            }
        }
        assertThat(rotten).isEmpty();
        assertThat(led).as("packages that others stand for").isEqualTo(ERASED);
    }
}
