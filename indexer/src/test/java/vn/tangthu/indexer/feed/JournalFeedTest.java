package vn.tangthu.indexer.feed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.AdditionalAnswers.delegatesTo;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.lucene.IndexForTests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

class JournalFeedTest {
    @TempDir private Path dir;
    private final FakeArchive archive = new FakeArchive();
    private final FondsId fonds = archive.addFonds("F", "Phông thử", Rights.OPEN);
    private final List<AipId> ids = new ArrayList<>();
    private int made;

    private AipId add() {
        made++;
        AipId id =
                archive.add(
                        fonds,
                        "F." + made,
                        "Hồ sơ số " + made,
                        "1990",
                        "1991",
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Văn bản " + made)
                                .page("trang đầu chữ số " + made)
                                .page("trang sau"));
        ids.add(id);
        return id;
    }

    private static JournalFeed feed(IndexForTests index, FakeArchive archive) {
        RecordReading reading = new RecordReading(archive, archive);
        // Fonds in small pieces, so that kills and other changes come between them.
        return new JournalFeed(index.index(), archive, reading, ParkedRecords.MOST, 7);
    }

    private static void catchUp(JournalFeed feed) throws IOException {
        while (feed.step()) {
            continue;
        }
    }

    private static SearchPage search(IndexForTests index, FakeArchive archive, String query) {
        return index.search(archive).search(SearchRequest.of(query), Reader.OPERATOR);
    }

    /** What the index says, in words that can be compared. */
    private String answers(IndexForTests index) throws IOException {
        StringBuilder all = new StringBuilder(index.index().current().size().toString());
        for (String query : List.of("", "trang", "hồ sơ", "chữ số 7", "sửa", "F.12", "mới")) {
            List<String> found = new ArrayList<>();
            SearchPage page;
            do {
                page =
                        index.search(archive)
                                .search(
                                        new SearchRequest(
                                                query,
                                                SearchRequest.Filters.NONE,
                                                SearchRequest.Sort.RELEVANCE,
                                                found.size(),
                                                100),
                                        Reader.ANONYMOUS);
                page.hits()
                        .forEach(
                                hit ->
                                        found.add(
                                                hit.record().arcFileCode()
                                                        + "/"
                                                        + hit.places().size()));
            } while (!page.hits().isEmpty());
            found.sort(null);
            assertThat(found).doesNotHaveDuplicates().hasSize((int) page.total());
            all.append('\n').append(query).append(page.total()).append(found);
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    @Breaks(Breakage.KILL)
    void aKillAtAnyMomentLosesNothingAndDoublesNothing(long seed) throws IOException {
        Random random = new Random(seed);
        Path home = dir.resolve("home0");
        int kills = 0;
        IndexForTests index = new IndexForTests(home);
        JournalFeed feed = feed(index, archive);
        for (int i = 0; i < 400; i++) {
            change(random);
            if (random.nextInt(8) == 0) {
                boolean unused = feed.step();
            }
            if (random.nextInt(30) == 0) {
                feed.commit();
            }
            if (random.nextInt(40) == 0) {
                // What a kill leaves: the files as they are now, written but uncommitted ones too.
                Path after = dir.resolve("home" + ++kills);
                copy(home, after);
                index.close();
                home = after;
                index = new IndexForTests(home);
                feed = feed(index, archive);
            }
        }
        assertThat(kills).isGreaterThan(3);
        catchUp(feed);
        try (IndexForTests fresh = new IndexForTests(dir.resolve("fresh"))) {
            catchUp(feed(fresh, archive));
            assertThat(answers(index)).isEqualTo(answers(fresh));
        }
        index.close();
    }

    private void change(Random random) {
        AipId some = ids.isEmpty() ? add() : ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(12)) {
            case 0 -> {
                archive.withdraw(some);
                ids.remove(some);
            }
            case 1, 2 ->
                    archive.text(
                            some, 0, List.of("trang đã sửa", "thêm", "mới " + random.nextInt()));
            case 3 -> archive.rights(some, Rights.LISTED);
            case 4 -> archive.rights(some, Rights.OPEN);
            case 5 -> {
                if (random.nextInt(3) == 0) {
                    archive.fondsRights(fonds, random.nextBoolean() ? Rights.OPEN : Rights.LISTED);
                }
            }
            default -> add();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else if (!file.getFileName().toString().equals("write.lock")) {
                    Files.copy(file, target);
                }
            }
        }
    }

