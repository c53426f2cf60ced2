package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.Slice;

/** Reads on from the last row of the piece before, in the index, so that each piece costs alike. */
@Component
class JdbcInventories implements Inventories {
    private static final int PIECE = 500;

    private final JdbcClient jdbc;
    private final Catalogue catalogue;

    JdbcInventories(JdbcClient jdbc, Catalogue catalogue) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
    }

    private record Row(String sortKey, Place place, FileDescription description, int pages) {}

    @Override
    public void tell(Of of, boolean withDocuments, Reader reader, Listener listener)
            throws IOException {
        if (!reader.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
        switch (of) {
            case Of.TheDelivery delivery -> delivery(delivery.id(), withDocuments, listener);
            case Of.TheSeries series ->
                    rows("r.series_id = ?", series.id().value(), withDocuments, listener);
            case Of.TheRecords records ->
                    rows(
                            "r.id = any(?::uuid[])",
                            records.ids().stream().map(AipId::toString).toArray(String[]::new),
                            withDocuments,
                            listener);
            case Of.TheFonds fonds -> fonds(fonds.id(), withDocuments, reader, listener);
        }
    }

    private void fonds(FondsId fonds, boolean withDocuments, Reader reader, Listener listener)
            throws IOException {
        int offset = 0;
        Slice<Series> some;
        do {
            some = catalogue.series(fonds, offset, PIECE, reader);
            for (Series series : some.items()) {
                if (series.recordCount() > 0) {
                    listener.series(series);
                    rows("r.series_id = ?", series.id().value(), withDocuments, listener);
                }
            }
            offset += some.items().size();
        } while (!some.items().isEmpty() && offset < some.total());
        if (catalogue.recordsWithoutSeries(fonds, 0, 1, reader).total() > 0) {
            listener.series(null);
            rows("r.series_id is null and r.fonds_id = ?", fonds.value(), withDocuments, listener);
        }
    }

    /** Sorted once: no index has this order, and each piece would go through all of them again. */
    private void delivery(DeliveryId delivery, boolean withDocuments, Listener listener)
            throws IOException {
        List<String> sorted =
                jdbc.sql(
                                "select id::text from projection.record where visible and "
                                        + BroughtByDelivery.STANDING
                                        + " order by sort_key, id")
                        .param(delivery.value())
                        .query(String.class)
                        .list();
        for (int from = 0; from < sorted.size(); from += PIECE) {
            List<String> piece = sorted.subList(from, Math.min(from + PIECE, sorted.size()));
            rows("r.id = any(?::uuid[])", piece.toArray(String[]::new), withDocuments, listener);
        }
    }

    private void rows(String where, Object of, boolean withDocuments, Listener listener)
            throws IOException {
        @Nullable Row last = null;
        List<Row> rows;
        do {
            rows =
                    jdbc.sql(
                                    """
                                    select r.id, r.sort_key, r.description, r.version, r.file_code,
                                        f.code as fonds_code, s.code as series_code,
                                        r.pages_public + r.pages_listed + r.pages_hidden as pages
                                    from projection.record r
                                    join projection.fonds f on f.id = r.fonds_id
                                    left join projection.series s on s.id = r.series_id
                                    where r.visible and %s and (r.sort_key, r.id) > (?, ?)
                                    order by r.sort_key, r.id limit ?
                                    """
                                            .formatted(where))
                            .params(
                                    of,
                                    last == null ? "" : last.sortKey,
                                    last == null ? new UUID(0, 0) : last.place.id().value(),
                                    PIECE)
                            .query(
                                    (row, n) ->
                                            new Row(
                                                    row.getString("sort_key"),
                                                    new Place(
                                                            new AipId(
                                                                    row.getObject(
                                                                            "id", UUID.class)),
                                                            row.getInt("version"),
                                                            row.getString("fonds_code"),
                                                            row.getString("series_code"),
                                                            row.getString("file_code")),
                                                    DescriptionJson.read(
                                                            row.getString("description"),
                                                            FileDescription.class),
                                                    row.getInt("pages")))
                            .list();
            Map<UUID, List<Line>> documents = withDocuments ? documents(rows) : Map.of();
            for (Row row : rows) {
                listener.entry(
                        new Entry(
                                row.place,
                                row.description,
                                row.pages,
                                documents.getOrDefault(row.place.id().value(), List.of())));
                last = row;
            }
        } while (rows.size() == PIECE);
    }

    private Map<UUID, List<Line>> documents(List<Row> rows) {
        Map<UUID, List<Line>> documents = new HashMap<>();
        if (rows.isEmpty()) {
            return documents;
        }
        jdbc.sql(
                        """
                        select d.id, d.aip_id, d.description,
                            coalesce((select sum(c.pages) from projection.content_file c
                                      where c.document_id = d.id), 0)::integer as pages
                        from projection.document d where d.aip_id in (:ids)
                        order by d.aip_id, d.ordinal
                        """)
                .param("ids", rows.stream().map(row -> row.place.id().value()).toList())
                .query(
                        row -> {
                            documents
                                    .computeIfAbsent(
                                            row.getObject("aip_id", UUID.class),
                                            id -> new ArrayList<>())
                                    .add(
                                            new Line(
                                                    new DocumentId(row.getObject("id", UUID.class)),
                                                    DescriptionJson.read(
                                                            row.getString("description"),
                                                            DocumentDescription.class),
                                                    row.getInt("pages")));
                        });
        return documents;
    }
}
