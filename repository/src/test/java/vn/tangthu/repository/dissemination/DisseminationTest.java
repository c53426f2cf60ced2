package vn.tangthu.repository.dissemination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Incidents;
import vn.tangthu.repository.PageRenderer;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.aip.AipTestStore;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

class DisseminationTest {

    @TempDir Path directory;
    private final List<String> opened = new ArrayList<>();
    private final AtomicInteger rendered = new AtomicInteger();
    private final Catalogue catalogue = mock(Catalogue.class);
    private FileSystemObjectStore store;
    private AipStore aips;
    private Aip aip;
    private ContentFile file;
    private byte[] bytes;
    private VerifiedCopies copies;
    private VerifyingRetrieval retrieval;
    private CachedPageImages images;
    private VerifiedExports exports;

    /** Who repairs what is found damaged, if anybody. */
    private @Nullable Repairs repair;

    /** Whether the store as a whole is not there. */
    private boolean away;

    @BeforeEach
    void storeOne() throws IOException {
        store = FileSystemObjectStore.open(directory.resolve("store"));
        aips = AipTestStore.on(store);
        AipTestStore.Sample sample = AipTestStore.sample(AipId.of(UUID.randomUUID().toString()), 3);
        aip = sample.aip();
        aips.store(aip, sample.sources(Files.createDirectory(directory.resolve("sources"))));
        file = aip.documents().getFirst().files().getFirst();
        bytes = sample.bytes(file.id());
        visible(aip, new FixityState.NeverChecked(Instant.EPOCH));

        @SuppressWarnings("unchecked")
        ObjectProvider<Incidents> incidents = mock(ObjectProvider.class);
        when(incidents.getObject()).thenReturn(new Recorder());
        @SuppressWarnings("unchecked")
        ObjectProvider<Repairs> repairs = mock(ObjectProvider.class);
        when(repairs.getIfAvailable()).thenAnswer(call -> repair);
        Damages damages = new Damages(aips, incidents, repairs);
        ReadableFiles files = new ReadableFiles(catalogue);
        copies = new VerifiedCopies(directory.resolve("cache/copies"), 1 << 20);
        retrieval = new VerifyingRetrieval(files, aips, copies, damages);
        PageRenderer renderer =
                (path, mimeType, page, width) -> {
                    rendered.incrementAndGet();
                    assertThat(Files.readAllBytes(path)).isEqualTo(bytes);
                    if (width >= 1_000) {
                        throw new PageRenderer.NotRenderable("took too long");
                    }
                    return new PageRenderer.Rendered(new byte[] {1, (byte) page}, width, width * 2);
                };
        images =
                new CachedPageImages(
                        files,
                        retrieval,
                        renderer,
                        new PageCache(directory.resolve("cache/pages"), 1 << 20),
                        new DisseminationProperties(
                                DataSize.ofMegabytes(1), DataSize.ofMegabytes(1), 2));
        exports = new VerifiedExports(catalogue, aips, damages);
    }

    @Test
    void a_page_of_what_only_just_came_is_rendered_from_a_copy_that_matched() throws Exception {
        DeliveryPairs pairs = mock(DeliveryPairs.class);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        DeliveryPairs.Facts facts =
                new DeliveryPairs.Facts(
                        "", null, "", "", "", 3, bytes.length, "application/pdf", List.of());
        String digest = file.sha512().hex();
        when(pairs.look(delivery, "k", false, Reader.OPERATOR))
                .thenReturn(
                        Optional.of(
                                new DeliveryPairs.Shown(
                                        new DeliveryPairs.Side(
                                                false, "h", "d", "a.pdf", digest, 1, facts),
                                        null,
                                        null,
                                        1,
                                        3)));
        byte[] others = bytes.clone();
        others[0]++;
        when(pairs.open(delivery, "k", false, Reader.OPERATOR))
                .thenReturn(new ByteArrayInputStream(others))
                .thenReturn(new ByteArrayInputStream(bytes));
        CachedPairImages both = new CachedPairImages(pairs, images, copies);
        assertThatThrownBy(() -> both.image(delivery, "k", false, 2, 480, Reader.OPERATOR))
                .as("it was changed since it was checked")
                .isInstanceOf(Retrieval.NotAvailable.class);
        assertThat(rendered).hasValue(0);
        assertThat(both.image(delivery, "k", false, 2, 480, Reader.OPERATOR).width())
                .isEqualTo(480);
        both.image(delivery, "k", false, 2, 480, Reader.OPERATOR);
        assertThat(rendered).hasValue(1);
        assertThatThrownBy(() -> both.image(delivery, "k", true, 2, 480, Reader.OPERATOR))
                .isInstanceOf(Retrieval.NotAvailable.class);
    }

