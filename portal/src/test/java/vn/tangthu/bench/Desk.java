package vn.tangthu.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An archivist at the desk without a browser: the requests that Vaadin's client makes, with the
 * same answers of the server. What a browser does with them is not in the times.
 */
final class Desk implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TOKEN =
            Pattern.compile("<meta name=\"_csrf(_parameter)?\" content=\"([^\"]+)\"");

    private final ServedArchive served;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
    private @Nullable Page page;

    Desk(ServedArchive served) {
        this.served = served;
    }

    /** A page of the desk that is open. */
    private static final class Page {
        private final int ui;
        private final String token;
        private int sync;
        private int client;
        private int grid = -1;

        Page(int ui, String token) {
            this.ui = ui;
            this.token = token;
        }
    }

    void login(String name, String password) throws IOException, InterruptedException {
        String form = get("/app/login");
        String parameter = "_csrf";
        String token = "";
        for (Matcher each = TOKEN.matcher(form); each.find(); ) {
            if (each.group(1) == null) {
                token = each.group(2);
            } else {
                parameter = each.group(2);
            }
        }
        String body =
                encoded(parameter)
                        + "="
                        + encoded(token)
                        + "&username="
                        + encoded(name)
                        + "&password="
                        + encoded(password);
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(served.address("/app/login"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String where = answer.headers().firstValue("Location").orElse("");
        if (!where.endsWith("/app/")) {
            throw new IllegalStateException("No login: " + answer.statusCode() + " " + where);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(served.address(path)).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " from " + path);
        }
        return answer.body();
    }

    /** Opens a page as a browser does, with the first rows of its table; closes the one before. */
    void open(String route) throws IOException, InterruptedException {
        close();
        String unused = get("/app/" + route);
        JsonNode start =
                JSON.readTree(get("/app/?v-r=init&location=" + encoded(route) + "&query="));
        JsonNode settings = start.path("appConfig");
        JsonNode first = settings.path("uidl");
        Page opened =
                new Page(
                        settings.path("v-uiId").asInt(),
                        first.path("Vaadin-Security-Key").asString());
        page = opened;
        heard(opened, first);
        rpc(
                opened,
                event(
                        "ui-navigate",
                        Map.of(
                                "route",
                                route,
                                "query",
                                "",
                                "appShellTitle",
                                "",
                                "historyState",
                                Map.of(),
                                "trigger",
                                "")));
        if (opened.grid < 0) {
            throw new IllegalStateException("No table on " + route);
        }
        rpc(
                opened,
                Map.of(
                        "type",
                        "publishedEventHandler",
                        "node",
                        opened.grid,
                        "templateEventMethodName",
                        "setViewportRange",
                        "templateEventMethodArgs",
                        List.of(0, 50),
                        "promise",
                        -1));
    }

    /** What an open page does every two seconds while something moves. */
    void poll() throws IOException, InterruptedException {
        if (page == null) {
            throw new IllegalStateException("No page is open");
        }
        rpc(page, event("ui-poll", Map.of()));
    }

    private static Map<String, Object> event(String name, Map<String, Object> data) {
        return Map.of("type", "event", "node", 1, "event", name, "data", data);
    }

    private void rpc(Page on, Map<String, Object> call) throws IOException, InterruptedException {
        String answer =
                post(
                        on,
                        Map.of(
                                "csrfToken",
                                on.token,
                                "rpc",
                                List.of(call),
                                "syncId",
                                on.sync,
                                "clientId",
                                on.client++));
        JsonNode told = JSON.readTree(answer);
        if (told.path("meta").has("appError") || told.path("meta").has("sessionExpired")) {
            throw new IOException("The desk does not answer: " + answer);
        }
        heard(on, told);
    }

    private String post(Page on, Map<String, Object> body)
            throws IOException, InterruptedException {
        URI address = served.address("/app/?v-r=uidl&v-uiId=" + on.ui);
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/json; charset=UTF-8")
                                .POST(
                                        HttpRequest.BodyPublishers.ofByteArray(
                                                JSON.writeValueAsBytes(body)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " from " + address);
        }
        return answer.body();
    }

    private static void heard(Page on, JsonNode told) {
        on.sync = told.path("syncId").asInt(on.sync);
        List<JsonNode> changes = new ArrayList<>();
        told.path("changes").forEach(changes::add);
        for (JsonNode change : changes) {
            if (change.path("key").asString("").equals("tag")
                    && change.path("value").asString("").equals("vaadin-grid")) {
                on.grid = change.path("node").asInt();
            }
        }
    }

    /** Leaves the page, as a browser says when it goes. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (page != null) {
            String unused =
                    post(page, Map.of("csrfToken", page.token, "rpc", List.of(), "UNLOAD", true));
            page = null;
        }
    }
}
