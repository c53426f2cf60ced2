package vn.tangthu.portal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import vn.tangthu.TangThu;
import vn.tangthu.portal.samples.SampleDeliveries;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.PreparedDatabase;
import vn.tangthu.storage.HomeLock;
import vn.tangthu.storage.TangThuHome;

/**
 * The whole application on a home of its own, with its web pages on a free port unless one is
 * given. Nothing in it is replaced; its database, where it has none, is a copy of what a first
 * start makes ({@link PreparedDatabase}).
 */
public final class RunningArchive implements AutoCloseable {
    private final HomeLock lock;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    public RunningArchive(Path home, String... more) throws IOException {
        this(home, null, more);
    }

    /**
     * @param clock which it goes by, null for that of the machine
     */
    public RunningArchive(Path home, @Nullable Clock clock, String... more) throws IOException {
        TangThuHome place = new TangThuHome(home);
        lock = HomeLock.tryAcquire(place).orElseThrow();
        PreparedDatabase.into(place.database());
        SpringApplication spring = new SpringApplication(TangThu.class);
        spring.setWebApplicationType(WebApplicationType.SERVLET);
        if (clock != null) {
            spring.addInitializers(
                    starting ->
                            ((GenericApplicationContext) starting)
                                    .registerBean(
                                            "clockOfTheTest",
                                            Clock.class,
                                            () -> clock,
                                            bean -> bean.setPrimary(true)));
        }
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--tangthu.home=" + home);
        if (arguments.stream().noneMatch(one -> one.startsWith("--server.port="))) {
            arguments.add("--server.port=0");
        }
        context = spring.run(arguments.toArray(String[]::new));
    }

    public <T> T port(Class<T> type) {
        return context.getBean(type);
    }

    /** All of a type, by their names. */
    <T> Map<String, T> all(Class<T> type) {
        return context.getBeansOfType(type);
    }

    public String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** A call of the command line with what it printed. */
    public record Said(int status, String out, String err) {}

    public Said verb(Path directory, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status =
                port(Verbs.class)
                        .run(
                                List.of(arguments),
                                new Session(
                                        new PrintWriter(out),
                                        new PrintWriter(err),
                                        directory,
                                        () -> false));
        return new Said(status, out.toString(), err.toString());
    }

    public HttpResponse<byte[]> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address() + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** A token of a new archivist for the API. */
    public String token(String account) {
        Reader administrator = new Reader(null, "quantri", Set.of(Role.ADMINISTRATOR), Set.of());
        String unused =
                port(Accounts.class)
                        .create(
                                new Accounts.NewAccount(
                                        account, account, Set.of(Role.ARCHIVIST), Set.of()),
                                administrator);
        return port(DeliveryTokens.class)
                .create(
                        port(Accounts.class).findByUsername(account).orElseThrow().id(),
                        "máy quét",
                        Instant.now().plus(Duration.ofDays(1)),
                        administrator)
                .secret();
    }

    /** Sends a ZIP to the API and says what it answered. */
    public String deliver(Path zip, String token) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address() + "/api/deliveries"))
                        .header("Content-Type", "application/zip")
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofFile(zip))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public HttpResponse<byte[]> head(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address() + path)).HEAD().build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    public void createFonds(SampleFonds fonds) {
        if (port(Catalogue.class).fondsByCode(fonds.code(), Reader.OPERATOR).isPresent()) {
            return;
        }
        FondsId id = port(Holdings.class).createFonds(fonds.toNewFonds(), Reader.OPERATOR);
        fonds.seriesCodes()
                .forEach(
                        code ->
                                port(Holdings.class)
                                        .createSeries(
                                                id,
                                                code,
                                                fonds.seriesTitle(code),
                                                Reader.OPERATOR));
    }

    public void writeDelivery(
            Path directory, SampleFonds fonds, long seed, int records, int scanPercent)
            throws IOException {
        port(SampleDeliveries.class)
                .write(
                        directory,
                        fonds,
                        new SampleDeliveries.Options(
                                seed, records, scanPercent, 1, 0, "xlsx", true));
    }

    @Override
    public void close() {
        client.close();
        context.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
