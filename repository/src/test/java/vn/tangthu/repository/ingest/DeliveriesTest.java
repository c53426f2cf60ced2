package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.ContextClosedEvent;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.ingest.lists.ExampleRecord;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.FaultyObjectStore.Fault;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.memory.MemoryObjectStore;

class DeliveriesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(16);
    private static int fondsCount;

    private final FaultyObjectStore objects = new FaultyObjectStore(new MemoryObjectStore());
    private final String fonds = "H32.T" + fondsCount++;
    @TempDir private Path tmp;
    private Path folder;
    private IngestRoom room;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws IOException {
        folder = tmp.resolve("giao nộp");
        room = process();
        room.fonds(fonds, null, "01");
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    private IngestRoom process() {
        return process(null);
    }

    private IngestRoom process(@Nullable ContentProbe probe) {
        return new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, probe);
    }

    private Result ingest() throws IOException {
        return room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
    }

    private void sample(int records, int documents) throws IOException {
        var unused =
                SampleDelivery.write(
                        folder, room.template, fonds, 1, records, documents, "Noi dung");
    }

    private String arc(int record) {
        return IngestRoom.ARCHIVE_CODE + "." + fonds + ".1998." + record;
    }

    private RecordView.Full view(AipId id) {
        return (RecordView.Full) room.catalogue.record(id, Reader.OPERATOR).orElseThrow();
    }

    private static List<String> codes(Result result) {
        return result.verdict().findings().stream().map(Finding::code).toList();
    }

    @Test
    void theTemplateAsItIsWithItsPdfIsTakenIn() throws IOException {
        if (room.catalogue.fondsByCode(ExampleRecord.FONDS_CODE, Reader.OPERATOR).isEmpty()) {
            room.fonds(ExampleRecord.FONDS_CODE, null);
        }
        room.template.write(folder);
        SmallPdf.write(folder.resolve(ExampleRecord.DOC_CODE + ".pdf"), "Vi du");

        Result result = ingest();

        assertThat(result.verdict().findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("FILES_NOT_PROBED", "JUNK_IGNORED");
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(view(result.kept().getFirst()).documents().getFirst().description().codeNumber())
                .as("a leading zero survives")
                .isEqualTo("041");
    }

    @Test
    void whatIsKeptReadsBackFromTheStoreAsItWasDelivered() throws IOException {
        sample(3, 2);
        Result result = ingest();

        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(result.kept()).hasSize(3);
        RecordView.Full view = view(result.kept().getFirst());
        assertThat(view.arcFileCode()).isEqualTo(arc(1));
        assertThat(view.rights()).isEqualTo(Rights.OPEN);
        var aip = room.store.read(view.id());
        assertThat(aip.documents()).hasSize(2);
        var file = aip.documents().get(1).files().getFirst();
        byte[] delivered = Files.readAllBytes(folder.resolve("pdf/" + file.originalName()));
        try (var stored = room.store.open(view.id(), file)) {
            assertThat(stored.readAllBytes()).isEqualTo(delivered);
        }
        assertThat(room.writer.openReservations(null)).isEmpty();
        assertThat(room.deliveries.find(result.delivery()).orElseThrow().state())
                .isEqualTo(State.KEPT);
    }

    @Test
    @Breaks(Breakage.TWICE)
    void theSameDeliveryTwiceIsAlreadyKept() throws IOException {
        sample(2, 1);
        Result first = ingest();
        Result second = ingest();

        assertThat(first.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(second.outcome()).isEqualTo(Outcome.ALREADY_KEPT);
        assertThat(second.kept()).isEmpty();
        assertThat(codes(second)).contains("RECORD_ALREADY_KEPT");
        assertThat(room.objects()).isEqualTo(2);
    }

    @Test
    void aZipIsTheSameDeliveryAsItsFolderAndLeavesNothingInStaging() throws IOException {
        sample(2, 1);
        Result first = ingest();
        Path zip = tmp.resolve("goi.zip");
        zip(folder, zip);
        Result second = room.deliveries.ingest(zip, IngestRoom.options(), Progress.NONE);

        assertThat(first.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(second.outcome()).isEqualTo(Outcome.ALREADY_KEPT);
        assertThat(room.staging()).isEmpty();
    }

    static void zip(Path folder, Path zip) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                var files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                out.putNextEntry(
                        new ZipEntry(
                                "goi/" + folder.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
    }

    @Test
    @Breaks(Breakage.TWICE)
    void fiftyAtOnceMakeOnePackageEach() throws Exception {
        sample(3, 1);
        List<Result> results = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(50)) {
            List<Callable<Result>> calls = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                calls.add(this::ingest);
            }
            for (Future<Result> each : threads.invokeAll(calls)) {
                results.add(each.get());
            }
        }

        assertThat(results)
                .extracting(Result::outcome)
                .containsOnly(Outcome.KEPT, Outcome.ALREADY_KEPT);
        List<AipId> kept = results.stream().flatMap(r -> r.kept().stream()).toList();
        assertThat(kept).hasSize(3).doesNotHaveDuplicates();
        assertThat(room.objects()).isEqualTo(3);
        assertThat(room.writer.openReservations(null)).isEmpty();
    }

    @Test
    void deliveriesThatShareCodesInOtherOrderDoNotWaitForEver() throws Exception {
        Path other = tmp.resolve("khác");
        sample(6, 1);
        var unused = SampleDelivery.write(other, room.template, fonds, 4, 6, 1, "Noi dung");
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<Result> a = threads.submit(this::ingest);
            Future<Result> b =
                    threads.submit(
                            () ->
                                    room.deliveries.ingest(
                                            other, IngestRoom.options(), Progress.NONE));
            Set<AipId> kept = new HashSet<>(a.get().kept());
            kept.addAll(b.get().kept());
            assertThat(kept).hasSize(9);
        }
        assertThat(room.objects()).isEqualTo(9);
    }

    @Test
    void allOrNothingIsTheRuleAndAcceptSoundTheException() throws IOException {
        sample(3, 1);
        Files.delete(folder.resolve("pdf/" + fonds + ".1998.2.0000001.pdf"));

        Result refused = ingest();
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(refused)).contains("FILE_MISSING");
        assertThat(room.objects()).isZero();

        Result partly = room.deliveries.ingest(folder, IngestRoom.acceptSound(), Progress.NONE);
        assertThat(partly.outcome()).isEqualTo(Outcome.PARTLY_KEPT);
        assertThat(partly.kept())
                .extracting(id -> view(id).arcFileCode())
                .containsExactly(arc(1), arc(3));
        assertThat(room.deliveries.findings(partly.delivery(), 0, 10).items())
                .extracting(Finding::code)
                .contains("FILE_MISSING");
    }

    @Test
    void aTakenCodeWaitsAndBecomesAVersionThatIsNeverWiderThanTheHead() throws IOException {
        sample(2, 1);
        AipId id = ingest().kept().getFirst();
        Rights hidden =
                new Rights(
                        Access.HIDDEN,
                        false,
                        "đời tư",
                        AccessGround.PRIVATE_LIFE,
                        LocalDate.of(2066, 12, 31));
        room.holdings.restrict(id, hidden, "kiểm tra", Reader.OPERATOR);
        var unused = SampleDelivery.write(folder, room.template, fonds, 1, 3, 1, "Noi dung moi");

        Result waiting = ingest();
        assertThat(waiting.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(codes(waiting)).contains("CODE_TAKEN");
        assertThat(room.writer.known(arc(3))).as("nothing of it is kept meanwhile").isEmpty();

        assertThatThrownBy(
                        () ->
                                room.deliveries.decide(
                                        waiting.delivery(),
                                        Decision.NEW_VERSIONS,
                                        "bản quét lại",
                                        Reader.ANONYMOUS))
                .isInstanceOf(RefusedException.class);
        room.deliveries.decide(
                waiting.delivery(), Decision.NEW_VERSIONS, "bản quét lại", Reader.OPERATOR);
        awaitState(waiting.delivery(), State.KEPT);

        var head = room.store.read(id);
        assertThat(head.version()).isEqualTo(3); // stored, restricted, delivered again
        assertThat(head.rights()).as("nor without its ground and day").isEqualTo(hidden);
        assertThat(head.history().getLast().message()).contains("bản quét lại");
        assertThat(room.writer.known(arc(1)).orElseThrow().version()).isEqualTo(3);
        assertThat(room.writer.known(arc(3))).isPresent();
        assertThat(room.context.getBean(ChangeJournal.class).after(0, 1000))
                .extracting(ChangeJournal.Entry::kind)
                .contains(ChangeJournal.Kind.AIP_CHANGED);
        assertThat(ingest().outcome()).isEqualTo(Outcome.ALREADY_KEPT);
    }

    @Test
    void aDecisionHoldsForTheBytesItWasMadeOn() throws IOException {
        sample(1, 1);
        assertThat(ingest().outcome()).isEqualTo(Outcome.KEPT);
        var unused = SampleDelivery.write(folder, room.template, fonds, 1, 1, 1, "Lan hai");
        Result waiting = ingest();
        SmallPdf.write(folder.resolve("pdf/" + fonds + ".1998.1.0000001.pdf"), "Lan ba");

        room.deliveries.decide(waiting.delivery(), Decision.NEW_VERSIONS, "ổn", Reader.OPERATOR);
        awaitState(waiting.delivery(), State.WAITING);
        assertThat(room.writer.known(arc(1)).orElseThrow().version()).isEqualTo(1);

        room.deliveries.decide(waiting.delivery(), Decision.REFUSE, "sai mã", Reader.OPERATOR);
        awaitState(waiting.delivery(), State.REFUSED);
        assertThat(room.deliveries.findings(waiting.delivery(), 0, 10).items())
                .extracting(Finding::code)
                .contains("DECIDED_REFUSED", "CODE_TAKEN");
    }

    /** Waits until nobody works on it and it has the state. */
    private void awaitState(DeliveryId id, State state) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            var delivery = room.deliveries.find(id).orElseThrow();
            if (delivery.phase() == null && delivery.state() == state) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError(room.deliveries.find(id) + " and not " + state);
    }

    @Test
    void aStateSecretIsRefusedErasedAndNotRepeated() throws IOException {
        sample(1, 1);
        Files.delete(folder.resolve("DanhMucHoSo.xlsx"));
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;Thời hạn lưu trữ;Chế độ sử dụng\n"
                        + "KHONG;M.1;Kế hoạch tuyệt đối kín;99;Mật\n");
        DeliveryId id =
                room.deliveries.submit(room.stage(folder), "gói mật", IngestRoom.acceptSound());
        awaitState(id, State.REFUSED);

        assertThat(room.deliveries.findings(id, 0, 10).items())
                .extracting(Finding::code)
                .containsExactly("SECRET");
        assertThat(room.deliveries.findings(id, 0, 10).items().toString()).doesNotContain("kín");
        assertThat(room.staging()).isEmpty();
    }

    @Test
    void aSubmittedUploadIsWorkedOnAndErased() throws IOException {
        sample(2, 1);
        DeliveryId id = room.deliveries.submit(room.stage(folder), "tải lên", IngestRoom.options());
        awaitState(id, State.KEPT);
        assertThat(room.staging()).isEmpty();
        assertThat(room.deliveries.list(0, 10).items().getFirst().name()).isEqualTo("tải lên");
    }

    @Test
    void aDryRunStoresNothingAndCanBeMadeReal() throws IOException {
        sample(1, 1);
        assertThat(room.deliveries.check(folder, Progress.NONE).blocked()).isFalse();
        DeliveryId id =
                room.deliveries.submit(
                        room.stage(folder),
                        "thử",
                        new Deliveries.Options(false, true, "x", Reader.OPERATOR));
        awaitState(id, State.CHECKED);
        assertThat(room.objects()).isZero();
        room.deliveries.resume(id, Reader.OPERATOR);
        awaitState(id, State.KEPT);
        assertThat(room.objects()).isEqualTo(1);
    }

    @Test
    void cancellingLeavesNothingBehind() throws IOException {
        sample(8, 1);
        Progress atTheThird =
                new Progress() {
                    private volatile boolean stop;

                    @Override
                    public void at(Phase phase, long done, long total) {
                        stop |= phase == Phase.STORE && done >= 3;
                    }

                    @Override
                    public boolean cancelled() {
                        return stop;
                    }
                };
        Result result = room.deliveries.ingest(folder, IngestRoom.options(), atTheThird);

        assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(room.objects()).isZero();
        assertThat(room.writer.openReservations(null)).isEmpty();
        assertThat(ingest().kept()).hasSize(8);
    }

    @Test
    void whoeverLetsADeliveryGoOnSeesThatItDoes() throws IOException {
        sample(2, 1);
        DeliveryId id = room.deliveries.submit(room.stage(folder), "x", IngestRoom.options());
        awaitState(id, State.KEPT);
        DATABASE.jdbc()
                .sql(
                        "update kept.delivery set state = 'INTERRUPTED', finished_at = null, owned = false,"
                                + " source = ?")
                .param(folder.toString())
                .update();
        room.deliveries.resume(id, Reader.OPERATOR);
        assertThat(room.deliveries.find(id).orElseThrow().state()).isNotEqualTo(State.INTERRUPTED);
        awaitState(id, State.ALREADY_KEPT);

        // Nor does it wait for ever when its process goes while it is in line.
        DATABASE.jdbc()
                .sql(
                        "update kept.delivery set state = 'RECEIVED', finished_at = null, runner = null")
                .update();
        room.deliveries.takeUp();
        assertThat(room.deliveries.find(id).orElseThrow().state()).isEqualTo(State.INTERRUPTED);
    }

    @Test
    void theEndOfTheProcessInterruptsAndDoesNotCancel() throws IOException {
        sample(8, 1);
        Progress endsAtTheThird =
                new Progress() {
                    private volatile boolean gone;

                    @Override
                    public void at(Phase phase, long done, long total) {
                        if (phase == Phase.STORE && done >= 3 && !gone) {
                            // As SIGTERM does: then connections close, and the caller is gone.
                            room.context.publishEvent(new ContextClosedEvent(room.context));
                            gone = true;
                        }
                    }

                    @Override
                    public boolean cancelled() {
                        return gone;
                    }
                };
        DeliveryId id =
                room.deliveries.ingest(folder, IngestRoom.options(), endsAtTheThird).delivery();
        assertThat(
                        DATABASE.jdbc()
                                .sql("select state from kept.delivery")
                                .query(String.class)
                                .single())
                .isEqualTo("INTERRUPTED");
        assertThat(room.objects()).isPositive();
        room.close();

        room = process();
        room.deliveries.takeUp(); // a folder of somebody's own is not gone on with unasked
        assertThat(room.deliveries.find(id).orElseThrow().state()).isEqualTo(State.INTERRUPTED);
        Result result = ingest();
        assertThat(result.delivery()).isEqualTo(id);
        assertThat(result.kept()).hasSize(8);
    }

    @Test
    void aFileThatChangesAfterTheCheckRefusesTheDelivery() throws IOException {
        sample(2, 1);
        Path victim = folder.resolve("pdf/" + fonds + ".1998.2.0000001.pdf");
        Progress meddling =
                new Progress() {
                    @Override
                    public void at(Phase phase, long done, long total) {
                        if (phase == Phase.STORE && done == 0) {
                            SmallPdf.write(victim, "Khac");
                        }
                    }

                    @Override
                    public boolean cancelled() {
                        return false;
                    }
                };
        Result result = room.deliveries.ingest(folder, IngestRoom.options(), meddling);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(result)).contains("SOURCE_CHANGED");
        assertThat(room.objects()).isZero();
        assertThat(room.writer.openReservations(null)).isEmpty();
    }

    @Test
    void whereverTheStoreFailsTheNextTryEndsWellAndNothingIsDoubled() throws IOException {
        boolean reached = true;
        int n = 0;
        while (reached) {
            n++;
            Staging.eraseQuietly(folder);
            var unused = SampleDelivery.write(folder, room.template, fonds, n, 1, 2, "Noi dung");
            objects.failAt(n, Fault.values()[n % Fault.values().length]);
            try {
                assertThat(ingest().outcome()).as("call " + n).isEqualTo(Outcome.KEPT);
            } catch (IOException | RuntimeException e) {
                assertThat(room.catalogue.resolve(arc(n), Reader.OPERATOR))
                        .as("nothing half is visible after call " + n)
                        .isEmpty();
            }
            reached = objects.calls() >= n;
            objects.failAt(0, Fault.ERROR_BEFORE);
            assertThat(ingest().outcome())
                    .as("after call " + n)
                    .isIn(Outcome.KEPT, Outcome.ALREADY_KEPT);
            assertThat(room.objects()).isEqualTo(n);
        }
        assertThat(n).isGreaterThan(10);
        assertThat(room.writer.openReservations(null)).isEmpty();
    }

    @Test
    void theUploadsOfOthersOutliveADeliveryAndARestart() throws IOException {
        Path uploads = room.home.staging().resolve("tai-len");
        Path other = Files.createDirectories(uploads.resolve("b")).resolve("chua-nop.zip");
        Files.writeString(other, "chưa nộp");
        // A folder that waits, and one that is still arriving.
        Path folderOfOthers = Files.createDirectories(uploads.resolve("d/Gói/Hồ sơ 1"));
        Path arriving = Files.createDirectories(uploads.resolve("e/.tep")).resolve("0a1b");
        Files.writeString(arriving, "dở dang");
        sample(2, 1);
        Path handed = Files.createDirectories(uploads.resolve("a")).resolve("goi.zip");
        zip(folder, handed);
        Path dead = Files.createDirectories(uploads.resolve("c"));
        Files.createFile(dead.resolve(".nop"));

        DeliveryId id = room.deliveries.submit(handed, "goi.zip", IngestRoom.options());
        awaitState(id, State.KEPT);
        assertThat(uploads.resolve("a")).doesNotExist();
        assertThat(other).exists();

        room.close();
        room = process();
        room.deliveries.takeUp();
        assertThat(other).exists();
        assertThat(folderOfOthers).exists();
        assertThat(arriving).exists();
        assertThat(dead).doesNotExist();
    }

    @Test
    void theNextProcessTakesUpUploadsAndCommandsAndRemovesWhatLostItsSource() throws IOException {
        sample(3, 1);
        Path gone = tmp.resolve("mất");
        var unused = SampleDelivery.write(gone, room.template, fonds, 50, 2, 1, "Se mat");
        DeliveryId upload = killedWhileStoring(room.stage(folder), true);
        DeliveryId lost = killedWhileStoring(gone, false);
        Staging.eraseQuietly(gone);
        Files.createDirectory(room.home.staging().resolve("unpacked-of-the-dead"));
        assertThat(room.objects()).isPositive();

        room.close();
        room = process();
        room.deliveries.takeUp();
        awaitState(upload, State.KEPT);
        awaitState(lost, State.FAILED);

        assertThat(room.objects()).isEqualTo(3);
        assertThat(room.writer.openReservations(null)).isEmpty();
        assertThat(room.staging()).isEmpty();
    }

    @Test
    void theSameCommandAfterAKillGoesOnWithTheSameDelivery() throws IOException {
        sample(3, 1);
        DeliveryId killed = killedWhileStoring(folder.toRealPath(), false);
        room.close();
        room = process();

        Result result = ingest();
        assertThat(result.delivery()).isEqualTo(killed);
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(room.objects()).isEqualTo(3);
    }

    @Test
    void aDeadDeliveryGivesWayToTheSameRecordsFromElsewhere() throws IOException {
        sample(3, 1);
        Path copy = tmp.resolve("bản sao");
        var unused = SampleDelivery.write(copy, room.template, fonds, 1, 3, 1, "Noi dung");
        DeliveryId killed = killedWhileStoring(folder.toRealPath(), false);

        Result result = room.deliveries.ingest(copy, IngestRoom.options(), Progress.NONE);
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(result.kept()).hasSize(3);
        Result resumed = ingest();
        assertThat(resumed.delivery()).isEqualTo(killed);
        assertThat(resumed.outcome()).isEqualTo(Outcome.ALREADY_KEPT);
        assertThat(room.objects()).isEqualTo(3);
    }

    /** As kill -9 leaves it: the row at work, one hồ sơ stored and staged, the next half stored. */
    private DeliveryId killedWhileStoring(Path source, boolean owned) throws IOException {
        DeliveryRegister register = room.context.getBean(DeliveryRegister.class);
        DeliveryRow row = register.create(source, "bị ngắt", owned, IngestRoom.options());
        register.state(row.id(), State.STORING, null);
        return new KilledDelivery(room, row).storeHalf(source);
    }
}
