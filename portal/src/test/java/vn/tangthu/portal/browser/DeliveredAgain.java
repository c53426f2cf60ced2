package vn.tangthu.portal.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.tangthu.portal.cli.RunningArchive;
import vn.tangthu.portal.samples.SampleDeliveries;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** A delivery that comes once more, with a mistake. */
final class DeliveredAgain {
    private DeliveredAgain() {}

    /** A kept hồ sơ of the fonds that is not this one. */
    static RecordView.Full other(RunningArchive archive, SampleFonds fonds, String than) {
        Catalogue catalogue = archive.port(Catalogue.class);
        FondsId id = catalogue.fondsByCode(fonds.code(), Reader.OPERATOR).orElseThrow().id();
        for (var series : catalogue.series(id, 0, 100, Reader.OPERATOR).items()) {
            for (var row : catalogue.records(series.id(), 0, 100, Reader.OPERATOR).items()) {
                if (!row.id().toString().equals(than)
                        && catalogue.record(row.id(), Reader.OPERATOR).orElse(null)
                                instanceof RecordView.Full full) {
                    return full;
                }
            }
        }
        throw new AssertionError("no other hồ sơ");
    }

    /** The delivery once more with another title for one hồ sơ, taken as its new version. */
    static DeliveryId deliverAgain(
            RunningArchive archive, SampleFonds fonds, RecordView.Full retitled, Path again)
            throws Exception {
        archive.port(SampleDeliveries.class)
                .write(again, fonds, new SampleDeliveries.Options(1, 12, 0, 1, 0, "csv", true));
        String document = retitled.documents().getFirst().description().docCode();
        String code = document.substring(0, document.lastIndexOf('.'));
        Pattern ofIt = Pattern.compile("(?<![\\w.])" + Pattern.quote(code) + "(?![\\w.])");
        String title = retitled.description().title();
        try (Stream<Path> lists = Files.walk(again)) {
            for (Path list : lists.filter(p -> p.toString().endsWith(".csv")).toList()) {
                List<String> lines = new ArrayList<>();
                for (String line : Files.readAllLines(list)) {
                    lines.add(
                            ofIt.matcher(line).find()
                                    ? line.replace(title, title + " nhầm")
                                    : line);
                }
                Files.writeString(list, String.join("\n", lines) + "\n");
            }
        }
        Deliveries deliveries = archive.port(Deliveries.class);
        DeliveryId id =
                deliveries
                        .ingest(
                                again,
                                new Deliveries.Options(false, false, "Bên B", Reader.OPERATOR),
                                Progress.NONE)
                        .delivery();
        deliveries.decide(id, Deliveries.Decision.NEW_VERSIONS, "giao lại", Reader.OPERATOR);
        for (int i = 0; i < 1_200; i++) {
            if (deliveries.find(id).orElseThrow().state() == Deliveries.State.KEPT) {
                return id;
            }
            Thread.sleep(50);
        }
        throw new AssertionError(deliveries.find(id).orElseThrow().toString());
    }
}
