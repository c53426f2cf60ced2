package vn.tangthu.repository.destruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.tangthu.repository.destruction.Holding.HOA;
import static vn.tangthu.repository.destruction.Holding.LAN;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.Candidate;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Ground;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.Outcome;
import vn.tangthu.repository.Destructions.Proposal;
import vn.tangthu.repository.Destructions.State;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.SuspectedSecrets.Level;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreCopy;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.s3.S3ObjectStore;
import vn.tangthu.storage.s3.S3ProxyServer;

/** From the list of what is expired to the last byte of it, and everything that stops it. */
@Breaks(Breakage.KILL)
class DestructionTest {
    @TempDir Path directory;
    private S3ProxyServer server;
    private StoreCopy.Opening bucket;
    private Holding holding;

    @BeforeEach
    void open() throws IOException {
        server = S3ProxyServer.start(null);
        bucket = () -> S3ObjectStore.open(server.settings("ban-sao"));
        holding = new Holding(directory, List.of(new StoreCopy("s3", "s3", Duration.ZERO, bucket)));
    }

    @AfterEach
    void close() {
        holding.close();
        server.close();
    }

    private Destructions lists() {
        return holding.bean(Destructions.class);
    }

    private static Proposal expired(String code) {
        return new Proposal("H49." + code, Ground.EXPIRED, null);
    }

    private static Proposal duplicate(String code, String of) {
        return new Proposal("H49." + code, Ground.DUPLICATE, "H49." + of);
    }

    private Council council() {
        LocalDate today =
                holding.clock.instant().atZone(ZoneId.of("Asia/Ho_Chi_Minh")).toLocalDate();
        return new Council(
                List.of("Trần Thị Chủ, chủ tịch", "Lê Văn Thư, thư ký", "Đỗ Ích, ủy viên"),
                "03/BB-HĐ",
                today,
                "Sở Nội vụ",
                "77/SNV-VTLT",
                today,
                "12/QĐ-LTLS",
                today);
    }

    private static List<String> codes(Throwable refused) {
        return ((RefusedException) refused).findings().stream().map(Finding::code).toList();
    }

    private DestructionList list(UUID id) {
        return lists().find(id, HOA).orElseThrow();
    }

    private UUID frozen(Proposal... proposals) {
        UUID id = lists().create("Đợt 1", HOA);
        lists().add(id, List.of(proposals), HOA);
        lists().explain(id, "Hết thời hạn, không còn giá trị tra cứu.", HOA);
        lists().freeze(id, HOA);
        return id;
    }

    private UUID decided(Proposal... proposals) {
        UUID id = frozen(proposals);
        lists().judge(id, null, true, "Hết thời hạn lưu trữ", HOA);
        lists().decide(id, council(), HOA);
        return id;
    }

