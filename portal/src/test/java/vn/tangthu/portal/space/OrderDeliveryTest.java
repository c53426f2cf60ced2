package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.Damaged;
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

    @Test
    void theManifestHasTheDigestsOfWhatIsThereAndSaysWhatIsNot() throws Exception {
        AgencyOrders orders = mock(AgencyOrders.class);
        when(orders.find(ORDER.number())).thenReturn(Optional.of(ORDER));
        PackageExports packages = mock(PackageExports.class);
        when(packages.dip(any(), any(), any(), eq(CLERK)))
                .thenAnswer(
                        call ->
                                new PackageExports.Packed() {
                                    @Override
                                    public String fileName() {
                                        return "x.zip";
                                    }

                                    @Override
                                    public void writeTo(OutputStream out, Progress progress)
                                            throws IOException {
                                        // a package of one document has that document only
                                        out.write(
                                                ("gói " + call.getArgument(1))
                                                        .getBytes(StandardCharsets.UTF_8));
                                    }
                                });
        OrderCertificates certificates = mock(OrderCertificates.class);
        when(certificates.pdf(any(), any(), any(), any()))
                .thenReturn(Optional.of("%PDF".getBytes(StandardCharsets.US_ASCII)));
        List<Line> all =
                List.of(
                        line(1, LineState.GRANTED),
                        line(2, LineState.REFUSED),
                        line(3, LineState.GRANTED));
        OrderDelivery delivery =
                new OrderDelivery(ORDER, orders, packages, certificates, Clock.systemUTC()) {
                    @Override
                    List<Line> piece(int offset) {
                        return offset == 0 ? all : List.of();
                    }

                    @Override
                    Optional<Line> now(Line line) {
                        return Optional.of(line);
                    }

                    @Override
                    void damaged(Line line, Damaged damage, Reader reader) {
                        throw new AssertionError(damage);
                    }

                    @Override
                    Optional<Reader> entitled(Line line) { // withdrawn while it leaves
                        return line.n() == 1 ? Optional.of(CLERK) : Optional.empty();
                    }
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        delivery.packed(delivery.granted(), "https://x").writeTo(out, Progress.NONE);
        Map<String, byte[]> entries = entries(out);
        verify(orders).fetched(ORDER, all.getFirst(), CLERK);
        verify(orders, times(1)).fetched(any(), any(), any()); // only what left is counted
        assertThat(entries.keySet())
                .containsExactly(
                        "giay-chung-nhan/00001-H49_1.pdf", "goi/00001-H49_1.zip", "ban-ke.csv");
        assertThat(new String(entries.get("goi/00001-H49_1.zip"), StandardCharsets.UTF_8))
                .contains(new UUID(3, 1).toString());
        String manifest = new String(entries.get("ban-ke.csv"), StandardCharsets.UTF_8);
        for (String name : List.of("giay-chung-nhan/00001-H49_1.pdf", "goi/00001-H49_1.zip")) {
            byte[] bytes = Objects.requireNonNull(entries.get(name));
            assertThat(manifest)
                    .contains(name)
                    .contains(Digest.of(DigestAlgorithm.SHA256, bytes).hex())
                    .contains(Digest.of(DigestAlgorithm.SHA512, bytes).hex());
        }
        assertThat(manifest.lines().toList()).hasSize(4);
        assertThat(manifest).contains("\"3\",\"H49/3\",\"\"", "Không giao được nữa");
        assertThat(manifest).doesNotContain("H49/2");
    }

    private static Map<String, byte[]> entries(ByteArrayOutputStream out) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /** A package that breaks off after its first bytes, or none at all. */
    private static PackageExports.Packed packed(boolean breaks) {
        return new PackageExports.Packed() {
            @Override
            public String fileName() {
                return "x.zip";
            }

            @Override
            public void writeTo(OutputStream out, Progress progress) throws IOException, Damaged {
                out.write('P');
                if (breaks) {
                    throw new Damaged(new ContentFileId(new UUID(5, 5)));
                }
            }
        };
    }

    @Test
    void whatIsRefusedChangedOrDamagedMeanwhileIsToldAndTheRestLeavesAllTheSame() throws Exception {
        AgencyOrders orders = mock(AgencyOrders.class);
        when(orders.find(ORDER.number())).thenReturn(Optional.of(ORDER));
        List<Line> all = new ArrayList<>();
        for (int n = 2; n <= 6; n++) {
            all.add(line(n, LineState.GRANTED));
        }
        PackageExports packages = mock(PackageExports.class);
        when(packages.dip(any(), any(), any(), any())).thenReturn(packed(false));
        when(packages.dip(eq(new AipId(new UUID(2, 4))), any(), any(), any()))
                .thenThrow(new Damaged(new ContentFileId(new UUID(5, 4))));
        when(packages.dip(eq(new AipId(new UUID(2, 5))), any(), any(), any()))
                .thenReturn(packed(true));
        when(orders.withheld(eq(all.getLast()), any())).thenReturn(3);
        OrderCertificates certificates = mock(OrderCertificates.class);
        when(certificates.pdf(any(), any(), any(), any())).thenReturn(Optional.of(new byte[1]));
        List<Integer> damaged = new ArrayList<>();
        OrderDelivery delivery =
                new OrderDelivery(ORDER, orders, packages, certificates, Clock.systemUTC()) {
                    @Override
                    List<Line> piece(int offset) {
                        return offset == 0 ? all : List.of();
                    }

                    @Override
                    Optional<Line> now(Line line) {
                        return Optional.of(
                                switch (line.n()) {
                                    case 2 -> line(2, LineState.REFUSED);
                                    case 3 -> line(3, LineState.GRANTED, true);
                                    default -> line;
                                });
                    }

                    @Override
                    void damaged(Line line, Damaged damage, Reader reader) {
                        damaged.add(line.n());
                    }

                    @Override
                    Optional<Reader> entitled(Line line) {
                        return line.state() == LineState.GRANTED
                                ? Optional.of(CLERK)
                                : Optional.empty();
                    }
                };
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        delivery.packed(delivery.granted(), "https://x").writeTo(out, Progress.NONE);
        Map<String, byte[]> entries = entries(out);
        assertThat(entries.keySet())
                .contains("goi/00006-H49_6.zip")
                .noneMatch(name -> name.contains("00002") || name.contains("00003"));
        String manifest =
                new String(
                        Objects.requireNonNull(entries.get("ban-ke.csv")), StandardCharsets.UTF_8);
        assertThat(manifest.lines().filter(one -> one.contains("\"2\",")))
                .allMatch(one -> one.contains("Không giao được nữa"))
                .hasSize(1);
        assertThat(manifest.lines().filter(one -> one.contains("\"3\",")))
                .allMatch(one -> one.contains("phải quyết định lại"))
                .hasSize(1);
        assertThat(manifest.lines().filter(one -> one.contains("Bị hư hỏng"))).hasSize(2);
        assertThat(manifest).contains("\"goi/00005-H49_5.zip\",\"\",\"\",\"\"");
        assertThat(manifest).contains("Không kèm 3 tài liệu hạn chế");
        assertThat(damaged).containsExactly(4, 5);
        verify(orders).fetched(ORDER, all.getLast(), CLERK);
        verify(orders, times(1)).fetched(any(), any(), any());
    }
}
