package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.Closures;
import vn.tangthu.repository.Closures.Level;
import vn.tangthu.repository.Closures.Over;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** What was closed until a day that is over, and who opens it. */
class ClosuresTest {
    private static final Reader ARCHIVIST = Reader.OPERATOR;
    private static final LocalDate TODAY =
            LocalDate.now(Clock.system(ZoneId.of("Asia/Ho_Chi_Minh")));
    private static final LocalDate PAST = LocalDate.of(2020, 12, 31);

    @TempDir Path files;
    @TempDir Path home;
    private TestDatabase database;
    private AnnotationConfigApplicationContext context;
    private Holdings holdings;
    private Catalogue catalogue;
    private AipStore store;
    private Closures closures;

    @BeforeEach
    void begin() {
        database = TestDatabase.fresh();
        context =
                RepositoryContext.of(
                        database, new MemoryObjectStore(), "aip", "catalogue", "recovery");
        context.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        context.refresh();
        holdings = context.getBean(Holdings.class);
        catalogue = context.getBean(Catalogue.class);
        store = context.getBean(AipStore.class);
        closures = context.getBean(Closures.class);
    }

    @AfterEach
    void end() {
        context.close();
        database.close();
    }

    private static Rights until(@Nullable LocalDate day) {
        return new Rights(Access.LISTED, false, "QĐ 5", AccessGround.PERSONAL_DATA, day);
    }

    private FondsId fonds(String code, Rights rights) {
        return holdings.createFonds(
                new NewFonds(code, "Phông " + code, "H49", null, null, rights), ARCHIVIST);
    }

    private Aip kept(FondsId fonds, String code, Rights rights, Rights... documents)
            throws Exception {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        CatalogueWriter writer = context.getBean(CatalogueWriter.class);
        Aip sample = Samples.aip(store.readFonds(fonds), null, code, delivery, rights, documents);
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        writer.reserve(
                                delivery, sample.description().arcFileCode(), sample.fingerprint());
        Aip aip = Samples.withId(sample, reserved.id());
        store.store(aip, Samples.sources(aip, files));
        writer.stage(delivery, aip);
        assertThat(writer.acknowledge(delivery)).hasSize(1);
        return aip;
    }

    private List<Over> over() {
        return closures.over(0, 100, ARCHIVIST).items();
    }

    private Over only(Level level) {
        return over().stream().filter(one -> one.level() == level).findFirst().orElseThrow();
    }

    @Test
    void onlyWhatIsOverIsListedTheEarliestFirstAndOnlyForArchivists() throws Exception {
        FondsId closed = fonds("A", until(PAST.plusDays(1)));
        FondsId open = fonds("B", Rights.OPEN);
        Aip record = kept(closed, "1", until(PAST), until(TODAY.minusDays(1)), until(null));
        kept(open, "2", until(TODAY), until(TODAY.plusDays(1)));
        kept(open, "3", Rights.LISTED, Rights.OPEN, Samples.HIDDEN);
        assertThat(over())
                .extracting(Over::level, Over::code, Over::stays)
                .containsExactly(
                        tuple(Level.RECORD, record.description().arcFileCode(), Access.LISTED),
                        tuple(Level.FONDS, "A", Access.PUBLIC),
                        tuple(
                                Level.DOCUMENT,
                                record.documents().getFirst().description().docCode(),
                                Access.LISTED));
        assertThat(over().getFirst().rights()).isEqualTo(until(PAST));
        assertThat(closures.over(1, 1, ARCHIVIST).items()).containsExactly(over().get(1));
        assertThat(closures.over(1, 1, ARCHIVIST).total()).isEqualTo(3);
        for (Reader other :
                List.of(
                        Reader.ANONYMOUS,
                        new Reader(null, "a", Set.of(Role.AGENCY), Set.of(closed)),
                        new Reader(null, "k", Set.of(Role.AUDITOR), Set.of()))) {
            assertThat(closures.over(0, 10, other).items()).isEmpty();
            assertThat(closures.over(0, 10, other).total()).isZero();
            assertThatThrownBy(() -> closures.open(only(Level.FONDS), "thử", other))
                    .isInstanceOf(RefusedException.class);
        }
        assertThatThrownBy(() -> closures.open(only(Level.RECORD), " ", ARCHIVIST))
                .hasMessageContaining("VALUE_MISSING");
        assertThat(over()).as("nothing opens by itself").hasSize(3);
        assertThat(catalogue.record(record.id(), Reader.ANONYMOUS).orElseThrow())
                .isInstanceOf(RecordView.Listed.class);
    }

