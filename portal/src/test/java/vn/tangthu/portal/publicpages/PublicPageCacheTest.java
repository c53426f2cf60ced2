package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import vn.tangthu.portal.publicpages.RememberedPages.Page;
import vn.tangthu.portal.publicpages.RememberedPages.Stand;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ChangeJournal;

/** With the same settings as {@link PublicPagesTest}, so that one house serves both. */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tangthu.portal.throttle-scale=1000",
            "tangthu.portal.verify-largest=1MB",
            "tangthu.portal.verify-read-on=64MB"
        })
class PublicPageCacheTest {
    private static final String RECORD = "/ho-so/" + FakeArchive.DAMAGED;
    private static final String TITLE = "Hồ sơ thu hồi đất làm đường ven biển";

    @LocalServerPort private int port;
    @Autowired private FakeArchive archive;
    @Autowired private FakeStand stand;
    private Browserless somebody;

    @BeforeEach
    void newPersonAndNothingRemembered() {
        somebody = new Browserless(port);
        moved();
    }

    /** Something changed, and the index has it. */
    private void moved() {
        stand.searchable.set(stand.head.incrementAndGet());
    }

    private int searchesOf(String path, String... headers) throws Exception {
        int before = archive.searches.get();
        assertThat(somebody.get(path, headers).statusCode()).isEqualTo(200);
        return archive.searches.get() - before;
    }

