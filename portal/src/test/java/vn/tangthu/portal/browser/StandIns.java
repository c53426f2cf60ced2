package vn.tangthu.portal.browser;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.mockito.ArgumentMatchers;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.portal.certificates.CertificateIssuing;
import vn.tangthu.portal.certificates.DeliveryManifests;
import vn.tangthu.portal.certificates.FileCertifying;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reference;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Alarms;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveredColumn.How;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.DeliveryMinutes;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.FormatPolicies;
import vn.tangthu.repository.FormatRisks;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Holidays;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.OriginalFiles;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.PairImages;
import vn.tangthu.repository.PaperLists;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.Post;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ProviderLogins;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingWatch;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordSummary;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.SuspectImages;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.TextWorkers;
import vn.tangthu.repository.UseFigures;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.VirusScans;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.TangThuHome;

/** The spaces behind the login on ports that are stood in for: one fonds, one hồ sơ, some work. */
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceInitializationAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.health.DataSourceHealthContributorAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayEndpointAutoConfiguration"
        })
@EnableVaadin("vn.tangthu")
@ComponentScan({
    "vn.tangthu.portal.security",
    "vn.tangthu.portal.shell",
    "vn.tangthu.portal.space",
    "vn.tangthu.portal.desk",
    "vn.tangthu.portal.outgoing",
    "vn.tangthu.portal.papers",
    "vn.tangthu.portal.upload"
})
class StandIns {
    static final String PASSWORD = "một câu dài dễ nhớ";
    static final FondsId FONDS =
            new FondsId(UUID.fromString("00000000-0000-4000-8000-000000000001"));
    static final SeriesId SERIES =
            new SeriesId(UUID.fromString("00000000-0000-4000-8000-000000000002"));
    static final AipId RECORD = AipId.of("00000000-0000-4000-8000-000000000003");
    static final DocumentId DOCUMENT =
            new DocumentId(UUID.fromString("00000000-0000-4000-8000-000000000004"));
    static final ContentFileId FILE = ContentFileId.of("00000000-0000-4000-8000-000000000005");
    static final ContentFileId DAMAGED = ContentFileId.of("00000000-0000-4000-8000-000000000006");

    /** A hồ sơ that is not public, with one document of one file. */
    static final AipId CLOSED = AipId.of("00000000-0000-4000-8000-000000000013");

    static final ContentFileId CLOSED_FILE =
            ContentFileId.of("00000000-0000-4000-8000-000000000015");
    static final DeliveryId DELIVERY =
            new DeliveryId(UUID.fromString("00000000-0000-4000-8000-000000000007"));
    private static final Instant THEN = Instant.parse("2026-11-12T02:30:00Z");
    private static final String TITLE = "Quy hoạch sử dụng đất <1998> & điều chỉnh";

    @Bean
    PaperRegister paperRegister() {
        return mock(PaperRegister.class);
    }

    @Bean
    PaperLists paperLists() {
        return mock(PaperLists.class);
    }

    @Bean
    Bodies bodies() {
        Bodies bodies = mock(Bodies.class);
        Body body =
                new Body(
                        BodyId.of("huyen-x"),
                        "huyen-x",
                        BodyKind.DISTRICT,
                        null,
                        LocalDate.of(2025, 7, 1),
                        List.of(Body.Dated.always("Huyện <X>")),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        List.of(FONDS),
                        1);
        Body.Line line =
                new Body.Line(
                        body.id(), "huyen-x", body.kind(), body.name(), "", null, body.until());
        when(bodies.byCode(any(), any())).thenReturn(Optional.of(body));
        when(bodies.named(any(), any(), anyInt())).thenReturn(List.of(line));
        when(bodies.creators(any(FondsId.class))).thenReturn(List.of(line));
        when(bodies.lineage(any(), any()))
                .thenReturn(
                        new Bodies.Lineage(
                                body.id(), List.of(), List.of(), Map.of(body.id(), line), false));
        return bodies;
    }

    @Bean
    Inheritance inheritance() {
        Inheritance inheritance = mock(Inheritance.class);
        when(inheritance.of(any(), any()))
                .thenReturn(
                        new Inheritance.Estate(
                                BodyId.of("huyen-x"), List.of(), List.of(), Set.of(), false));
        return inheritance;
    }

    /** One that stayed open, one that was closed by rule, and one that somebody keeps open. */
    @Bean
    FondsClosings fondsClosings() {
        LocalDate day = LocalDate.of(2025, 7, 1);
        List<FondsClosings.Closing> all =
                List.of(
                        new FondsClosings.Closing(FONDS, day, null, null, false, null),
                        new FondsClosings.Closing(FONDS, day, day, THEN, false, null),
                        new FondsClosings.Closing(
                                FONDS,
                                day,
                                null,
                                THEN,
                                true,
                                new FondsClosings.KeptOpen("Công việc <tiếp tục>", "an")));
        FondsClosings closings = mock(FondsClosings.class);
        when(closings.unnoted()).thenReturn(1);
        when(closings.list(anyInt(), anyInt()))
                .thenAnswer(
                        call -> {
                            int from = Math.min(all.size(), call.<Integer>getArgument(0));
                            int to = Math.min(all.size(), from + call.<Integer>getArgument(1));
                            return new Slice<>(all.subList(from, to), from, all.size());
                        });
        return closings;
    }

    @Bean
    AccountClosings closings() {
        return mock(AccountClosings.class);
    }

    @Bean
    Holidays holidays() {
        return () ->
                new Holidays.Status(
                        LocalDate.of(2026, 12, 31),
                        true,
                        List.of(
                                new Holidays.Problem(
                                        3, "Không có ngày này.", "There is no such day.")));
    }

    @Bean
    BodyRegister bodyRegister() {
        return mock(BodyRegister.class);
    }

