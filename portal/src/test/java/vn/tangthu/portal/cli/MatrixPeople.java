package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuccessionKind;

/** The readers of the table, each logged in over HTTP, and what they send. */
final class MatrixPeople implements AutoCloseable {
    private static final String PASSWORD = "con cò bay lả bay la";
    private static final LocalDate DAY = LocalDate.of(2025, 7, 1);
    private static final Pattern FORM = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern PAGE = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    private final RunningArchive archive;
    private final Map<MatrixReader, Visitor> visitors = new EnumMap<>(MatrixReader.class);
    private final Map<MatrixReader, String> forms = new EnumMap<>(MatrixReader.class);
    private final Map<MatrixReader, String> pages = new EnumMap<>(MatrixReader.class);
    private final Map<MatrixReader, String> bearers = new EnumMap<>(MatrixReader.class);

    MatrixPeople(RunningArchive archive) {
        this.archive = archive;
    }

    /**
     * Bodies, of which one has ended and is followed by another, and an account for each reader.
     */
    void register() {
        body("co-quan-lap", null, true);
        body("co-quan-cu", DAY, true);
        body("co-quan-moi", null, false);
        body("co-quan-khac", null, false);
        var unused =
                archive.port(BodyRegister.class)
                        .add(
                                new BodyList.Edge(
                                        "thử",
                                        "co-quan-cu",
                                        "co-quan-moi",
                                        SuccessionKind.MERGED,
                                        DAY.minusDays(15),
                                        DAY,
                                        "1667/NQ-UBTVQH15",
                                        "Toàn bộ",
                                        false),
                                "thử",
                                MatrixWorld.LAN);
        Accounts accounts = archive.port(Accounts.class);
        for (MatrixReader reader : MatrixReader.values()) {
            if (reader == MatrixReader.ANONYMOUS) {
                continue;
            }
            BodyId of =
                    switch (reader) {
                        case AGENCY -> BodyId.of("co-quan-lap");
                        case SUCCESSOR -> BodyId.of("co-quan-moi");
                        case OTHER_AGENCY -> BodyId.of("co-quan-khac");
                        default -> null;
                    };
            String once =
                    accounts.create(
                            new Accounts.NewAccount(
                                    reader.username(),
                                    "Tên " + reader,
                                    reader.roles(),
                                    Set.of(),
                                    of),
                            Reader.OPERATOR);
            accounts.changePassword(account(reader).id(), once, PASSWORD);
        }
    }

    private void body(String reference, @Nullable LocalDate until, boolean made) {
        BodyId unused =
                archive.port(BodyRegister.class)
                        .save(
                                new BodyList.Entry(
                                        "thử",
                                        reference,
                                        BodyKind.OTHER,
                                        null,
                                        until,
                                        List.of(Body.Dated.always("Cơ quan " + reference)),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        null,
                                        made ? List.of(MatrixWorld.FONDS.code()) : List.of()),
                                0,
                                "thử",
                                MatrixWorld.LAN);
    }

    Accounts.Account account(MatrixReader reader) {
        return archive.port(Accounts.class).findByUsername(reader.username()).orElseThrow();
    }

    /** As whom the account reads now. */
    Reader reader(MatrixReader reader) {
        return archive.port(Accounts.class).readerFor(account(reader));
    }

    /** Everybody, with all that a browser of theirs would have by now. */
    void logIn() throws Exception {
        Reader administrator = new Reader(null, "quantri", Set.of(Role.ADMINISTRATOR), Set.of());
        for (MatrixReader reader : MatrixReader.values()) {
            Visitor visitor = new Visitor(archive.address());
            if (reader != MatrixReader.ANONYMOUS) {
                Visitor unused = visitor.login(reader.username(), PASSWORD);
                pages.put(reader, found(PAGE, visitor.get("/app/").body()));
                if (DeliveryTokens.mayDeliver(reader(reader))) {
                    bearers.put(
                            reader,
                            archive.port(DeliveryTokens.class)
                                    .create(
                                            account(reader).id(),
                                            "máy quét",
                                            Instant.now().plus(Duration.ofDays(1)),
                                            administrator)
                                    .secret());
                }
            }
            visitors.put(reader, visitor);
            forms.put(reader, found(FORM, visitor.get("/yeu-cau").body()));
        }
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    Visitor visitor(MatrixReader reader) {
        return Objects.requireNonNull(visitors.get(reader));
    }

    /**
     * Sends what a line of the table says, with every token that this reader has.
     *
     * @param sent the body, filled in: nothing, fields, {@code json:}, {@code tep:} a file, {@code
     *     cookie:} a cookie more
     */
    HttpResponse<byte[]> send(
            MatrixReader reader, String method, String path, String sent, byte[] file)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(archive.address() + path))
                        .header("Origin", archive.address());
        if (path.startsWith("/app")) {
            String token = pages.get(reader);
            if (token != null) {
                request.header("X-CSRF-TOKEN", token);
            }
            request.header("Tus-Resumable", "1.0.0").header("Upload-Length", "4");
            request.header("Upload-Offset", "0");
        }
        String bearer = bearers.get(reader);
        if (path.startsWith("/api") && bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        Visitor visitor = visitor(reader);
        String form = Objects.requireNonNull(forms.get(reader));
        if (path.startsWith("/gio")) {
            // With an empty basket each time: it lies in a cookie.
            visitor = new Visitor(archive.address());
            form = found(FORM, visitor.get("/yeu-cau").body());
        }
        if (sent.equals("-")) {
            request.method(method, BodyPublishers.noBody());
        } else if (sent.startsWith("cookie:")) {
            // Alone: a public page looks at no session, and the basket is all that is asked.
            return archive.get(path, "Cookie", sent.substring("cookie:".length()));
        } else if (sent.startsWith("json:")) {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(sent.substring("json:".length())));
        } else if (sent.startsWith("tus:")) {
            request.header("Content-Type", "application/offset+octet-stream")
                    .method(method, BodyPublishers.ofString("abcd"));
        } else if (sent.startsWith("tep:")) {
            request.header("Content-Type", "multipart/form-data; boundary=ranh-gioi")
                    .method(
                            method,
                            BodyPublishers.ofByteArrays(
                                    multipart(sent.substring("tep:".length()), form, file)));
        } else {
            request.header("Content-Type", "application/x-www-form-urlencoded")
                    .method(
                            method,
                            BodyPublishers.ofString(
                                    sent
                                            + "&_csrf="
                                            + URLEncoder.encode(form, StandardCharsets.UTF_8)));
        }
        return visitor.send(request);
    }

    /** A form with a token has fields; one that only verifies a file has neither. */
    private static List<byte[]> multipart(String fields, String token, byte[] file) {
        StringBuilder head = new StringBuilder();
        String all = fields.isEmpty() ? "" : fields + "&_csrf=" + token;
        for (String field : all.split("&", -1)) {
            String[] parts = field.split("=", 2);
            if (parts.length == 2) {
                head.append("--ranh-gioi\r\nContent-Disposition: form-data; name=\"")
                        .append(parts[0])
                        .append("\"\r\n\r\n")
                        .append(parts[1])
                        .append("\r\n");
            }
        }
        head.append("--ranh-gioi\r\nContent-Disposition: form-data; name=\"tep\";")
                .append(" filename=\"a.pdf\"\r\n\r\n");
        return List.of(
                head.toString().getBytes(StandardCharsets.UTF_8),
                file,
                "\r\n--ranh-gioi--\r\n".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        visitors.values().forEach(Visitor::close);
    }
}
