package vn.tangthu.portal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.portal.samples.SampleDeliveries;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyList;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Series;
import vn.tangthu.storage.TangThuHome;

/**
 * Fills an archive with sample records the way real ones come: fonds are created, deliveries are
 * written as a contractor writes them, checked, stored and indexed. Doing it twice does no harm:
 * what is kept is recognised.
 */
@Component
final class Demo {
    static final String ARCHIVIST = "luutru";
    private static final int RECORDS_PER_FONDS = 20;
    private static final int SCAN_PERCENT = 25;

    private final TangThuHome home;
    private final Catalogue catalogue;
    private final Holdings holdings;
    private final Deliveries deliveries;
    private final SampleDeliveries samples;
    private final IndexStatus index;
    private final Search search;
    private final Accounts accounts;
    private final BodyLists bodies;
    private final BodyRegister register;
    private final Bodies known;

    Demo(
            TangThuHome home,
            Catalogue catalogue,
            Holdings holdings,
            Deliveries deliveries,
            SampleDeliveries samples,
            IndexStatus index,
            Search search,
            Accounts accounts,
            BodyLists bodies,
            BodyRegister register,
            Bodies known) {
        this.home = home;
        this.catalogue = catalogue;
        this.holdings = holdings;
        this.deliveries = deliveries;
        this.samples = samples;
        this.index = index;
        this.search = search;
        this.accounts = accounts;
        this.bodies = bodies;
        this.register = register;
        this.known = known;
    }

    void fill(PrintWriter out, PrintWriter err) throws IOException, InterruptedException {
        Session session = new Session(out, err, home.root(), () -> false);
        createArchivist(out);
        takeInBodies(out);
        long seed = 1;
        for (SampleFonds fonds : SampleFonds.ALL) {
            createFonds(fonds);
            linkCreator(fonds);
            Path delivery = write(fonds, seed++, err);
            err.println("Giao nộp / taking in " + delivery.getFileName());
            err.flush();
            Deliveries.Result result =
                    deliveries.ingest(
                            delivery,
                            new Deliveries.Options(
                                    false, false, "Nhà thầu số hóa mẫu", Reader.OPERATOR),
                            session.progress());
            out.println(
                    fonds.code()
                            + " "
                            + fonds.creator()
                            + ": "
                            + IngestVerb.words(result.outcome())
                            + ", "
                            + result.verdict().records()
                            + " hồ sơ, "
                            + result.verdict().documents()
                            + " tài liệu");
            out.flush();
        }
        index.awaitCaughtUp(false, session.progress());
    }

    private void createArchivist(PrintWriter out) {
        if (accounts.findByUsername(ARCHIVIST).isEmpty()) {
            String password =
                    accounts.create(
                            new Accounts.NewAccount(
                                    ARCHIVIST,
                                    "Lưu trữ viên mẫu",
                                    Set.of(Role.ARCHIVIST),
                                    Set.of()),
                            Reader.OPERATOR);
            out.println(
                    "Lưu trữ viên / archivist: "
                            + ARCHIVIST
                            + "   mật khẩu dùng một lần / one-time password: "
                            + password);
            out.flush();
        }
    }

    /** The communes that were and those that are, so that searches find one by the other. */
    private void takeInBodies(PrintWriter out) throws IOException {
        BodyRegister.Outcome outcome = bodies.takeInShipped(false, Reader.OPERATOR);
        out.println(
                "Danh mục cơ quan / register of bodies: +"
                        + outcome.added()
                        + ", = "
                        + outcome.same());
        out.flush();
    }

    /** The district that made the fonds; nothing is said anew where it is known. */
    private void linkCreator(SampleFonds fonds) {
        List<Body.Line> districts =
                known.named(fonds.districtWithKind(), null, 10).stream()
                        .filter(body -> body.within().endsWith("Tỉnh Khánh Hòa"))
                        .toList();
        if (districts.size() == 1) {
            Body.Line district = districts.getFirst();
            BodyRegister.Outcome unused =
                    register.takeIn(
                            new BodyList(
                                    List.of(
                                            new BodyList.Entry(
                                                    fonds.code(),
                                                    district.reference(),
                                                    district.kind(),
                                                    null,
                                                    null,
                                                    List.of(Body.Dated.always(district.name())),
                                                    List.of(),
                                                    List.of(),
                                                    List.of(),
                                                    null,
                                                    List.of(fonds.code()))),
                                    List.of()),
                            false,
                            fonds.code(),
                            Reader.OPERATOR);
        }
    }

    private void createFonds(SampleFonds fonds) {
        Optional<Fonds> known = catalogue.fondsByCode(fonds.code(), Reader.OPERATOR);
        FondsId id =
                known.map(Fonds::id)
                        .orElseGet(() -> holdings.createFonds(fonds.toNewFonds(), Reader.OPERATOR));
        Set<String> have =
                catalogue.series(id, 0, 1000, Reader.OPERATOR).items().stream()
                        .map(Series::code)
                        .collect(Collectors.toSet());
        for (String series : fonds.seriesCodes()) {
            if (!have.contains(series)) {
                holdings.createSeries(id, series, fonds.seriesTitle(series), Reader.OPERATOR);
            }
        }
    }

    /** Written once; a delivery that was cut short while being written is written again. */
    private Path write(SampleFonds fonds, long seed, PrintWriter err) throws IOException {
        Path directory = home.root().resolve("sample-deliveries").resolve("GN-" + fonds.code());
        Path complete = directory.resolveSibling(directory.getFileName() + ".complete");
        if (!Files.exists(complete)) {
            err.println(
                    "Viết đợt giao nộp mẫu / writing the sample delivery "
                            + directory.getFileName());
            err.flush();
            samples.write(
                    directory,
                    fonds,
                    new SampleDeliveries.Options(
                            seed, RECORDS_PER_FONDS, SCAN_PERCENT, 1, 0, "xlsx", true));
            Files.createFile(complete);
        }
        return directory;
    }

    void printThingsToTry(String address, PrintWriter out) {
        SearchPage found =
                search.search(SearchRequest.of("quyet dinh giao dat dien khanh"), Reader.ANONYMOUS);
        Optional<Hit.Place> numbered =
                found.hits().stream()
                        .flatMap(hit -> hit.places().stream())
                        .filter(place -> !place.printedNumber().isEmpty())
                        .findFirst();
        out.println();
        out.println("Ba điều nên thử / three things to try:");
        out.println(
                "  1. "
                        + address
                        + "/tim?q=quyet+dinh+giao+dat+dien+khanh   (gõ không dấu / typed without diacritics)");
        out.println(
                "  2. "
                        + numbered.map(
                                        place ->
                                                address
                                                        + "/tim?q="
                                                        + URLEncoder.encode(
                                                                place.printedNumber(),
                                                                StandardCharsets.UTF_8)
                                                        + "   (số, ký hiệu / an exact number)")
                                .orElse(address + "/phong   (các phông / the fonds)"));
        out.println(
                "  3. "
                        + address
                        + "/app   (bàn làm việc / the desk; quên mật khẩu / lost password: ./tangthu password "
                        + ARCHIVIST
                        + ")");
        out.flush();
    }
}
