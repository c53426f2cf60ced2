package vn.tangthu.repository.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter.Known;
import vn.tangthu.repository.CatalogueWriter.OpenReservation;
import vn.tangthu.repository.CatalogueWriter.Reservation;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Codes that a delivery holds for the hồ sơ it brings, from before the first byte is stored until
 * they are acknowledged or given up.
 */
final class Reservations {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JdbcChangeJournal journal;

    Reservations(JdbcClient jdbc, TransactionTemplate transactions, JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.journal = journal;
    }

    Reservation reserve(DeliveryId delivery, String arcFileCode, Digest fingerprint) {
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
        if (inserted == 1 && isBlocked(arcFileCode)) {
            // What it will be is not decided; neither a second one nor a version may come of it.
            // The finding goes to who delivers: it tells nothing of why.
            throw new RefusedException(Finding.blocks("RECORD_NOT_NOW", arcFileCode, arcFileCode));
        }
        if (inserted == 1) {
            return Optional.of(new Reservation.Reserved(new AipId(id)));
        }
        return heldReservation(delivery, arcFileCode, fingerprint);
    }

    private boolean isBlocked(String arcFileCode) {
        return jdbc.sql(
                        "select exists (select from projection.record where arc_file_code = ? and"
                                + " blocked)")
                .param(arcFileCode)
                .query(Boolean.class)
                .single();
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

    void discard(AipId id) {
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
                jdbc.sql(
                                "delete from projection.record where id = ? and not visible and not blocked")
                        .param(aip)
                        .update();
    }

    List<OpenReservation> open(@Nullable DeliveryId delivery) {
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

    /** What stands under a code and is acknowledged. */
    Optional<Known> known(String arcFileCode) {
        return jdbc.sql(
                        "select r.id, r.version, r.fingerprint, greatest(r.access, f.access) = 2"
                                + " from projection.record r"
                                + " join projection.fonds f on f.id = r.fonds_id"
                                + " where r.arc_file_code = ? and r.visible")
                .param(arcFileCode)
                .query(
                        (row, n) ->
                                new Known(
                                        new AipId(row.getObject(1, UUID.class)),
                                        row.getInt(2),
                                        new Digest(DigestAlgorithm.SHA512, row.getString(3)),
                                        row.getBoolean(4)))
                .optional();
    }
}
