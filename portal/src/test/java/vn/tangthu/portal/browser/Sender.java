package vn.tangthu.portal.browser;

import java.io.IOException;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who sends packages without a browser, and says whatever a browser would not. */
public final class Sender implements AutoCloseable {
    public static final String ROOT = "/app-tai-len";
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    private final String address;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder().cookieHandler(cookies).build();
    private String header = "X-CSRF-TOKEN";
    private String token = "";

    public Sender(String address) {
        this.address = address;
    }

    public Sender login(String username, String password) throws Exception {
        HttpResponse<String> page = send("GET", "/app/login", null);
        Matcher form = TOKEN.matcher(page.body());
        if (!form.find()) {
            throw new IOException("The login page has no token: " + page + page.body());
        }
        HttpResponse<String> answer =
                send(
                        "POST",
                        "/app/login",
                        "username="
                                + encoded(username)
                                + "&password="
                                + encoded(password)
                                + "&_csrf="
                                + encoded(form.group(1)),
                        "Content-Type",
                        "application/x-www-form-urlencoded");
        if (answer.headers().firstValue("Location").orElse("").contains("login")) {
            throw new IOException("Not let in");
        }
        HttpResponse<String> desk = send("GET", ROOT, null);
        if (desk.statusCode() == 200) {
            JsonNode facts = JsonMapper.shared().readTree(desk.body());
            header = facts.get("header").asString();
            token = facts.get("token").asString();
        }
        return this;
    }

    /** From now on without the token of the session. */
    Sender withoutToken() {
        token = "";
        return this;
    }

    JsonNode desk() throws Exception {
        return JsonMapper.shared().readTree(send("GET", ROOT, null).body());
    }

    HttpResponse<String> announce(String name, String kind, int files, long bytes)
            throws Exception {
        return send(
                "POST",
                ROOT + "/goi",
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of("name", name, "kind", kind, "files", files, "bytes", bytes)),
                "Content-Type",
                "application/json");
    }

    /** The id of a package of one ZIP. */
    public String zip(String name, long bytes) throws Exception {
        HttpResponse<String> answer = announce(name, "ZIP", 1, bytes);
        if (answer.statusCode() != 201) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JsonMapper.shared().readTree(answer.body()).get("id").asString();
    }

    public HttpResponse<String> create(String id, String path, long bytes) throws Exception {
        return send(
                "POST",
                ROOT + "/goi/" + id + "/tep",
                "",
                "Tus-Resumable",
                "1.0.0",
                "Upload-Length",
                Long.toString(bytes),
                "Upload-Metadata",
                "path "
                        + Base64.getEncoder()
                                .encodeToString(path.getBytes(StandardCharsets.UTF_8)));
    }

    HttpResponse<String> head(String file) throws Exception {
        return send("HEAD", file, null, "Tus-Resumable", "1.0.0");
    }

    /** Where the file ends, as soon as the server knows. */
    long offset(String file) throws Exception {
        for (int i = 0; i < 300; i++) {
            HttpResponse<String> head = head(file);
            if (head.statusCode() == 200) {
                return Long.parseLong(head.headers().firstValue("Upload-Offset").orElseThrow());
            }
            if (head.statusCode() != 423) {
                throw new IOException("HEAD: " + head.statusCode());
            }
            Thread.sleep(100);
        }
        throw new IOException("locked for ever");
    }

    public HttpResponse<String> patch(String file, long offset, byte[] bytes, String... more)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + file))
                        .header(header, token)
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Offset", Long.toString(offset))
                        .header("Content-Type", "application/offset+octet-stream")
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes));
        for (int i = 0; i < more.length; i += 2) {
            request.setHeader(more[i], more[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Announces {@code length} bytes, sends fewer and is gone. */
    void patchAndVanish(String file, long offset, long length, byte[] sent) throws Exception {
        URI uri = URI.create(address);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            String session =
                    cookies.getCookieStore().getCookies().stream()
                            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; "));
            out.write(
                    ("PATCH "
                                    + file
                                    + " HTTP/1.1\r\nHost: "
                                    + uri.getAuthority()
                                    + "\r\nCookie: "
                                    + session
                                    + "\r\n"
                                    + header
                                    + ": "
                                    + token
                                    + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: "
                                    + offset
                                    + "\r\nContent-Type: application/offset+octet-stream"
                                    + "\r\nContent-Length: "
                                    + length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(sent);
            out.flush();
            Thread.sleep(300);
        }
    }

    public HttpResponse<String> send(
            String method, String path, @Nullable String body, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address + path))
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header(header, token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
