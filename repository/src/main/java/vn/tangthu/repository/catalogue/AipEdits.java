package vn.tangthu.repository.catalogue;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.UseMode;

/** An AIP with one thing changed. */
final class AipEdits {
    private AipEdits() {}

    static Aip described(Aip aip, FileDescription description) {
        return copy(
                aip,
                description,
                tightened(aip.rights(), aip.description().mode(), description.mode()),
                aip.documents(),
                aip.history());
    }

    static Aip restricted(Aip aip, Rights rights) {
        return copy(aip, aip.description(), rights, aip.documents(), aip.history());
    }

    static Aip documentDescribed(Aip aip, DocumentId id, DocumentDescription description) {
        return documentChanged(aip, id, before -> described(before, description));
    }

    static Aip documentsDescribed(Aip aip, Map<DocumentId, DocumentDescription> descriptions) {
        Map<DocumentId, DocumentDescription> left = new HashMap<>(descriptions);
        List<Aip.Document> documents = new ArrayList<>();
        for (Aip.Document document : aip.documents()) {
            DocumentDescription description = left.remove(document.id());
            documents.add(description == null ? document : described(document, description));
        }
        for (DocumentId id : left.keySet()) {
            throw noSuchDocument(aip, id);
        }
        return copy(aip, aip.description(), aip.rights(), documents, aip.history());
    }

    private static Aip.Document described(Aip.Document before, DocumentDescription description) {
        DescriptionRules.check(before.description(), description);
        Rights rights = tightened(before.rights(), before.description().mode(), description.mode());
        return new Aip.Document(before.id(), description, rights, before.files());
    }

    private static RefusedException noSuchDocument(Aip aip, DocumentId id) {
        return new RefusedException(
                Finding.blocks("NO_SUCH_DOCUMENT", aip.description().arcFileCode(), id.toString()));
    }

    static Aip documentRestricted(Aip aip, DocumentId id, Rights rights) {
        return documentChanged(
                aip,
                id,
                before -> new Aip.Document(id, before.description(), rights, before.files()));
    }

    private static Aip documentChanged(Aip aip, DocumentId id, UnaryOperator<Aip.Document> change) {
        List<Aip.Document> documents = new ArrayList<>();
        boolean found = false;
        for (Aip.Document document : aip.documents()) {
            boolean wanted = document.id().equals(id);
            found |= wanted;
            documents.add(wanted ? change.apply(document) : document);
        }
        if (!found) {
            throw noSuchDocument(aip, id);
        }
        return copy(aip, aip.description(), aip.rights(), documents, aip.history());
    }

    /** A corrected mode of use can close what was open; to open, rights are changed on purpose. */
    private static Rights tightened(
            Rights rights,
            @org.jspecify.annotations.Nullable UseMode before,
            @org.jspecify.annotations.Nullable UseMode after) {
        if (after == null || after == before) {
            return rights;
        }
        Access access = Access.strictest(rights.access(), Access.of(after));
        return access == rights.access() ? rights : rights.with(access, false);
    }

    /** The same with a version on top; times to the millisecond, as the packages print them. */
    static Aip versioned(
            Aip aip, Instant now, String actor, String reason, RecordVersion.Kind kind) {
        List<RecordVersion> history = new ArrayList<>(aip.history());
        history.add(
                new RecordVersion(
                        aip.version() + 1,
                        now.truncatedTo(ChronoUnit.MILLIS),
                        actor,
                        reason,
                        kind));
        return copy(aip, aip.description(), aip.rights(), aip.documents(), history);
    }

    /** What is kept now, with every right as strict as it is or is about to be. */
    static Aip strictestOf(Aip now, Aip next) {
        Map<DocumentId, Rights> rights = new HashMap<>();
        next.documents().forEach(document -> rights.put(document.id(), document.rights()));
        List<Aip.Document> documents = new ArrayList<>();
        for (Aip.Document document : now.documents()) {
            Rights then = rights.getOrDefault(document.id(), document.rights());
            documents.add(
                    new Aip.Document(
                            document.id(),
                            document.description(),
                            Ranks.strictest(document.rights(), then),
                            document.files()));
        }
        return copy(
                now,
                now.description(),
                Ranks.strictest(now.rights(), next.rights()),
                documents,
                now.history());
    }

    /**
     * What it was before the head's version: description, documents and files of then. No right
     * becomes wider by it.
     */
    static Aip takenBack(Aip head, Aip before) {
        Aip strict = strictestOf(before, head);
        return new Aip(
                head.id(),
                before.fonds(),
                before.fondsCode(),
                before.seriesCode(),
                before.fileCode(),
                before.description(),
                strict.rights(),
                strict.documents(),
                head.origins(),
                head.history());
    }

    static Aip withRights(Aip aip, Rights rights, List<Aip.Document> documents) {
        return copy(aip, aip.description(), rights, documents, aip.history());
    }

    private static Aip copy(
            Aip aip,
            FileDescription description,
            Rights rights,
            List<Aip.Document> documents,
            List<RecordVersion> history) {
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                description,
                rights,
                documents,
                aip.origins(),
                history);
    }
}
