package vn.tangthu.portal.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.tangthu.portal.outgoing.ClosedThings;
import vn.tangthu.portal.outgoing.PackagesUnderWay;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Role;

/** A package that is refused stands in the log, whoever asked and however far it came. */
class PackageFilesTest {
    private static final UUID RECORD = UUID.randomUUID();

    private final PackageExports packages = mock(PackageExports.class);
    private final ActivityLog activity = mock(ActivityLog.class);
    private final CurrentReader current = mock(CurrentReader.class);
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private Reader reader(Role... roles) {
        Reader reader = new Reader(new AccountId(UUID.randomUUID()), "an", Set.of(roles), Set.of());
        when(current.reader()).thenReturn(reader);
        return reader;
    }

    private void ask(String form) throws Exception {
        try (AnnotationConfigApplicationContext context =
                new AnnotationConfigApplicationContext()) {
            context.registerBean(ActivityLog.class, () -> activity);
            context.registerBean(CurrentReader.class, () -> current);
            context.registerBean(PackageExports.class, () -> packages);
            context.registerBean(AccessRequests.class, () -> mock(AccessRequests.class));
            context.registerBean(Clock.class, Clock::systemUTC);
            context.registerBean(ClosedThings.class, () -> mock(ClosedThings.class));
            context.register(ReadersFiles.class, PackagesUnderWay.class, PackageFiles.class);
            context.refresh();
            assertThat(
                            context.getBean(PackageFiles.class)
                                    .send(
                                            RECORD,
                                            form,
                                            null,
                                            new MockHttpServletRequest(),
                                            response))
                    .isNull();
        }
        assertThat(response.getStatus()).isEqualTo(404);
    }

    @Test
    void whoIsNoArchivistIsRefusedAndCounted() throws Exception {
        Reader citizen = reader(Role.CITIZEN);
        ask(PackageFiles.DIP);
        verify(activity).record(citizen, "ACCESS_REFUSED", RECORD.toString(), null);
        verify(packages, never()).dip(any(), any(), any());
    }

    @Test
    void whatAnArchivistMayNotHaveIsCountedToo() throws Exception {
        Reader archivist = reader(Role.ARCHIVIST);
        when(packages.hoso(any(), any(), any())).thenThrow(new Retrieval.NotAvailable());
        ask(PackageExports.Form.values()[0].word());
        verify(activity)
                .record(
                        archivist,
                        "ACCESS_REFUSED",
                        RECORD.toString(),
                        PackageExports.Form.values()[0].name());
    }

    @Test
    void aFormThatThereIsNotIsNoRefusal() throws Exception {
        Reader unused = reader(Role.ARCHIVIST);
        ask("khong-co");
        verify(activity, never()).record(any(), any(), any(), any());
    }
}
