package vn.tangthu.repository.orders;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.storage.StoreKey;

/**
 * Bytes of deliveries that nobody can fetch. {@code kept.agency_delivery.held} says that the store
 * may have some: of a delivery that was cancelled or is over everything goes; of one that stands,
 * what none of its parts is, as what a kill or a fault left, or what was there before it was
 * cancelled and ordered anew.
 */
@Component
class DeliveryLeftovers {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLeftovers.class);

    /** What cannot be deleted is tried again, and the store is looked through. */
    private static final Duration LATER = Duration.ofHours(1);

    /** Deliveries that one sweep takes up. */
    private static final int MOST = 100;

    private final JdbcClient jdbc;
    private final DeliveryBytes bytes;

    /** When the store is looked through next; by one thread. */
    private Instant looksAt = Instant.MIN;

    DeliveryLeftovers(JdbcClient jdbc, DeliveryBytes bytes) {
        this.jdbc = jdbc;
        this.bytes = bytes;
    }

    /** Before the first line of an attempt is packed. */
    void tidy(String number) {
        tidy(
                jdbc.sql("select id from kept.agency_order where number = :number")
                        .param("number", number)
                        .query(UUID.class)
                        .single());
    }

    /** Where it cannot be done now the word stays that the store may hold something. */
    private void tidy(UUID order) {
        if (!is(order, "held")) {
            return;
        }
        try {
            Set<StoreKey> others = new HashSet<>(bytes.listed(order));
            others.removeAll(keys(order)); // read later: what was stored meanwhile is not listed
            if (bytes.eraseAll(others)) {
                tidied(order);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("What is left of an earlier delivery is not deleted: {}", order, e);
        }
    }

    /** Once an hour, and first at start, also what no row tells. */
    void sweep(Instant now) {
        held(now).forEach(order -> erase(order, now));
        if (!now.isBefore(looksAt)) {
            looksAt = now.plus(LATER);
            try {
                bytes.listed().forEach(order -> look(order, now));
            } catch (IOException | RuntimeException e) {
                LOG.error("The store does not tell which deliveries it has", e);
            }
        }
    }

    /** One that is being made was tidied when that began. */
    private void look(UUID order, Instant now) {
        if (!is(order, "(held or state in ('WAITING', 'MAKING', 'READY', 'FAILED'))")) {
            erase(order, now);
        } else if (is(order, "state in ('READY', 'FAILED')")) {
            tidy(order);
        }
    }

    private void erase(UUID order, Instant now) {
        boolean gone = false;
        try {
            gone = bytes.erase(order);
        } catch (IOException | RuntimeException e) {
            LOG.error("A delivery is over and its bytes are not deleted: {}", order, e);
        }
        erased(order, gone, now.plus(LATER));
    }

    /** The store may have something of it that no part is. */
    void hold(UUID order) {
        int unused =
                jdbc.sql("update kept.agency_delivery set held = true where agency_order = :order")
                        .param("order", order)
                        .update();
    }

    private List<UUID> held(Instant now) {
        return jdbc.sql(
                        "select agency_order from kept.agency_delivery where held and next_at <="
                                + " :now and state in ('CANCELLED', 'OVER') order by next_at limit "
                                + MOST)
                .param("now", time(now))
                .query(UUID.class)
                .list();
    }

    private void erased(UUID order, boolean gone, Instant next) {
        int unused =
                jdbc.sql(
                                "update kept.agency_delivery set held = :held, next_at = :next,"
                                        + " lines_done = 0 where agency_order = :order and state in"
                                        + " ('CANCELLED', 'OVER')")
                        .param("held", !gone)
                        .param("next", time(next))
                        .param("order", order)
                        .update();
    }

    private boolean is(UUID order, String what) {
        return jdbc.sql(
                        "select exists (select from kept.agency_delivery where agency_order ="
                                + " :order and "
                                + what
                                + ")")
                .param("order", order)
                .query(Boolean.class)
                .single();
    }

    private Set<StoreKey> keys(UUID order) {
        return new HashSet<>(
                jdbc.sql(
                                "select object_key from kept.agency_delivery_part where agency_order"
                                        + " = :order and object_key is not null")
                        .param("order", order)
                        .query((row, n) -> new StoreKey(row.getString("object_key")))
                        .list());
    }

    /** One that was cancelled meanwhile goes on saying that it is to be erased. */
    private void tidied(UUID order) {
        int unused =
                jdbc.sql(
                                "update kept.agency_delivery set held = false where agency_order ="
                                        + " :order and state in ('MAKING', 'READY', 'FAILED')")
                        .param("order", order)
                        .update();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
