package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.portal.cli.MatrixTable.Cell;
import vn.tangthu.portal.cli.MatrixTable.Row;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/**
 * Every address by every reader, over HTTP and in Vaadin's protocol, from one table ({@code
 * address-matrix.txt}). An address that the table does not know fails here.
 */
@Breaks(Breakage.RIGHTS)
class AddressMatrixIT {
    private static final Duration BEFORE = Duration.ofDays(60);

    /** What everybody is told of what is only listed, and of a code that they have. */
    private static final List<String> KNOWN =
            List.of(
                    "code",
                    "record",
                    "bare",
                    "paper",
                    "paper-code",
                    "certificate-number",
                    "copy@CITIZEN",
                    "copy@EXPIRED");

    /** Who gets these changes nothing. */
    private static final Set<Cell> CLOSED = EnumSet.of(Cell.M, Cell.G, Cell.R);

    /**
     * The log is for those who look after it: ids of what was read, and the purpose. The page of
     * one's own account has what one asked for oneself.
     */
    private static final Map<String, Set<String>> TOLD =
            Map.of(
                    "nhat-ky", Set.of("record", "document", "file", "request-note", "desk-package"),
                    "tai-khoan", Set.of("record", "document", "file"));

    @TempDir static Path work;

    private static RunningArchive archive;
    private static MatrixWorld world;
    private static MatrixPeople people;
    private static MatrixTable table;
    private static MatrixState state;

    @BeforeAll
    static void build() throws Exception {
        table = MatrixTable.read();
        MovedClock clock = new MovedClock(BEFORE);
        archive =
                new RunningArchive(
                        work.resolve("home"),
                        clock,
                        "--tangthu.portal.throttle-scale=100000",
                        "--tangthu.granted-copies.every=100ms",
                        "--tangthu.agency-deliveries.every=100ms",
                        "--tangthu.extraction.ocr.command=khong-co-tesseract");
        world = new MatrixWorld(archive, work);
        MatrixHoldings holdings = new MatrixHoldings(world);
        holdings.takeIn();
        holdings.inFonds();
        people = new MatrixPeople(archive);
        people.register();
        MatrixGrants grants = new MatrixGrants(world, people);
        grants.ask(MatrixReader.EXPIRED);
        grants.grant(MatrixReader.EXPIRED);
        grants.order("expired-order");
        clock.behind(Duration.ZERO);
        grants.ask(MatrixReader.CITIZEN);
        grants.order("order");
        holdings.hide();
        grants.grant(MatrixReader.CITIZEN);
        holdings.certify();
        MatrixDesk desk = new MatrixDesk(world, people);
        desk.lay();
        people.logIn();
        desk.send();
        state = new MatrixState(archive);
    }

    @AfterAll
    static void stop() {
        if (people != null) {
            people.close();
        }
        if (archive != null) {
            archive.close();
        }
    }

    /** What is asked is told by the thing it is of. */
    private static MatrixAnswer ask(Row row, MatrixThing thing, MatrixReader reader)
            throws Exception {
        String path = MatrixWorld.fill(row.address(), filled(row, thing, reader));
        String sent = MatrixWorld.fill(row.sent(), filled(row, thing, reader));
        if (row.method().equals("VIEW")) {
            Visitor visitor = people.visitor(reader);
            if (reader == MatrixReader.ANONYMOUS) {
                return MatrixAnswer.of(visitor.get("/app/" + path));
            }
            visitor.open();
            return MatrixAnswer.of(visitor.go(path));
        }
        return MatrixAnswer.of(people.send(reader, row.method(), path, sent, world.bytes(thing)));
    }

    private static Map<String, String> filled(Row row, MatrixThing thing, MatrixReader reader) {
        return world.filled(row.address() + row.sent(), thing, reader);
    }

