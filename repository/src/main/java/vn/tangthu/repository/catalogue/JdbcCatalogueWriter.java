package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.storage.Digest;

/** Staged rows and the acknowledgement in SQL. */
@Component
class JdbcCatalogueWriter implements CatalogueWriter {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final RecordRows rows;
    private final JdbcChangeJournal journal;
    private final PendingVersions pending;
    private final Reservations reservations;
    private final ReceivedPackages received;
    private final StagedVersions versions;
    private final Acknowledgements acknowledgements;
    private final AipStore store;
    private final Upkeep upkeep;
    private final ObjectProvider<RecordChanges> changes;
    private final PaperLinks paper;

    JdbcCatalogueWriter(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            RecordRows rows,
            JdbcChangeJournal journal,
            PendingVersions pending,
            StagedVersions versions,
            Acknowledgements acknowledgements,
            AipStore store,
            Upkeep upkeep,
            ObjectProvider<RecordChanges> changes) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = rows;
        this.journal = journal;
        this.pending = pending;
        this.reservations = new Reservations(jdbc, transactions, journal);
        this.received = new ReceivedPackages(jdbc);
        this.versions = versions;
        this.acknowledgements = acknowledgements;
        this.store = store;
        this.upkeep = upkeep;
        this.changes = changes;
        this.paper = new PaperLinks(jdbc, journal, pending);
    }

    @Override
    public void stage(DeliveryId delivery, Aip aip) {
        transactions.executeWithoutResult(
                status -> {
                    Optional<Boolean> staged =
                            jdbc.sql(
                                            "select staged from projection.reservation"
                                                    + " where aip_id = ? and delivery_id = ?"
                                                    + " for update")
                                    .params(aip.id().value(), delivery.value())
                                    .query(Boolean.class)
                                    .optional();
                    if (staged.isEmpty()) {
                        if (isAcknowledged(aip.id())) {
                            return;
                        }
                        throw new IllegalStateException(
                                "AIP " + aip.id() + " is not reserved for delivery " + delivery);
                    }
                    if (staged.get()) {
                        return;
                    }
                    rows.insertStaged(aip);
                    int unused =
                            jdbc.sql(
                                            "update projection.reservation set staged = true"
                                                    + " where aip_id = ?")
                                    .param(aip.id().value())
                                    .update();
                });
    }

    @Override
    public void reserveVersion(DeliveryId delivery, AipId id, String arcFileCode, int version) {
        changes.ifAvailable(one -> one.finish(id)); // what is to be taken back goes before
        versions.reserve(delivery, id, arcFileCode, version);
    }

    @Override
    public void stageVersion(DeliveryId delivery, AipId id) {
        versions.stored(delivery, id);
    }

    @Override
    public List<OpenVersion> openVersions(@Nullable DeliveryId delivery) {
        return versions.open(delivery);
    }

    Optional<OpenVersion> openVersion(AipId id) {
        return versions.find(id);
    }

    @Override
    public void discardVersion(AipId id) {
        versions.forget(id);
        changes.ifAvailable(one -> one.finish(id));
    }

    @Override
    public List<AipId> acknowledge(DeliveryId delivery) throws IOException {
        Map<AipId, Integer> staged = new LinkedHashMap<>();
        for (OpenReservation one : openReservations(delivery)) {
            if (one.staged()) {
                staged.put(one.id(), 1);
            }
        }
        for (OpenVersion one : versions.open(delivery)) {
            if (one.stored()) {
                staged.put(one.id(), one.version());
            }
        }
        if (staged.isEmpty()) {
            return List.of();
        }
        acknowledgements.write(delivery, staged);
        return show(delivery, staged.keySet());
    }

    @Override
    public List<AipId> finishAcknowledged(DeliveryId delivery) throws IOException {
        List<OpenReservation> reserved = openReservations(delivery);
        List<OpenVersion> brought = versions.open(delivery);
        if (reserved.isEmpty() && brought.isEmpty()) {
            return List.of();
        }
        Map<AipId, Integer> acknowledged = acknowledgements.of(delivery);
        Set<AipId> toShow = new LinkedHashSet<>();
        for (OpenReservation one : reserved) {
            if (acknowledged.containsKey(one.id())) {
                if (!one.staged()) {
                    stage(delivery, store.read(one.id(), 1));
                }
                toShow.add(one.id());
            }
        }
        for (OpenVersion one : brought) {
            if (acknowledged.getOrDefault(one.id(), 0) >= one.version()) {
                toShow.add(one.id());
            }
        }
        return toShow.isEmpty() ? List.of() : show(delivery, toShow);
    }

    /** In one transaction; what somebody else showed meanwhile (a rebuild) is passed over. */
    private List<AipId> show(DeliveryId delivery, Set<AipId> ids) throws IOException {
        List<AipId> shown = new ArrayList<>();
        List<AipId> changed = new ArrayList<>();
        List<AipId> narrowed = new ArrayList<>();
        Map<String, Digest> words = acknowledgements.objects(delivery);
        try {
            transactions.executeWithoutResult(
                    status -> {
                        journal.lock();
                        words.forEach(this::note);
                        shown.addAll(showStaged(delivery, ids));
                        // Paper that was in the catalogue and now is digitised stands as its hồ
                        // sơ from here on, by rights that are no wider.
                        narrowed.addAll(paper.ofShown(shown));
                        for (OpenVersion version : versions.open(delivery)) {
                            if (ids.contains(version.id())) {
                                showVersion(version);
                                changed.add(version.id());
                            }
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        narrowed.addAll(changed);
        narrowed.forEach(id -> changes.ifAvailable(one -> one.finish(id)));
        shown.addAll(changed);
        upkeep.after(shown.size());
        return shown;
    }

    /** An audit compares: an object of these that goes or changes is damage. */
    private void note(String key, Digest digest) {
        int unused =
                jdbc.sql(
                                "insert into kept.acknowledgement (object_key, sha512)"
                                        + " values (?, ?) on conflict do nothing")
                        .params(key, digest.hex())
                        .update();
    }

    private List<AipId> showStaged(DeliveryId delivery, Set<AipId> ids) {
        UUID id = delivery.value();
        String wanted = ids.stream().map(AipId::toString).collect(Collectors.joining(","));
        String staged =
                "select r.id from projection.record r join projection.reservation s"
                        + " on s.aip_id = r.id where s.delivery_id = ? and s.staged"
                        + " and r.id = any (string_to_array(?, ',')::uuid[])"
                        + " order by r.sort_key, r.id";
        List<AipId> shown =
                jdbc.sql(staged)
                        .params(id, wanted)
                        .query((row, n) -> new AipId(row.getObject(1, UUID.class)))
                        .list();
        if (shown.isEmpty()) {
            return shown;
        }
        journal.appendAll(ChangeJournal.Kind.AIP_STORED, staged, id, wanted);
        rows.queueText("c.aip_id in (" + staged + ")", id, wanted);
        int unused =
                jdbc.sql("update projection.record set visible = true where id in (" + staged + ")")
                        .params(id, wanted)
                        .update();
        unused =
                jdbc.sql(
                                "delete from projection.reservation where delivery_id = ? and"
                                        + " staged and aip_id = any (string_to_array(?,"
                                        + " ',')::uuid[])")
                        .params(id, wanted)
                        .update();
        return shown;
    }

    private void showVersion(OpenVersion version) {
        Aip aip;
        try {
            aip = store.read(version.id(), version.version());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // A restriction made while the delivery was at work acts on; it is finished afterwards.
        PendingRights narrower =
                pending.find(aip.id().value()).map(PendingVersions.Pending::rights).orElse(null);
        Digest delivered = aip.fingerprint();
        boolean unused =
                rows.replace(
                        narrower == null ? aip : narrower.narrow(aip), delivered, withdrawn(aip));
        long line = journal.append(ChangeJournal.Kind.AIP_CHANGED, aip.id().value());
        // It may have another code now, which paper has.
        List<AipId> unusedIds = paper.ofShown(List.of(aip.id()));
        versions.forget(aip.id());
    }

    private boolean isAcknowledged(AipId id) {
        return jdbc.sql(
                        "select exists (select from projection.record where id = ?"
                                + " and (visible or withdrawn or blocked))")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public void changed(Aip aip, ChangeJournal.Kind kind) {
        long unused = changed(aip, kind, aip.fingerprint());
    }

    /**
     * @param delivered fingerprint of what was delivered last and stands, if that is another now;
     *     null when this version is a correction
     * @return the number of its journal line; the head when newer rows were there already
     */
    long changed(Aip aip, ChangeJournal.Kind kind, @Nullable Digest delivered) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    boolean replaced = rows.replace(aip, delivered, withdrawn(aip));
                    if (aip.withdrawn()) {
                        pending.forget(aip.id().value());
                    } else {
                        pending.forgetRights(aip.id().value());
                    }
                    int unused = paper.ofKept(aip.id());
                    return replaced ? journal.append(kind, aip.id().value()) : journal.head();
                });
    }

    /** In the package, or in the catalogue and on its way into the package. */
    private boolean withdrawn(Aip aip) {
        return aip.withdrawn() || pending.withdraws(aip.id().value());
    }

    /** Narrower rights act; the note that they have to go into the package is as durable. */
    long narrowed(Aip aip, ChangeJournal.Kind kind, PendingRights rights) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    boolean unused = rows.replace(aip, null, withdrawn(aip));
                    pending.narrowed(aip.id().value(), kind, rights);
                    return journal.append(ChangeJournal.Kind.RIGHTS_CHANGED, aip.id().value());
                });
    }

    @Override
    public void change(AipId id, int expectedVersion, ArchivistsChange change) {
        changes.getObject()
                .change(
                        id,
                        expectedVersion,
                        ChangeJournal.Kind.AIP_CHANGED,
                        RecordVersion.Kind.CONTENT,
                        change);
    }

    @Override
    public Reservation reserve(DeliveryId delivery, String arcFileCode, Digest fingerprint) {
        return reservations.reserve(delivery, arcFileCode, fingerprint);
    }

    @Override
    public List<OpenReservation> openReservations(@Nullable DeliveryId delivery) {
        return reservations.open(delivery);
    }

    @Override
    public void discard(AipId id) {
        reservations.discard(id);
    }

    @Override
    public Optional<Known> known(String arcFileCode) {
        return reservations.known(arcFileCode);
    }

    @Override
    public Optional<OnPaper> onPaper(FondsId fonds, String fileCode) {
        return PaperLinks.before(jdbc, fonds, fileCode);
    }

    @Override
    public List<KnownPackage> packages(Collection<String> keys) {
        return received.find(keys);
    }

    @Override
    public List<String> packagesOf(AipId id, String kind) {
        return received.of(id, kind);
    }
}
