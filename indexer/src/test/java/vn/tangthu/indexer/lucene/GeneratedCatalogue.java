package vn.tangthu.indexer.lucene;

import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedTexts;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** The catalogue of the generated records, as far as searching asks it, in memory. */
final class GeneratedCatalogue {
    private final GeneratedRecords records;

    GeneratedCatalogue(GeneratedRecords records) {
        this.records = records;
    }

    private final Map<AipId, IndexableRecord> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<AipId, IndexableRecord> eldest) {
                    return size() > 20_000;
                }
            };

    final ExtractedTexts texts =
            file ->
                    known(
                                    new AipId(
                                            new UUID(
                                                    GeneratedRecords.id(0)
                                                            .value()
                                                            .getMostSignificantBits(),
                                                    file.id().value().getLeastSignificantBits())))
                            .texts()
                            .of(file);

    private IndexableRecord known(AipId id) {
        return known.computeIfAbsent(id, each -> records.record(GeneratedRecords.number(each)));
    }

    private @Nullable RecordView view(AipId id, Reader reader) {
        IndexableRecord record = known(id);
        return reader.mayRead(record.all().fonds().id(), record.access())
                ? record.all()
                : record.listed();
    }

    Catalogue catalogue() {
        return (Catalogue)
                Proxy.newProxyInstance(
                        Catalogue.class.getClassLoader(),
                        new Class<?>[] {Catalogue.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "fonds" -> Optional.empty();
                                    case "recordOf" ->
                                            Optional.of(
                                                    new AipId(
                                                            new UUID(
                                                                    GeneratedRecords.id(0)
                                                                            .value()
                                                                            .getMostSignificantBits(),
                                                                    ((ContentFileId) arguments[0])
                                                                            .value()
                                                                            .getLeastSignificantBits())));
                                    case "record" ->
                                            Optional.ofNullable(
                                                    view(
                                                            (AipId) arguments[0],
                                                            (Reader) arguments[1]));
                                    default -> {
                                        Map<AipId, RecordView> views = new LinkedHashMap<>();
                                        for (Object id : (Collection<?>) arguments[0]) {
                                            RecordView view =
                                                    view((AipId) id, (Reader) arguments[1]);
                                            if (view != null) {
                                                views.put((AipId) id, view);
                                            }
                                        }
                                        yield views;
                                    }
                                });
    }
}