    @Test
    void whatWasSearchedAMomentAgoIsNotSearchedAgainAndIsTheSameToTheByte() throws Exception {
        HttpResponse<String> first = somebody.get("/tim?q=giao&loai=02");
        int before = archive.searches.get();
        HttpResponse<String> second = new Browserless(port).get("/tim?q=giao&loai=02");

        assertThat(archive.searches.get()).isEqualTo(before);
        assertThat(second.body()).isEqualTo(first.body()).contains(TITLE);
        for (String name :
                new String[] {
                    "X-Robots-Tag",
                    "Vary",
                    "Cache-Control",
                    "Content-Type",
                    "Content-Language",
                    "Content-Security-Policy",
                    "Referrer-Policy",
                    "X-Frame-Options",
                    "ETag"
                }) {
            assertThat(second.headers().allValues(name))
                    .as(name)
                    .isEqualTo(first.headers().allValues(name))
                    .isNotEmpty();
        }
        assertThat(second.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(searchesOf("/tim?q=giao&loai=03")).isEqualTo(1);
    }

    @Test
    void whatRightsHaveClosedIsRefusedByTheNextAnswerOfEveryPage() throws Exception {
        String series = "/phong/" + FakeArchive.FONDS + "/muc-luc/" + FakeArchive.SERIES;
        for (String path : new String[] {RECORD, RECORD, "/tim?q=giao", series}) {
            assertThat(somebody.get(path).body()).contains(TITLE);
        }
        Runnable open = archive.close(AipId.of(FakeArchive.DAMAGED.toString()));
        try {
            // From here: without the journal all of them were answered as they were remembered.
            assertThat(somebody.get(RECORD).statusCode()).isEqualTo(200);
            moved(); // the journal in the transaction that closes it
            assertThat(somebody.get(RECORD).statusCode()).isEqualTo(404);
            assertThat(somebody.get(RECORD).body()).doesNotContain(TITLE);
            assertThat(somebody.get("/tim?q=giao").body()).doesNotContain(TITLE);
            assertThat(somebody.get(series).body()).doesNotContain(TITLE);
        } finally {
            open.run();
        }
        assertThat(somebody.get(RECORD).statusCode()).as("no refusal is kept").isEqualTo(200);
    }

    @Test
    void whileTheIndexIsBehindItsAnswersAreNotRemembered() throws Exception {
        assertThat(searchesOf("/tim?q=giao")).isEqualTo(1);
        assertThat(searchesOf("/tim?q=giao")).isZero();
        long closed = stand.head.incrementAndGet(); // the index still counts it
        assertThat(searchesOf("/tim?q=giao")).isEqualTo(1);
        assertThat(searchesOf("/tim?q=giao")).isEqualTo(1);
        stand.searchable.set(closed); // only now the closing is acknowledged
        assertThat(searchesOf("/tim?q=giao")).isEqualTo(1);
        assertThat(searchesOf("/tim?q=giao")).isZero();
    }

    @Test
    void whoComesWithASessionGetsNothingFromHereAndLeavesNothing() throws Exception {
        assertThat(searchesOf("/tim?q=giao", "Cookie", "JSESSIONID=1")).isEqualTo(1);
        assertThat(searchesOf("/tim?q=giao")).as("nothing was left").isEqualTo(1);
        assertThat(searchesOf("/tim?q=giao", "Cookie", "JSESSIONID=1")).isEqualTo(1);
        assertThat(searchesOf("/tim?q=giao", "Authorization", "Bearer x")).isEqualTo(1);
        assertThat(searchesOf("/tim?q=giao", "Cookie", "TANGTHU-FORM=1")).isEqualTo(1);
        assertThat(searchesOf("/tim?q=giao", "Cookie", "TANGTHU-GIO=x")).isZero();
    }

    @Test
    void eachLanguageHasItsOwnAndWhoChoosesOneIsToldToRememberIt() throws Exception {
        assertThat(somebody.get(RECORD).body()).contains("<html lang=\"vi\"");
        String english = somebody.get(RECORD, "Cookie", "TANGTHU-LANG=en").body();
        assertThat(english).contains("<html lang=\"en\"");
        assertThat(new Browserless(port).get(RECORD, "Cookie", "TANGTHU-LANG=en").body())
                .isEqualTo(english);
        assertThat(new Browserless(port).get(RECORD).body()).contains("<html lang=\"vi\"");
        for (int i = 0; i < 2; i++) {
            assertThat(
                            new Browserless(port)
                                    .get(RECORD + "?lang=en")
                                    .headers()
                                    .firstValue("Set-Cookie")
                                    .orElse(""))
                    .startsWith("TANGTHU-LANG=en");
        }
    }

    @Test
    void whoHasThePageIsToldThatItIsTheSame() throws Exception {
        String etag = somebody.get(RECORD).headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = somebody.get(RECORD, "If-None-Match", etag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        moved();
        assertThat(somebody.get(RECORD, "If-None-Match", etag).statusCode())
                .as("made anew, and the same")
                .isEqualTo(304);
        assertThat(somebody.get(RECORD, "If-None-Match", etag, "Cookie", "TANGTHU-LANG=en").body())
                .contains("lang=\"en\"");
    }

    @Test
    void pagesOfOnePersonAndRefusalsAreNeverKept() throws Exception {
        for (String path : new String[] {"/yeu-cau", "/gio", "/ho-so/" + FakeArchive.HIDDEN}) {
            assertThat(somebody.get(path).headers().firstValue("ETag")).as(path).isEmpty();
        }
        assertThat(searchesOfBusy()).isEqualTo(1);
        assertThat(searchesOfBusy()).isEqualTo(1);
    }

    private int searchesOfBusy() throws Exception {
        int before = archive.searches.get();
        assertThat(somebody.get("/tim?q=" + FakeArchive.TOO_MANY).statusCode()).isEqualTo(503);
        return archive.searches.get() - before;
    }

    private static Stand at(long head) {
        return new Stand(new ChangeJournal.Position(new UUID(0, 1), head), head, 0);
    }

    private static Page page(Instant at, int bytes) {
        return new Page(at, "W/\"x\"", "text/html", Map.of(), new byte[bytes]);
    }

    @Test
    void theyAreBoundedByBytesAndLeastAskedForGoesFirst() {
        Instant now = Instant.EPOCH;
        RememberedPages pages = new RememberedPages(100_000);
        assertThat(pages.get("/", at(1), now)).isNull();
        pages.put("/", at(1), page(now, 20_000));
        for (int i = 0; i < 1_000; i++) {
            pages.put("/tim?q=" + i, at(1), page(now, 20_000));
            assertThat(pages.held()).isLessThanOrEqualTo(100_000);
            assertThat(pages.get("/", at(1), now)).as("asked for all the time").isNotNull();
        }
        assertThat(Stream.of(0, 500, 995).map(i -> pages.get("/tim?q=" + i, at(1), now)))
                .containsOnlyNulls();
        assertThat(pages.get("/tim?q=999", at(1), now)).isNotNull();
        pages.put("/lon", at(1), page(now, 200_000));
        assertThat(pages.get("/lon", at(1), now)).isNull();
    }

    @Test
    void theyEndWithTheMinuteAndWithTheStandTheyWereMadeAt() {
        Instant now = Instant.EPOCH;
        RememberedPages pages = new RememberedPages(100_000);
        assertThat(pages.get("/", at(1), now)).isNull();
        pages.put("/", at(1), page(now, 10));
        assertThat(pages.get("/", at(1), now.plusSeconds(60))).isNotNull();
        assertThat(pages.get("/", at(1), now.plusSeconds(61))).isNull();
        assertThat(pages.held()).isZero();
        pages.put("/", at(1), page(now, 10));
        assertThat(pages.get("/", at(2), now)).isNull();
        assertThat(pages.get("/", at(1), now)).isNull();
        pages.put("/", at(2), page(now, 10)); // begun before it moved
        assertThat(pages.get("/", at(1), now)).isNull();
        assertThat(pages.held()).isZero();
    }
}
