package vn.tangthu.repository.granted;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PageImages;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.granted.GrantedRules.Found;
import vn.tangthu.repository.granted.RedactionDrafts.Sheet;

/** Boxes in the database. */
@Component
class StoredRedactions implements Redactions {
    private final RedactionRows rows;
    private final RedactionDrafts drafts;
    private final GrantedRules rules;
    private final AccessRequests requests;
    private final PageImages images;
    private final InkTurns ink;
    private final ActivityLog activity;
    private final TransactionTemplate transactions;
    private final Clock clock;

    StoredRedactions(
            RedactionRows rows,
            RedactionDrafts drafts,
            GrantedRules rules,
            AccessRequests requests,
            PageImages images,
            InkTurns ink,
            ActivityLog activity,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.drafts = drafts;
        this.rules = rules;
        this.requests = requests;
        this.images = images;
        this.ink = ink;
        this.activity = activity;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<Ground> grounds() {
        return drafts.grounds();
    }

    @Override
    public Ground ground(String code) {
        return drafts.ground(code);
    }

    @Override
    public Draft draft(String request, AipId record, List<DocumentId> documents, Reader reader)
            throws NotAvailable {
        Request known = requests.find(request).orElseThrow(NotAvailable::new);
        if (!reader.is(Role.ARCHIVIST)
                || known.items().stream().noneMatch(item -> item.isAbout(record))) {
            throw new NotAvailable();
        }
        Found found = rules.now(record, documents).orElseThrow(NotAvailable::new);
        return drafts.of(known.reference().value(), found);
    }

    @Override
    public UUID draw(Place place, Area area, String ground, Reader actor) {
        archivist(actor);
        anothers(place.request(), actor);
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            int all = rows.count(place.request());
                            Sheet sheet = allowed(place, area, ground, all);
                            UUID id = insert(place, sheet, area, ground, actor);
                            activity.record(
                                    actor,
                                    "REDACTION_DRAWN",
                                    place.request(),
                                    where(place) + ground);
                            return id;
                        }));
    }

    @Override
    public UUID move(UUID box, Area area, String ground, Reader actor) {
        archivist(actor);
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            RedactionRows.Row old = rows.locked(box).orElseThrow(this::gone);
                            anothers(old.request(), actor);
                            if (old.area().equals(area) && old.ground().equals(ground)) {
                                return box;
                            }
                            Place place = place(old).orElseThrow(this::stale);
                            rows.removed(box, clock.instant(), actor.name());
                            int others = rows.count(place.request());
                            Sheet sheet = allowed(place, area, ground, others);
                            UUID id = insert(place, sheet, area, ground, actor);
                            activity.record(
                                    actor,
                                    "REDACTION_MOVED",
                                    place.request(),
                                    where(place) + ground);
                            return id;
                        }));
    }

    @Override
    public void remove(UUID box, Reader actor) {
        archivist(actor);
        transactions.executeWithoutResult(
                status -> {
                    RedactionRows.Row old = rows.locked(box).orElse(null);
                    if (old != null) {
                        anothers(old.request(), actor);
                        over(requests.find(old.request()).orElseThrow())
                                .ifPresent(
                                        finding -> {
                                            throw new RefusedException(finding);
                                        });
                        String where = place(old).map(this::where).orElse("");
                        rows.removed(box, clock.instant(), actor.name());
                        activity.record(
                                actor, "REDACTION_REMOVED", old.request(), where + old.ground());
                    }
                });
    }

    @Override
    public void removeStale(
            String request, AipId record, DocumentId document, Set<UUID> shown, Reader actor) {
        archivist(actor);
        transactions.executeWithoutResult(
                status -> {
                    Request known = requests.find(request).orElseThrow();
                    known.requireAnothers(actor);
                    over(known)
                            .ifPresent(
                                    finding -> {
                                        throw new RefusedException(finding);
                                    });
                    Found found = rules.now(record, List.of(document)).orElseThrow(this::stale);
                    for (Box box : drafts.of(known.reference().value(), found).stale()) {
                        if (shown.contains(box.id())) {
                            rows.locked(box.id()).ifPresent(row -> removeHere(row, actor));
                        }
                    }
                });
    }

    /** Where another document has the page still it stays covered there. */
    private void removeHere(RedactionRows.Row row, Reader actor) {
        rows.removed(row.id(), clock.instant(), actor.name());
        Optional<Place> elsewhere = place(row);
        elsewhere.ifPresent(
                place ->
                        rows.insert(
                                new RedactionRows.Row(
                                        UUID.randomUUID(),
                                        row.request(),
                                        row.record(),
                                        place.document(),
                                        row.sha512(),
                                        row.page(),
                                        row.area(),
                                        row.ground(),
                                        clock.instant(),
                                        actor.name())));
        activity.record(
                actor,
                elsewhere.isPresent() ? "REDACTION_MOVED" : "REDACTION_REMOVED",
                row.request(),
                elsewhere.map(this::where).orElse("") + row.ground());
    }

    @Override
    public Rendered preview(Place place, int width, Reader reader)
            throws IOException, NotAvailable, Damaged {
        Draft draft = draft(place.request(), place.record(), List.of(place.document()), reader);
        Found found =
                rules.now(place.record(), List.of(place.document())).orElseThrow(NotAvailable::new);
        Sheet sheet =
                RedactionDrafts.sheet(found.documents().getFirst(), place.page())
                        .orElseThrow(NotAvailable::new);
        Rendered drawn = images.image(sheet.file().id(), sheet.page(), width, reader);
        return ink.cover(
                drawn, draft.on(place.document(), place.page()).stream().map(Box::area).toList());
    }

    private void anothers(String request, Reader actor) {
        requests.find(request).ifPresent(known -> known.requireAnothers(actor));
    }

    private static void archivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", actor.name()));
        }
    }

    private RefusedException gone() {
        return new RefusedException(Finding.blocks("REDACTION_GONE", ""));
    }

    private RefusedException stale() {
        return new RefusedException(Finding.blocks("REDACTION_STALE", ""));
    }

    /** Where it stands now; empty when its file was replaced. */
    private Optional<Place> place(RedactionRows.Row row) {
        return everywhere(row).stream()
                .findFirst()
                .map(box -> new Place(row.request(), row.record(), box.document(), box.page()));
    }

    private List<Box> everywhere(RedactionRows.Row row) {
        return rules.now(row.record(), List.of())
                .map(found -> RedactionDrafts.everywhere(row, found.record()))
                .orElse(List.of());
    }

    private static Optional<Finding> over(Request request) {
        return request.status().open() || request.status() == Status.GRANTED
                ? Optional.empty()
                : Optional.of(
                        Finding.blocks("REDACTION_REQUEST_OVER", request.reference().value()));
    }

    /**
     * @param others boxes of the request that are there already
     */
    private Sheet allowed(Place place, Area area, String ground, int others) {
        List<Finding> findings = new ArrayList<>();
        Request request =
                requests.find(place.request())
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Finding.blocks(
                                                        "REQUEST_UNKNOWN", place.request())));
        over(request).ifPresent(findings::add);
        if (request.items().stream().noneMatch(item -> item.isAbout(place.record()))) {
            findings.add(Finding.blocks("COPY_OTHER_RECORD", place.request()));
        }
        if (drafts.grounds().stream().noneMatch(one -> one.code().equals(ground))) {
            findings.add(Finding.blocks("REDACTION_GROUND", ground));
        }
        if (!fits(area)) {
            findings.add(Finding.blocks("REDACTION_AREA", place.request()));
        }
        Optional<Found> found = rules.now(place.record(), List.of(place.document()));
        Optional<Sheet> sheet =
                found.flatMap(
                        one -> RedactionDrafts.sheet(one.documents().getFirst(), place.page()));
        if (sheet.isEmpty()) {
            findings.add(Finding.blocks("REDACTION_NO_PAGE", place.request(), "" + place.page()));
        } else {
            int here =
                    drafts.of(place.request(), found.orElseThrow())
                            .on(place.document(), place.page())
                            .size();
            if (here >= MOST_OF_A_PAGE || others >= MOST_OF_A_REQUEST) {
                findings.add(Finding.blocks("REDACTION_TOO_MANY", place.request()));
            }
        }
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        return sheet.orElseThrow();
    }

    private static boolean fits(Area area) {
        return area.x() >= 0
                && area.y() >= 0
                && area.width() >= NARROWEST
                && area.height() >= NARROWEST
                && (long) area.x() + area.width() <= SCALE
                && (long) area.y() + area.height() <= SCALE;
    }

    private UUID insert(Place place, Sheet sheet, Area area, String ground, Reader actor) {
        UUID id = UUID.randomUUID();
        rows.insert(
                new RedactionRows.Row(
                        id,
                        place.request(),
                        place.record(),
                        place.document(),
                        sheet.sha512(),
                        sheet.pageOfWhole(),
                        area,
                        ground,
                        clock.instant(),
                        actor.name()));
        return id;
    }

    /** Which page, and nothing of what stands on it. */
    private String where(Place place) {
        String code =
                rules.now(place.record(), List.of(place.document()))
                        .map(found -> found.documents().getFirst().description().docCode())
                        .orElse("");
        return String.format(Locale.ROOT, "%s trang %d: ", code, place.page());
    }
}
