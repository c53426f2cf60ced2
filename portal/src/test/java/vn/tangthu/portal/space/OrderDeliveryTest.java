package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.certificates.DeliveryManifests;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyDeliveries.Part;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** What leaves for an agency: packages, certificates, and a manifest that can be checked. */
class OrderDeliveryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final Reader CLERK = new Reader(null, "vanthu", Set.of(Role.AGENCY), Set.of());
    static final Order ORDER =
            new Order(
                    1,
                    "LH-2026-000001-ABCD",
                    new BodyId(new UUID(1, 1)),
                    "Xã Diên Khánh",
                    "Văn thư",
                    "",
                    "15/CV",
                    LocalDate.of(2026, 11, 20),
                    "Đất đai",
                    "CLEAN",
                    NOW,
                    NOW,
                    NOW,
                    null,
                    null,
                    null,
                    null,
                    State.OPEN);

    static Line line(int n, LineState state) {
        return line(n, state, false);
    }

    private static Line line(int n, LineState state, boolean again) {
        return new Line(
                n,
                "H49." + n,
                new AipId(new UUID(2, n)),
                n == 1 ? new DocumentId(new UUID(3, n)) : null,
                new FondsId(new UUID(4, 1)),
                "H49/" + n,
                false,
                state,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                again);
    }

    static final OrderCertificates.Issued ISSUED =
            new OrderCertificates.Issued(
                    new Certificate(
                            new UUID(8, 8),
                            1,
                            "CN-2026-000001",
                            "a".repeat(26),
                            new Certificates.Draft(
                                    Certificates.Kind.RECORD,
                                    new UUID(2, 1),
                                    1,
                                    false,
                                    List.of(),
                                    List.of(),
                                    null,
                                    null),
                            NOW,
                            "lan",
                            true,
                            4,
                            Digest.of(DigestAlgorithm.SHA512, new byte[1]),
                            Certificates.State.VALID,
                            null),
                    "%PDF".getBytes(StandardCharsets.US_ASCII));

    /** A part as the job makes it, with certificates of files in two PDFs. */
    private static void write(Path file, String dip, UUID certificate) throws Exception {
        try (OrderPart.Making making = new OrderPart.Making(Files.newOutputStream(file))) {
            making.dip(
                    out -> {
                        try (out) { // as a package closes what it writes to
                            out.write(dip.getBytes(StandardCharsets.UTF_8));
                        }
                    });
            making.paper(certificate, "tệp 1–250".getBytes(StandardCharsets.UTF_8));
            making.paper(certificate, "tệp 251".getBytes(StandardCharsets.UTF_8));
        }
    }

    @TempDir Path directory;
    private UUID packedWith = ISSUED.certificate().id();
    private final AgencyOrders orders = mock(AgencyOrders.class);
    private final AgencyDeliveries deliveries = mock(AgencyDeliveries.class);
    private final OrderCertificates certificates = mock(OrderCertificates.class);
    private final DeliveryManifests manifests = mock(DeliveryManifests.class);
    private final Map<Integer, Line> now = new HashMap<>();
    private final Set<Integer> closed = new HashSet<>();

    @BeforeEach
    void wire() throws IOException {
        when(orders.find(ORDER.number())).thenReturn(Optional.of(ORDER));
        when(certificates.of(any(), any(), any(), any())).thenReturn(Optional.of(ISSUED));
        when(deliveries.seen(any(), any())).thenReturn(Optional.of("a"));
        when(deliveries.part(any(), any(), any()))
                .thenAnswer(call -> Optional.of(part(call.<Line>getArgument(1).n(), "k")));
        when(deliveries.open(any()))
                .thenAnswer(
                        call -> {
                            Path file = Files.createTempFile(directory, "part", "");
                            write(file, "gói " + call.<Part>getArgument(0).line(), packedWith);
                            return Optional.of(handed(file));
                        });
        when(manifests.pdf(any(), anyInt(), anyLong(), anyInt(), any()))
                .thenAnswer(
                        call ->
                                (call.getArgument(1)
                                                + " "
                                                + call.getArgument(3)
                                                + " "
                                                + call.<Digest>getArgument(4).hex())
                                        .getBytes(StandardCharsets.UTF_8));
    }

    private static AgencyDeliveries.Handed handed(Path file) {
        return new AgencyDeliveries.Handed() {
            @Override
            public Path path() {
                return file;
            }

            @Override
            public void close() throws IOException {
                Files.delete(file);
            }
        };
    }

    private static Part part(int line, @Nullable String key) {
        return new Part(line, key, 5, null, null);
    }

    private OrderDelivery delivery(List<Line> all) {
        return new OrderDelivery(ORDER, orders, deliveries, certificates, manifests) {
            @Override
            List<Line> piece(int offset) {
                return offset == 0 ? all : List.of();
            }

            @Override
            Optional<Line> now(Line line) {
                return Optional.of(Objects.requireNonNullElse(now.get(line.n()), line));
            }

            @Override
            Optional<Reader> entitled(Line line) {
                return line.state() == LineState.GRANTED && !closed.contains(line.n())
                        ? Optional.of(CLERK)
                        : Optional.empty();
            }
        };
    }

    private Map<String, String> left(List<Line> all) throws Exception {
        OrderDelivery delivery = delivery(all);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        delivery.packed(delivery.granted(), "https://x").writeTo(out, Progress.NONE);
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                entries.put(
                        entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        try (var files = Files.list(directory)) {
            assertThat(files).as("nothing of it stays on the disk").isEmpty();
        }
        return entries;
    }

    private static String of(Map<String, String> entries, String name) {
        return Objects.requireNonNull(entries.get(name), name);
    }

    @Test
    void theManifestHasTheDigestsOfWhatIsThereAndIsSignedFor() throws Exception {
        closed.add(3); // withdrawn while it leaves
        List<Line> all =
                List.of(
                        line(1, LineState.GRANTED),
                        line(2, LineState.REFUSED),
                        line(3, LineState.GRANTED));
        Map<String, String> entries = left(all);
        verify(orders).fetched(ORDER, all.getFirst(), CLERK);
        verify(orders, times(1)).fetched(any(), any(), any()); // only what left is counted
        assertThat(entries.keySet())
                .containsExactly(
                        "giay-chung-nhan/00001-H49_1.pdf",
                        "giay-chung-nhan/00001-H49_1-tung-tep.pdf",
                        "giay-chung-nhan/00001-H49_1-tung-tep-2.pdf",
                        "goi/00001-H49_1.zip",
                        "ban-ke.csv",
                        "ban-ke.pdf");
        String manifest = of(entries, "ban-ke.csv");
        assertThat(of(entries, "goi/00001-H49_1.zip")).isEqualTo("gói 1");
        assertThat(of(entries, "giay-chung-nhan/00001-H49_1-tung-tep-2.pdf")).isEqualTo("tệp 251");
        for (String name :
                List.of(
                        "giay-chung-nhan/00001-H49_1.pdf",
                        "giay-chung-nhan/00001-H49_1-tung-tep.pdf",
                        "giay-chung-nhan/00001-H49_1-tung-tep-2.pdf",
                        "goi/00001-H49_1.zip")) {
            byte[] bytes = of(entries, name).getBytes(StandardCharsets.UTF_8);
            assertThat(manifest)
                    .contains(name)
                    .contains(Digest.of(DigestAlgorithm.SHA256, bytes).hex())
                    .contains(Digest.of(DigestAlgorithm.SHA512, bytes).hex());
        }
        assertThat(manifest.lines().toList()).hasSize(6);
        assertThat(manifest).contains("\"3\",\"H49/3\",\"\"", "Không giao được nữa");
        assertThat(manifest).doesNotContain("H49/2");
        assertThat(of(entries, "ban-ke.pdf"))
                .isEqualTo(
                        "4 1 "
                                + Digest.of(
                                                DigestAlgorithm.SHA512,
                                                manifest.getBytes(StandardCharsets.UTF_8))
                                        .hex());
        verify(deliveries, never()).again(any(), any());
    }

    @Test
    void whatWasPackedWithACertificateThatIsWithdrawnByNowIsMadeAgain() throws Exception {
        packedWith = new UUID(9, 9);
        Line line = line(2, LineState.GRANTED);
        Map<String, String> entries = left(List.of(line));
        assertThat(entries.keySet()).containsExactly("ban-ke.csv", "ban-ke.pdf");
        assertThat(of(entries, "ban-ke.csv")).contains("Đang lập lại");
        verify(deliveries).lost(ORDER, line);
        verify(deliveries).again(eq(ORDER), any());
        verify(orders, never()).fetched(any(), any(), any());
    }

    @Test
    void aPartOfBeforeWithoutCertificatesOfItsFilesIsMadeAgain() throws Exception {
        Path file = Files.createTempFile(directory, "part", "");
        Files.writeString(file, "a package of before");
        assertThat(OrderPart.open(file, new UUID(8, 8))).isEmpty();
        Files.delete(file);
        assertThat(left(List.of(line(2, LineState.GRANTED)))).hasSize(6);
    }

    @Test
    void whatIsRefusedChangedOrDamagedMeanwhileIsToldAndTheRestLeavesAllTheSame() throws Exception {
        List<Line> all = new ArrayList<>();
        for (int n = 2; n <= 7; n++) {
            all.add(line(n, LineState.GRANTED));
        }
        now.put(2, line(2, LineState.REFUSED));
        now.put(3, line(3, LineState.GRANTED, true));
        doReturn(Optional.of(part(4, null))) // damaged when it was made
                .when(deliveries)
                .part(any(), eq(all.get(2)), any());
        doReturn(Optional.empty()).when(deliveries).part(any(), eq(all.get(3)), any()); // changed
        doReturn(Optional.empty()).when(deliveries).open(part(6, "k")); // other bytes
        when(orders.withheld(eq(all.getLast()), any())).thenReturn(3);
        Map<String, String> entries = left(all);
        assertThat(entries.keySet())
                .containsExactly(
                        "giay-chung-nhan/00007-H49_7.pdf",
                        "giay-chung-nhan/00007-H49_7-tung-tep.pdf",
                        "giay-chung-nhan/00007-H49_7-tung-tep-2.pdf",
                        "goi/00007-H49_7.zip",
                        "ban-ke.csv",
                        "ban-ke.pdf");
        String manifest = of(entries, "ban-ke.csv");
        Map<Integer, String> told =
                Map.of(
                        2, "Không giao được nữa",
                        3, "phải quyết định lại",
                        4, "Bị hư hỏng",
                        5, "Đang lập lại",
                        6, "Đang lập lại");
        told.forEach(
                (n, words) ->
                        assertThat(
                                        manifest.lines()
                                                .filter(one -> one.startsWith("\"" + n + "\","))
                                                .toList())
                                .singleElement()
                                .asString()
                                .contains(words));
        assertThat(manifest).contains("Không kèm 3 tài liệu hạn chế");
        verify(deliveries).lost(ORDER, all.get(4)); // not in the store any more
        verify(deliveries, times(1)).lost(any(), any());
        verify(deliveries).again(ORDER, CLERK); // the job makes what has changed anew, for them
        verify(orders).fetched(ORDER, all.getLast(), CLERK);
        verify(orders, times(1)).fetched(any(), any(), any());
    }

    @Test
    void whatIsClosedWhileItsPackageIsReadDoesNotLeave() throws Exception {
        doAnswer(
                        call -> {
                            closed.add(1);
                            return Optional.of(handed(Files.createTempFile(directory, "part", "")));
                        })
                .when(deliveries)
                .open(any());
        Map<String, String> entries = left(List.of(line(1, LineState.GRANTED)));
        assertThat(entries.keySet()).containsExactly("ban-ke.csv", "ban-ke.pdf");
        verify(orders, never()).fetched(any(), any(), any());
    }
}