    @ParameterizedTest
    @EnumSource(MatrixReader.class)
    void eachReaderGetsWhatTheTableSays(MatrixReader reader) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Row row : table.rows()) {
            String never = null;
            for (int i = 0; i < MatrixThing.LETTERS; i++) {
                MatrixThing thing = MatrixThing.values()[i];
                Cell cell = row.cell(reader, thing);
                if (cell == null) {
                    continue;
                }
                if (never == null) {
                    never =
                            ask(row, MatrixThing.NEVER, reader)
                                    .named(filled(row, MatrixThing.NEVER, reader));
                }
                Map<String, String> before = changes(row) ? state.now() : Map.of();
                String said;
                try {
                    said = wrong(row, thing, reader, cell, never);
                } catch (IOException e) {
                    said = "cannot be read: " + e;
                }
                if (said.isEmpty() && changes(row) && CLOSED.contains(cell)) {
                    Map<String, String> after = state.now();
                    after.entrySet().removeAll(before.entrySet());
                    said = after.isEmpty() ? "" : "changed " + after.keySet();
                }
                if (!said.isEmpty()) {
                    wrong.add(row + " of " + thing + ": " + said);
                }
            }
        }
        assertThat(wrong).as(reader.name()).isEmpty();
    }

    private static boolean changes(Row row) {
        return !Set.of("GET", "HEAD", "OPTIONS", "VIEW").contains(row.method());
    }

    /** What is not as the table says; nothing where all is. */
    private static String wrong(
            Row row, MatrixThing thing, MatrixReader reader, Cell cell, String never)
            throws Exception {
        MatrixAnswer answer = ask(row, thing, reader);
        Map<String, String> filled = filled(row, thing, reader);
        String named = answer.named(filled);
        boolean like = named.equals(never);
        String beyond = answer.beyond(filled);
        for (Map.Entry<String, String> word :
                world.closedTo(reader, thing, cell == Cell.S).entrySet()) {
            if (beyond.contains(word.getKey())) {
                return "tells " + word.getValue() + " (" + word.getKey() + ") in " + shown(named);
            }
        }
        boolean fine = answer.status() >= 200 && answer.status() < 400;
        return switch (cell) {
            case M -> like ? "" : "is not as what never was: " + apart(named, never);
            case G ->
                    !like
                            ? "is not as what never was: " + apart(named, never)
                            : answer.status() == 401 || named.contains("/app/login")
                                    ? ""
                                    : "asks for no login: " + shown(named);
            case R ->
                    !like
                            ? "is not as what never was: " + apart(named, never)
                            : answer.status() == 403 ? "" : "refuses not: " + shown(named);
            case S, T -> {
                if (!fine || like) {
                    yield "is not seen: " + shown(named);
                }
                String witness = row.witness().equals("-") ? "" : witness(row, thing, reader);
                yield answer.searched().contains(witness)
                        ? ""
                        : "has no " + witness + ": " + shown(named);
            }
            case L -> {
                String twin =
                        ask(row, MatrixThing.TWIN, reader)
                                .named(filled(row, MatrixThing.TWIN, reader));
                yield !fine || like
                        ? "is not told of: " + shown(named)
                        : known(named, thing).equals(known(twin, MatrixThing.TWIN))
                                ? ""
                                : "is not as any listed one: "
                                        + apart(known(named, thing), known(twin, MatrixThing.TWIN));
            }
        };
    }

    private static String witness(Row row, MatrixThing thing, MatrixReader reader) {
        return row.witness().startsWith("request") && !row.witness().contains("@")
                ? world.word(thing, row.witness() + "@" + reader.owner())
                : row.witness().startsWith("{")
                        ? world.filled(row.witness(), thing, reader)
                                .values()
                                .iterator()
                                .next()
                                .toLowerCase(Locale.ROOT)
                        : world.word(thing, row.witness());
    }

    /** What everybody may know of what is only listed, named and not written out. */
    private static String known(String named, MatrixThing thing) {
        String known = named;
        for (String name : KNOWN) {
            known = known.replace(world.value(thing, name), "{" + name + "}");
        }
        // When a copy was made, and of which bytes it is, who has its code may know.
        known =
                known.replaceAll("\\b[0-2][0-9]:[0-5][0-9]\\b", "{minute}")
                        .replaceAll(
                                "phiên bản [0-9]+", "phiên bản {version}") // it is on their paper
                        .replaceAll("[0-9a-f]{128}", "{digest}");
        return MatrixAnswer.inOrder(known);
    }

    private static String shown(String text) {
        return text.substring(0, Math.min(text.length(), 600));
    }

    /** Where two texts part. */
    private static String apart(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return "…"
                + one.substring(Math.max(0, at - 80), Math.min(one.length(), at + 200))
                + "… but …"
                + other.substring(Math.max(0, at - 80), Math.min(other.length(), at + 200))
                + "…";
    }

    /** Where nothing is asked for by name, and in views without an id, nothing closed is met. */
    @ParameterizedTest
    @EnumSource(MatrixReader.class)
    void nobodyMeetsAWordThatIsClosedToThem(MatrixReader reader) throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<String, String> closed = world.closedTo(reader, MatrixThing.NEVER, false);
        for (MatrixTable.Free free : table.free()) {
            MatrixAnswer answer =
                    MatrixAnswer.of(
                            people.send(reader, free.method(), free.address(), "-", new byte[0]));
            closed.forEach((word, of) -> met(free.toString(), answer, word, of, wrong));
        }
        if (reader != MatrixReader.ANONYMOUS) {
            for (String route : MatrixAddresses.views()) {
                if (!route.contains(":")) {
                    people.visitor(reader).open();
                    MatrixAnswer answer = MatrixAnswer.of(people.visitor(reader).go(route));
                    closed.forEach((word, of) -> met(route, answer, word, of, wrong));
                }
            }
        }
        assertThat(wrong).as(reader.name()).isEmpty();
    }

    private static void met(
            String where, MatrixAnswer answer, String word, String of, List<String> wrong) {
        String in = of.replaceFirst("^\\S+ ", "").replaceFirst("@.*", "");
        if (answer.searched().contains(word) && !TOLD.getOrDefault(where, Set.of()).contains(in)) {
            wrong.add(where + " tells " + of + " (" + word + ")");
        }
    }

    @Test
    void theTableKnowsEveryAddress() throws Exception {
        MatrixAddresses addresses = new MatrixAddresses(archive);
        List<String[]> known = new ArrayList<>();
        List<String> views = new ArrayList<>();
        for (Row row : table.rows()) {
            MatrixThing thing =
                    MatrixThing.values()[
                            String.valueOf(row.cells().get(MatrixReader.ANONYMOUS))
                                    .replaceFirst("[^-].*", "")
                                    .length()];
            String path =
                    MatrixWorld.fill(row.address(), filled(row, thing, MatrixReader.ANONYMOUS));
            if (row.method().equals("VIEW")) {
                views.add(path);
            } else {
                known.add(new String[] {row.method(), path});
            }
        }
        table.free().forEach(free -> known.add(new String[] {free.method(), free.address()}));
        Set<String> unknown = new TreeSet<>(addresses.declared());
        assertThat(unknown).hasSizeGreaterThan(80);
        unknown.removeAll(addresses.answering(known));
        assertThat(unknown).as("in no line of the table").isEmpty();
        assertThat(MatrixAddresses.unknownViews(views)).as("views").isEmpty();
        assertThat(addresses.kindsOfMappings())
                .as("of another kind nobody has looked at the addresses")
                .isSubsetOf(
                        "RequestMappingHandlerMapping",
                        "BeanNameUrlHandlerMapping",
                        "RouterFunctionMapping",
                        "SimpleUrlHandlerMapping",
                        "WelcomePageHandlerMapping",
                        "WelcomePageNotAcceptableHandlerMapping");
        assertThat(addresses.functions()).as("functions that answer addresses").isEmpty();
    }

    @Test
    void theTableHasNoLineTwice() {
        assertThat(table.rows()).extracting(Row::toString).doesNotHaveDuplicates();
    }
}
