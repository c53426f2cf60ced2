package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.ArgumentCaptor;
import vn.tangthu.portal.upload.IncomingPackages;
import vn.tangthu.portal.upload.TestPackages;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

@Timeout(180)
class UploadsTest {
    private static final Reader ARCHIVIST =
            new Reader(null, "luutru", Set.of(Role.ARCHIVIST), Set.of());
    @TempDir Path home;
    private final Deliveries deliveries = mock(Deliveries.class);
    private final ActivityLog activity = mock(ActivityLog.class);
    private final CountDownLatch go = new CountDownLatch(1);
    private IncomingPackages packages;
    private Uploads uploads;

    @BeforeEach
    void start() throws IOException {
        packages = TestPackages.in(home);
        uploads = new Uploads(packages, deliveries, activity);
        when(deliveries.check(any(), anyString(), any()))
                .then(call -> check(call.getArgument(0), call.getArgument(2)));
    }

    @AfterEach
    void stop() {
        go.countDown();
        uploads.stop();
    }

    /** As the room does: the large one goes on until it is let go or cancelled. */
    private Verdict check(Path source, Progress progress) throws InterruptedException {
        if (source.endsWith("lớn.zip")) {
            progress.at(Progress.Phase.CHECK, 30, 100);
            while (go.getCount() > 0 && !progress.cancelled()) {
                Thread.sleep(5);
            }
        }
        return new Verdict(1, 2, 3, 4, List.of());
    }

    private UUID uploaded(String name) throws IOException {
        return TestPackages.waiting(packages, name);
    }

    private Uploads.Upload of(UUID id) {
        return uploads.list().stream().filter(u -> u.id().equals(id)).findFirst().orElseThrow();
    }

    private Uploads.Check going(UUID id) {
        return Objects.requireNonNull(of(id).check());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(5);
        }
    }

    @Test
    void aSmallDryRunDoesNotWaitForAColleaguesLargeOne() throws Exception {
        UUID large = uploaded("lớn.zip");
        UUID small = uploaded("nhỏ.zip");
        uploads.check(large, ARCHIVIST);
        await(() -> going(large).done() == 30);
        uploads.check(small, ARCHIVIST);
        await(() -> going(small).verdict() != null);
        Uploads.Check going = going(large);
        assertThat(going.running()).isTrue();
        assertThat(going.phase()).isEqualTo(Progress.Phase.CHECK);
        assertThat(going.total()).isEqualTo(100);

        uploads.check(large, ARCHIVIST);
        assertThat(of(large).check()).as("one dry run of an upload at a time").isSameAs(going);
        go.countDown();
        await(() -> going.verdict() != null);
        assertThat(of(large).check()).isSameAs(going);
    }

    @Test
    void aDryRunIsStoppedAndTheUploadStays() throws Exception {
        UUID large = uploaded("lớn.zip");
        uploads.check(large, ARCHIVIST);
        await(() -> going(large).done() == 30);
        uploads.stopCheck(large, ARCHIVIST);
        await(() -> of(large).check() == null);
        assertThat(packages.whole(large).map(Files::exists)).contains(true);
        verify(activity).record(ARCHIVIST, "DRY_RUN_CANCELLED", "lớn.zip", null);

        go.countDown();
        uploads.check(large, ARCHIVIST);
        await(() -> going(large).verdict() != null);
    }

    @Test
    void whomItComesFromIsKnownAfterARestartAndWhenItIsHandedIn() throws Exception {
        UUID id = uploaded("nhỏ.zip");
        assertThat(uploads.contractor(id)).isEmpty();
        uploads.contractor(id, "Công ty cũ");
        uploads.contractor(id, "Công ty Sông Trà");

        Uploads later = new Uploads(TestPackages.in(home), deliveries, activity);
        assertThat(later.contractor(id)).isEqualTo("Công ty Sông Trà");
        when(deliveries.submit(any(), any(), any())).thenReturn(new DeliveryId(UUID.randomUUID()));
        assertThat(later.handIn(id, false, ARCHIVIST)).isPresent();
        ArgumentCaptor<Options> options = ArgumentCaptor.forClass(Options.class);
        verify(deliveries).submit(any(), eq("nhỏ.zip"), options.capture());
        assertThat(options.getValue().submitter()).isEqualTo("Công ty Sông Trà");
        later.stop();
    }
}
