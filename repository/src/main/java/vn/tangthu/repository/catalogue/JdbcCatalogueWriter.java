package vn.tangthu.repository.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Reservations, staged rows and the acknowledgement in SQL. */
@Component
class JdbcCatalogueWriter implements CatalogueWriter {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final RecordRows rows;
    private final JdbcChangeJournal journal;

    JdbcCatalogueWriter(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            RecordRows rows,
            JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = rows;
        this.journal = journal;
    }

    @Override
    public Reservation reserve(DeliveryId delivery, String arcFileCode, Digest fingerprint) {
        while (true) {
            Optional<Reservation> reservation =
                    transactions.execute(status -> tryReserve(delivery, arcFileCode, fingerprint));
            if (reservation.isPresent()) {
                return reservation.get();
            }
        }
    }

    /**
     * The row is put in first and the catalogue is looked at afterwards: whoever acknowledges the
     * code meanwhile makes this wait at the unique code and is seen by the second look.
     *
     * @return empty when the reservation of another vanished between two looks: ask again
     */
    private Optional<Reservation> tryReserve(
            DeliveryId delivery, String arcFileCode, Digest fingerprint) {
        UUID id = UUID.randomUUID();
        int inserted =
                jdbc.sql(
                                """
                                insert into projection.reservation
                                    (aip_id, delivery_id, arc_file_code, fingerprint, reserved_at)
                                values (?, ?, ?, ?, ?) on conflict (arc_file_code) do nothing
                                """)
                        .params(id, delivery.value(), arcFileCode, fingerprint.hex(), journal.now())
                        .update();
        Optional<Known> known = known(arcFileCode);
        if (known.isPresent()) {
            if (inserted == 1) {
                deleteReservation(id);
            }
            return Optional.of(
                    known.get().fingerprint().equals(fingerprint)
                            ? new Reservation.AlreadyKept(known.get().id())
                            : new Reservation.TakenByOther(known.get().id()));
        }
        if (inserted == 1) {
            return Optional.of(new Reservation.Reserved(new AipId(id)));
        }
        return heldReservation(delivery, arcFileCode, fingerprint);
    }

    private Optional<Reservation> heldReservation(
            DeliveryId delivery, String arcFileCode, Digest fingerprint) {
        record Held(UUID aip, UUID delivery, String fingerprint) {}
        Optional<Held> held =
                jdbc.sql(
                                "select aip_id, delivery_id, fingerprint from"
                                        + " projection.reservation where arc_file_code = ?"
                                        + " for update")
                        .param(arcFileCode)
                        .query(
                                (row, n) ->
                                        new Held(
                                                row.getObject(1, UUID.class),
                                                row.getObject(2, UUID.class),
                                                row.getString(3)))
                        .optional();
        if (held.isEmpty()) {
            return Optional.empty();
        }
        if (!held.get().delivery().equals(delivery.value())) {
            return Optional.of(new Reservation.InFlight(new DeliveryId(held.get().delivery())));
        }
        if (!held.get().fingerprint().equals(fingerprint.hex())) {
            // The delivery was changed since it was interrupted: what was staged of it is stale.
            deleteStagedRows(held.get().aip());
            int unused =
                    jdbc.sql(
                                    "update projection.reservation set fingerprint = ?, staged ="
                                            + " false where aip_id = ?")
                            .params(fingerprint.hex(), held.get().aip())
                            .update();
        }
        return Optional.of(new Reservation.Reserved(new AipId(held.get().aip())));
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
                    rows.insert(aip, false);
                    int unused =
                            jdbc.sql(
                                            "update projection.reservation set staged = true"
                                                    + " where aip_id = ?")
                                    .param(aip.id().value())
                                    .update();
                });
    }

    @Override
    public List<AipId> acknowledge(DeliveryId delivery) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    UUID id = delivery.value();
                    String staged =
                            "select r.id from projection.record r join projection.reservation s"
                                    + " on s.aip_id = r.id where s.delivery_id = ? and s.staged"
                                    + " order by r.sort_key, r.id";
                    List<AipId> acknowledged =
                            jdbc.sql(staged)
                                    .param(id)
                                    .query((row, n) -> new AipId(row.getObject(1, UUID.class)))
                                    .list();
                    if (acknowledged.isEmpty()) {
                        return acknowledged;
                    }
                    journal.appendAll(ChangeJournal.Kind.AIP_STORED, staged, id);
                    rows.queueText("c.aip_id in (" + staged + ")", id);
                    int unused =
                            jdbc.sql(
                                            "update projection.record set visible = true"
                                                    + " where id in ("
                                                    + staged
                                                    + ")")
                                    .param(id)
                                    .update();
                    unused =
                            jdbc.sql(
                                            "delete from projection.reservation"
                                                    + " where delivery_id = ? and staged")
                                    .param(id)
                                    .update();
                    return acknowledged;
                });
    }

    @Override
    public void discard(AipId id) {
        transactions.executeWithoutResult(
                status -> {
                    if (deleteReservation(id.value()) == 1) {
                        deleteStagedRows(id.value());
                    }
                });
    }

    private int deleteReservation(UUID aip) {
        return jdbc.sql("delete from projection.reservation where aip_id = ?").param(aip).update();
    }

    private void deleteStagedRows(UUID aip) {
        int unused =
                jdbc.sql("delete from projection.record where id = ? and not visible")
                        .param(aip)
                        .update();
    }

    private boolean isAcknowledged(AipId id) {
        return jdbc.sql("select exists (select from projection.record where id = ? and visible)")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<OpenReservation> openReservations(@Nullable DeliveryId delivery) {
        String all =
                "select delivery_id, aip_id, arc_file_code, staged from projection.reservation";
        JdbcClient.StatementSpec statement =
                delivery == null
                        ? jdbc.sql(all + " order by reserved_at, aip_id")
                        : jdbc.sql(all + " where delivery_id = ? order by reserved_at, aip_id")
                                .param(delivery.value());
        return statement
                .query(
                        (row, n) ->
                                new OpenReservation(
                                        new DeliveryId(row.getObject(1, UUID.class)),
                                        new AipId(row.getObject(2, UUID.class)),
                                        row.getString(3),
                                        row.getBoolean(4)))
                .list();
    }

    @Override
    public void changed(Aip aip, ChangeJournal.Kind kind) {
        long unused = changed(aip, kind, true);
    }

    /**
     * @param delivered whether this version was delivered, or made here by a correction
     * @return the number of its journal line; the head when newer rows were there already
     */
    long changed(Aip aip, ChangeJournal.Kind kind, boolean delivered) {
        return transactions.execute(
                status -> {
                    journal.lock();
                    boolean replaced = rows.replace(aip, delivered);
                    int unused =
                            jdbc.sql("delete from projection.pending_version where subject = ?")
                                    .param(aip.id().value())
                                    .update();
                    return replaced ? journal.append(kind, aip.id().value()) : journal.head();
                });
    }

    @Override
    public Optional<Known> known(String arcFileCode) {
        return jdbc.sql(
                        "select id, version, fingerprint from projection.record"
                                + " where arc_file_code = ? and visible")
                .param(arcFileCode)
                .query(
                        (row, n) ->
                                new Known(
                                        new AipId(row.getObject(1, UUID.class)),
                                        row.getInt(2),
                                        new Digest(DigestAlgorithm.SHA512, row.getString(3))))
                .optional();
    }
}