    @Test
    void eachLevelIsOpenedByItselfWithAVersionThatSaysWhoAndWhy() throws Exception {
        FondsId fonds = fonds("A", until(PAST));
        Aip aip = kept(fonds, "1", until(PAST), until(PAST), Samples.HIDDEN);
        assertThat(closures.open(only(Level.RECORD), "Hết thời hạn", ARCHIVIST)).isTrue();
        assertThat(store.read(aip.id()).rights()).isEqualTo(Rights.OPEN);
        assertThat(store.read(aip.id()).history().getLast().message()).isEqualTo("Hết thời hạn");
        assertThat(store.read(aip.id()).history().getLast().actor()).isEqualTo(ARCHIVIST.name());
        assertThat(catalogue.record(aip.id(), Reader.ANONYMOUS).orElseThrow())
                .as("the fonds is still closed")
                .isInstanceOf(RecordView.Listed.class);
        assertThat(closures.open(only(Level.FONDS), "Hết thời hạn", ARCHIVIST)).isTrue();
        assertThat(store.readFonds(fonds).fonds().rights()).isEqualTo(Rights.OPEN);
        var view = (RecordView.Full) catalogue.record(aip.id(), Reader.ANONYMOUS).orElseThrow();
        assertThat(view.documents()).as("its documents are closed by themselves").isEmpty();
        assertThat(closures.open(only(Level.DOCUMENT), "Hết thời hạn", ARCHIVIST)).isTrue();
        view = (RecordView.Full) catalogue.record(aip.id(), Reader.ANONYMOUS).orElseThrow();
        assertThat(view.documents()).hasSize(1);
        assertThat(view.documents().getFirst().rights()).isEqualTo(Rights.OPEN);
        assertThat(over()).isEmpty();
        assertThat(store.read(aip.id()).documents().getLast().rights()).isEqualTo(Samples.HIDDEN);
    }

    @Test
    void whatSomebodyClosedAnewMeanwhileIsLeftAsItIs() throws Exception {
        Aip aip = kept(fonds("A", until(PAST)), "1", until(PAST), until(PAST));
        List<Over> shown = over();
        assertThat(shown).hasSize(3);
        Rights longer = until(TODAY.plusYears(20));
        holdings.restrict(aip.id(), longer, "Gia hạn", ARCHIVIST);
        holdings.restrictDocument(
                aip.id(), aip.documents().getFirst().id(), Samples.HIDDEN, "Có đơn", ARCHIVIST);
        holdings.updateFonds(
                aip.fonds(), new NewFonds("A", "Phông A", "H49", null, null, longer), ARCHIVIST);
        int version = store.read(aip.id()).version();
        for (Over one : shown) {
            assertThat(closures.open(one, "Hết thời hạn", ARCHIVIST)).as(one.code()).isFalse();
        }
        assertThat(store.read(aip.id()).version()).isEqualTo(version);
        assertThat(store.read(aip.id()).rights()).isEqualTo(longer);
        assertThat(store.readFonds(aip.fonds()).fonds().rights()).isEqualTo(longer);
        // Nor is anything opened whose day has not come, whatever is asked.
        Over early =
                new Over(
                        Level.RECORD,
                        aip.id().value(),
                        aip.fonds(),
                        aip.id(),
                        "1",
                        "x",
                        longer,
                        Access.PUBLIC);
        assertThat(closures.open(early, "Sớm", ARCHIVIST)).isFalse();
        assertThat(store.read(aip.id()).rights()).isEqualTo(longer);
    }
}