    @Test
    void a_sound_file_is_given_out_byte_for_byte_from_a_private_copy() throws Exception {
        try (Retrieval.VerifiedFile verified = retrieval.open(file.id(), Reader.ANONYMOUS)) {
            assertThat(Files.readAllBytes(verified.path())).isEqualTo(bytes);
            assertThat(verified.path()).startsWith(directory.resolve("cache"));
            assertThat(verified.file()).isEqualTo(file);
        }
        assertThat(opened).isEmpty();
    }

    @Test
    void a_store_that_is_not_there_is_no_damage_and_nothing_is_repaired_into_it() throws Exception {
        Files.delete(stored(file));
        away = true;
        repair = mock(Repairs.class);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> retrieval.open(file.id(), Reader.ANONYMOUS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("not there");
        }
        assertThat(opened).isEmpty();
        verifyNoInteractions(repair);
    }

    @Test
    void what_is_repaired_from_a_copy_on_the_way_out_is_given_out_whole() throws Exception {
        Path stored = stored(file);
        byte[] sound = Files.readAllBytes(stored);
        byte[] bad = sound.clone();
        bad[0] ^= 0x10;
        Files.write(stored, bad);
        repair = mock(Repairs.class);
        when(repair.repair(aip.id()))
                .thenAnswer(
                        call -> {
                            Files.write(stored, sound);
                            return Repairs.Result.of(Repairs.Outcome.REPAIRED);
                        });
        try (Retrieval.VerifiedFile verified = retrieval.open(file.id(), Reader.ANONYMOUS)) {
            assertThat(Files.readAllBytes(verified.path())).isEqualTo(sound);
        }
        assertThat(opened).hasSize(1);
        repair = mock(Repairs.class);
        when(repair.repair(aip.id())).thenReturn(Repairs.Result.of(Repairs.Outcome.NO_GOOD_COPY));
        Files.write(stored, bad);
        visible(aip, new FixityState.Damaged(Instant.EPOCH));
        assertThatThrownBy(() -> retrieval.open(file.id(), Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.Damaged.class);
    }

    /** A package of gigabytes is read for minutes; readers do not hang on it. */
    @Test
    void a_reader_waits_for_a_repair_only_so_long_and_many_wait_for_one() throws Exception {
        Repairs slow = mock(Repairs.class);
        CountDownLatch goesOn = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        when(slow.repair(aip.id()))
                .thenAnswer(
                        call -> {
                            asked.incrementAndGet();
                            begun.countDown();
                            goesOn.await();
                            return Repairs.Result.of(Repairs.Outcome.REPAIRED);
                        });
        @SuppressWarnings("unchecked")
        ObjectProvider<Incidents> incidents = mock(ObjectProvider.class);
        when(incidents.getObject()).thenReturn(new Recorder());
        @SuppressWarnings("unchecked")
        ObjectProvider<Repairs> provider = mock(ObjectProvider.class);
        when(provider.getIfAvailable()).thenReturn(slow);
        Damages patient = new Damages(aips, incidents, provider, Duration.ofMinutes(1));
        Damages hurried = new Damages(aips, incidents, provider, Duration.ofMillis(50));
        try {
            for (int i = 0; i < 5; i++) {
                assertThat(hurried.repaired(aip.id(), file, Damage.CHANGED, "bit")).isFalse();
            }
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            assertThat(asked).hasValue(1);
            FutureTask<Boolean> waits =
                    new FutureTask<>(() -> patient.repaired(aip.id(), file, Damage.CHANGED, "bit"));
            Thread unused = Thread.startVirtualThread(waits);
            goesOn.countDown();
            assertThat(waits.get(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            goesOn.countDown();
            patient.close();
            hurried.close();
        }
    }

    @Test
    void a_flipped_bit_anywhere_lets_no_byte_out_and_opens_an_incident() throws Exception {
        Path stored = stored(file);
        byte[] sound = Files.readAllBytes(stored);
        for (int at : new int[] {0, sound.length / 2, sound.length - 1}) {
            byte[] bad = sound.clone();
            bad[at] ^= 0x10;
            Files.write(stored, bad);
            assertThatThrownBy(() -> retrieval.open(file.id(), Reader.ANONYMOUS))
                    .isInstanceOf(Retrieval.Damaged.class);
        }
        assertThat(opened).hasSize(3).allMatch(line -> line.startsWith("CHANGED ocfl/"));
        assertThat(filesBelow(directory.resolve("cache"))).isEmpty();
    }

    @Test
    void missing_shortened_and_lengthened_files_and_torn_inventories_are_damage_too()
            throws Exception {
        Path stored = stored(file);
        Files.write(stored, Arrays.copyOf(bytes, bytes.length - 1));
        assertDamaged();
        Files.write(stored, Arrays.copyOf(bytes, bytes.length + 1));
        assertDamaged();
        Files.delete(stored);
        assertDamaged();
        for (Path path : filesBelow(directory.resolve("store/ocfl"))) {
            if (path.getFileName().toString().startsWith("inventory.json")) {
                Files.writeString(path, "{}");
            }
        }
        assertDamaged();
        assertThat(opened)
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("TRUNCATED", "CHANGED", "MISSING", "INVENTORY_DAMAGED");
    }

    @Test
    void a_file_that_has_the_inventorys_digest_but_not_the_catalogues_is_damage() {
        ContentFile other =
                new ContentFile(
                        file.id(),
                        file.path(),
                        file.originalName(),
                        file.mimeType(),
                        file.size(),
                        file.pages(),
                        file.sha512(),
                        Digest.of(DigestAlgorithm.SHA256, new byte[] {9}));
        visible(withFirstFile(aip, other), new FixityState.NeverChecked(Instant.EPOCH));
        assertThatThrownBy(() -> retrieval.open(file.id(), Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.Damaged.class);
    }

    @Test
    void what_is_hidden_or_only_listed_looks_like_what_is_missing() {
        when(catalogue.record(eq(aip.id()), any())).thenReturn(Optional.empty());
        assertNotAvailable(file.id());
        when(catalogue.record(eq(aip.id()), any()))
                .thenReturn(
                        Optional.of(
                                new RecordView.Listed(aip.id(), "c", fonds(), null, null, null)));
        assertNotAvailable(file.id());
        assertNotAvailable(new ContentFileId(UUID.randomUUID()));
        assertThat(opened).isEmpty();
    }

    @Test
    void a_copy_that_changed_on_the_disk_is_not_given_out() throws Exception {
        Path copy;
        try (Retrieval.VerifiedFile verified = retrieval.open(file.id(), Reader.ANONYMOUS)) {
            copy = verified.path();
        }
        Files.write(copy, new byte[bytes.length]);
        try (Retrieval.VerifiedFile verified = retrieval.open(file.id(), Reader.ANONYMOUS)) {
            assertThat(Files.readAllBytes(verified.path())).isEqualTo(bytes);
        }
    }

    @Test
    void many_readers_at_once_all_get_the_right_bytes_within_the_limit() throws Exception {
        Path cache = directory.resolve("cache/many");
        VerifiedCopies small = new VerifiedCopies(cache, 10_000);
        Random random = new Random(1);
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] content = new byte[3000];
            random.nextBytes(content);
            contents.add(content);
        }
        List<Callable<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            byte[] content = contents.get(random.nextInt(contents.size()));
            readers.add(
                    () -> {
                        Digest sha512 = Digest.of(DigestAlgorithm.SHA512, content);
                        try (var lent =
                                small.lend(
                                        sha512,
                                        null,
                                        content.length,
                                        false,
                                        () -> new ByteArrayInputStream(content))) {
                            return Arrays.equals(Files.readAllBytes(lent.path()), content);
                        }
                    });
        }
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> reader : threads.invokeAll(readers)) {
                assertThat(reader.get()).isTrue();
            }
        }
        assertThat(small.bytes()).isLessThanOrEqualTo(10_000);
        assertThat(filesBelow(cache)).hasSizeLessThanOrEqualTo(3);
        new VerifiedCopies(cache, 10_000);
        assertThat(filesBelow(cache)).as("emptied at start").isEmpty();
    }

    @Test
    void a_page_is_rendered_once_and_not_served_from_the_cache_while_an_incident_is_open()
            throws Exception {
        for (int i = 0; i < 3; i++) {
            PageRenderer.Rendered page = images.image(file.id(), 1, 480, Reader.ANONYMOUS);
            assertThat(page.jpeg()).containsExactly(1, 1);
            assertThat(page.height()).isEqualTo(960);
        }
        assertThat(rendered).hasValue(1);

        visible(aip, new FixityState.Damaged(Instant.EPOCH));
        Files.write(stored(file), new byte[bytes.length]);
        assertThatThrownBy(() -> images.image(file.id(), 1, 480, Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.Damaged.class);
        assertThat(rendered).hasValue(1);
        assertThat(opened).hasSize(1);
    }

    @Test
    void a_page_that_cannot_be_rendered_is_not_tried_again_and_again() throws Exception {
        for (int width : new int[] {1000, 1000, 2000, 1000}) {
            assertThatThrownBy(() -> images.image(file.id(), 1, width, Reader.ANONYMOUS))
                    .isInstanceOf(PageRenderer.NotRenderable.class);
        }
        assertThat(rendered).hasValue(1);
        // A smaller one may do, and so may another page.
        assertThat(images.image(file.id(), 1, 480, Reader.ANONYMOUS).jpeg()).isNotEmpty();
        assertThat(rendered).hasValue(2);
    }

    @Test
    void after_a_while_it_is_tried_again() throws Exception {
        AtomicLong time = new AtomicLong();
        HopelessPages hopeless = new HopelessPages(time::get);
        PageCache.Page page = new PageCache.Page(file.sha512(), 1, 480);
        hopeless.add(page);
        assertThatThrownBy(() -> hopeless.check(page))
                .isInstanceOf(PageRenderer.NotRenderable.class);
        hopeless.check(new PageCache.Page(file.sha512(), 2, 480));
        time.addAndGet(HopelessPages.BELIEVED.toNanos());
        hopeless.check(page);
    }

    @Test
    void pages_that_do_not_exist_and_widths_that_are_not_served_are_not_rendered() {
        assertThatThrownBy(() -> images.image(file.id(), file.pages() + 1, 480, Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.NotAvailable.class);
        assertThatThrownBy(() -> images.image(file.id(), 0, 480, Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.NotAvailable.class);
        assertThatThrownBy(() -> images.image(file.id(), 1, 481, Reader.ANONYMOUS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rendered).hasValue(0);
    }

    @Test
    void of_a_shared_file_only_the_documents_own_pages_are_shown() throws Exception {
        var document = aip.documents().getFirst();
        ContentFile big =
                new ContentFile(
                        file.id(),
                        file.path(),
                        file.originalName(),
                        file.mimeType(),
                        file.size(),
                        9,
                        file.sha512(),
                        file.sha256());
        ContentFile part = big.part(document.id(), 4, 5, null);
        RecordView.Full seen =
                new RecordView.Full(
                        aip.id(),
                        fonds(),
                        null,
                        aip.description(),
                        aip.rights(),
                        List.of(
                                new ArchivalDocument(
                                        document.id(),
                                        document.description(),
                                        document.rights(),
                                        List.of(part))),
                        0,
                        new RecordView.Provenance(null, "x", Instant.EPOCH),
                        new FixityState.NeverChecked(Instant.EPOCH),
                        aip.history(),
                        Set.of(file.id()));
        when(catalogue.record(eq(aip.id()), any())).thenReturn(Optional.of(seen));
        when(catalogue.recordOf(eq(part.id()), any())).thenReturn(Optional.of(aip.id()));

        assertThat(images.image(part.id(), 2, 480, Reader.ANONYMOUS).jpeg()[1])
                .as("page of the whole file")
                .isEqualTo((byte) 5);
        for (int page : new int[] {-3, 0, 3, 4}) {
            assertThatThrownBy(() -> images.image(part.id(), page, 480, Reader.ANONYMOUS))
                    .isInstanceOf(Retrieval.NotAvailable.class);
        }
        assertThatThrownBy(() -> retrieval.open(part.id(), Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.NotAvailable.class);
        assertNotAvailable(file.id());
    }

    @Test
    void the_originals_of_a_document_come_as_one_zip_or_not_at_all() throws Exception {
        ZippedOriginals originals = new ZippedOriginals(catalogue, retrieval);
        var document = aip.documents().getFirst();
        var out = new ByteArrayOutputStream();
        originals.zip(aip.id(), document.id(), out, Reader.ANONYMOUS);
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            Map<String, Integer> before = new HashMap<>(); // names come by chance, also twice
            for (ContentFile each : document.files()) {
                String name = each.originalName().replace('/', '_').replace('\\', '_');
                int times = before.merge(name.toLowerCase(Locale.ROOT), 1, Integer::sum);
                assertThat(zip.getNextEntry().getName())
                        .isEqualTo(times == 1 ? name : times + "_" + name);
                assertThat(Digest.of(DigestAlgorithm.SHA512, zip.readAllBytes()))
                        .isEqualTo(each.sha512());
            }
            assertThat(zip.getNextEntry()).isNull();
        }
        var nothing = new ByteArrayOutputStream();
        var unknown = new DocumentId(UUID.randomUUID());
        assertThatThrownBy(() -> originals.zip(aip.id(), unknown, nothing, Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.NotAvailable.class);
        Files.write(stored(document.files().getFirst()), new byte[] {1});
        visible(aip, new FixityState.Damaged(Instant.EPOCH));
        assertThatThrownBy(() -> originals.zip(aip.id(), document.id(), nothing, Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.Damaged.class);
        assertThat(nothing.size()).isZero();
    }

    @Test
    void an_export_is_the_whole_package_byte_for_byte() throws Exception {
        Path target = directory.resolve("export");
        exports.export(aip.id(), target, Reader.OPERATOR, Progress.NONE);
        for (AipStore.PackageFile expected : aips.headFiles(aip.id())) {
            assertThat(
                            Digest.of(
                                    DigestAlgorithm.SHA512,
                                    Files.readAllBytes(target.resolve(expected.logicalPath()))))
                    .isEqualTo(expected.sha512());
        }
        assertThat(filesBelow(target)).hasSize(aips.headFiles(aip.id()).size());
        assertThatThrownBy(() -> exports.export(aip.id(), target, Reader.OPERATOR, Progress.NONE))
                .hasMessageContaining("DIRECTORY_NOT_EMPTY");
    }

    @Test
    void one_bad_file_and_nothing_of_the_export_is_left() throws Exception {
        List<AipStore.PackageFile> files = aips.headFiles(aip.id());
        Path target = directory.resolve("out/export");
        for (AipStore.PackageFile bad : files) {
            Path stored = directory.resolve("store").resolve(bad.key().value());
            byte[] sound = Files.readAllBytes(stored);
            byte[] changed = sound.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(stored, changed);
            assertThatThrownBy(
                            () -> exports.export(aip.id(), target, Reader.OPERATOR, Progress.NONE))
                    .as(bad.logicalPath())
                    .isInstanceOf(Retrieval.Damaged.class);
            assertThat(filesBelow(directory.resolve("out"))).isEmpty();
            assertThat(target).doesNotExist();
            Files.write(stored, sound);
        }
        assertThat(opened).hasSize(files.size());
    }

    @Test
    void who_may_not_read_every_document_may_not_have_the_package() {
        Aip fewer =
                new Aip(
                        aip.id(),
                        aip.fonds(),
                        aip.fondsCode(),
                        aip.seriesCode(),
                        aip.fileCode(),
                        aip.description(),
                        aip.rights(),
                        aip.documents().subList(0, 2),
                        aip.origins(),
                        aip.history());
        visible(fewer, new FixityState.NeverChecked(Instant.EPOCH));
        assertThatThrownBy(
                        () ->
                                exports.export(
                                        aip.id(),
                                        directory.resolve("export"),
                                        Reader.ANONYMOUS,
                                        Progress.NONE))
                .isInstanceOf(Retrieval.NotAvailable.class);
        assertThat(directory.resolve("export")).doesNotExist();
    }

    @Test
    void a_damaged_derivative_is_as_good_as_none() throws IOException {
        StoredDerivatives derivatives = new StoredDerivatives(store);
        Digest of = Digest.of(DigestAlgorithm.SHA512, bytes);
        assertThat(derivatives.get(of, "text.v1")).isEmpty();
        derivatives.put(of, "text.v1", new byte[] {1, 2, 3});
        derivatives.put(of, "text.v1", new byte[] {4, 5, 6, 7});
        assertThat(derivatives.get(of, "text.v1").orElseThrow()).containsExactly(4, 5, 6, 7);
        Path stored = filesBelow(directory.resolve("store/derived")).getFirst();
        byte[] sound = Files.readAllBytes(stored);
        for (int at = 0; at < sound.length; at++) {
            byte[] bad = sound.clone();
            bad[at] ^= 1;
            Files.write(stored, bad);
            assertThat(derivatives.get(of, "text.v1")).isEmpty();
        }
        Files.write(stored, Arrays.copyOf(sound, 10));
        assertThat(derivatives.get(of, "text.v1")).isEmpty();
        derivatives.put(of, "text.v1", new byte[] {8});
        assertThat(derivatives.get(of, "text.v1").orElseThrow()).containsExactly(8);
        derivatives.delete(of, "text.v1");
        assertThat(derivatives.get(of, "text.v1")).isEmpty();
    }

    private void assertDamaged() {
        assertThatThrownBy(() -> retrieval.open(file.id(), Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.Damaged.class);
    }

    private void assertNotAvailable(ContentFileId id) {
        assertThatThrownBy(() -> retrieval.open(id, Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.NotAvailable.class)
                .hasMessage(null);
        assertThatThrownBy(() -> images.image(id, 1, 480, Reader.ANONYMOUS))
                .isInstanceOf(Retrieval.NotAvailable.class)
                .hasMessage(null);
    }

    private Path stored(ContentFile wanted) throws IOException {
        for (AipStore.PackageFile stored : aips.headFiles(aip.id())) {
            if (stored.logicalPath().equals(wanted.path())) {
                return directory.resolve("store").resolve(stored.key().value());
            }
        }
        throw new IOException("Not stored: " + wanted);
    }

    private static List<Path> filesBelow(Path root) throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private RecordView.FondsSummary fonds() {
        return new RecordView.FondsSummary(new FondsId(aip.fonds().value()), "H32", "Phông");
    }

    private static Aip withFirstFile(Aip aip, ContentFile file) {
        List<Aip.Document> documents = new ArrayList<>(aip.documents());
        Aip.Document first = documents.getFirst();
        documents.set(
                0,
                new Aip.Document(first.id(), first.description(), first.rights(), List.of(file)));
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                aip.rights(),
                documents,
                aip.origins(),
                aip.history());
    }

    private void visible(Aip shown, FixityState fixity) {
        List<ArchivalDocument> documents = new ArrayList<>();
        Set<ContentFileId> ids = new HashSet<>();
        for (Aip.Document document : shown.documents()) {
            documents.add(
                    new ArchivalDocument(
                            document.id(),
                            document.description(),
                            new Rights(Access.PUBLIC, true, null),
                            document.files()));
            document.files().forEach(f -> ids.add(f.id()));
        }
        when(catalogue.record(eq(shown.id()), any()))
                .thenReturn(
                        Optional.of(
                                new RecordView.Full(
                                        shown.id(),
                                        fonds(),
                                        null,
                                        shown.description(),
                                        shown.rights(),
                                        documents,
                                        0,
                                        new RecordView.Provenance(null, "A", Instant.EPOCH),
                                        fixity,
                                        shown.history())));
        when(catalogue.recordOf(any(), any())).thenReturn(Optional.empty());
        for (ContentFileId id : ids) {
            when(catalogue.recordOf(eq(id), any())).thenReturn(Optional.of(shown.id()));
        }
    }

    private final class Recorder implements Incidents {
        @Override
        public UUID open(@Nullable AipId of, String path, Damage damage, String detail)
                throws IOException {
            if (away) {
                throw new IOException("the store is not there");
            }
            opened.add(damage + " " + path + " " + detail);
            return UUID.randomUUID();
        }
    }
}