    @Bean
    BodyLists bodyLists() {
        return mock(BodyLists.class);
    }

    @Bean
    DeliveryMinutes minutes() {
        return mock(DeliveryMinutes.class);
    }

    @Bean
    HoldingFigures figures() {
        var figures = mock(HoldingFigures.class);
        when(figures.by(any(), any()))
                .then(
                        asked -> {
                            // A key as each way to tell apart has it.
                            String key =
                                    switch (asked.<HoldingFigures.By>getArgument(0)) {
                                        case FONDS -> "16";
                                        case SUBMITTER -> "Văn phòng <X>";
                                        case YEAR -> "1998";
                                        case MAINTENANCE -> Maintenance.YEARS_20.name();
                                        case ACCESS -> Access.PUBLIC.name();
                                        case ORIGIN -> ConfidenceLevel.DIGITISED.name();
                                    };
                            var measures =
                                    new HoldingFigures.Measures(
                                            9_876_543_210L, 6_990, 21, 5_100, 2);
                            return new HoldingFigures.Figures(
                                    List.of(
                                            new HoldingFigures.Line(
                                                    key, key, 7, 70, 7_000, measures)),
                                    4);
                        });
        when(figures.formats(any()))
                .thenReturn(
                        new HoldingFigures.Formats(
                                List.of(
                                        new HoldingFigures.FormatLine(
                                                "fmt/477",
                                                "Acrobat PDF/A - Portable Document Format 2b",
                                                1_234,
                                                9_876_543_210L),
                                        new HoldingFigures.FormatLine("", "", 3, 12_345),
                                        new HoldingFigures.FormatLine(null, "", 9, 54_321)),
                                THEN));
        when(figures.inFormat(any(), any(), anyInt(), any()))
                .thenReturn(
                        List.of(new HoldingFigures.InFormat(RECORD, "H32.LTLS.16.01.5", TITLE, 2)));
        return figures;
    }

    @Bean
    UseFigures use() {
        var use = mock(UseFigures.class);
        LocalDate day = LocalDate.of(2026, 11, 1);
        when(use.of(any(), any(), anyInt(), any()))
                .thenReturn(
                        new UseFigures.Figures(
                                List.of(
                                        new UseFigures.Amounts(
                                                UseFigures.Grain.MONTH.of(day),
                                                Map.of(
                                                        UseFigures.Measure.ITEMS,
                                                        Map.of("READ", 1_234L),
                                                        UseFigures.Measure.EARLY,
                                                        Map.of("READ", 1_200L),
                                                        UseFigures.Measure.LATE,
                                                        Map.of("READ", 12L)),
                                                Map.of("READ", 7L))),
                                day,
                                THEN));
        when(use.agencies(any(), anyBoolean(), any()))
                .thenReturn(
                        new UseFigures.Agencies(
                                List.of(
                                        new UseFigures.Agency(
                                                List.of(),
                                                Bodies.Responsible.NOBODY,
                                                new UseFigures.Numbers(1_200, 900, 12, 900, 12))),
                                new UseFigures.Numbers(30, 9, 9, 18, 0),
                                new UseFigures.Numbers(4, 0, 0, 0, 0)));
        when(use.backlog(any())).thenReturn(new UseFigures.Backlog(21, 3, 4));
        return use;
    }

    @Bean
    FormatRisks formatRisks() {
        return puid ->
                new FormatRisks.Risk(
                        puid == null ? FormatRisks.Level.UNRATED : FormatRisks.Level.LOW,
                        "Định dạng lưu trữ",
                        "A format for archives",
                        "ISO 19005");
    }

    @Bean
    FormatPolicies formatPolicies() {
        FormatPolicies policies = mock(FormatPolicies.class);
        when(policies.said(any()))
                .thenReturn(
                        List.of(
                                new FormatRules.Rule(
                                        "fmt/40", FormatRules.Standing.REFUSED, "Định dạng cũ")));
        when(policies.of(any())).thenReturn(FormatRules.LAW);
        return policies;
    }

    @Bean
    vn.tangthu.repository.AnswerLetters answerLetters() {
        return mock(vn.tangthu.repository.AnswerLetters.class);
    }

    /** One that was scanned, and one that was erased. */
    @Bean
    vn.tangthu.repository.RequestAttachments attachments() {
        vn.tangthu.repository.RequestAttachments papers =
                mock(vn.tangthu.repository.RequestAttachments.class);
        List<vn.tangthu.repository.RequestAttachments.Attachment> two =
                List.of(
                        paper(1, "giay-uy-quyen.pdf", null),
                        paper(
                                2,
                                "",
                                new vn.tangthu.repository.RequestAttachments.Erased(
                                        Instant.parse("2026-11-21T02:00:00Z"),
                                        "lan",
                                        "Của người khác")));
        when(papers.limits())
                .thenReturn(
                        new vn.tangthu.repository.RequestAttachments.Limits(
                                10 << 20, 20, 40 << 20));
        when(papers.of(anyString())).thenReturn(two);
        when(papers.of(anyString(), any())).thenReturn(Optional.of(two));
        return papers;
    }

    private static vn.tangthu.repository.RequestAttachments.Attachment paper(
            int n, String name, vn.tangthu.repository.RequestAttachments.@Nullable Erased erased) {
        return new vn.tangthu.repository.RequestAttachments.Attachment(
                "YC-2026-ABCDEF",
                n,
                name,
                vn.tangthu.repository.RequestAttachments.Type.PDF,
                123_456,
                Digest.of(DigestAlgorithm.SHA512, new byte[] {(byte) n}),
                Instant.parse("2026-11-20T02:00:00Z"),
                null,
                true,
                "ClamAV 1.4.6",
                erased);
    }

