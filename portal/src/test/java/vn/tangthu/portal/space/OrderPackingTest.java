package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.certificates.FileCertifying;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyDeliveries.Job;
import vn.tangthu.repository.AgencyDeliveries.Part;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;
import vn.tangthu.storage.TangThuHome;

/** The job that packs deliveries: as whom, what it passes over, and when it gives up. */
class OrderPackingTest {
    private static final String NUMBER = OrderDeliveryTest.ORDER.number();

    @TempDir Path home;
    private final AgencyDeliveries deliveries = mock(AgencyDeliveries.class);
    private final AgencyOrders orders = mock(AgencyOrders.class);
    private final PackageExports packages = mock(PackageExports.class);
    private final OrderCertificates certificates = mock(OrderCertificates.class);
    private final FileCertifying single = mock(FileCertifying.class);
    private final Accounts accounts = mock(Accounts.class);
    private final ReadersFiles files = mock(ReadersFiles.class);
    private final List<String> put = new ArrayList<>();
    private final Account account =
            new Account(
                    new AccountId(new UUID(7, 7)),
                    "vanthu",
                    "Văn thư",
                    Set.of(Role.AGENCY),
                    Set.of(),
                    true,
                    false,
                    Instant.EPOCH,
                    null,
                    OrderDeliveryTest.ORDER.body(),
                    null);
    private final Reader clerk = new Reader(account.id(), "vanthu", Set.of(Role.AGENCY), Set.of());
    private final List<Line> lines =
            List.of(
                    OrderDeliveryTest.line(1, LineState.GRANTED),
                    OrderDeliveryTest.line(2, LineState.REFUSED),
                    OrderDeliveryTest.line(3, LineState.GRANTED),
                    OrderDeliveryTest.line(4, LineState.GRANTED));
    private boolean wanted = true;

    @BeforeEach
    void wire() throws Exception {
        when(orders.find(NUMBER)).thenReturn(Optional.of(OrderDeliveryTest.ORDER));
        when(orders.lines(eq(NUMBER), anyInt(), anyInt()))
                .thenAnswer(
                        call -> {
                            int from = call.getArgument(1);
                            return new Slice<>(from == 0 ? lines : List.of(), from, lines.size());
                        });
        when(accounts.find(account.id())).thenReturn(Optional.of(account));
        when(accounts.readerFor(account)).thenReturn(clerk);
        when(orders.entitled(any(), any(), eq(account), eq(clerk))).thenReturn(Optional.of(clerk));
        when(deliveries.seen(any(), eq(clerk))).thenReturn(Optional.of("a"));
        when(deliveries.part(any(), any(), any())).thenReturn(Optional.empty());
        when(deliveries.put(any(), any(), any(), eq(clerk), any()))
                .thenAnswer(
                        call -> {
                            Path file = call.getArgument(4);
                            put.add(
                                    call.<Line>getArgument(1).n()
                                            + " "
                                            + (file == null ? "-" : told(file)));
                            return wanted;
                        });
        when(certificates.of(any(), any(), any(), any()))
                .thenReturn(Optional.of(OrderDeliveryTest.ISSUED));
        doAnswer(
                        call -> {
                            FileCertifying.Sink sink = call.getArgument(5);
                            sink.take("một".getBytes(StandardCharsets.UTF_8));
                            sink.take("hai".getBytes(StandardCharsets.UTF_8));
                            return null;
                        })
                .when(single)
                .write(any(), any(), any(), any(), eq(clerk), any());
        when(packages.dip(any(), any(), any(), eq(clerk))).thenReturn(packed(null));
    }

    /** What is in a part, in the order it leaves. */
    private static String told(Path file) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (OrderPart part =
                OrderPart.open(file, OrderDeliveryTest.ISSUED.certificate().id()).orElseThrow()) {
            part.dip(all);
            for (ZipEntry paper : part.papers()) {
                all.write(' ');
                part.paper(paper, all);
            }
        }
        assertThat(OrderPart.open(file, new UUID(0, 0))).as("of another certificate").isEmpty();
        return all.toString(StandardCharsets.UTF_8);
    }

    private static PackageExports.Packed packed(@Nullable Damaged damage) {
        return new PackageExports.Packed() {
            @Override
            public String fileName() {
                return "x.zip";
            }

            @Override
            public void writeTo(OutputStream out, Progress progress) throws IOException, Damaged {
                out.write('P');
                if (damage != null) {
                    throw damage;
                }
            }
        };
    }

    private void turn(int attempts, Integer... done) throws IOException {
        Job job = new Job(NUMBER, account.id(), "https://x", attempts, List.of(done));
        when(deliveries.take()).thenReturn(Optional.of(job)).thenReturn(Optional.empty());
        TangThuHome lies = new TangThuHome(home);
        Files.createDirectories(lies.tmp());
        new OrderPacking(
                        deliveries,
                        orders,
                        packages,
                        certificates,
                        single,
                        accounts,
                        files,
                        lies,
                        Clock.systemUTC(),
                        Duration.ofDays(1),
                        false)
                .tick();
        try (var left = Files.list(lies.tmp())) {
            assertThat(left).as("nothing half packed stays on the disk").isEmpty();
        }
    }

    @Test
    void whatWasGrantedIsPackedOnceAndTheRestIsPassedOver() throws Exception {
        when(orders.entitled(any(), eq(lines.get(3)), any(), any())).thenReturn(Optional.empty());
        when(deliveries.part(any(), eq(lines.getFirst()), any()))
                .thenReturn(Optional.of(new Part(1, "k", 1, null, null)));
        turn(1, 1); // the first line is there since before a kill
        assertThat(put).containsExactly("3 P một hai");
        verify(deliveries).ready(any());
        verify(deliveries, times(2)).sweep(); // before it, and before the next one
    }

    @Test
    void aDamagedFileIsToldAndTheOthersArePackedAllTheSame() throws Exception {
        when(packages.dip(eq(lines.get(2).record()), any(), any(), any()))
                .thenReturn(packed(new Damaged(new ContentFileId(new UUID(5, 5)))));
        turn(1);
        assertThat(put).containsExactly("1 P một hai", "3 -", "4 P một hai");
        verify(files).damaged(eq(clerk), any(), any());
        verify(deliveries).ready(any());
    }

    @Test
    void aCancelledDeliveryStopsAtTheNextLine() throws Exception {
        wanted = false;
        turn(1);
        assertThat(put).containsExactly("1 P một hai");
        verify(deliveries, never()).ready(any());
        verify(deliveries, never()).failed(any(), any(), eq(true));
    }

    @Test
    void anAccountThatWasClosedGetsNothing() throws Exception {
        when(accounts.find(account.id())).thenReturn(Optional.empty());
        turn(1);
        assertThat(put).isEmpty();
    }

    @Test
    void aFaultIsTriedAgainFiveTimes() throws Exception {
        when(packages.dip(any(), any(), any(), any())).thenThrow(new IOException("disk"));
        turn(1);
        verify(deliveries).failed(any(), eq("DELIVERY_NOT_MADE"), eq(false));
        turn(AgencyDeliveries.ATTEMPTS);
        verify(deliveries).failed(any(), eq("DELIVERY_NOT_MADE"), eq(true));
        verify(deliveries, never()).ready(any());
    }
}
