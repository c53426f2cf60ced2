package vn.tangthu.portal.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import vn.tangthu.portal.upload.IncomingPackage.Kind;
import vn.tangthu.portal.upload.UploadRefused.Reason;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

@Breaks(Breakage.UPLOAD)
class IncomingPackagesTest {
    private static final UUID HER = UUID.randomUUID();
    private static final UUID HIM = UUID.randomUUID();

    @TempDir Path tmp;

    private Instant now = Instant.parse("2026-11-21T01:00:00Z");

    /** As another process would find the home. */
    private IncomingPackages process(String... settings) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put("tangthu.upload." + settings[i], settings[i + 1]);
        }
        UploadProperties limits =
                new Binder(new MapConfigurationPropertySource(given))
                        .bindOrCreate("tangthu.upload", UploadProperties.class);
        Clock clock =
                new Clock() {
                    @Override
                    public ZoneId getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now;
                    }
                };
        return new IncomingPackages(new TangThuHome(tmp), limits, clock);
    }

    private static Body body(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Body(new ByteArrayInputStream(bytes), bytes.length, null);
    }

    /** Says that it has more than comes before the line breaks. */
    private static Body broken(String text) {
        InputStream in =
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        int read = super.read(buffer, offset, length);
                        if (read < 0) {
                            throw new UncheckedIOException(new IOException("reset"));
                        }
                        return read;
                    }
                };
        return new Body(new Breaking(in), 1_000, null);
    }

    private static final class Breaking extends FilterInputStream {
        Breaking(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private static Reason refusal(ThrowableAssert.ThrowingCallable call) {
        Throwable thrown = Assertions.catchThrowable(call);
        assertThat(thrown).isInstanceOf(UploadRefused.class);
        return ((UploadRefused) thrown).reason();
    }

    @Test
    void whatCameBeforeTheLineBrokeOrTheProcessDiedIsThereAndNothingElse() throws Exception {
        IncomingPackages packages = process();
        IncomingPackage one = packages.announce(HER, "C:\\gói\\Đợt 1.ZIP", Kind.ZIP, 1, 2_000);
        assertThat(one.name()).isEqualTo("Đợt 1.zip");
        IncomingFile file = packages.begin(one, "Đợt 1.zip", 2_000, 7);
        String first = "a".repeat(300);
        assertThat(packages.receive(one, file.key(), 0, broken(first)).offset()).isEqualTo(300);

        // A kill after bytes were written that nobody was told of.
        Path bytes = tmp.resolve("staging/tai-len/" + one.id() + "/.tep/" + file.key());
        Files.writeString(bytes, "rác của một lần ghi dở", StandardOpenOption.APPEND);
        packages = process();
        assertThat(packages.file(one, file.key()).offset()).isEqualTo(300);
        assertThat(packages.arrival(one).bytes()).isEqualTo(300);
        IncomingPackages again = packages;
        assertThatThrownBy(() -> again.receive(one, file.key(), 322, body("x")))
                .isInstanceOfSatisfying(
                        Body.WrongOffset.class, e -> assertThat(e.offset()).isEqualTo(300));
        assertThat(refusal(() -> again.finish(one))).isEqualTo(Reason.INCOMPLETE);
        assertThat(packages.waiting()).isEmpty();

        String rest = "b".repeat(1_700);
        assertThat(packages.receive(one, file.key(), 300, body(rest)).complete()).isTrue();
        packages.finish(one);
        assertThat(packages.of(HER)).isEmpty();
        assertThat(packages.waiting()).hasSize(1);
        assertThat(packages.whole(one.id()).orElseThrow()).hasContent(first + rest);
    }

    @Test
    void bytesThatChangedOnTheirWayAreNotTaken() throws Exception {
        IncomingPackages packages = process();
        IncomingPackage one = packages.announce(HER, "a.zip", Kind.ZIP, 1, 10);
        IncomingFile file = packages.begin(one, "a.zip", 10, 7);
        byte[] sum = MessageDigest.getInstance("SHA-256").digest("0123456789".getBytes());
        assertThatThrownBy(
                        () ->
                                packages.receive(
                                        one,
                                        file.key(),
                                        0,
                                        new Body(
                                                new ByteArrayInputStream("0123456780".getBytes()),
                                                10,
                                                sum)))
                .isInstanceOf(Body.WrongSum.class);
        assertThat(packages.file(one, file.key()).offset()).isZero();
        Body right = new Body(new ByteArrayInputStream("0123456789".getBytes()), -1, sum);
        assertThat(packages.receive(one, file.key(), 0, right).complete()).isTrue();
    }

    @Test
    void aFolderArrivesWithItsPathsAndNothingOutsideIt() throws Exception {
        IncomingPackages packages = process();
        IncomingPackage one = packages.announce(HER, "Gói 1", Kind.FOLDER, 3, 6);
        for (String path :
                List.of(
                        "../a",
                        "/a",
                        "a//b",
                        "a/../../b",
                        "a\\b",
                        "con",
                        "",
                        "a/" + "ề".repeat(99)))
            assertThat(refusal(() -> packages.begin(one, path, 1, 7)))
                    .as(path)
                    .isEqualTo(Reason.UNSAFE_NAME);
        Map<String, String> files =
                Map.of("DanhMuc.csv", "ab", "Hồ sơ 1/01/a.pdf", "cdef", "Hồ sơ 1/rỗng.txt", "");
        for (var each : files.entrySet()) {
            IncomingFile file =
                    packages.begin(
                            one, each.getKey(), each.getValue().length(), 1_000_000_000_000L);
            packages.receive(one, file.key(), 0, body(each.getValue()));
        }
        assertThat(refusal(() -> packages.begin(one, "thừa", 1, 7)))
                .isEqualTo(Reason.NOT_AS_ANNOUNCED);
        packages.finish(one);
        Path whole = packages.whole(one.id()).orElseThrow();
        assertThat(whole).hasFileName("Gói 1");
        for (var each : files.entrySet()) {
            assertThat(whole.resolve(each.getKey())).hasContent(each.getValue());
        }
        assertThat(Files.getLastModifiedTime(whole.resolve("DanhMuc.csv")).toMillis())
                .isEqualTo(1_000_000_000_000L);
        try (Stream<Path> all = Files.walk(tmp.resolve("staging/tai-len/" + one.id()))) {
            assertThat(all.filter(Files::isRegularFile)).hasSize(4);
        }
    }

    @Test
    void aKillWhileTheFilesArePutToTheirPlacesIsFinishedLater() throws Exception {
        IncomingPackages packages = process();
        IncomingPackage one = packages.announce(HER, "Gói", Kind.FOLDER, 2, 2);
        for (String path : List.of("a/1", "b/2")) {
            packages.receive(one, packages.begin(one, path, 1, 7).key(), 0, body("x"));
        }
        Path folder = tmp.resolve("staging/tai-len/" + one.id());
        Files.createDirectories(folder.resolve(".than/a"));
        Files.move(folder.resolve(".tep/" + FileSlots.key("a/1")), folder.resolve(".than/a/1"));

        packages = process();
        assertThat(packages.waiting()).isEmpty();
        packages.finish(packages.get(one.id(), HER));
        assertThat(packages.whole(one.id()).orElseThrow().resolve("a/1")).hasContent("x");
        assertThat(packages.whole(one.id()).orElseThrow().resolve("b/2")).hasContent("x");
    }

    @Test
    void aFileWhereAFolderIsNeededIsToldAndLosesNothing() throws Exception {
        IncomingPackages packages = process();
        IncomingPackage one = packages.announce(HER, "Gói", Kind.FOLDER, 2, 2);
        for (String path : List.of("a", "a/b")) {
            packages.receive(one, packages.begin(one, path, 1, 7).key(), 0, body("x"));
        }
        assertThat(refusal(() -> packages.finish(one))).isEqualTo(Reason.NAME_TWICE);
        assertThat(packages.of(HER)).containsExactly(one);
    }

    @Test
    void ofOthersThereIsNothing() throws Exception {
        IncomingPackages packages = process();
        IncomingPackage one = packages.announce(HER, "a.zip", Kind.ZIP, 1, 10);
        assertThat(packages.of(HIM)).isEmpty();
        assertThat(refusal(() -> packages.get(one.id(), HIM))).isEqualTo(Reason.GONE);
        assertThat(packages.get(one.id(), HER)).isEqualTo(one);
    }

    @Test
    void whatIsTooMuchIsRefusedBeforeAByteIsSent() throws Exception {
        IncomingPackages packages =
                process("largest", "1000B", "files", "5", "packages", "3", "per-account", "1500B");
        assertThat(refusal(() -> packages.announce(HER, "a.zip", Kind.ZIP, 1, 1_001)))
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(refusal(() -> packages.announce(HER, "a", Kind.FOLDER, 6, 10)))
                .isEqualTo(Reason.TOO_MANY_FILES);
        assertThat(refusal(() -> packages.announce(HER, "a.pdf", Kind.ZIP, 1, 10)))
                .isEqualTo(Reason.NOT_A_ZIP);
        assertThat(refusal(() -> packages.announce(HER, "a", Kind.FOLDER, 0, 0)))
                .isEqualTo(Reason.EMPTY);
        packages.announce(HER, "a", Kind.FOLDER, 2, 1_000);
        assertThat(refusal(() -> packages.announce(HER, "b", Kind.FOLDER, 2, 501)))
                .isEqualTo(Reason.QUOTA);
        packages.announce(HIM, "b", Kind.FOLDER, 2, 501);
        packages.announce(HER, "b", Kind.FOLDER, 2, 1);
        packages.announce(HER, "c", Kind.FOLDER, 2, 1);
        assertThat(refusal(() -> packages.announce(HER, "d", Kind.FOLDER, 2, 1)))
                .isEqualTo(Reason.TOO_MANY_PACKAGES);
        IncomingPackages full = process("spare", "1000000GB");
        assertThat(refusal(() -> full.announce(HIM, "a.zip", Kind.ZIP, 1, 10)))
                .isEqualTo(Reason.NO_SPACE);
    }

    @Test
    void onlyWhatIsUnfinishedAndForgottenIsErased() throws Exception {
        IncomingPackages packages = process();
        IncomingPackage forgotten = packages.announce(HER, "a.zip", Kind.ZIP, 1, 2);
        packages.begin(forgotten, "a.zip", 2, 7);
        IncomingPackage arrived = packages.announce(HER, "b.zip", Kind.ZIP, 1, 1);
        packages.receive(arrived, packages.begin(arrived, "b.zip", 1, 7).key(), 0, body("x"));
        packages.finish(arrived);
        now = now.plus(Duration.ofDays(6));
        IncomingPackage fresh = packages.announce(HER, "c.zip", Kind.ZIP, 1, 2);
        packages.begin(fresh, "c.zip", 2, 7);
        packages.expire();
        assertThat(packages.of(HER)).containsExactlyInAnyOrder(forgotten, fresh);
        now = now.plus(Duration.ofDays(2));
        packages = process();
        packages.expire();
        assertThat(packages.of(HER)).containsExactly(fresh);
        assertThat(packages.waiting()).hasSize(1);
        assertThat(tmp.resolve("staging/tai-len/" + forgotten.id())).doesNotExist();
        assertThat(packages.whole(arrived.id()).orElseThrow()).exists();
    }

    @Test
    void discardingStopsWhoeverIsStillSendingAndLeavesNothing() throws Exception {
        IncomingPackages packages = process();
        IncomingPackage one = packages.announce(HER, "a.zip", Kind.ZIP, 1, 1L << 40 >> 10);
        IncomingFile file = packages.begin(one, "a.zip", one.bytes(), 7);
        CountDownLatch sending = new CountDownLatch(1);
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 0;
                    }

                    @Override
                    public int read(byte[] buffer, int offset, int length) {
                        sending.countDown();
                        return Math.min(length, 100);
                    }
                };
        Thread sender =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        packages.receive(
                                                one, file.key(), 0, new Body(endless, -1, null));
                                    } catch (Exception e) {
                                        throw new IllegalStateException(e);
                                    }
                                });
        sending.await();
        assertThat(refusal(() -> packages.receive(one, file.key(), 0, body("x"))))
                .as("one writer at a time")
                .isEqualTo(Reason.BUSY);
        assertThat(refusal(() -> packages.settled(one, file.key()))).isEqualTo(Reason.BUSY);
        packages.discard(one);
        sender.join();
        assertThat(tmp.resolve("staging/tai-len/" + one.id())).doesNotExist();
        assertThat(packages.of(HER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd.zip",
        "..\\..\\dot 1.ZIP, dot 1.zip",
        "..zip, zip.zip",
        "'', goi.zip",
        "Đợt 2.zip, Đợt 2.zip",
    })
    void whatABrowserCallsAPackageNeverLeavesItsFolder(String sent, String kept) {
        assertThat(PackageName.safe(sent, Kind.ZIP)).isEqualTo(kept);
        String folder = PackageName.safe(sent, Kind.FOLDER);
        assertThat(Path.of("x").resolve(folder).normalize().getNameCount()).isEqualTo(2);
        assertThat(folder).doesNotStartWith(".").isNotBlank();
    }
}
