package vn.tangthu.portal.cli;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.outgoing.Purposes;

/**
 * Somebody at the spaces behind the login without a browser: speaks Vaadin's protocol as its client
 * does, and can say whatever a browser would not.
 */
final class Visitor implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");
    private static final Pattern SEEN = Pattern.compile("\"clientId\":(\\d+)");
    private static final Pattern SYNC = Pattern.compile("\"syncId\":(\\d+)");
    private static final Pattern UI = Pattern.compile("\"v-uiId\":(\\d+)");

    /** Nobody is asked on a page what for; what is not said is asked in DeskBrowserIT. */
    private static final String[] PURPOSE = {Purposes.HEADER, "OTHER%20th%E1%BB%AD"};

    private final String address;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private Window window = new Window("", "", "0", "0");

    Visitor(String address) {
        this.address = address;
    }

    /** A window, and how far server and client have come in it. */
    record Window(String ui, String key, String seen, String sync) {}

    /** What was answered. */
    record Answer(int status, String location, String body) {}

    /** Logs in by the form and opens a window. */
    Visitor login(String username, String password) throws IOException, InterruptedException {
        Answer form = get("/app/login");
        Matcher token = TOKEN.matcher(form.body());
        if (!token.find()) {
            throw new IOException("The login page has no token: " + form);
        }
        Answer answer =
                send(
                        post("/app/login", "application/x-www-form-urlencoded")
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "username="
                                                        + encoded(username)
                                                        + "&password="
                                                        + encoded(password)
                                                        + "&_csrf="
                                                        + encoded(token.group(1))))
                                .build());
        if (answer.location().contains("login")) {
            throw new IOException("Not let in: " + answer.location());
        }
        open();
        return this;
    }

    /** Opens a new window, as a reload does. */
    void open() throws IOException, InterruptedException {
        String start = get("/app/?v-r=init&location=&query=").body();
        window = new Window(first(UI, start), first(KEY, start), "0", "0");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    /** Goes where a link or the address bar would lead. */
    Answer go(String way) throws IOException, InterruptedException {
        int mark = way.indexOf('?');
        String route = mark < 0 ? way : way.substring(0, mark);
        String query = mark < 0 ? "" : way.substring(mark + 1);
        return call(
                "{\"type\":\"event\",\"node\":1,\"event\":\"ui-navigate\",\"data\":{\"route\":"
                        + JsonMapper.shared().writeValueAsString(route)
                        + ",\"query\":"
                        + JsonMapper.shared().writeValueAsString(query)
                        + ",\"appShellTitle\":\"\",\"historyState\":{},\"trigger\":\"\"}}");
    }

    /** Sends these calls as this window's. */
    Answer call(String calls) throws IOException, InterruptedException {
        Answer answer = call(window, calls);
        if (!first(SEEN, answer.body()).isEmpty()) {
            window =
                    new Window(
                            window.ui(),
                            window.key(),
                            first(SEEN, answer.body()),
                            first(SYNC, answer.body()));
        }
        return answer;
    }

    /** Sends calls as those of whatever window, with this visitor's session. */
    Answer call(Window of, String calls) throws IOException, InterruptedException {
        String message =
                "{\"csrfToken\":\""
                        + of.key()
                        + "\",\"rpc\":["
                        + calls
                        + "],\"syncId\":"
                        + of.sync()
                        + ",\"clientId\":"
                        + of.seen()
                        + "}";
        return send(
                post("/app/?v-r=uidl&v-uiId=" + of.ui(), "application/json; charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(message))
                        .build());
    }

    Window window() {
        return window;
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .headers(PURPOSE)
                        .header("Accept", "text/html,*/*")
                        .build());
    }

    HttpResponse<byte[]> bytes(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address + path)).headers(PURPOSE).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    /** With the cookies of this visitor. */
    HttpResponse<byte[]> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(
                request.headers(PURPOSE).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder post(String path, String type) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .headers(PURPOSE)
                .header("Content-Type", type);
    }

    private Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("Location").orElse(""),
                response.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
