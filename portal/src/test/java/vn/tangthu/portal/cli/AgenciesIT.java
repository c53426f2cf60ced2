package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.portal.cli.Agencies.Who;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.ReferenceMatching;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.ReferenceMatching.Outcome;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;

/** What open sessions of agencies get, while bodies end and follow each other. */
class AgenciesIT {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String MISSING = "00000000-0000-4000-8000-000000000000";

    @TempDir static Path work;

    private static RunningArchive archive;
    private static FondsId fonds;
    private static RecordView.Full listed;
    private static RecordView.Full hidden;

    @BeforeAll
    static void start() throws Exception {
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--tangthu.portal.throttle-scale=1000",
                        "--tangthu.accounts.background=false");
        archive.writeDelivery(work.resolve("delivery"), FONDS, 7, 6, 0);
        archive.createFonds(FONDS);
        assertThat(archive.verb(work, "ingest", "delivery").status()).isZero();
        archive.port(IndexStatus.class).awaitCaughtUp(false, Progress.NONE);
        Catalogue catalogue = archive.port(Catalogue.class);
        fonds = catalogue.fondsByCode(FONDS.code(), Reader.OPERATOR).orElseThrow().id();
        List<RecordView.Full> open = new ArrayList<>();
        for (var series : catalogue.series(fonds, 0, 100, Reader.OPERATOR).items()) {
            for (var row : catalogue.records(series.id(), 0, 100, Reader.OPERATOR).items()) {
                if (catalogue.record(row.id(), Reader.ANONYMOUS).orElse(null)
                                instanceof RecordView.Full full
                        && full.documents().getFirst().rights().access() == Access.PUBLIC) {
                    open.add(full);
                }
            }
        }
        assertThat(open).hasSizeGreaterThanOrEqualTo(2);
        listed = open.get(0);
        hidden = open.get(1);
        Holdings holdings = archive.port(Holdings.class);
        holdings.restrict(listed.id(), Rights.LISTED, "thử", Reader.OPERATOR);
        holdings.restrict(
                hidden.id(), new Rights(Access.HIDDEN, false, null), "thử", Reader.OPERATOR);
    }

    @AfterAll
    static void stop() {
        archive.close();
    }

    @Test
    void aSessionGetsAtOnceWhatSuccessionGivesAndNoMore() throws Exception {
        Reader archivist = new Reader(null, "an", Set.of(Role.ARCHIVIST), Set.of());
        try (Agencies agencies = new Agencies(archive, FONDS.code())) {
            only(agencies, Who.MAKER);
            String order = anOrder(agencies, archivist);
            agencies.theMakerEnds();
            assertThat(agencies.person(Who.MAKER).bytes("/app-tep/de-nghi/" + order).statusCode())
                    .as("what was granted to a body that ended")
                    .isNotEqualTo(200);
            only(agencies);
            UUID part = agencies.followedBy(Who.SUCCESSOR, true);
            UUID other = agencies.followedBy(Who.OTHER_PART, true);
            Inheritance inheritance = archive.port(Inheritance.class);
            only(agencies); // parted: nobody has decided
            inheritance.decide(Who.SUCCESSOR.body(), fonds, true, "biên bản", archivist);
            only(agencies, Who.SUCCESSOR);
            archive.port(BodyRegister.class).withdraw(part, "thử", archivist);
            archive.port(BodyRegister.class).withdraw(other, "thử", archivist);
            only(agencies);
            UUID unused = agencies.followedBy(Who.SUCCESSOR, false);
            only(agencies, Who.SUCCESSOR);
            assertThat(agencies.letIn(Who.MAKER)).isTrue();
            assertThat(archive.port(AccountClosings.class).closeEnded()).isEqualTo(1);
            assertThat(agencies.letIn(Who.MAKER)).isFalse();
            Visitor successor = agencies.person(Who.SUCCESSOR);
            successor.open();
            assertThat(successor.go("co-quan").body())
                    .contains("1667/NQ-UBTVQH15")
                    .contains("Theo kế thừa");
        }
    }

    /** What the maker orders leaves for the maker only, and hidden records are not even found. */
    private static String anOrder(Agencies agencies, Reader archivist) throws Exception {
        AgencyOrders orders = archive.port(AgencyOrders.class);
        Reader reader = agencies.reader(Who.MAKER);
        List<Match> matches =
                archive.port(ReferenceMatching.class)
                        .match(
                                List.of(
                                        AskedReference.of(
                                                "1", listed.arcFileCode().toLowerCase(Locale.ROOT)),
                                        AskedReference.of("2", hidden.arcFileCode())),
                                Who.MAKER.body(),
                                reader);
        assertThat(matches)
                .extracting(Match::outcome)
                .containsExactly(Outcome.MATCHED, Outcome.NOT_FOUND);
        Path letter = Files.writeString(work.resolve("cong-van.pdf"), "%PDF-1.7 15/CV-UBND");
        String number =
                orders.send(
                        new AgencyOrders.NewOrder(
                                "15/CV-UBND", LocalDate.of(2025, 1, 2), "Giải quyết đất đai", ""),
                        matches,
                        letter,
                        agencies.account(Who.MAKER),
                        reader);
        String way = "/app-tep/de-nghi/" + number;
        Visitor maker = agencies.person(Who.MAKER);
        assertThat(maker.bytes(way).statusCode()).as("not decided").isEqualTo(404);
        orders.decide(number, Set.of(), true, "Đúng thẩm quyền", archivist);
        assertThat(maker.bytes(way).statusCode()).as("not made").isEqualTo(404);
        AgencyDeliveries deliveries = archive.port(AgencyDeliveries.class);
        AgencyOrders.Order sent = orders.find(number).orElseThrow();
        deliveries.start(sent, agencies.account(Who.MAKER), reader, archive.address());
        for (int i = 0; i < 300; i++) {
            if (deliveries.find(sent).orElseThrow().state() == AgencyDeliveries.State.READY) {
                break;
            }
            Thread.sleep(100);
        }
        Set<String> names = new TreeSet<>();
        try (ZipInputStream zip =
                new ZipInputStream(new ByteArrayInputStream(maker.bytes(way).body()))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                names.add(entry.getName().replaceAll("/.*\\.", "/*."));
            }
        }
        assertThat(names)
                .containsExactly("ban-ke.csv", "ban-ke.pdf", "giay-chung-nhan/*.pdf", "goi/*.zip");
        assertThat(maker.bytes(way + "/1").statusCode()).isEqualTo(200);
        assertThat(maker.bytes(way + "/2").statusCode()).isEqualTo(404);
        maker.open();
        assertThat(maker.go("co-quan/de-nghi/" + number).body()).contains(number, way);
        Visitor other = agencies.person(Who.OTHER);
        assertThat(RightsMatrixTest.answer(other.bytes(way)))
                .isEqualTo(RightsMatrixTest.answer(other.bytes("/app-tep/de-nghi/LH-0")));
        other.open();
        assertThat(other.go("co-quan/de-nghi/" + number).body()).doesNotContain("15/CV-UBND");
        return number;
    }

    private static void only(Agencies agencies, Who... readers) throws Exception {
        for (Who who : Who.values()) {
            boolean may = Set.of(readers).contains(who);
            gets(agencies.person(who), who + " listed", listed, may);
            gets(agencies.person(who), who + " hidden", hidden, false);
        }
    }

    /** Files, images and copies by address, and the hit in the own line and everywhere. */
    private static void gets(Visitor visitor, String who, RecordView.Full record, boolean may)
            throws Exception {
        var document = record.documents().getFirst();
        String id = record.id().toString();
        String file = document.files().getFirst().id().toString();
        for (String way :
                List.of(
                        "/app-tep/tai/{file}",
                        "/app-tep/trang/{file}/1/480",
                        "/app-tep/zip/{id}/{document}",
                        "/app-tep/pdf/{id}/{document}",
                        "/app-tep/goi/{id}/aip",
                        "/app-tep/goi/{id}/dip",
                        "/app-tep/phien-ban/{id}/1/{file}",
                        "/tep/{file}",
                        "/tep/{file}/trang/1/480.jpg",
                        "/tep/ho-so/{id}/{document}.zip")) {
            String there =
                    RightsMatrixTest.answer(
                            visitor.bytes(filled(way, id, document.id().toString(), file)));
            if (may && (way.contains("/tai/") || way.startsWith("/app-tep/trang"))) {
                assertThat(there).as(who + " " + way).startsWith("200 ");
            } else if (!may) {
                assertThat(there)
                        .as(who + " " + way)
                        .isEqualTo(
                                RightsMatrixTest.answer(
                                        visitor.bytes(filled(way, MISSING, MISSING, MISSING))));
            }
        }
        String number = document.description().printedNumber();
        for (String scope : List.of("", "&pham-vi=tat-ca")) {
            visitor.open();
            String found =
                    visitor.go("tim?q=" + URLEncoder.encode(number, StandardCharsets.UTF_8) + scope)
                            .body();
            assertThat(found.contains(id)).as(who + " " + number + scope).isEqualTo(may);
        }
    }

    private static String filled(String way, String id, String document, String file) {
        return way.replace("{id}", id).replace("{document}", document).replace("{file}", file);
    }
}
