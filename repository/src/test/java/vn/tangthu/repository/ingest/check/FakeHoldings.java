package vn.tangthu.repository.ingest.check;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.repository.Slice;

/** One closed fonds H32.16 with the series 01; nothing else is asked of the catalogue. */
final class FakeHoldings {
    private static final Fonds FONDS =
            new Fonds(
                    new FondsId(new UUID(1, 1)),
                    "H32.16",
                    "UBND huyện Diên Khánh",
                    "H32.LTLS",
                    LocalDate.of(2025, 7, 1),
                    null,
                    Rights.OPEN,
                    0,
                    Instant.EPOCH);

    private FakeHoldings() {}

    static Catalogue catalogue() {
        return (Catalogue)
                Proxy.newProxyInstance(
                        FakeHoldings.class.getClassLoader(),
                        new Class<?>[] {Catalogue.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "fondsByCode" ->
                                            "H32.16".equals(arguments[0])
                                                    ? Optional.of(FONDS)
                                                    : Optional.empty();
                                    case "series" ->
                                            new Slice<>(
                                                    List.of(
                                                            new Series(
                                                                    new SeriesId(new UUID(1, 2)),
                                                                    FONDS.id(),
                                                                    "01",
                                                                    "Mục lục 01",
                                                                    0)),
                                                    0,
                                                    1);
                                    default -> throw new UnsupportedOperationException();
                                });
    }
}
