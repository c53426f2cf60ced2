package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.faults.FaultLedger;

/**
 * Twenty addresses of one network walk the facets, a hundred requests a second, while somebody in
 * another network searches. How fast the answers are is measured elsewhere.
 */
class FloodTest {
    private static final int REQUESTS = 1_000;
    private static final long EACH_MILLIS = 10;

    @TempDir static Path work;

    private static HttpClient from(String address) {
        try {
            return HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(address))
                    .connectTimeout(Duration.ofSeconds(30))
                    .build();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<HttpResponse<String>> ask(HttpClient client, String address) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    @Test
    @Breaks(Breakage.FLOOD)
    void aNetworkThatAsksWithoutEndIsToldToWaitAndOthersAreAnswered()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        FaultLedger.trials(REQUESTS);
        List<HttpClient> crawlers =
                IntStream.rangeClosed(1, 20).mapToObj(n -> from("127.0.7." + n)).toList();
        try (RunningArchive archive = new RunningArchive(work.resolve("home"));
                HttpClient person = from("127.0.8.1")) {
            List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
            List<CompletableFuture<HttpResponse<String>>> searches = new ArrayList<>();
            for (int n = 0; n < REQUESTS; n++) {
                String facet = archive.address() + "/tim?q=dat&tu=" + (1900 + n % 120) + "&trang=";
                flood.add(ask(crawlers.get(n % crawlers.size()), facet + n % 7));
                if (n % 25 == 0) {
                    searches.add(ask(person, archive.address() + "/tim?q=dat"));
                }
                Thread.sleep(EACH_MILLIS);
            }
            int answered = 0;
            for (CompletableFuture<HttpResponse<String>> one : flood) {
                HttpResponse<String> response = one.get(60, TimeUnit.SECONDS);
                if (response.statusCode() == 200) {
                    answered++;
                    continue;
                }
                assertThat(response.statusCode()).isEqualTo(429);
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
                assertThat(response.body()).contains("<html");
            }
            // A burst of 60 and one a second, over ten seconds and more on a slow machine.
            assertThat(answered).isBetween(60, 300);
            for (CompletableFuture<HttpResponse<String>> one : searches) {
                assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        } finally {
            crawlers.forEach(HttpClient::close);
        }
    }

    @Test
    @Breaks(Breakage.FLOOD)
    void whoFollowsALinkNarrowsASearchWhileTwoHundredNetworksWalkTheFacets()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        FaultLedger.trials(REQUESTS);
        List<HttpClient> crawlers =
                IntStream.rangeClosed(1, 200).mapToObj(n -> from("127.1." + n + ".1")).toList();
        try (RunningArchive archive = new RunningArchive(work.resolve("many"));
                HttpClient person = from("127.0.8.1")) {
            List<CompletableFuture<HttpResponse<String>>> flood = new ArrayList<>();
            List<CompletableFuture<HttpResponse<String>>> narrowed = new ArrayList<>();
            for (int n = 0; n < REQUESTS; n++) {
                String facet = archive.address() + "/tim?q=dat&tu=" + (1900 + n % 120) + "&trang=";
                flood.add(ask(crawlers.get(n % crawlers.size()), facet + n % 7));
                if (n % 50 == 49) {
                    URI asked = URI.create(archive.address() + "/tim?q=dat&loai=02&den=" + n);
                    narrowed.add(
                            person.sendAsync(
                                    HttpRequest.newBuilder(asked)
                                            .header("Sec-Fetch-Site", "same-origin")
                                            .header("Sec-Fetch-Mode", "navigate")
                                            .build(),
                                    BodyHandlers.ofString()));
                }
                Thread.sleep(EACH_MILLIS);
            }
            int refused = 0;
            for (CompletableFuture<HttpResponse<String>> one : flood) {
                refused += one.get(60, TimeUnit.SECONDS).statusCode() == 429 ? 1 : 0;
            }
            assertThat(refused).isGreaterThan(REQUESTS / 2);
            for (CompletableFuture<HttpResponse<String>> one : narrowed) {
                assertThat(one.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            }
        } finally {
            crawlers.forEach(HttpClient::close);
        }
    }
}
