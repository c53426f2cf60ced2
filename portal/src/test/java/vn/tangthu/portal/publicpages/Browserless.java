package vn.tangthu.portal.publicpages;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who asks over HTTP, with a cookie jar of their own; follows no redirect. */
final class Browserless {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private final String origin;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Browserless(int port) {
        origin = "http://localhost:" + port;
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(
                request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    HttpResponse<byte[]> bytes(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Loads the form, takes its token and sends it with the fields. */
    HttpResponse<String> submit(String form, String fields)
            throws IOException, InterruptedException {
        return submit(form, form, fields);
    }

    /** Sends a form that leads to another address than the page it is on. */
    HttpResponse<String> submit(String form, String action, String fields)
            throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(form).body());
        if (!token.find()) {
            throw new AssertionError("No token in " + form);
        }
        return post(action, fields + "&_csrf=" + token.group(1));
    }

    HttpResponse<String> post(String path, String fields, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + path));
        request.headers(headers.length > 0 ? headers : new String[] {"Origin", origin});
        return client.send(
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(fields))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** A form with files, whose parts are divided by XyZ. */
    HttpResponse<String> multipart(String path, byte[] body)
            throws IOException, InterruptedException {
        return multipart(path, HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private HttpResponse<String> multipart(String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(origin + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .header("Content-Type", "multipart/form-data; boundary=XyZ")
                        .header("Origin", origin)
                        .POST(body)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Written as it goes. */
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** As {@link #multipart}, without saying how much comes. */
    HttpResponse<String> stream(String path, Writing writing)
            throws IOException, InterruptedException {
        PipedOutputStream out = new PipedOutputStream();
        PipedInputStream in = new PipedInputStream(out, 1 << 18);
        Thread writer =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try (out) {
                                        writing.to(out);
                                    } catch (IOException e) {
                                        throw new UncheckedIOException(e);
                                    }
                                });
        try {
            return multipart(path, HttpRequest.BodyPublishers.ofInputStream(() -> in));
        } finally {
            in.close();
            writer.join();
        }
    }

    /** As a header has them. */
    String cookies() {
        return ((CookieManager) client.cookieHandler().orElseThrow())
                .getCookieStore().getCookies().stream()
                        .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                        .collect(Collectors.joining("; "));
    }
}