    private void await(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(this::states).isLessThan(end);
            Thread.sleep(50);
        }
    }

    /** How far everything is, for whoever waited in vain. */
    private String states() {
        return holding.jdbc()
                .sql(
                        "select (select json_agg(e) from kept.erasure e)::text || E'\\n' ||"
                                + " (select json_agg(i) from kept.destruction_item i)::text")
                .query(String.class)
                .optional()
                .orElse("nothing was ordered");
    }

    private long objects(ObjectStore in, AipId id) throws IOException {
        try (Stream<?> all =
                in.list(StorePrefix.below(holding.bean(AipStore.class).rootOf(id.value())))) {
            return all.count();
        }
    }

    private List<String> documents(AipId id) {
        return holding.jdbc()
                .sql(
                        "select description ->> 'docCode' from projection.document"
                                + " where aip_id = ? order by ordinal")
                .param(id.value())
                .query(String.class)
                .list();
    }

    private void ofItsOwnTerm(AipId id, String document, Maintenance term) {
        int unused =
                holding.jdbc()
                        .sql(
                                "update projection.document set description = description ||"
                                        + " jsonb_build_object('maintenance', ?::text)"
                                        + " where aip_id = ? and description ->> 'docCode' = ?")
                        .params(term.name(), id.value(), document)
                        .update();
    }

    private static Proposal some(String code, Ground ground, String... documents) {
        return new Proposal(
                "H49." + code,
                ground,
                ground == Ground.DUPLICATE ? "H49." + code : null,
                List.of(documents));
    }

    @Test
    void someDocumentsOfAHoSoAreDestroyedAndTheRestStaysInEveryCopy() throws Exception {
        AipId old = holding.keep("B.1", Maintenance.PERMANENT, "hết hạn", "còn giữ", "lâu dài");
        AipId twice = holding.keep("B.2", Maintenance.PERMANENT, "một", "hai", "một");
        List<String> codes = documents(old);
        List<String> same = documents(twice);
        ofItsOwnTerm(old, codes.getFirst(), Maintenance.YEARS_20);
        Copies copies = holding.bean(Copies.class);
        assertThat(copies.run("s3", Reader.OPERATOR, Progress.NONE).state())
                .isEqualTo(Copies.State.COMPLETE);

        UUID refused = lists().create("Đợt 0", HOA);
        assertThatThrownBy(
                        () ->
                                lists().add(
                                                refused,
                                                List.of(some("B.1", Ground.EXPIRED, "không có")),
                                                HOA))
                .satisfies(e -> assertThat(codes(e)).containsExactly("NO_SUCH_DOCUMENT"));
        lists().add(
                        refused,
                        List.of(
                                some("B.1", Ground.EXPIRED, codes.get(0), codes.get(1)),
                                some("B.2", Ground.DUPLICATE, same.get(1))),
                        HOA);
        assertThat(lists().check(refused, HOA))
                .extracting(Finding::code)
                .containsExactly("DESTRUCTION_PERMANENT", "DESTRUCTION_TWIN_DIFFERS");
        lists().withdraw(refused, "thử", HOA);
        UUID shared = lists().create("Đợt 0", HOA);
        ofItsOwnTerm(twice, same.get(0), Maintenance.YEARS_20);
        lists().add(shared, List.of(some("B.2", Ground.EXPIRED, same.get(0))), HOA);
        assertThat(lists().check(shared, HOA))
                .extracting(Finding::code)
                .containsExactly("DESTRUCTION_SHARED");
        lists().withdraw(shared, "thử", HOA);

        UUID id =
                decided(
                        some("B.1", Ground.EXPIRED, codes.getFirst()),
                        some("B.2", Ground.DUPLICATE, same.getLast()));
        assertThat(lists().items(id, 0, 10, HOA).items().getFirst())
                .satisfies(
                        item -> {
                            assertThat(item.parts()).containsExactly(codes.getFirst());
                            assertThat(item.documents()).isEqualTo(1);
                            assertThat(item.pages()).isEqualTo(3);
                            assertThat(item.titleOrNull()).contains(codes.getFirst());
                        });
        holding.clock.forward(lists().waitingTime().plusSeconds(1));
        lists().execute(id, "12/QĐ-LTLS", LAN);
        await(() -> list(id).state() == State.DONE);

        Catalogue catalogue = holding.bean(Catalogue.class);
        AipId rest = catalogue.resolve(old.toString(), Reader.ANONYMOUS).orElseThrow();
        AipId once = catalogue.resolve(twice.toString(), Reader.ANONYMOUS).orElseThrow();
        assertThat(documents(rest)).containsExactly(codes.get(1), codes.get(2));
        assertThat(documents(once)).containsExactly(same.get(0), same.get(1));
        assertThat(objects(holding.store, old)).isZero();
        assertThat(copies.run("s3", Reader.OPERATOR, Progress.NONE).state())
                .isEqualTo(Copies.State.COMPLETE);
        try (var copy = bucket.open()) {
            assertThat(objects(copy, old)).isZero();
            assertThat(objects(copy, rest)).isEqualTo(objects(holding.store, rest));
        }
        assertThat(holding.bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
        assertThat(catalogue.resolve(twice.toString(), Reader.ANONYMOUS)).contains(once);
    }

    @Test
    void whatACouncilDecidedIsErasedFromEveryCopyByAnotherPersonAndOnlyThen() throws Exception {
        AipId old = holding.keep("A.1", Maintenance.YEARS_20, "cũ");
        AipId kept = holding.keep("A.2", Maintenance.YEARS_20, "còn dùng");
        AipId twin = holding.keep("A.3", Maintenance.PERMANENT, "bản chính");
        AipId copy = holding.keep("A.4", Maintenance.PERMANENT, "bản chính");
        AipId young = holding.keep("A.5", Maintenance.YEARS_70, "mới");
        Copies copies = holding.bean(Copies.class);
        assertThat(copies.run("s3", Reader.OPERATOR, Progress.NONE).state())
                .isEqualTo(Copies.State.COMPLETE);
        assertThat(lists().expired(null, 0, 10, HOA).items())
                .extracting(Candidate::arcFileCode)
                .containsExactlyInAnyOrder("H49.A.1", "H49.A.2");

        UUID id = frozen(expired("A.1"), expired("A.2"), duplicate("A.4", "A.3"));
        assertThat(lists().expired(null, 0, 10, HOA).items()).isEmpty();
        String sha256 = list(id).sha256();
        assertThatThrownBy(() -> lists().add(id, List.of(expired("A.5")), HOA))
                .satisfies(e -> assertThat(codes(e)).containsExactly("DESTRUCTION_STATE"));
        assertThatThrownBy(() -> lists().decide(id, council(), HOA))
                .satisfies(e -> assertThat(codes(e)).containsExactly("DESTRUCTION_UNDECIDED"));
        lists().judge(id, kept, false, "Còn dùng để tra cứu", HOA);
        lists().judge(id, null, true, "Đồng ý hủy", HOA);
        lists().decide(id, council(), HOA);

        assertThatThrownBy(() -> lists().execute(id, "13/QĐ", HOA))
                .satisfies(
                        e ->
                                assertThat(codes(e))
                                        .containsExactly(
                                                "DESTRUCTION_SAME_PERSON",
                                                "DESTRUCTION_WAITING",
                                                "DESTRUCTION_NUMBER_DIFFERS"));
        holding.clock.forward(lists().waitingTime().plusSeconds(1));
        assertThatThrownBy(() -> lists().execute(id, "12/QĐ-LTLS", HOA))
                .satisfies(e -> assertThat(codes(e)).containsExactly("DESTRUCTION_SAME_PERSON"));
        assertThat(holding.bean(Catalogue.class).record(old, HOA)).isPresent();

        lists().execute(id, "12/QĐ-LTLS", LAN);
        await(() -> list(id).state() == State.DONE);

        DestructionList done = list(id);
        assertThat(done.toDestroy()).isEqualTo(2);
        assertThat(done.erased()).isEqualTo(2);
        assertThat(done.finishedAt()).isNotNull();
        assertThat(done.sha256()).isEqualTo(sha256);
        assertThatThrownBy(() -> lists().withdraw(id, "đổi ý", HOA))
                .satisfies(e -> assertThat(codes(e)).containsExactly("DESTRUCTION_STATE"));
        for (AipId gone : List.of(old, copy)) {
            assertThat(objects(holding.store, gone)).isZero();
            assertThat(holding.bean(Catalogue.class).record(gone, HOA)).isEmpty();
            assertThat(holding.bean(Tombstones.class).of(gone.value()))
                    .hasValueSatisfying(
                            stone -> {
                                assertThat(stone.decision()).isEqualTo("12/QĐ-LTLS");
                                assertThat(stone.actor()).isEqualTo("Lan");
                                assertThat(stone.confirmedBy()).isEqualTo("Hoa");
                                assertThat(stone.deciders()).hasSize(3);
                            });
        }
        for (AipId stays : List.of(kept, twin, young)) {
            assertThat(holding.bean(Catalogue.class).record(stays, HOA)).isPresent();
        }
        assertThat(lists().expired(null, 0, 10, HOA).items())
                .extracting(Candidate::arcFileCode)
                .as("kept by the council, and free for another list")
                .containsExactly("H49.A.2");

        copies.run("s3", Reader.OPERATOR, Progress.NONE);
        try (ObjectStore there = bucket.open()) {
            assertThat(objects(there, old)).isZero();
            assertThat(objects(there, kept)).isPositive();
        }
        FixityAudits.Run run =
                holding.bean(FixityAudits.class)
                        .run(
                                new FixityAudits.Options(FixityAudits.PRIMARY, 1, 0),
                                Reader.OPERATOR,
                                Progress.NONE);
        assertThat(holding.bean(FixityAudits.class).incidentsOf(run.id())).isEmpty();
        // The trace names numbers and decisions, and nothing of what the records were about.
        assertThat(
                        holding.jdbc()
                                .sql(
                                        "select string_agg(action || ' ' || coalesce(subject, '')"
                                                + " || ' ' || coalesce(detail, ''), E'\\n')"
                                                + " from kept.activity")
                                .query(String.class)
                                .single())
                .contains("DESTRUCTION_FROZEN", sha256, "DESTRUCTION_EXECUTED", "12/QĐ-LTLS")
                .doesNotContain("đắp đê");

        try (TestDatabase other = TestDatabase.fresh()) {
            holding.reopen(other);
            assertThat(holding.bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
            assertThat(holding.bean(Catalogue.class).record(old, HOA)).isEmpty();
            assertThat(holding.bean(Catalogue.class).record(kept, HOA)).isPresent();
            holding.reopen();
        }
    }

    @Test
    void whatIsBoundToAnythingThatStaysIsRefusedWithAllReasonsAtOnce() throws Exception {
        AipId asked = holding.keep("A.1", Maintenance.YEARS_10, "có người xin xem");
        holding.keep("A.2", Maintenance.PERMANENT, "vĩnh viễn");
        holding.keep("A.3", Maintenance.YEARS_70, "còn hạn");
        holding.keep("A.4", Maintenance.OTHER, "khác");
        holding.keep("A.5", Maintenance.YEARS_10, Maintenance.YEARS_70, null, "lâu hơn");
        holding.keep("A.6", Maintenance.YEARS_10, "chung");
        holding.keep("A.7", Maintenance.PERMANENT, "chung");
        holding.keep("A.8", Maintenance.YEARS_10, null, 1, "quyển đóng chung");
        holding.keep("A.9", Maintenance.PERMANENT, null, 4, "quyển đóng chung");
        holding.keep("B.1", Maintenance.YEARS_50, "một", "hai");
        holding.keep("B.2", Maintenance.YEARS_10, "một");
        AipId moving = holding.keep("B.3", Maintenance.YEARS_10, "đang rút");
        holding.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, about, wanted, purpose,"
                                + " name, contact, status, received_at, due_on) values"
                                + " ('YC-2026-ABCDEF', 'READ', ?, 'x', 'x', 'x', 'x', 'RECEIVED',"
                                + " now(), current_date)")
                .param(asked.value())
                .update();
        holding.jdbc()
                .sql(
                        "insert into kept.access_request_item (reference, number, asked, about,"
                                + " status, due_on) values ('YC-2026-ABCDEF', 1, ?, ?, 'RECEIVED',"
                                + " current_date)")
                .params(asked.value(), asked.value())
                .update();
        holding.jdbc()
                .sql(
                        "insert into projection.pending_version (subject, kind, since) values (?,"
                                + " 'AIP_CHANGED', now())")
                .param(moving.value())
                .update();
        UUID id = lists().create("Đợt 2", HOA);
        lists().add(
                        id,
                        List.of(
                                expired("A.1"),
                                expired("A.2"),
                                expired("A.3"),
                                expired("A.4"),
                                expired("A.5"),
                                expired("A.6"),
                                expired("A.8"),
                                duplicate("B.1", "B.2"),
                                duplicate("B.2", "Z.9"),
                                expired("B.3")),
                        HOA);

        assertThatThrownBy(() -> lists().freeze(id, HOA))
                .satisfies(
                        e ->
                                assertThat(((RefusedException) e).findings())
                                        .extracting(f -> f.code() + " " + f.values().getFirst())
                                        .containsExactly(
                                                "VALUE_MISSING explanation",
                                                "DESTRUCTION_REQUESTED H49.A.1",
                                                "DESTRUCTION_PERMANENT H49.A.2",
                                                "DESTRUCTION_NOT_ENDED H49.A.3",
                                                "DESTRUCTION_NO_TERM H49.A.4",
                                                "DESTRUCTION_DOCUMENT_LONGER H49.A.5",
                                                "DESTRUCTION_SHARED H49.A.6",
                                                "DESTRUCTION_BOUND H49.A.8",
                                                "DESTRUCTION_NO_TWIN H49.B.1",
                                                "DESTRUCTION_NO_TWIN H49.B.2",
                                                "DESTRUCTION_UNDER_WAY H49.B.3"));
        refused(1, 105);
        assertThat(lists().check(id, HOA))
                .extracting(Finding::code)
                .doesNotContain("DESTRUCTION_REQUESTED");
        refused(2, 104); // its 90 days may have ended in Tết, so that it can be appealed later
        assertThat(lists().check(id, HOA))
                .extracting(Finding::code)
                .contains("DESTRUCTION_REQUESTED");
        AipId b2 = holding.bean(Catalogue.class).resolve("H49.B.2", HOA).orElseThrow();
        lists().remove(id, b2, HOA);
        assertThat(lists().check(id, HOA))
                .filteredOn(f -> f.place().equals("H49.B.1"))
                .extracting(Finding::code)
                .containsExactly("DESTRUCTION_TWIN_SHORTER", "DESTRUCTION_TWIN_DIFFERS");
        UUID second = lists().create("Đợt 3", HOA);
        assertThatThrownBy(() -> lists().add(second, List.of(expired("A.1"), expired("X.1")), HOA))
                .satisfies(
                        e ->
                                assertThat(codes(e))
                                        .containsExactly("DESTRUCTION_LISTED", "NO_SUCH_RECORD"));
        assertThat(list(second).records()).isZero();
        lists().withdraw(id, "Lập lại", HOA);
        lists().add(second, List.of(expired("A.1")), HOA);
    }

    @Test
    void aKillInTheMiddleIsGoneOnFromAndWhatCameUpMeanwhileIsLeft() throws Exception {
        AipId first = holding.keep("A.1", Maintenance.YEARS_10, "một");
        AipId second = holding.keep("A.2", Maintenance.YEARS_10, "hai");
        AipId third = holding.keep("A.3", Maintenance.YEARS_10, "ba");
        UUID id = decided(expired("A.1"), expired("A.2"), expired("A.3"));
        // As it stands when the process dies after the first order.
        holding.jdbc()
                .sql(
                        "update kept.destruction set state = 'EXECUTING', executed_by = 'Lan',"
                                + " executed_acc = ?, executed_at = now() where id = ?")
                .params(Objects.requireNonNull(LAN.account()).value(), id)
                .update();
        assertThat(holding.bean(DestructionWork.class).one(id)).isTrue();
        holding.jdbc()
                .sql(
                        "insert into projection.pending_version (subject, kind, since) values (?,"
                                + " 'AIP_CHANGED', now())")
                .param(third.value())
                .update();
        holding.reopen();
        assertThat(list(id).state()).isEqualTo(State.EXECUTING);
        holding.bean(DestructionWork.class).goOn();
        holding.bean(Erasures.class).goOnFromStore();
        await(() -> list(id).state() == State.DONE);
        assertThat(objects(holding.store, first)).isZero();
        assertThat(objects(holding.store, second)).isZero();
        assertThat(objects(holding.store, third)).isPositive();
        assertThat(lists().items(id, 0, 10, HOA).items())
                .extracting(Item::outcome)
                .containsExactly(Outcome.ORDERED, Outcome.ORDERED, Outcome.LEFT);
        assertThat(list(id).left()).isEqualTo(1);
    }

    @Test
    void whatIsWrittenInWrongIsRefused() throws Exception {
        AipId id = holding.keep("A.1", Maintenance.YEARS_10, "một");
        UUID empty = lists().create("Trống", HOA);
        lists().explain(empty, "Không có gì", HOA);
        assertThatThrownBy(() -> lists().freeze(empty, HOA))
                .satisfies(e -> assertThat(codes(e)).containsExactly("DESTRUCTION_EMPTY"));
        holding.jdbc()
                .sql(
                        "insert into kept.destruction_item (list_id, aip_id, code, title,"
                                + " maintenance, documents, pages, version, ground) select ?,"
                                + " gen_random_uuid(), 'x', '', 'OTHER', 0, 0, 1, 'EXPIRED' from"
                                + " generate_series(1, ?)")
                .params(empty, Destructions.MOST)
                .update();
        assertThatThrownBy(() -> lists().add(empty, List.of(expired("A.1")), HOA))
                .satisfies(e -> assertThat(codes(e)).containsExactly("DESTRUCTION_TOO_MANY"));

        UUID list = frozen(expired("A.1"));
        lists().judge(list, null, true, "Đồng ý", HOA);
        Council right = council();
        Council wrong =
                new Council(
                        List.of("Một người", "Một người", "Hai người"),
                        "1",
                        right.metOn().plusDays(1),
                        "Sở",
                        "2",
                        right.approvedOn(),
                        "3",
                        right.decidedOn());
        holding.jdbc()
                .sql("update projection.record set version = 7 where id = ?")
                .param(id.value())
                .update();
        assertThatThrownBy(() -> lists().decide(list, wrong, HOA))
                .satisfies(
                        e ->
                                assertThat(codes(e))
                                        .containsExactly(
                                                "DESTRUCTION_COUNCIL",
                                                "DESTRUCTION_DATES",
                                                "DESTRUCTION_CHANGED"));
    }

    @Test
    void withdrawnOrSparedNothingIsErased() throws Exception {
        AipId one = holding.keep("A.1", Maintenance.YEARS_10, "một");
        AipId other = holding.keep("A.2", Maintenance.YEARS_10, "hai");
        UUID id = decided(expired("A.1"), expired("A.2"));
        lists().spare(id, one, "Có đơn khiếu nại", HOA);
        lists().withdraw(id, "Quyết định bị thu hồi", LAN);
        holding.clock.forward(Duration.ofDays(30));
        assertThatThrownBy(() -> lists().execute(id, "12/QĐ-LTLS", LAN))
                .isInstanceOf(RefusedException.class);
        for (AipId each : List.of(one, other)) {
            assertThat(holding.bean(Catalogue.class).record(each, HOA)).isPresent();
            assertThat(holding.bean(Tombstones.class).of(each.value())).isEmpty();
        }
        UUID again = decided(expired("A.1"), expired("A.2"));
        assertThat(list(again).number()).isEqualTo(2);
    }

    @Test
    void listsAreForArchivistsAndATitleThatMayBeASecretIsToldToNobody() throws Exception {
        holding.keep("A.1", Maintenance.YEARS_10, "một");
        UUID id = frozen(expired("A.1"));
        for (Role role : Role.values()) {
            Reader reader = new Reader(HOA.account(), "ai đó", Set.of(role), Set.of());
            if (role != Role.ARCHIVIST) {
                assertThatThrownBy(() -> lists().items(id, 0, 1, reader))
                        .hasMessageContaining("NOT_ALLOWED");
                assertThatThrownBy(() -> lists().list(0, 1, reader))
                        .hasMessageContaining("NOT_ALLOWED");
                assertThatThrownBy(() -> lists().create("x", reader))
                        .hasMessageContaining("NOT_ALLOWED");
            }
        }
        assertThatThrownBy(() -> lists().create("x", Reader.OPERATOR))
                .hasMessageContaining("DESTRUCTION_NAMELESS");
        assertThat(lists().items(id, 0, 1, HOA).items().getFirst().titleOrNull())
                .contains("đắp đê");
        holding.bean(SuspectedSecrets.class)
                .suspect(
                        Digest.of(
                                DigestAlgorithm.SHA512,
                                "một".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                        1,
                        Level.SECRET);
        assertThat(lists().items(id, 0, 1, HOA).items().getFirst().titleOrNull()).isNull();
        assertThat(lists().check(id, HOA))
                .extracting(Finding::code)
                .containsExactly("DESTRUCTION_GONE");
        Reader officer =
                new Reader(HOA.account(), "cán bộ", Set.of(Role.SECRETS_OFFICER), Set.of());
        AipId blocked = lists().items(id, 0, 1, HOA).items().getFirst().record();
        holding.bean(SuspectedSecrets.class).purge(blocked, "Có dấu MẬT", officer);
        holding.bean(Erasures.class).awaitIdle();
        assertThat(
                        holding.jdbc()
                                .sql("select title from kept.destruction_item")
                                .query(String.class)
                                .single())
                .isEmpty();
    }

    private void refused(int number, int daysAgo) {
        holding.jdbc().sql("update kept.access_request_item set status = 'REFUSED'").update();
        holding.jdbc()
                .sql(
                        "insert into kept.access_request_step (reference, number, at, status, actor)"
                                + " values ('YC-2026-ABCDEF', ?, now() - ? * interval '1 day',"
                                + " 'REFUSED', 'hoa')")
                .params(number, daysAgo)
                .update();
    }
}
