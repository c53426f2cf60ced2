package vn.tangthu.repository.catalogue;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.CutOffVersions;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SeriesId;

/** What an archivist may change, checked, and handed to those who know the order of the steps. */
@Component
class VersionedHoldings implements Holdings, CutOffVersions {
    private final FondsChanges fonds;
    private final RecordChanges records;
    private final Restrictions restrictions;
    private final PendingVersions pending;
    private final JdbcWithdrawals withdrawals;
    private final JdbcClient jdbc;
    private final Clock clock;

    VersionedHoldings(
            FondsChanges fonds,
            RecordChanges records,
            Restrictions restrictions,
            PendingVersions pending,
            JdbcWithdrawals withdrawals,
            JdbcClient jdbc,
            Clock clock) {
        this.fonds = fonds;
        this.records = records;
        this.restrictions = restrictions;
        this.pending = pending;
        this.withdrawals = withdrawals;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public FondsId createFonds(NewFonds fonds, Reader actor) {
        requireArchivist(actor);
        DescriptionRules.check(fonds);
        FondsId id = new FondsId(UUID.randomUUID());
        FondsObject object =
                new FondsObject(
                        id, fonds, List.of(), clock.instant().truncatedTo(ChronoUnit.MILLIS), 1);
        this.fonds.create(
                object,
                actor,
                "Lập phông",
                () -> {
                    if (exists("select from projection.fonds where code = ?", fonds.code())) {
                        throw refused("FONDS_CODE_TAKEN", fonds.code(), fonds.code());
                    }
                });
        return id;
    }

    @Override
    public void updateFonds(FondsId id, NewFonds fonds, Reader actor) {
        requireArchivist(actor);
        DescriptionRules.check(fonds);
        requireFonds(id);
        this.fonds.change(
                id,
                fonds.rights(),
                actor,
                "Sửa phông",
                before -> {
                    boolean newCode =
                            !before.fonds().code().equals(fonds.code())
                                    || !before.fonds().archiveCode().equals(fonds.archiveCode());
                    if (newCode
                            && exists(
                                    "select from projection.record where fonds_id = ?",
                                    id.value())) {
                        throw refused("FONDS_CODE_IN_USE", "code", before.fonds().code());
                    }
                    if (exists(
                            "select from projection.fonds where code = ? and id <> ?",
                            fonds.code(),
                            id.value())) {
                        throw refused("FONDS_CODE_TAKEN", "code", fonds.code());
                    }
                    return new FondsObject(
                            id, fonds, before.series(), before.createdAt(), before.version());
                });
    }

    @Override
    public void closeFonds(FondsId id, @Nullable LocalDate day, String reason, Reader actor) {
        requireReason(reason, actor);
        requireFonds(id);
        fonds.change(
                id,
                null,
                actor,
                reason,
                before -> {
                    NewFonds as = before.fonds();
                    if (day != null && as.closedOn() != null) {
                        return before;
                    }
                    return new FondsObject(
                            id,
                            new NewFonds(
                                    as.code(),
                                    as.title(),
                                    as.archiveCode(),
                                    day,
                                    as.history(),
                                    as.rights()),
                            before.series(),
                            before.createdAt(),
                            before.version());
                });
    }

    @Override
    public AfterClosing afterClosing(FondsId id, LocalDate closed, Reader actor) {
        requireArchivist(actor);
        return AfterClosingRows.of(jdbc, id, closed);
    }

    @Override
    public SeriesId createSeries(FondsId fonds, String code, String title, Reader actor) {
        requireArchivist(actor);
        Findings findings = new Findings();
        findings.required("code", code);
        findings.atMost(100, "code", code);
        findings.plain("code", code);
        findings.required("title", title);
        findings.atMost(1000, "title", title);
        findings.refuseIfAny();
        requireFonds(fonds);
        SeriesId id = new SeriesId(UUID.randomUUID());
        this.fonds.change(
                fonds,
                null,
                actor,
                "Lập mục lục " + code,
                before -> {
                    if (before.series().stream().anyMatch(s -> s.code().equals(code))) {
                        throw refused("SERIES_CODE_TAKEN", "code", code, before.fonds().code());
                    }
                    List<FondsObject.SeriesEntry> series = new ArrayList<>(before.series());
                    series.add(new FondsObject.SeriesEntry(id, code, title));
                    return new FondsObject(
                            fonds, before.fonds(), series, before.createdAt(), before.version());
                });
        return id;
    }

    @Override
    public void correct(
            AipId id,
            int expectedVersion,
            FileDescription description,
            String reason,
            Reader actor) {
        requireReason(reason, actor);
        records.change(
                id,
                expectedVersion,
                Kind.AIP_CHANGED,
                reason,
                actor,
                aip -> {
                    DescriptionRules.check(aip.description(), description);
                    return AipEdits.described(aip, description);
                });
    }

    @Override
    public void correct(
            AipId id,
            int expectedVersion,
            @Nullable FileDescription description,
            Map<DocumentId, DocumentDescription> documents,
            String reason,
            Reader actor) {
        requireReason(reason, actor);
        records.change(
                id,
                expectedVersion,
                Kind.AIP_CHANGED,
                reason,
                actor,
                aip -> {
                    Aip corrected = aip;
                    if (description != null) {
                        DescriptionRules.check(aip.description(), description);
                        corrected = AipEdits.described(aip, description);
                    }
                    return AipEdits.documentsDescribed(corrected, documents);
                });
    }

    @Override
    public void check(FileDescription before, FileDescription after) {
        DescriptionRules.check(before, after);
    }

    @Override
    public void check(DocumentDescription before, DocumentDescription after) {
        DescriptionRules.check(before, after);
    }

    @Override
    public void correctDocument(
            AipId id,
            int expectedVersion,
            DocumentId document,
            DocumentDescription description,
            String reason,
            Reader actor) {
        requireReason(reason, actor);
        records.change(
                id,
                expectedVersion,
                Kind.AIP_CHANGED,
                reason,
                actor,
                aip -> AipEdits.documentDescribed(aip, document, description));
    }

    @Override
    public void restrict(AipId id, Rights rights, String reason, Reader actor) {
        requireRights(rights, reason, actor);
        restrictions.change(id, null, rights, reason, actor);
    }

    @Override
    public void restrictDocument(
            AipId id, DocumentId document, Rights rights, String reason, Reader actor) {
        requireRights(rights, reason, actor);
        restrictions.change(id, document, rights, reason, actor);
    }

    /** What was cut off between store and catalogue is finished when the application starts. */
    @EventListener(ApplicationStartedEvent.class)
    void finishPending() {
        for (PendingVersions.Pending one : pending.all()) {
            if (one.withdrawal() == null && one.takesBack() == null) {
                finish(one);
            }
        }
        withdrawals.finishInBackground();
    }

    @Override
    public void finish(UUID object) {
        pending.find(object).ifPresent(this::finish);
    }

    private void finish(PendingVersions.Pending one) {
        if (one.kind() == Kind.FONDS_CHANGED) {
            fonds.finish(new FondsId(one.subject()));
        } else {
            records.finish(new AipId(one.subject()));
        }
    }

    static void requireArchivist(Reader actor) {
        if (!actor.is(Role.ARCHIVIST)) {
            throw refused("NOT_ALLOWED", actor.name(), actor.name());
        }
    }

    static void requireReason(String reason, Reader actor) {
        requireArchivist(actor);
        Findings findings = new Findings();
        findings.required("reason", reason);
        findings.atMost(1000, "reason", reason);
        findings.refuseIfAny();
    }

    private static void requireRights(Rights rights, String reason, Reader actor) {
        requireReason(reason, actor);
        Findings findings = new Findings();
        DescriptionRules.check(findings, rights);
        findings.refuseIfAny();
    }

    private void requireFonds(FondsId id) {
        if (!exists("select from projection.fonds where id = ?", id.value())) {
            throw refused("UNKNOWN_FONDS", id.toString(), id.toString());
        }
    }

    private boolean exists(String select, Object... parameters) {
        return jdbc.sql("select exists (" + select + ")")
                .params(parameters)
                .query(Boolean.class)
                .single();
    }

    private static RefusedException refused(String code, String place, String... values) {
        return new RefusedException(Finding.blocks(code, place, values));
    }
}
