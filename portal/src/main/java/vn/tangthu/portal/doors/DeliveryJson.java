package vn.tangthu.portal.doors;

import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Deliveries.Delivery;

/**
 * A delivery as programmes read it (docs/openapi.yaml).
 *
 * @param position in the queue, 1 for the next; 0 when it does not wait
 * @param perSecond units of the phase; 0 while nothing can be said
 * @param secondsLeft of the phase; null while nothing can be said
 */
public record DeliveryJson(
        String id,
        String name,
        String submitter,
        String state,
        boolean finished,
        int position,
        @Nullable String phase,
        long done,
        long total,
        double perSecond,
        @Nullable Long secondsLeft,
        String receivedAt,
        @Nullable String finishedAt,
        int records,
        int documents,
        long bytes,
        long blocking,
        long warnings) {
    public static DeliveryJson of(Delivery d) {
        return new DeliveryJson(
                d.id().toString(),
                d.name(),
                d.submitter(),
                d.state().name(),
                d.finishedAt() != null,
                d.turn().position(),
                d.phase() == null ? null : d.phase().name(),
                d.done(),
                d.total(),
                Math.round(d.turn().perSecond() * 10) / 10.0,
                d.turn().remaining() == null ? null : d.turn().remaining().toSeconds(),
                d.receivedAt().toString(),
                d.finishedAt() == null ? null : d.finishedAt().toString(),
                d.records(),
                d.documents(),
                d.bytes(),
                d.blocking(),
                d.warnings());
    }
}