    @Test
    void aRestartGoesOnBehindItsCursor() throws IOException {
        add();
        try (IndexForTests index = new IndexForTests(dir)) {
            catchUp(feed(index, archive));
        }
        add();
        try (IndexForTests index = new IndexForTests(dir)) {
            assertThat(index.index().current().cursor().orElseThrow().sequence()).isEqualTo(1);
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(1);
            catchUp(feed(index, archive));
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(2);
        }
    }

    /** As after a full disk: Lucene closes its writer, and what was not committed is gone. */
    @Test
    @Breaks(Breakage.FULL_DISK)
    void aWriterThatAFaultClosedGoesOnFromItsLastCommit() throws IOException {
        add();
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            catchUp(feed);
            add();
            while (search(index, archive, "hồ sơ").total() < 2) {
                boolean unused = feed.step();
            }
            index.closeWriter();
            assertThat(search(index, archive, "hồ sơ").total()).isPositive();
            add();
            catchUp(feed);
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(3);
            assertThat(feed.rebuilding()).isFalse();
        }
        try (IndexForTests index = new IndexForTests(dir)) {
            assertThat(index.index().current().cursor().orElseThrow().sequence()).isEqualTo(3);
        }
    }

    @Test
    @Breaks(Breakage.FULL_DISK)
    void aRebuildWhoseWriterAFaultClosedStartsAgain() throws IOException {
        for (int i = 0; i < 600; i++) {
            add();
        }
        try (IndexForTests index = new IndexForTests(dir)) {
            List<RecordIndex.Generation> begun = new ArrayList<>();
            RecordIndex watched = mock(RecordIndex.class, delegatesTo(index.index()));
            doAnswer(
                            call -> {
                                begun.add(index.index().begin());
                                return begun.getLast();
                            })
                    .when(watched)
                    .begin();
            JournalFeed feed =
                    new JournalFeed(watched, archive, new RecordReading(archive, archive));
            catchUp(feed);
            feed.askRebuild();
            boolean more = feed.step();
            assertThat(more).as("in the midst of it").isTrue();
            begun.getFirst().abandon();
            catchUp(feed);
            assertThat(begun).hasSize(2);
            assertThat(feed.rebuilding()).isFalse();
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(600);
        }
    }

    @Test
    void aNewEpochIsBuiltBesideTheOldIndexWhichGoesOnAnswering() throws IOException {
        for (int i = 0; i < 600; i++) {
            add();
        }
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            catchUp(feed);
            var old = index.index().current();
            archive.withdraw(ids.getFirst());
            archive.newEpoch();
            assertThat(feed.sequence(archive.epoch())).as("it has not looked yet").isZero();
            boolean unused = feed.step();
            assertThat(feed.sequence(archive.epoch())).isEqualTo(feed.sequence());
            assertThat(feed.rebuilding()).isTrue();
            assertThat(index.index().current()).isSameAs(old);
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(600);
            AipId late = add();
            unused = feed.step();
            assertThat(search(index, archive, "F." + made).hits().getFirst().id())
                    .as("new records are found while it is being built")
                    .isEqualTo(late);
            catchUp(feed);
            assertThat(index.index().current()).isNotSameAs(old);
            assertThat(feed.rebuilding()).isFalse();
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(600);
            assertThat(index.index().current().cursor().orElseThrow().epoch())
                    .isEqualTo(archive.epoch());
        }
        try (Stream<Path> left = Files.list(dir.resolve("index"))) {
            assertThat(left.filter(Files::isDirectory)).hasSize(1);
        }
    }

    /** As after a kill: what the index had not committed is gone, and searches come first. */
    private void afterAKill(Path home, IndexForTests left, String secret) throws IOException {
        Path after = dir.resolve("after");
        copy(home, after);
        left.close();
        try (IndexForTests index = new IndexForTests(after)) {
            JournalFeed feed = feed(index, archive);
            assertThat(anonymous(index, secret)).as("before the first step").isZero();
            boolean more = true;
            while (more) {
                more = feed.step();
                assertThat(anonymous(index, secret)).isZero();
            }
            assertThat(anonymous(index, "trang")).isEqualTo(ids.size() - 1);
            assertThat(search(index, archive, "trang").total()).isGreaterThanOrEqualTo(599);
        }
    }

    private long anonymous(IndexForTests index, String query) {
        SearchPage page = index.search(archive).search(SearchRequest.of(query), Reader.ANONYMOUS);
        assertThat(page.hits()).hasSizeLessThanOrEqualTo((int) page.total());
        return page.total();
    }

    private AipId secret() {
        for (int i = 0; i < 600; i++) {
            add();
        }
        AipId secret = ids.get(300);
        archive.text(secret, 0, List.of("chuyện kín trang đầu"));
        return secret;
    }

    /** Hits are asked of the catalogue again; a total, a facet, a suggestion would have told. */
    @Test
    @Breaks(Breakage.KILL)
    void whoIsShutOutOfARecordStaysSoOverAKill() throws IOException {
        AipId secret = secret();
        Path home = dir.resolve("home");
        IndexForTests index = new IndexForTests(home);
        JournalFeed feed = feed(index, archive);
        catchUp(feed);
        assertThat(anonymous(index, "\"chuyện kín\"")).isEqualTo(1);
        archive.rights(secret, Rights.LISTED);
        afterAKill(home, index, "\"chuyện kín\"");
    }

    /** A catalogue that was rebuilt has changes of its own before the feed looks at it. */
    @Test
    @Breaks(Breakage.KILL)
    void whatIsClosedWhileAnEpochBeginsActsInTheOldIndexAlsoOverAKill() throws IOException {
        AipId secret = secret();
        Path home = dir.resolve("home");
        IndexForTests index = new IndexForTests(home);
        JournalFeed feed = feed(index, archive);
        catchUp(feed);
        long before = feed.acting();
        archive.newEpoch();
        archive.rights(ids.getFirst(), Rights.OPEN); // no number of the old epoch is as high
        archive.rights(secret, Rights.LISTED);
        long line = archive.head();
        assertThat(line).isGreaterThan(before);
        assertThat(anonymous(index, "\"chuyện kín\"")).isEqualTo(1);
        var old = index.index().current();
        while (feed.acting() < line) {
            boolean unused = feed.step();
        }
        assertThat(feed.rebuilding()).isTrue();
        assertThat(index.index().current()).as("the old one answers").isSameAs(old);
        assertThat(anonymous(index, "\"chuyện kín\"")).isZero();
        afterAKill(home, index, "\"chuyện kín\"");
    }

    /** What was followed and not committed before a rebuild of the catalogue is committed then. */
    @Test
    @Breaks(Breakage.KILL)
    void whatTheOldEpochClosedStaysSoOverTheRebuildOfTheCatalogueAndAKill() throws IOException {
        AipId secret = secret();
        Path home = dir.resolve("home");
        IndexForTests index = new IndexForTests(home);
        JournalFeed feed = feed(index, archive);
        catchUp(feed);
        archive.rights(secret, Rights.LISTED);
        archive.fondsTitle(fonds, "Tên mới của phông"); // more to do: the step does not commit
        boolean more = feed.step();
        assertThat(more).isTrue();
        assertThat(feed.acting()).isEqualTo(archive.head());
        archive.newEpoch();
        more = feed.step();
        assertThat(feed.rebuilding()).isTrue();
        afterAKill(home, index, "\"chuyện kín\"");
    }

    /** A rebuild is begun and committed in the midst; then as after a kill. */
    private void cutARebuildShort() throws IOException {
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            catchUp(feed);
            feed.askRebuild();
            boolean more = feed.step();
            assertThat(more && feed.rebuilding()).as("in the midst of it").isTrue();
            feed.commit();
            more = feed.step(); // what is done after the commit is lost
            assertThat(more).isTrue();
        }
    }

    private static RecordIndex counted(IndexForTests index, List<String> begun) throws IOException {
        RecordIndex watched = mock(RecordIndex.class, delegatesTo(index.index()));
        doAnswer(
                        call -> {
                            begun.add("again");
                            return index.index().begin();
                        })
                .when(watched)
                .begin();
        return watched;
    }

    @Test
    @Breaks(Breakage.INDEX_LOST)
    void aRebuildThatIsKilledGoesOnFromItsLastCommit() throws IOException {
        for (int i = 0; i < 600; i++) {
            add();
        }
        cutARebuildShort();
        archive.withdraw(ids.get(3));
        AipId late = add();
        List<String> begun = new ArrayList<>();
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed =
                    new JournalFeed(
                            counted(index, begun), archive, new RecordReading(archive, archive));
            var old = index.index().current();
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(600);
            boolean unused = feed.step();
            assertThat(feed.rebuilding()).as("announced").isTrue();
            catchUp(feed);
            assertThat(begun).as("no other was begun").isEmpty();
            assertThat(feed.rebuilding()).isFalse();
            assertThat(index.index().current()).isNotSameAs(old);
            assertThat(index.index().current().head()).as("it is complete").isEmpty();
            assertThat(index.index().current().size().records()).isEqualTo(600);
            assertThat(search(index, archive, "\"Hồ sơ số 4\"").total()).isZero();
            assertThat(search(index, archive, "F." + made).hits().getFirst().id()).isEqualTo(late);
        }
        try (Stream<Path> left = Files.list(dir.resolve("index"))) {
            assertThat(left.filter(Files::isDirectory)).hasSize(1);
        }
    }

    @Test
    @Breaks(Breakage.KILL)
    void aKillBetweenTheLastCommitOfARebuildAndItsAnswersCostsNothing() throws IOException {
        for (int i = 0; i < 40; i++) {
            add();
        }
        try (IndexForTests index = new IndexForTests(dir)) {
            RecordIndex watched = mock(RecordIndex.class, delegatesTo(index.index()));
            doThrow(new IOException("killed")).when(watched).swap(any());
            JournalFeed feed =
                    new JournalFeed(watched, archive, new RecordReading(archive, archive));
            catchUp(feed);
            feed.askRebuild();
            assertThatThrownBy(() -> catchUp(feed)).hasMessage("killed");
        }
        List<String> begun = new ArrayList<>();
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed =
                    new JournalFeed(
                            counted(index, begun), archive, new RecordReading(archive, archive));
            var old = index.index().current();
            catchUp(feed);
            assertThat(begun).as("no other was begun").isEmpty();
            assertThat(index.index().current()).isNotSameAs(old);
            assertThat(index.index().current().head()).as("it is complete").isEmpty();
            assertThat(index.index().current().size().records()).isEqualTo(40);
        }
    }

    @Test
    void aRebuildOfACatalogueThatIsNoMoreIsNotGoneOnWith() throws IOException {
        for (int i = 0; i < 600; i++) {
            add();
        }
        cutARebuildShort();
        archive.withdraw(ids.getFirst());
        archive.newEpoch();
        List<String> begun = new ArrayList<>();
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed =
                    new JournalFeed(
                            counted(index, begun), archive, new RecordReading(archive, archive));
            catchUp(feed);
            assertThat(begun).hasSize(1);
            assertThat(index.index().current().size().records()).isEqualTo(599);
        }
    }

    @Test
    void aRebuildThatAStopCutShortHoldsNothingOfWhatIsErasedEither() throws IOException {
        AipId secret = addWith("bimatxyzw");
        for (int i = 0; i < 600; i++) {
            add();
        }
        cutARebuildShort();
        assertThat(filesWith("bimatxyzw")).hasSizeGreaterThan(1);
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            archive.withdraw(secret);
            feed.expunge(List.of(secret));
            assertThat(filesWith("bimatxyzw")).isEmpty();
            catchUp(feed);
            assertThat(filesWith("bimatxyzw")).isEmpty();
        }
    }

    private AipId addWith(String text) {
        AipId id =
                archive.add(
                        fonds,
                        "F.E" + ++made,
                        "Hồ sơ",
                        "1990",
                        "1991",
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Văn bản").page(text));
        ids.add(id);
        return id;
    }

    /** Names of files of the index in which these bytes stand. */
    private List<String> filesWith(String word) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(dir.resolve("index"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), ISO_8859_1).contains(word)) {
                    names.add(file.getFileName().toString());
                }
            }
        }
        return names;
    }

    @Test
    void whatIsErasedLeavesTheFilesThatHeldItAndNoOtherIsRewritten() throws IOException {
        AipId stays = addWith("sothunhatkhongdoi");
        AipId changes = addWith("trang");
        for (int i = 0; i < 60; i++) {
            add(); // few of many are deleted: nothing is merged for that alone
        }
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            catchUp(feed);
            feed.commit();
            List<String> old = filesWith("sothunhatkhongdoi");
            AipId secret = addWith("bimatxyzw");
            add();
            catchUp(feed);
            feed.commit();
            // Put anew: the files of before hold it still, and those of others have deletions.
            archive.text(secret, 0, List.of("bimatxyzw", "thêm"));
            archive.text(changes, 0, List.of("trang khác"));
            add();
            catchUp(feed);
            feed.commit();
            assertThat(filesWith("bimatxyzw")).isNotEmpty();

            archive.withdraw(secret);
            catchUp(feed);
            feed.commit();
            assertThat(filesWith("bimatxyzw")).as("deleted only").isNotEmpty();
            feed.expunge(List.of(secret));

            assertThat(filesWith("bimatxyzw")).isEmpty();
            assertThat(filesWith("sothunhatkhongdoi")).isNotEmpty().isEqualTo(old);
            assertThat(search(index, archive, "sothunhatkhongdoi").hits().getFirst().id())
                    .isEqualTo(stays);
        }
    }

    @Test
    void anIndexThatIsBeingBuiltHoldsNothingOfWhatIsErasedEither() throws IOException {
        AipId secret = addWith("bimatxyzw");
        for (int i = 0; i < 600; i++) {
            add();
        }
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            catchUp(feed);
            feed.askRebuild();
            boolean unused = feed.step();
            assertThat(feed.rebuilding()).isTrue();
            archive.withdraw(secret);
            feed.expunge(List.of(secret));
            assertThat(filesWith("bimatxyzw")).isEmpty();
            catchUp(feed);
            assertThat(feed.rebuilding()).isFalse();
            assertThat(filesWith("bimatxyzw")).isEmpty();
        }
    }

    @Test
    void anAskedRebuildEndsWithTheSameAnswers() throws IOException {
        for (int i = 0; i < 30; i++) {
            add();
        }
        archive.withdraw(ids.removeFirst());
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            catchUp(feed);
            String before = answers(index);
            feed.askRebuild();
            catchUp(feed);
            assertThat(answers(index)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".cfs", ".si", "segments_", "current"})
    @Breaks(Breakage.INDEX_LOST)
    void aDamagedIndexIsSeenWhenItIsOpenedAndBuiltAnew(String which) throws IOException {
        for (int i = 0; i < 5; i++) {
            add();
        }
        try (IndexForTests index = new IndexForTests(dir)) {
            catchUp(feed(index, archive));
        }
        int damaged = 0;
        try (Stream<Path> files = Files.walk(dir.resolve("index"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(which) || name.startsWith(which)) {
                    byte[] bytes = Files.readAllBytes(file);
                    bytes[bytes.length / 2] ^= 0x55;
                    Files.write(file, bytes);
                    damaged++;
                }
            }
        }
        assertThat(damaged).isPositive();
        try (IndexForTests index = new IndexForTests(dir)) {
            assertThat(index.index().current().cursor()).isEmpty();
            JournalFeed feed = feed(index, archive);
            assertThat(feed.rebuilding()).as("announced").isTrue();
            catchUp(feed);
            assertThat(feed.rebuilding()).isFalse();
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(5);
        }
    }

    @Test
    void aRecordThatCannotBeReadIsParkedAndBlocksNothing() throws IOException {
        AipId bad = add();
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            catchUp(feed);
            archive.makeUnreadable(bad, true);
            archive.rights(bad, Rights.LISTED);
            AipId good = add();
            catchUp(feed);
            assertThat(search(index, archive, "hồ sơ").hits())
                    .as("what may be wrong is taken out")
                    .extracting(hit -> hit.id())
                    .containsExactly(good);
            assertThat(feed.parked())
                    .extracting(IndexStatus.Parked::aip)
                    .containsExactly(bad.toString());
        }
        archive.makeUnreadable(bad, false);
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            assertThat(feed.parked()).hasSize(1);
            archive.rights(bad, Rights.OPEN);
            catchUp(feed);
            assertThat(feed.parked()).isEmpty();
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(2);
        }
    }

    @Test
    @Breaks(Breakage.KILL)
    void whileTheDatabaseIsAwayNothingIsSkipped() throws IOException {
        add();
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            archive.outage(new IllegalArgumentException("away"));
            assertThatThrownBy(feed::step).hasMessage("away");
            archive.outage(null);
            catchUp(feed);
            assertThat(feed.parked()).isEmpty();
            assertThat(search(index, archive, "hồ sơ").total()).isEqualTo(1);
        }
    }

    @Test
    @Breaks(Breakage.KILL)
    void aRebuildMissesNoRecordWhenTheDatabaseGoesAwayInTheMidstOfIt() throws IOException {
        for (int i = 0; i < 40; i++) {
            add();
        }
        ChangeJournal journal = mock(ChangeJournal.class, delegatesTo(archive));
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed =
                    new JournalFeed(index.index(), journal, new RecordReading(archive, archive));
            catchUp(feed);
            feed.askRebuild();
            doAnswer(
                            call -> {
                                List<ChangeJournal.Entry> entries =
                                        archive.after(call.getArgument(0), call.getArgument(1));
                                if (!entries.isEmpty()) {
                                    archive.outage(new IllegalArgumentException("away"));
                                }
                                return entries;
                            })
                    .when(journal)
                    .after(anyLong(), anyInt());
            assertThatThrownBy(feed::step).hasMessage("away");
            archive.outage(null);
            doAnswer(call -> archive.after(call.getArgument(0), call.getArgument(1)))
                    .when(journal)
                    .after(anyLong(), anyInt());
            catchUp(feed);
            assertThat(feed.rebuilding()).isFalse();
            assertThat(feed.parked()).isEmpty();
            assertThat(index.index().current().size().records()).isEqualTo(40);
        }
    }

    @Test
    void textThatComesLaterIsFoundWithItsPage() throws IOException {
        AipId id = add();
        try (IndexForTests index = new IndexForTests(dir)) {
            JournalFeed feed = feed(index, archive);
            catchUp(feed);
            assertThat(search(index, archive, "nhận dạng muộn").total()).isZero();
            archive.text(id, 0, List.of("trang đầu", "chữ nhận dạng muộn"));
            catchUp(feed);
            SearchPage found = search(index, archive, "nhận dạng muộn");
            assertThat(found.hits().getFirst().places().getFirst().page()).isEqualTo(2);
            assertThat(String.format(Locale.ROOT, "%d", found.total())).isEqualTo("1");
        }
    }
}