    @Bean
    vn.tangthu.repository.Fees fees() {
        return StandInFees.fees();
    }

    @Bean
    vn.tangthu.repository.AttachmentTerms attachmentTerms() {
        vn.tangthu.repository.AttachmentTerms terms =
                mock(vn.tangthu.repository.AttachmentTerms.class);
        when(terms.years()).thenReturn(5);
        when(terms.over(anyInt(), anyInt()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        new vn.tangthu.repository.AttachmentTerms.Over(
                                                "YC-2020-ABCDEF", Instant.EPOCH, 3, 4_200_000)),
                                0,
                                1));
        return terms;
    }

    @Bean
    vn.tangthu.repository.ClosureTerms closureTerms() {
        return ground ->
                ground == vn.tangthu.repository.AccessGround.PERSONAL_DATA
                        ? java.util.OptionalInt.of(75)
                        : java.util.OptionalInt.empty();
    }

    @Bean
    vn.tangthu.repository.Closures closures() {
        vn.tangthu.repository.Closures closures = mock(vn.tangthu.repository.Closures.class);
        when(closures.over(anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        new vn.tangthu.repository.Closures.Over(
                                                vn.tangthu.repository.Closures.Level.RECORD,
                                                new java.util.UUID(7, 7),
                                                FONDS,
                                                new vn.tangthu.repository.AipId(
                                                        new java.util.UUID(7, 7)),
                                                "H49.64.1950.7",
                                                "Hồ sơ cán bộ đi học, danh sách kèm ngày sinh",
                                                new Rights(
                                                        Access.LISTED,
                                                        false,
                                                        null,
                                                        vn.tangthu.repository.AccessGround
                                                                .PERSONAL_DATA,
                                                        java.time.LocalDate.of(2025, 12, 31)),
                                                Access.LISTED)),
                                0,
                                1));
        return closures;
    }

    /** Of an archive that has appointed no approver. */
    @Bean
    vn.tangthu.repository.SecondDecisions secondDecisions() {
        vn.tangthu.repository.SecondDecisions decisions =
                mock(vn.tangthu.repository.SecondDecisions.class);
        when(decisions.standing(any(), any()))
                .thenReturn(vn.tangthu.repository.SecondDecisions.Standing.MAY);
        when(decisions.archivistsBeside(any())).thenReturn(3);
        return decisions;
    }

    @Bean
    vn.tangthu.repository.OnlineReadings onlineReadings() {
        return mock(vn.tangthu.repository.OnlineReadings.class);
    }

    @Bean
    vn.tangthu.repository.Redactions redactions() {
        return new StandInRedactions();
    }

    @Bean
    vn.tangthu.repository.GrantedCopies grantedCopies() {
        return mock(vn.tangthu.repository.GrantedCopies.class);
    }

    @Bean
    Certificates certificates() {
        Certificates certificates = mock(Certificates.class);
        when(certificates.list(any(), anyLong(), anyInt())).thenReturn(List.of(certificate()));
        when(certificates.find(any())).thenReturn(Optional.of(certificate()));
        return certificates;
    }

    static Certificates.Certificate certificate() {
        return new Certificates.Certificate(
                RECORD.value(),
                12,
                "CN-2026-000012",
                "a".repeat(26),
                new Certificates.Draft(
                        Certificates.Kind.RECORD,
                        RECORD.value(),
                        1,
                        true,
                        List.of(),
                        List.of(),
                        7L,
                        "tangthu/x\n9\nAAAA\n\n— tangthu/x BBBB\n"),
                THEN,
                "luutru",
                true,
                12_345,
                new Digest(DigestAlgorithm.SHA512, "0".repeat(128)),
                Certificates.State.LATER_VERSION,
                null);
    }

    @Bean
    vn.tangthu.repository.AgencyOrders agencyOrders() {
        return mock(vn.tangthu.repository.AgencyOrders.class);
    }

    @Bean
    vn.tangthu.portal.security.ReferenceTries referenceTries() {
        return mock(vn.tangthu.portal.security.ReferenceTries.class);
    }

    @Bean
    vn.tangthu.repository.UserFiles userFiles() {
        var files = mock(vn.tangthu.repository.UserFiles.class);
        when(files.lines(any(), any(), anyInt(), any()))
                .thenReturn(new vn.tangthu.repository.UserFiles.Page(List.of(), false));
        return files;
    }

    @Bean
    FileCertifying fileCertifying() {
        return mock(FileCertifying.class);
    }

    @Bean
    DeliveryManifests deliveryManifests() {
        return mock(DeliveryManifests.class);
    }

    @Bean
    vn.tangthu.repository.AgencyDeliveries agencyDeliveries() {
        return mock(vn.tangthu.repository.AgencyDeliveries.class);
    }

    @Bean
    CertificateIssuing certificateIssuing() {
        return mock(CertificateIssuing.class);
    }

    @Bean
    ProviderLogins providerLogins() {
        return mock(ProviderLogins.class);
    }

    @Bean
    Inventories inventories() {
        return mock(Inventories.class);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    TangThuHome home() {
        return new TangThuHome(Path.of(System.getProperty("test.home")));
    }

    @Bean
    FakeAccounts accounts() {
        FakeAccounts accounts = new FakeAccounts();
        accounts.put("moi", "dùng một lần", true, Set.of(Role.ARCHIVIST));
        accounts.put("luutru", PASSWORD, false, Set.of(Role.ARCHIVIST));
        accounts.put("congdan", PASSWORD, false, Set.of(Role.CITIZEN));
        accounts.put("kiemtoan", PASSWORD, false, Set.of(Role.AUDITOR));
        accounts.put("quantri", PASSWORD, false, Set.of(Role.ADMINISTRATOR));
        return accounts;
    }

    static RecordView.Full record() {
        return record(RECORD, "H03.10", FILE, Rights.OPEN);
    }

    private static RecordView.Full record(
            AipId id, String code, ContentFileId content, Rights rights) {
        ContentFile file =
                new ContentFile(
                        content,
                        "representations/rep1/data/a.pdf",
                        "H03.10.0000001.pdf",
                        "application/pdf",
                        1_234_567,
                        3,
                        new Digest(DigestAlgorithm.SHA512, "0".repeat(128)),
                        new Digest(DigestAlgorithm.SHA256, "0".repeat(64)));
        DocumentDescription description =
                new DocumentDescription(
                        "H03.10.0000001",
                        1,
                        DocumentType.PLAN,
                        "5023",
                        "KH-UBND",
                        ArchivalDate.parse("12/05/1998"),
                        "Ủy ban nhân dân tỉnh",
                        "Kế hoạch rà soát quy hoạch sử dụng đất giai đoạn 1998-2005",
                        List.of(LanguageCode.VIETNAMESE),
                        3,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return new RecordView.Full(
                id,
                new RecordView.FondsSummary(FONDS, "H03", "Phông UBND tỉnh"),
                new Series(SERIES, FONDS, "10", "Mục lục số 10", 100_000),
                new FileDescription(
                        code,
                        TITLE,
                        Maintenance.PERMANENT,
                        null,
                        List.of(LanguageCode.VIETNAMESE),
                        ArchivalDate.ofYear(1998),
                        ArchivalDate.ofYear(2005),
                        "đất đai",
                        1,
                        3,
                        3,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                rights,
                List.of(new ArchivalDocument(DOCUMENT, description, rights, List.of(file))),
                2,
                new RecordView.Provenance(null, "Công ty số hóa Sông Trà", THEN),
                new FixityState.Sound(THEN),
                List.of(new RecordVersion(1, THEN, "luutru", "Nhập kho")));
    }

    @Bean
    Catalogue catalogue() {
        Catalogue catalogue = mock(Catalogue.class);
        Fonds fonds =
                new Fonds(
                        FONDS,
                        "H03",
                        "Phông Ủy ban nhân dân tỉnh",
                        "000.00.17.H03",
                        null,
                        "Thành lập năm 1976.",
                        Rights.OPEN,
                        100_000,
                        THEN);
        when(catalogue.fonds(anyInt(), anyInt(), any()))
                .thenReturn(new Slice<>(List.of(fonds), 0, 1));
        when(catalogue.fonds(any(FondsId.class), any())).thenReturn(Optional.of(fonds));
        when(catalogue.series(any(), anyInt(), anyInt(), any()))
                .thenReturn(
                        new Slice<>(
                                List.of(new Series(SERIES, FONDS, "10", "Mục lục số 10", 100_000)),
                                0,
                                1));
        when(catalogue.records(any(SeriesId.class), anyInt(), anyInt(), any()))
                .thenAnswer(call -> records(call.getArgument(1), call.getArgument(2), 100_000));
        when(catalogue.recordsWithoutSeries(any(), anyInt(), anyInt(), any()))
                .thenReturn(new Slice<>(List.of(), 0, 0));
        when(catalogue.resolve(anyString(), any())).thenReturn(Optional.empty());
        when(catalogue.resolve(ArgumentMatchers.eq(RECORD.toString()), any()))
                .thenReturn(Optional.of(RECORD));
        when(catalogue.record(any(), any())).thenReturn(Optional.of(record()));
        RecordView.Full closed = record(CLOSED, "H03.11", CLOSED_FILE, Rights.LISTED);
        when(catalogue.resolve(ArgumentMatchers.eq(CLOSED.toString()), any()))
                .thenReturn(Optional.of(CLOSED));
        when(catalogue.record(ArgumentMatchers.eq(CLOSED), any())).thenReturn(Optional.of(closed));
        when(catalogue.record(CLOSED, Reader.ANONYMOUS)).thenReturn(Optional.empty());
        when(catalogue.recordOf(ArgumentMatchers.eq(CLOSED_FILE), any()))
                .thenReturn(Optional.of(CLOSED));
        when(catalogue.records(any(Collection.class), any())).thenReturn(Map.of());
        return catalogue;
    }

    static Slice<RecordSummary> records(int offset, int limit, int total) {
        if (limit > 1_000) {
            throw new IllegalArgumentException("More than a screenful was asked for: " + limit);
        }
        return new Slice<>(
                IntStream.range(offset, Math.min(total, offset + limit))
                        .mapToObj(
                                i ->
                                        new RecordSummary(
                                                new AipId(new UUID(7, i)),
                                                "H03.10." + i,
                                                "Hồ sơ số " + i,
                                                1990,
                                                1999,
                                                Access.LISTED,
                                                3,
                                                40,
                                                new FixityState.NeverChecked(THEN)))
                        .toList(),
                offset,
                total);
    }

    @Bean
    LateChanges lateChanges() {
        return mock(LateChanges.class);
    }

    @Bean
    RecordHistory recordHistory() throws Exception {
        return StandInChanges.history(page());
    }

    @Bean
    Corrections corrections() {
        return StandInChanges.corrections();
    }

    @Bean
    SuspectedSecrets suspectedSecrets() {
        return StandInErasures.secrets();
    }

    @Bean
    SuspectImages suspectImages() {
        return mock(SuspectImages.class);
    }

    @Bean
    Erasures erasures() {
        return StandInErasures.erasures();
    }

    @Bean
    Destructions destructions() {
        return StandInDestructions.destructions();
    }

    @Bean
    Withdrawals withdrawals() {
        return StandInChanges.withdrawals();
    }

    @Bean
    Holdings holdings() {
        return mock(Holdings.class);
    }

    @Bean
    DeliveryTokens tokens() {
        return mock(DeliveryTokens.class);
    }

    @Bean
    Deliveries deliveries() throws Exception {
        Deliveries deliveries = mock(Deliveries.class);
        Deliveries.Delivery waiting =
                new Deliveries.Delivery(
                        DELIVERY,
                        "dot-1-nam-2026.zip",
                        "Công ty số hóa Sông Trà",
                        Deliveries.State.WAITING,
                        null,
                        0,
                        0,
                        THEN,
                        null,
                        120,
                        3_400,
                        5_600_000_000L,
                        2,
                        1,
                        null,
                        null,
                        Deliveries.Turn.NONE);
        Deliveries.Delivery running =
                new Deliveries.Delivery(
                        new DeliveryId(new UUID(1, 2)),
                        "dot-2-nam-2026.zip",
                        "luutru",
                        Deliveries.State.STORING,
                        Progress.Phase.STORE,
                        310,
                        900,
                        THEN,
                        null,
                        30,
                        900,
                        900_000_000L,
                        0,
                        0,
                        null,
                        null,
                        new Deliveries.Turn(0, false, 3.5, Duration.ofMinutes(2)));
        when(deliveries.list(anyInt(), anyInt()))
                .thenReturn(new Slice<>(List.of(waiting, running), 0, 2));
        when(deliveries.line()).thenReturn(List.of(running));
        when(deliveries.find(any())).thenReturn(Optional.of(waiting));
        List<Finding> findings =
                List.of(
                        Finding.blocks("UNKNOWN_FONDS", "DanhMucHoSo.xlsx, B2", "H99"),
                        Finding.blocks("UNKNOWN_FONDS", "DanhMucHoSo.xlsx, B3", "H99"),
                        Finding.warns("PAGE_COUNT_DIFFERS", "H03.10.0000001.pdf", "3", "4"));
        when(deliveries.findings(any(), anyInt(), anyInt()))
                .thenAnswer(
                        call ->
                                new Slice<>(
                                        findings.stream()
                                                .skip(call.<Integer>getArgument(1))
                                                .limit(call.<Integer>getArgument(2))
                                                .toList(),
                                        call.getArgument(1),
                                        findings.size()));
        when(deliveries.check(any(), any(), any()))
                .thenReturn(new Deliveries.Verdict(2, 3, 3, 1_000_000, findings, COLUMNS));
        when(deliveries.columns(any())).thenReturn(COLUMNS);
        when(deliveries.submit(any(), any(), any())).thenReturn(DELIVERY);
        return deliveries;
    }

    private static final List<DeliveredColumn> COLUMNS =
            List.of(
                    new DeliveredColumn(
                            DeliveryList.RECORDS, "Mã hồ sơ", How.KNOWN, "fileCode", List.of("1")),
                    new DeliveredColumn(
                            DeliveryList.RECORDS,
                            "Tiêu đề HS",
                            How.DOUBTFUL,
                            "title",
                            List.of("Hồ sơ giao đất", "Hồ sơ cầu")),
                    new DeliveredColumn(
                            DeliveryList.DOCUMENTS, "Kho", How.UNKNOWN, null, List.of()));

    @Bean
    Contractors contractors() {
        Contractors contractors = mock(Contractors.class);
        when(contractors.names()).thenReturn(List.of("Công ty số hóa Sông Trà"));
        when(contractors.fields(any()))
                .thenReturn(
                        List.of(
                                new Contractors.Field("fileCode", "Mã hồ sơ", false),
                                new Contractors.Field("title", "Tiêu đề hồ sơ", true)));
        when(contractors.confirmed(any()))
                .thenReturn(
                        List.of(
                                new Contractors.Confirmed(
                                        DeliveryList.RECORDS,
                                        "Tiêu đề HS",
                                        "title",
                                        "luutru",
                                        Instant.EPOCH)));
        when(contractors.usualScans()).thenReturn(ScanRules.USUAL);
        when(contractors.scans(any())).thenReturn(new ScanRules(300, 300, ScanRules.Colours.GREY));
        return contractors;
    }

    @Bean
    Letters letters() {
        Letters letters = mock(Letters.class);
        when(letters.about(any(), anyInt()))
                .thenReturn(List.of(new Letters.Fate(THEN, null, null, "451 busy")));
        return letters;
    }

    @Bean
    AccessRequests requests() {
        AccessRequests requests = mock(AccessRequests.class);
        Request request =
                new Request(
                        new Reference("YC-2026-ABCDEF"),
                        new NewRequest(
                                Kind.CERTIFIED_COPY,
                                RECORD,
                                "Bản sao quyết định giao đất năm 1998",
                                "Làm thủ tục thừa kế",
                                "Trần Văn Minh",
                                "0900000000",
                                null),
                        Status.RECEIVED,
                        THEN,
                        LocalDate.of(2026, 11, 16),
                        null,
                        1,
                        null,
                        List.of());
        when(requests.queue(anyInt(), anyInt())).thenReturn(new Slice<>(List.of(request), 0, 1));
        when(requests.inbox(any(), anyInt(), anyInt()))
                .thenReturn(new Slice<>(List.of(request), 0, 1));
        when(requests.find(any())).thenReturn(Optional.of(request));
        return requests;
    }

    @Bean
    Repairs repairs() {
        Repairs repairs = mock(Repairs.class);
        when(repairs.sources(any())).thenReturn(List.of("b"));
        when(repairs.stopped())
                .thenReturn(List.of(new Repairs.Stopped(FixityAudits.PRIMARY, THEN, 21, 101)));
        return repairs;
    }

    @Bean
    vn.tangthu.repository.PreservationMinutes preservationMinutes() {
        return mock(vn.tangthu.repository.PreservationMinutes.class);
    }

    @Bean
    vn.tangthu.repository.BackupRuns backupRuns() {
        return mock(vn.tangthu.repository.BackupRuns.class);
    }

    @Bean
    vn.tangthu.repository.RestoreDrills restoreDrills() {
        return mock(vn.tangthu.repository.RestoreDrills.class);
    }

    @Bean
    vn.tangthu.repository.BackupSets backupSets() {
        return StandInSets.sets();
    }

    @Bean
    Copies copies() {
        Copies copies = mock(Copies.class);
        when(copies.all())
                .thenReturn(
                        List.of(
                                new Copies.Copy(
                                        "b",
                                        "/mnt/ban-sao-b",
                                        Copies.State.COMPLETE,
                                        101,
                                        101,
                                        5_000_000,
                                        0,
                                        101,
                                        THEN,
                                        THEN.plusSeconds(60),
                                        null,
                                        new Copies.Lock(90, THEN.plusSeconds(7_776_000)))));
        return copies;
    }

    @Bean
    VirusScanner virusScanner() {
        return VirusScanner.NONE;
    }

    @Bean
    vn.tangthu.repository.FormatScans formatScans() {
        vn.tangthu.repository.FormatScans scans = mock(vn.tangthu.repository.FormatScans.class);
        when(scans.last())
                .thenReturn(
                        Optional.of(
                                new vn.tangthu.repository.FormatScans.Run(
                                        new UUID(7, 8),
                                        "V120/20260901",
                                        vn.tangthu.repository.FormatScans.State.RUNNING,
                                        THEN,
                                        null,
                                        40,
                                        120,
                                        900,
                                        5_000_000,
                                        7,
                                        0,
                                        THEN.plusSeconds(3_600))));
        return scans;
    }

    @Bean
    VirusScans virusScans() {
        VirusScans scans = mock(VirusScans.class);
        VirusScans.Found found =
                new VirusScans.Found(
                        RECORD,
                        "H32.LTLS.16.01.5",
                        "bao-cao.doc",
                        new VirusCheck(
                                VirusCheck.Outcome.INFECTED, "Doc.Macro-7", "ClamAV 1.4.6", THEN));
        when(scans.summary()).thenReturn(Optional.of(new VirusScans.Summary(90, 1, 2, 8, THEN)));
        when(scans.last())
                .thenReturn(
                        Optional.of(
                                new VirusScans.Run(
                                        new UUID(7, 7),
                                        "ClamAV 1.4.6/27501",
                                        VirusScans.State.DONE,
                                        THEN,
                                        THEN,
                                        93,
                                        5_000_000,
                                        1,
                                        2)));
        when(scans.found(anyInt(), anyInt())).thenReturn(new Slice<>(List.of(found), 0, 1));
        return scans;
    }

    @Bean
    FixityAudits audits() {
        FixityAudits audits = mock(FixityAudits.class);
        when(audits.summary()).thenReturn(new FixityAudits.Summary(12, 88, 1, THEN, 1));
        when(audits.running()).thenReturn(List.of());
        when(audits.history(anyInt(), anyInt()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        new FixityAudits.Run(
                                                new UUID(1, 1),
                                                FixityAudits.PRIMARY,
                                                FixityAudits.RunState.DAMAGE_FOUND,
                                                THEN,
                                                THEN.plusSeconds(60),
                                                101,
                                                101,
                                                5_000_000,
                                                5_000_000,
                                                1,
                                                null)),
                                0,
                                1));
        when(audits.incidents(anyInt(), anyInt()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        new FixityAudits.Incident(
                                                new UUID(1, 2),
                                                FixityAudits.PRIMARY,
                                                RECORD,
                                                "H03.10",
                                                "aip/abc/v1/content/a.pdf",
                                                FixityAudits.Damage.CHANGED,
                                                THEN,
                                                null,
                                                null,
                                                "sha512")),
                                0,
                                1));
        return audits;
    }

    @Bean
    Alarms alarms() {
        Alarms alarms = mock(Alarms.class);
        when(alarms.channels()).thenReturn(List.of(Alarms.Channel.MAIL, Alarms.Channel.WEBHOOK));
        when(alarms.waiting()).thenReturn(1L);
        when(alarms.newest(anyInt()))
                .thenReturn(
                        List.of(
                                new Alarms.Alarm(
                                        new UUID(4, 1),
                                        Alarms.Kind.POLICY_AT_RISK,
                                        "",
                                        Map.of("days", "90"),
                                        THEN,
                                        null,
                                        List.of(
                                                new Alarms.Message(
                                                        Alarms.Channel.MAIL, false, 1, THEN, null),
                                                new Alarms.Message(
                                                        Alarms.Channel.WEBHOOK,
                                                        false,
                                                        3,
                                                        null,
                                                        "HTTP 503")))));
        return alarms;
    }

    @Bean
    AuditBudget budget() {
        AuditBudget budget = mock(AuditBudget.class);
        AuditBudget.Pace pace =
                new AuditBudget.Pace(
                        40, 400, 200_000_000, Duration.ofDays(2), Duration.ofSeconds(100));
        AuditBudget.Place archive =
                new AuditBudget.Place(
                        FixityAudits.PRIMARY,
                        AuditBudget.State.RESTING,
                        101,
                        1_010,
                        5_000_000_000L,
                        97,
                        970,
                        3,
                        20,
                        1,
                        0,
                        1,
                        0,
                        LocalDate.of(2026, 7, 1),
                        List.of(
                                new AuditBudget.Age(0, 8, 60, 600, 20, 1),
                                new AuditBudget.Age(8, 91, 38, 380, 0, 0),
                                new AuditBudget.Age(91, null, 3, 30, 0, 0)),
                        pace,
                        new AuditBudget.Forecast(
                                1_000_000_000L,
                                THEN.plus(Duration.ofDays(10)),
                                LocalDate.of(2026, 12, 24)),
                        null);
        when(budget.status())
                .thenReturn(
                        new AuditBudget.Status(
                                new AuditBudget.Policy(
                                        90, 45, "22:00-06:00", Duration.ofHours(8), 20_000_000),
                                AuditBudget.Verdict.CANNOT_HOLD,
                                30_000_000,
                                20_000_000,
                                1,
                                List.of(archive)));
        return budget;
    }

    @Bean
    ActivityLog activity() {
        ActivityLog log = mock(ActivityLog.class);
        when(log.list(anyInt(), anyInt()))
                .thenReturn(
                        new Slice<>(
                                List.of(
                                        new ActivityLog.Entry(
                                                THEN, "luutru", "LOGIN", "luutru", null)),
                                0,
                                1));
        return log;
    }

    @Bean
    ActivitySearch activitySearch() {
        ActivitySearch search = mock(ActivitySearch.class);
        ActivitySearch.Page page =
                new ActivitySearch.Page(
                        List.of(
                                new ActivitySearch.Found(
                                        7,
                                        new ActivityLog.Entry(
                                                THEN, "luutru", "LOGIN", "luutru", null),
                                        null,
                                        null)),
                        true,
                        false);
        when(search.find(any(), any(), anyInt(), any())).thenReturn(page);
        when(search.own(any(), anyInt(), any())).thenReturn(page);
        return search;
    }

    @Bean
    ReadingWatch readingWatch() {
        ReadingWatch watch = mock(ReadingWatch.class);
        when(watch.newest(anyInt(), any()))
                .thenReturn(
                        List.of(
                                new ReadingWatch.Notice(
                                        3,
                                        ReadingWatch.Rule.MANY_RECORDS,
                                        "congdan",
                                        THEN.minusSeconds(3_600),
                                        THEN,
                                        75,
                                        4,
                                        30,
                                        null,
                                        null,
                                        null)));
        return watch;
    }

    @Bean
    AltoTexts alto() {
        return mock(AltoTexts.class);
    }

    @Bean
    TextLine textLine() {
        TextLine line = mock(TextLine.class);
        when(line.status())
                .thenReturn(
                        new TextLine.Status(
                                null, null, 3, 125, 5, 1, 640, 2_280, THEN.plusSeconds(198), 2, 3));
        TextLine.FondsLine fonds =
                new TextLine.FondsLine(
                        FONDS,
                        "T",
                        "UBND huyện X",
                        TextLine.Priority.FIRST,
                        100,
                        3,
                        1_000,
                        870,
                        125,
                        5,
                        14,
                        Optional.of(91));
        when(line.fonds(anyInt(), anyInt())).thenReturn(new Slice<>(List.of(fonds), 0, 1));
        when(line.failed(any(), any(), anyInt()))
                .thenReturn(
                        List.of(
                                new TextLine.PageLine(
                                        FILE,
                                        RECORD,
                                        DOCUMENT,
                                        "H32.01.01",
                                        "0001.pdf",
                                        2,
                                        "tesseract took longer than 180 s",
                                        0)));
        when(line.worst(any(), any(), anyInt()))
                .thenReturn(
                        List.of(
                                new TextLine.PageLine(
                                        FILE,
                                        RECORD,
                                        DOCUMENT,
                                        "H32.01.01",
                                        "0001.pdf",
                                        1,
                                        null,
                                        41)));
        return line;
    }

    @Bean
    TextWorkers textWorkers() {
        TextWorkers workers = mock(TextWorkers.class);
        when(workers.list())
                .thenReturn(
                        List.of(
                                new TextWorkers.Worker("kho-1", true, true, THEN, 2, 34, 410),
                                new TextWorkers.Worker(
                                        "may-phu-2", false, false, THEN, 1, 19, 230)));
        return workers;
    }

    @Bean
    TextWork text() {
        TextWork work = mock(TextWork.class);
        when(work.totals()).thenReturn(new TextWork.Totals(100, 0, 1, 1_000, 870, 125, 5));
        return work;
    }

    @Bean
    IndexStatus index() {
        IndexStatus status = mock(IndexStatus.class);
        when(status.status())
                .thenReturn(
                        new IndexStatus.Status(
                                100, 1_000, 7, 0, false, THEN, false, List.of(), List.of()));
        return status;
    }

    @Bean
    vn.tangthu.repository.SpellingTable spellingTable() {
        return StandInSpellings.table();
    }

    @Bean
    vn.tangthu.repository.SpellingReading spellingReading() {
        return StandInSpellings.READING;
    }

    @Bean
    vn.tangthu.indexer.SpellingTrial spellingTrial() {
        return StandInSpellings::tried;
    }

    @Bean
    Suggestions suggestions() {
        return (typed, reader) ->
                reader.account() == null
                        ? List.of()
                        : List.of(
                                new Suggestions.Suggestion(
                                        Suggestions.Kind.NUMBER, "125/QĐ-UBND", "Về đất", null));
    }

    @Bean
    Search search() {
        Search search = mock(Search.class);
        Hit hit =
                new Hit(
                        record(),
                        1,
                        List.of(
                                new Hit.Place(
                                        DOCUMENT,
                                        FILE,
                                        "Kế hoạch rà soát quy hoạch",
                                        "5023/KH-UBND",
                                        2,
                                        new Hit.Snippet(
                                                List.of(
                                                        new Hit.Snippet.Piece("… về ", false),
                                                        new Hit.Snippet.Piece("quy hoạch", true),
                                                        new Hit.Snippet.Piece(
                                                                " <b>đất</b> …", false))))),
                        List.of(
                                Hit.Reason.of(Hit.Why.TITLE),
                                Hit.Reason.of(Hit.Why.PAGE_TEXT, "2")));
        when(search.search(any(), any()))
                .thenReturn(
                        new SearchPage(
                                List.of(hit),
                                45,
                                false,
                                List.of(
                                        new Facet(
                                                Facet.Kind.FONDS,
                                                List.of(
                                                        new Facet.Value(
                                                                FONDS.value().toString(),
                                                                "Phông Ủy ban nhân dân tỉnh",
                                                                45))),
                                        new Facet(
                                                Facet.Kind.TYPE,
                                                List.of(new Facet.Value("10", "Kế hoạch", 30)))),
                                List.of()));
        return search;
    }

    @Bean
    SavedSearches savedSearches() {
        SavedSearches saved = mock(SavedSearches.class);
        when(saved.of(any()))
                .thenReturn(
                        List.of(
                                new SavedSearches.Saved(
                                        UUID.randomUUID(),
                                        new AccountId(UUID.randomUUID()),
                                        "quy hoạch sử dụng đất",
                                        "/app/tim?q=quy",
                                        true,
                                        THEN)));
        return saved;
    }

    @Bean
    ChangeJournal journal() {
        return mock(ChangeJournal.class);
    }

    @Bean
    Post post() {
        Post post = mock(Post.class);
        when(post.configured()).thenReturn(true);
        return post;
    }

    @Bean
    FindAmong findAmong() {
        return mock(FindAmong.class);
    }

    @Bean
    PageTexts texts() throws Exception {
        PageTexts texts = mock(PageTexts.class);
        ExtractedText.Word word = new ExtractedText.Word("quy", 0, 1_000, 1_000, 600, 200);
        when(texts.page(any(), anyInt(), any()))
                .thenReturn(
                        Optional.of(
                                new ExtractedText.Page(
                                        1,
                                        ExtractedText.Source.OCR,
                                        "ỦY BAN NHÂN DÂN TỈNH\nKế hoạch quy hoạch",
                                        List.of(word),
                                        null)));
        Hit.Snippet plain =
                new Hit.Snippet(List.of(new Hit.Snippet.Piece("ỦY BAN NHÂN DÂN TỈNH", false)));
        Hit.Snippet found =
                new Hit.Snippet(
                        List.of(
                                new Hit.Snippet.Piece("Kế hoạch ", false),
                                new Hit.Snippet.Piece("quy hoạch", true)));
        // So many that the find is far below.
        List<Hit.Snippet> lines = new ArrayList<>(Collections.nCopies(80, plain));
        lines.add(found);
        when(texts.marked(any(), anyInt(), any(), any()))
                .thenAnswer(
                        call ->
                                texts.page(call.getArgument(0), 1, Reader.OPERATOR)
                                        .map(
                                                page ->
                                                        new PageTexts.Marked(
                                                                page, lines, List.of(word))));
        return texts;
    }

    @Bean
    InsideRecord insideRecord() throws Exception {
        InsideRecord inside = mock(InsideRecord.class);
        InsideRecord.PageHit hit =
                new InsideRecord.PageHit(
                        new InsideRecord.Position(DOCUMENT, FILE, 2),
                        new Hit.Snippet(
                                List.of(new Hit.Snippet.Piece("Kế hoạch quy hoạch", false))));
        when(inside.find(any(), any(), any(), any(), anyBoolean(), anyInt(), any()))
                .thenReturn(new InsideRecord.Found(List.of(hit), null));
        when(inside.around(any(), any(), any(), anyInt(), any())).thenCallRealMethod();
        return inside;
    }

    @Bean
    PageImages images() throws Exception {
        PageImages images = mock(PageImages.class);
        when(images.image(any(), anyInt(), anyInt(), any())).thenReturn(page());
        Mockito.doThrow(new Retrieval.NotAvailable())
                .when(images)
                .image(
                        ArgumentMatchers.eq(CLOSED_FILE),
                        anyInt(),
                        anyInt(),
                        ArgumentMatchers.eq(Reader.ANONYMOUS));
        return images;
    }

    @Bean
    PairImages pairImages() throws Exception {
        PairImages images = mock(PairImages.class);
        when(images.image(any(), any(), ArgumentMatchers.anyBoolean(), anyInt(), anyInt(), any()))
                .thenReturn(page());
        return images;
    }

    @Bean
    DeliveryPairs pairs() {
        return StandInPairs.waiting();
    }

    private static PageRenderer.Rendered page() throws Exception {
        var picture = new BufferedImage(480, 680, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, 480, 680);
        pen.setColor(Color.GRAY);
        IntStream.range(0, 25).forEach(i -> pen.fillRect(50, 60 + i * 22, 380 - i % 4 * 40, 6));
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpg", jpeg);
        return new PageRenderer.Rendered(jpeg.toByteArray(), 480, 680);
    }

    @Bean
    DamagedFiles damagedFiles() {
        return record -> Set.of();
    }

    @Bean
    vn.tangthu.repository.PackageExports packages() {
        return mock(vn.tangthu.repository.PackageExports.class);
    }

    @Bean
    OriginalFiles originals() {
        return mock(OriginalFiles.class);
    }

    @Bean
    vn.tangthu.repository.ReadingCopies readingCopies() {
        return mock(vn.tangthu.repository.ReadingCopies.class);
    }

    @Bean
    Retrieval retrieval() throws Exception {
        Retrieval retrieval = mock(Retrieval.class);
        when(retrieval.open(any(), any())).thenThrow(new Retrieval.NotAvailable());
        Mockito.doThrow(new Retrieval.Damaged(DAMAGED))
                .when(retrieval)
                .open(ArgumentMatchers.eq(DAMAGED), any());
        return retrieval;
    }
}
