package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.portal.outgoing.SearchExport;
import vn.tangthu.portal.security.PersonOfSession;
import vn.tangthu.portal.signing.PdfSigning;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.TangThuHome;

/**
 * The room alone on a real server: its pages and its filter chain, an archive in memory. Not marked
 * as a configuration, so that no scan of the whole application finds it.
 */
@EnableAutoConfiguration(
        excludeName = {
            "com.vaadin.flow.spring.SpringBootAutoConfiguration",
            "com.vaadin.flow.spring.SpringSecurityAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@ComponentScan("vn.tangthu.portal.publicpages")
@Import(SearchExport.class)
@ComponentScan(
        basePackages = "vn.tangthu.portal.security",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(PublicSecurity|PlainAddresses)"))
class PublicPagesHouse {
    /** Of a letter about saved searches. */
    static final String NOTICE = "a".repeat(26);

    /** A digest that no file has. */
    static final String NOWHERE = "f".repeat(128);

    static final Fees.Table FEES =
            new Fees.Table(
                    1,
                    new Fees.NewTable(
                            LocalDate.of(2026, 1, 1),
                            "Nghị quyết 12",
                            "Nộp tại quầy tiếp dân",
                            true,
                            List.of(
                                    new Fees.Row(
                                            AccessRequests.Kind.CERTIFIED_COPY,
                                            "Sao một trang",
                                            Fees.Unit.PAGE,
                                            3_000)),
                            List.of(
                                    new Fees.Relief(
                                            FeeGroup.STUDENT, 50, "Điều 4", "Thẻ sinh viên"))),
                    Instant.EPOCH,
                    "quantri");

    @Bean
    FakeArchive archive() {
        return new FakeArchive();
    }

    @Bean
    FakeStand stand() {
        return new FakeStand();
    }

    @Bean
    ActivityLog activity() {
        return Mockito.mock(ActivityLog.class);
    }

    /** One that waits to be confirmed. */
    @Bean
    SavedSearches savedSearches() {
        SavedSearches saved = Mockito.mock(SavedSearches.class);
        Mockito.when(saved.byCode(NOTICE))
                .thenReturn(
                        Optional.of(
                                new SavedSearches.Notice(
                                        "an@example.vn", NOTICE, Instant.EPOCH, null)));
        return saved;
    }

    @Bean
    FakeBodies bodies() {
        return new FakeBodies();
    }

    /** Stands where the spaces behind the login stand; says so when it is reached. */
    @Bean
    ServletRegistrationBean<HttpServlet> behindTheLogin() {
        return new ServletRegistrationBean<>(
                new HttpServlet() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected void doGet(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        response.getWriter().write("behind the login");
                    }
                },
                "/app/*",
                "/VAADIN/*");
    }

    @Bean
    FakeRequests requests() {
        return new FakeRequests();
    }

    /** Nobody, unless a test says who. */
    @Bean
    PersonOfSession people() {
        return Mockito.mock(PersonOfSession.class);
    }

    /** Nobody has a request of their own. */
    @Bean
    UserFiles userFiles() {
        return Mockito.mock(UserFiles.class);
    }

    @Bean
    FakeAttachments attachments(FakeRequests requests) {
        return new FakeAttachments(requests);
    }

    /** Where files wait that are being received. */
    @Bean
    TangThuHome home() throws IOException {
        Path home = Files.createTempDirectory("tangthu-pages");
        home.toFile().deleteOnExit();
        return new TangThuHome(home);
    }

    @Bean
    FakeCertificates certificates() {
        return new FakeCertificates();
    }

    @Bean
    vn.tangthu.repository.AnswerLetters answerLetters() {
        return Mockito.mock(vn.tangthu.repository.AnswerLetters.class);
    }

    /** A table that holds, and nothing told to anybody. */
    @Bean
    Fees fees() {
        Fees fees = Mockito.mock(Fees.class);
        Mockito.when(fees.now()).thenReturn(Optional.of(FEES));
        return fees;
    }

    /** None was ever made. */
    @Bean
    vn.tangthu.repository.OnlineReadings onlineReadings() {
        return Mockito.mock(vn.tangthu.repository.OnlineReadings.class);
    }

    @Bean
    vn.tangthu.repository.Redactions redactions() {
        return Mockito.mock(vn.tangthu.repository.Redactions.class);
    }

    @Bean
    GrantedCopies grantedCopies() {
        return Mockito.mock(GrantedCopies.class);
    }

    /** Without a key. */
    @Bean
    PdfSigning signing() throws IOException {
        PdfSigning signing = Mockito.mock(PdfSigning.class);
        Mockito.when(signing.sign(Mockito.any(), Mockito.any()))
                .thenAnswer(
                        call -> {
                            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
                            call.<PdfSigning.Writing>getArgument(1).to(out, null);
                            return new PdfSigning.Signed(
                                    out.toByteArray(), PdfSigning.Level.UNSIGNED);
                        });
        return signing;
    }

    /** Has the sound record in it. */
    @Bean
    Ledger ledger() throws IOException {
        Ledger ledger = Mockito.mock(Ledger.class);
        Mockito.when(ledger.inclusion(Mockito.any(), Mockito.anyInt()))
                .thenReturn(
                        Optional.of(
                                new Ledger.Inclusion(
                                        7,
                                        "{\"index\":7,\"kind\":\"VERSION\"}",
                                        9,
                                        List.of("0".repeat(64)),
                                        "tangthu/x\n9\nAAAA\n\n— tangthu/x BBBB\n")));
        return ledger;
    }

    /** Knows the sound file and one that is closed. */
    @Bean
    KeptFiles keptFiles() {
        KeptFiles kept = Mockito.mock(KeptFiles.class);
        Mockito.when(kept.find(Mockito.any()))
                .thenAnswer(
                        call -> {
                            Collection<Digest> asked = call.getArgument(0);
                            Digest ours = Digest.of(DigestAlgorithm.SHA512, FakeArchive.BYTES);
                            if (asked.contains(new Digest(DigestAlgorithm.SHA512, NOWHERE))) {
                                return List.of();
                            }
                            return asked.contains(ours)
                                    ? List.of(
                                            new KeptFiles.Kept(
                                                    ours,
                                                    FakeArchive.CODE,
                                                    "a.pdf",
                                                    true,
                                                    FakeArchive.FILE))
                                    : List.of(
                                            new KeptFiles.Kept(
                                                    asked.iterator().next(),
                                                    "kín",
                                                    "kín.pdf",
                                                    false,
                                                    FakeArchive.HIDDEN_FILE));
                        });
        return kept;
    }

    @Bean
    AltoTexts alto() {
        return Mockito.mock(AltoTexts.class);
    }

    @Bean
    TextLine textLine() {
        return Mockito.mock(TextLine.class);
    }

    @Bean
    TextWork textWork() {
        return Mockito.mock(TextWork.class);
    }

    @Bean
    Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), Formats.ZONE);
    }
}
