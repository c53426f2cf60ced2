package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.repository.AccessRequests;

class SmallThingsTest {
    @Test
    void whatIsWrittenInHanAndNomSaysSoToAVoice() {
        Formats formats = new Formats(Locale.forLanguageTag("vi"));
        assertThat(formats.lang("奏為嗣德三十六年事")).isEqualTo("vi-Hani");
        assertThat(formats.lang("𡨸喃 (1883)")).isEqualTo("vi-Hani");
        assertThat(formats.lang("Châu bản triều Tự Đức 嗣德, tập 12")).isNull();
        assertThat(formats.lang("Quyết định 125/QĐ-UBND")).isNull();
        assertThat(formats.lang("1998")).isNull();
        assertThat(formats.lang(null)).isNull();
    }

    @Test
    void bothBundlesHaveTheSameKeysAndPlaceholders() throws IOException {
        Properties vietnamese = bundle("vi");
        Properties english = bundle("en");
        assertThat(vietnamese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : vietnamese.stringPropertyNames()) {
            assertThat(placeholders(english.getProperty(key)))
                    .as(key)
                    .isEqualTo(placeholders(vietnamese.getProperty(key)));
            assertThat(vietnamese.getProperty(key)).as(key).isNotBlank();
        }
    }

    @Test
    void everyKeyThatATemplateNamesHasWords() throws IOException {
        Properties words = bundle("vi");
        Pattern key = Pattern.compile("#\\{([a-z][A-Za-z0-9_.-]*)[(}]");
        TreeSet<String> missing = new TreeSet<>();
        TreeSet<String> seen = new TreeSet<>();
        try (Stream<Path> templates = Files.list(Path.of("src/main/resources/templates/public"))) {
            templates.forEach(
                    template -> {
                        try {
                            key.matcher(Files.readString(template))
                                    .results()
                                    .map(found -> found.group(1))
                                    .peek(seen::add)
                                    .filter(name -> !words.containsKey(name))
                                    .forEach(missing::add);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        for (Hit.Why why : Hit.Why.values()) {
            seen.add("why." + why.name().toLowerCase(Locale.ROOT));
        }
        for (SearchPage.Relaxation.Kind kind : SearchPage.Relaxation.Kind.values()) {
            seen.add("relax." + kind.name().toLowerCase(Locale.ROOT));
        }
        for (AccessRequests.Status status : AccessRequests.Status.values()) {
            seen.add("status." + status.name().toLowerCase(Locale.ROOT) + ".next");
        }
        seen.removeIf(words::containsKey);
        assertThat(missing).isEmpty();
        assertThat(seen).isEmpty();
    }

    @Test
    void aThrottleLetsABurstThroughAndThenSoManyASecond() {
        AtomicLong time = new AtomicLong();
        Throttle throttle = new Throttle(3, 0.5, time::get);
        assertThat(List.of(throttle.allows("a"), throttle.allows("a"), throttle.allows("a")))
                .containsOnly(true);
        assertThat(throttle.allows("a")).isFalse();
        assertThat(throttle.allows("b")).isTrue();
        time.addAndGet(2_000_000_000L);
        assertThat(throttle.allows("a")).isTrue();
        assertThat(throttle.allows("a")).isFalse();
        assertThat(throttle.secondsToNext()).isEqualTo(2);
    }

    @Test
    void aThousandNetworksAmongTheFacetsShareOneBucketAndAPersonGoesOnSearching()
            throws IOException {
        Throttles throttles = new Throttles(1);
        int answered = 0;
        for (int i = 0; i < 1_000; i++) {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tim");
            request.addParameter("loai", "" + i);
            request.setRemoteAddr("203." + i / 250 + "." + i % 250 + ".1");
            if (throttles.preHandle(request, new MockHttpServletResponse(), this)) {
                answered++;
            }
        }
        assertThat(answered).as("sixty at once, and eight a second").isBetween(60, 300);
        MockHttpServletRequest person = new MockHttpServletRequest("GET", "/tim");
        person.addParameter("q", "đất");
        person.setRemoteAddr("203.0.1.1");
        assertThat(throttles.preHandle(person, new MockHttpServletResponse(), this)).isTrue();
    }

    @Test
    void whatIsTooDeepToBeSearchedCostsNobodyElseATurn() throws IOException {
        Throttles throttles = new Throttles(1);
        for (int i = 0; i < 1_000; i++) {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tim");
            request.addParameter("tu", "1998");
            request.addParameter("loai", "01", "02", "03");
            request.setRemoteAddr("203." + i / 250 + "." + i % 250 + ".1");
            assertThat(throttles.preHandle(request, new MockHttpServletResponse(), this)).isTrue();
        }
        MockHttpServletRequest person = new MockHttpServletRequest("GET", "/tim");
        person.addParameter("loai", "01");
        person.setRemoteAddr("198.51.100.1");
        assertThat(throttles.preHandle(person, new MockHttpServletResponse(), this)).isTrue();
    }

    @Test
    void aCrawlerAmongTheFacetsIsStoppedWhileAPersonGoesOnSearching() throws IOException {
        Throttles throttles = new Throttles(1);
        int answered = 0;
        for (int i = 0; i < 500; i++) {
            MockHttpServletRequest request = new MockHttpServletRequest("GET", "/tim");
            request.addParameter("loai", "" + i);
            request.setRemoteAddr("203.0.113." + i % 256);
            MockHttpServletResponse response = new MockHttpServletResponse();
            if (throttles.preHandle(request, response, this)) {
                answered++;
            } else {
                assertThat(response.getStatus()).isEqualTo(429);
                assertThat(response.getHeader("Retry-After")).isEqualTo("1");
            }
        }
        assertThat(answered).isBetween(60, 65);
        MockHttpServletRequest person = new MockHttpServletRequest("GET", "/tim");
        person.addParameter("q", "giao đất");
        person.setRemoteAddr("203.0.113.9");
        assertThat(throttles.preHandle(person, new MockHttpServletResponse(), this)).isTrue();
    }

    /** How many of so many requests from one network are answered. */
    private long answered(Throttles throttles, String method, String address, int times)
            throws IOException {
        long answered = 0;
        for (int i = 0; i < times; i++) {
            MockHttpServletRequest request =
                    new MockHttpServletRequest(method, address.replace("{n}", "" + i));
            request.setRemoteAddr("203.0.113." + i % 256);
            MockHttpServletResponse response = new MockHttpServletResponse();
            if (throttles.preHandle(request, response, this)) {
                answered++;
            } else {
                assertThat(response.getStatus()).isEqualTo(429);
                assertThat(response.getHeader("Retry-After")).isNotNull();
            }
        }
        return answered;
    }

    @Test
    void lookingInsideARecordIsCountedHoweverOftenTheQuestionIsGiven() throws IOException {
        for (String[] q : new String[][] {{"đất"}, {"", "đất"}, {" ", "", "đất"}}) {
            Throttles throttles = new Throttles(1);
            int answered = 0;
            for (int i = 0; i < 300; i++) {
                MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ho-so/x/tim");
                request.addParameter("q", q);
                request.setRemoteAddr("203.0.113.7");
                if (throttles.preHandle(request, new MockHttpServletResponse(), this)) {
                    answered++;
                }
            }
            assertThat(answered).as("%s", List.of(q)).isBetween(120, 200);
        }
    }

    @Test
    void imagesHaveABucketOfTheirOwnWideEnoughForReading() throws IOException {
        Throttles throttles = new Throttles(1);
        // Wide bounds: a bucket fills while a busy machine asks.
        assertThat(answered(throttles, "GET", "/tep/x/trang/{n}/480.jpg", 2_000))
                .isBetween(600L, 1_200L);
        // Who leafed too fast may still search, and take a file away.
        assertThat(answered(throttles, "GET", "/tep/{n}", 1)).isEqualTo(1);
        assertThat(answered(throttles, "GET", "/tim", 1)).isEqualTo(1);
        assertThat(answered(throttles, "GET", "/tep/{n}", 1_000)).isBetween(119L, 250L);
    }

    @Test
    void everyOtherPageHasAWideBucketAndAssetsAndImagesDoNotDrownInIt() throws IOException {
        for (String page :
                List.of(
                        "/ho-so/{n}",
                        "/ho-so/{n}/tai-lieu/1",
                        "/ho-so/{n}/nguyen-ven",
                        "/phong/{n}",
                        "/ma/H49.{n}",
                        "/ph%6Fng/{n}",
                        "/thu-muc-chua-co/{n}")) {
            Throttles throttles = new Throttles(1);
            assertThat(answered(throttles, "GET", page, 1_000)).as(page).isBetween(240L, 500L);
            assertThat(answered(throttles, "GET", "/phong", 5)).as("all share it").isLessThan(2);
            assertThat(answered(throttles, "GET", "/s/abc/public.css", 500)).isEqualTo(500);
            assertThat(answered(throttles, "GET", "/tep/x/trang/{n}/480.jpg", 500)).isEqualTo(500);
            assertThat(answered(throttles, "GET", "/tim", 1)).isEqualTo(1);
        }
        Throttles throttles = new Throttles(1);
        for (String own : List.of("/app/ho-so", "/app-tep/{n}", "/api/deliveries/{n}", "/error")) {
            assertThat(answered(throttles, "GET", own, 1_000)).as(own).isEqualTo(1_000);
        }
    }

    @Test
    void aClassroomBehindOneAddressReadsOn() throws IOException {
        Throttles throttles = new Throttles(1);
        for (int page = 0; page < 6; page++) {
            assertThat(answered(throttles, "GET", "/ho-so/{n}/tai-lieu/" + page, 40)).isEqualTo(40);
            assertThat(answered(throttles, "GET", "/tep/{n}/trang/1/960.jpg", 80)).isEqualTo(80);
        }
    }

    @Test
    void partsOfTheSitemapAreGivenSlowlyWhateverIdNamesThem() throws IOException {
        Throttles throttles = new Throttles(1);
        assertThat(answered(throttles, "GET", "/sitemap/{n}.xml", 300)).isBetween(12L, 13L);
        assertThat(answered(throttles, "GET", "/sitem%61p/giay-{n}.xml", 10)).isLessThan(2);
        assertThat(answered(throttles, "GET", "/sitemap.xml", 50)).isEqualTo(50);
        int answered = 0;
        for (int i = 0; i < 1_000; i++) {
            MockHttpServletRequest request =
                    new MockHttpServletRequest("GET", "/sitemap/" + i + ".xml");
            request.setRemoteAddr("198." + i / 250 + "." + i % 250 + ".1");
            if (throttles.preHandle(request, new MockHttpServletResponse(), this)) {
                answered++;
            }
        }
        assertThat(answered).as("from a thousand networks").isLessThan(40);
    }

    @Test
    void anEncodedAddressTakesFromTheSameBucket() throws IOException {
        Throttles throttles = new Throttles(1);
        assertThat(answered(throttles, "GET", "/tim", 500)).isBetween(120L, 125L);
        for (String same : List.of("/%74im", "/t%69m", "/%74%69%6D")) {
            assertThat(answered(throttles, "GET", same, 10)).as(same).isLessThanOrEqualTo(1);
        }
        assertThat(answered(throttles, "GET", "/%74ep/{n}", 1_000)).isBetween(120L, 125L);
        assertThat(answered(throttles, "GET", "/t%65p/{n}/trang/1/480.%6Apg", 2_000))
                .isBetween(600L, 1_200L);
    }

    @Test
    void referencesCannotBeGuessedAtThePageOfWhatWasSent() throws IOException {
        Throttles throttles = new Throttles(1);
        assertThat(answered(throttles, "GET", "/yeu-cau/da-gui", 300)).isBetween(20L, 22L);
        // The same bucket as the look-up: changing the way does not give more tries.
        for (String way : List.of("", "/bo-sung", "/rut", "/khieu-n%61i", "/giay-to")) {
            assertThat(answered(throttles, "POST", "/yeu-cau/tra-cuu" + way, 10))
                    .as(way)
                    .isLessThanOrEqualTo(1);
        }
        assertThat(answered(throttles, "HEAD", "/yeu-cau/da-g%75i", 10)).isLessThanOrEqualTo(1);
        // The form itself stays open.
        assertThat(answered(throttles, "GET", "/yeu-cau", 50)).isEqualTo(50);
        assertThat(answered(throttles, "POST", "/yeu-cau", 300)).isBetween(20L, 21L);
    }

    @Test
    void aFormThatNamesWhatIsAskedForIsCountedAsASearch() throws IOException {
        for (String name : List.of("muc", "gio", "ho-so")) {
            Throttles throttles = new Throttles(1);
            int answered = 0;
            for (int i = 0; i < 300; i++) {
                MockHttpServletRequest request = new MockHttpServletRequest("GET", "/yeu-cau");
                request.addParameter(name, "1");
                request.setRemoteAddr("203.0.113.7");
                if (throttles.preHandle(request, new MockHttpServletResponse(), this)) {
                    answered++;
                }
            }
            assertThat(answered).as(name).isBetween(120, 200);
        }
    }

    @Test
    void aReferenceCannotBeTriedWithoutEnd() {
        Throttles throttles = new Throttles(1);
        long allowed =
                Stream.generate(() -> throttles.mayTry(" yc-2026-abcdef "))
                        .limit(100)
                        .filter(may -> may)
                        .count();
        assertThat(allowed).isEqualTo(10);
        for (String sameAgain :
                List.of("YC2026ABCDEF", "yc 2026 abcdef", "Y-C-2026-ABC-DEF", "“YC-2026-ABCDEF”")) {
            assertThat(throttles.mayTry(sameAgain)).as(sameAgain).isFalse();
        }
        assertThat(throttles.mayTry("YC-2026-OTHERS")).isTrue();
    }

    @Test
    void oneNetworkSharesABucketAndNamesAreNeverLookedUp() {
        assertThat(Throttle.network("203.0.113.7")).isEqualTo(Throttle.network("203.0.113.200"));
        assertThat(Throttle.network("203.0.113.7")).isNotEqualTo(Throttle.network("203.0.114.7"));
        assertThat(Throttle.network("2001:db8:1:2::1"))
                .isEqualTo(Throttle.network("2001:db8:1:9::"));
        assertThat(Throttle.network("example.org")).isEqualTo("example.org");
    }

    @Test
    void aPagerShowsTheEndsAndWhatIsNear() {
        Pager pager = Pager.of(50, 100, number -> "/p" + number);
        assertThat(pager.links().stream().map(Pager.Link::number))
                .containsExactly(1, 0, 48, 49, 50, 51, 52, 0, 100);
        assertThat(pager.previous()).isEqualTo("/p49");
        assertThat(Pager.of(1, 1, number -> "/p").links()).isEmpty();
        assertThat(Pager.of(1, 4, number -> "/p" + number).links().stream().map(Pager.Link::number))
                .containsExactly(1, 2, 3, 4);
        Pager open = Pager.open(50, true, number -> "/p" + number);
        assertThat(open.links().stream().map(Pager.Link::number))
                .containsExactly(1, 0, 48, 49, 50, 51);
        assertThat(open.next()).isEqualTo("/p51");
        assertThat(Pager.open(50, false, number -> "/p" + number).next()).isNull();
        assertThat(Pager.open(1, false, number -> "/p").links()).isEmpty();
    }

    @Test
    void sizesAndCountsAreWrittenAsPeopleOfTheLanguageWriteThem() {
        assertThat(new Formats(PublicLocale.VIETNAMESE).size(1_258_291)).isEqualTo("1,2 MB");
        assertThat(new Formats(Locale.ENGLISH).size(1_258_291)).isEqualTo("1.2 MB");
        assertThat(new Formats(PublicLocale.VIETNAMESE).count(10_800_000)).isEqualTo("10.800.000");
    }

    private static TreeSet<String> placeholders(String text) {
        TreeSet<String> found = new TreeSet<>();
        Pattern.compile("\\{[0-9][^}]*}")
                .matcher(text)
                .results()
                .forEach(r -> found.add(r.group()));
        return found;
    }

    private static Properties bundle(String language) throws IOException {
        Properties properties = new Properties();
        String name = "/publicpages/messages_" + language + ".properties";
        try (InputStream in =
                Objects.requireNonNull(SmallThingsTest.class.getResourceAsStream(name))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
