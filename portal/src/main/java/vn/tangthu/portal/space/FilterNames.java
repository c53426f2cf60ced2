package vn.tangthu.portal.space;

import java.util.List;
import java.util.UUID;
import vn.tangthu.indexer.Facet;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;

/** What chosen values are called that stand in an address by their ids. */
record FilterNames(Catalogue catalogue, Bodies bodies, Reader reader) {
    /** As far as the reader may know it; else as it stands in the address. */
    String of(Facet.Kind kind, String value) {
        return switch (kind) {
            case FONDS ->
                    catalogue.fonds(FondsId.of(value), reader).map(Fonds::title).orElse(value);
            case PLACE, RESPONSIBLE ->
                    bodies.lines(List.of(new BodyId(UUID.fromString(value)))).stream()
                            .map(Body.Line::name)
                            .findFirst()
                            .orElse(value);
            default -> value;
        };
    }
}
