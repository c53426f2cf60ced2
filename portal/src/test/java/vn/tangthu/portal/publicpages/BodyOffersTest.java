package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;
import vn.tangthu.portal.inside.OtherNames;
import vn.tangthu.portal.publicpages.BodyOffers.Names;
import vn.tangthu.portal.publicpages.BodyOffers.Offer;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.database.TestDatabase;

/** Offers of names over all that comes with the software: units-2025.csv and the step of 2024. */
class BodyOffersTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(2);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), Formats.ZONE);
    private static AnnotationConfigApplicationContext context;
    private static Bodies bodies;
    private static BodyOffers offers;

    private static final class Silent implements ActivityLog {
        @Override
        public void record(
                Reader actor,
                String action,
                @Nullable String subject,
                @Nullable String detail,
                @Nullable ReadingPurpose purpose) {}

        @Override
        public Slice<Entry> list(int offset, int limit) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeAll
    static void open() throws IOException {
        context = new AnnotationConfigApplicationContext();
        context.registerBean(
                DataSource.class, DATABASE::dataSource, d -> d.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, DATABASE::jdbc);
        context.registerBean(TransactionTemplate.class, DATABASE::transactions);
        context.registerBean(Clock.class, () -> CLOCK);
        context.registerBean(ActivityLog.class, Silent::new);
        context.scan("vn.tangthu.repository.bodies", "vn.tangthu.repository.ingest.bodies");
        context.refresh();
        bodies = context.getBean(Bodies.class);
        BodyLists lists = context.getBean(BodyLists.class);
        assertThat(lists.takeInShipped(false, Reader.OPERATOR).findings()).isEmpty();
        Words words = new Words();
        offers = new BodyOffers(new BodyTexts(words), words);
    }

    @AfterAll
    static void close() {
        context.close();
        DATABASE.close();
    }

    private static List<Offer> offered(String q) {
        LinkedMultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
        asked.add("q", q);
        return offers.of(
                SearchQuery.of(asked),
                new OtherNames(bodies, q, null, TODAY),
                PublicLocale.VIETNAMESE);
    }

    private static List<Body.Line> everyBody() {
        List<Body.Line> all = new ArrayList<>();
        for (List<Body.Line> page = bodies.named("", null, 500);
                !page.isEmpty();
                page = bodies.named("", all.getLast(), 500)) {
            all.addAll(page);
        }
        return all;
    }

    /** By the whole name and by that without the word of its kind, both without diacritics. */
    private static Map<String, List<Body.Line>> everyBodyByItsNames() {
        Map<String, List<Body.Line>> called = new HashMap<>();
        for (Body.Line body : everyBody()) {
            for (String name :
                    new LinkedHashSet<>(
                            List.of(BodyNames.bare(body.name()), BodyNames.folded(body.name())))) {
                called.computeIfAbsent(name, none -> new ArrayList<>()).add(body);
            }
        }
        return called;
    }

    /** Names of old and new units, without the word of their kind. */
    private static Set<String> namesOfTheFile() throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        BodyLists.class.getResourceAsStream(
                                                "registers/units-2025.csv")),
                                StandardCharsets.UTF_8))) {
            lines.lines()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(
                            cells -> {
                                for (String name : List.of(cells[2], cells[3])) {
                                    names.add(bare(name));
                                }
                            });
        }
        return names;
    }

    private static String bare(String name) {
        return name.replaceFirst("(?iu)^(phường|xã|thị trấn|đặc khu) ", "");
    }

    @Test
    void everyHomonymOfTheFileIsOfferedOrALinkLeadsToTheRegister() throws IOException {
        Map<String, List<Body.Line>> called = everyBodyByItsNames();
        int cut = 0;
        for (String name : namesOfTheFile()) {
            List<String> urls =
                    called.getOrDefault(BodyNames.folded(name), List.of()).stream()
                            .filter(
                                    b -> // typed without any diacritics, those with too
                                    BodyNames.accented(name).equals(BodyNames.folded(name))
                                                    || BodyNames.accented(b.name())
                                                            .endsWith(BodyNames.accented(name)))
                            .filter(b -> hasOthers(b.id()))
                            .map(BodyTexts::url)
                            .toList();
            List<Offer> found = offered(name);
            assertThat(found).as(name).hasSize(Math.min(urls.size(), 4));
            assertThat(urls).as(name).containsAll(found.stream().map(Offer::url).toList());
            assertThat(found).extracting(Offer::url).as(name).doesNotHaveDuplicates();
            if (!found.isEmpty()) {
                BodyOffers.Register register = found.getLast().register();
                if (urls.size() > 4) {
                    cut++;
                    assertThat(register).as(name).isNotNull();
                    assertThat(register.url()).isEqualTo("/co-quan?q=" + SearchQuery.encode(name));
                    // And there they all stand.
                    assertThat(bodies.named(name, null, 50).stream().map(BodyTexts::url))
                            .containsAll(urls);
                } else {
                    assertThat(register).as(name).isNull();
                }
                assertThat(found.subList(0, found.size() - 1))
                        .allMatch(offer -> offer.register() == null);
            }
        }
        assertThat(cut).as("An Phú and Tân An have five each").isGreaterThanOrEqualTo(2);
        assertThat(offered("An Phú").getLast().register()).isNotNull();
    }

    private static boolean hasOthers(BodyId id) {
        Lineage lineage = bodies.lineage(id, TODAY);
        return !lineage.before().isEmpty() || !lineage.after().isEmpty();
    }

    @Test
    void homonymsStandInTheOrderOfTheirNamesAndOfWhatTheyBelongTo() {
        assertThat(offered("tân an"))
                .extracting(Offer::body)
                .hasSize(4)
                .isSortedAccordingTo(vn.tangthu.repository.VietnameseOrder.BY_NAME);
    }

    @Test
    void theNameInTheMiddleIsOfferedWithTheDaysInWhichItWasBorne() {
        List<Names> names = offered("đất Xương Huân 2025").getFirst().names();
        assertThat(names)
                .extracting(Names::label)
                .containsExactly("Nay là", "Từ 01/11/2024 đến 30/06/2025");
        assertThat(names.getFirst().links())
                .extracting(BodyOffers.Link::name)
                .containsExactly("Phường Nha Trang");
        assertThat(names.getLast().links())
                .extracting(BodyOffers.Link::name)
                .containsExactly("Phường Vạn Thạnh");
        assertThat(names.getLast().links().getFirst().url())
                .startsWith("/tim?q=" + SearchQuery.encode("đất Phường Vạn Thạnh 2025") + "&hoi=");
    }

    @Test
    void everyoneWhoCameToAnEndOnTheWayIsOffered() {
        int between = 0;
        for (Body.Line body : everyBody()) {
            Lineage lineage = bodies.lineage(body.id(), TODAY);
            for (Succession step : lineage.after()) {
                BodyId successor = step.successor();
                Body.Line line = successor == null ? null : lineage.bodies().get(successor);
                if (line == null || line.livesOn(TODAY)) {
                    continue;
                }
                between++;
                Offer offer =
                        offered(body.name()).stream()
                                .filter(o -> o.url().equals(BodyTexts.url(body)))
                                .findFirst()
                                .orElseThrow(() -> new AssertionError(body.name()));
                assertThat(offer.names())
                        .as(body.name())
                        .anyMatch(
                                n ->
                                        n.label().startsWith("Từ ")
                                                && n.links().stream()
                                                        .anyMatch(
                                                                l -> l.name().equals(line.name())));
            }
        }
        assertThat(between).isGreaterThan(1);
    }

    @Test
    void bodiesThatFollowedNobodyTakeNoPlaceOfHomonymsThatDid() {
        BodyRegister register = context.getBean(BodyRegister.class);
        List<String> before = offered("Phước Hòa").stream().map(Offer::url).toList();
        assertThat(before).isNotEmpty();
        for (int i = 0; i < 6; i++) {
            BodyId unused =
                    register.save(
                            BodyList.Entry.of(
                                    "x",
                                    "don-vi-phuoc-hoa-" + i,
                                    BodyKind.OTHER,
                                    null,
                                    null,
                                    "Phước Hòa",
                                    List.of()),
                            0,
                            "thử",
                            Reader.OPERATOR);
        }
        assertThat(offered("Phước Hòa")).extracting(Offer::url).isEqualTo(before);
    }
}
