package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.Rights;

/**
 * Narrower rights that act in the catalogue and are on their way into the package: enough to bring
 * them there after a crash, by whom and why.
 *
 * @param rights of the hồ sơ or fonds
 * @param documents of the documents of a hồ sơ, by id
 */
record PendingRights(String actor, String reason, Rights rights, Map<UUID, Rights> documents) {

    static PendingRights of(Aip aip, String actor, String reason) {
        Map<UUID, Rights> documents = new HashMap<>();
        aip.documents().forEach(d -> documents.put(d.id().value(), d.rights()));
        return new PendingRights(actor, reason, aip.rights(), documents);
    }

    static PendingRights of(FondsObject fonds, String actor, String reason) {
        return new PendingRights(actor, reason, fonds.fonds().rights(), Map.of());
    }

    /** The same AIP if it is as narrow already. */
    Aip narrow(Aip aip) {
        List<Aip.Document> narrowed = new ArrayList<>();
        for (Aip.Document document : aip.documents()) {
            Rights mine = documents.getOrDefault(document.id().value(), document.rights());
            narrowed.add(
                    new Aip.Document(
                            document.id(),
                            document.description(),
                            narrow(document.rights(), mine),
                            document.files()));
        }
        return AipEdits.withRights(aip, narrow(aip.rights(), rights), narrowed);
    }

    FondsObject narrow(FondsObject object) {
        NewFonds fonds = object.fonds();
        return new FondsObject(
                object.id(),
                new NewFonds(
                        fonds.code(),
                        fonds.title(),
                        fonds.archiveCode(),
                        fonds.closedOn(),
                        fonds.history(),
                        narrow(fonds.rights(), rights)),
                object.series(),
                object.createdAt(),
                object.version());
    }

    /** The same rights if they are as narrow already. */
    static Rights narrow(Rights now, Rights mine) {
        Rights strictest = Ranks.strictest(now, mine);
        boolean sameTitle =
                strictest.access() == Access.PUBLIC || strictest.titlePublic() == now.titlePublic();
        boolean sameWhy =
                Objects.equals(strictest.basis(), now.basis())
                        && strictest.ground() == now.ground()
                        && Objects.equals(strictest.closedUntil(), now.closedUntil());
        return strictest.access() == now.access() && sameTitle && sameWhy ? now : strictest;
    }
}
