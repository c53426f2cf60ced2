package vn.tangthu.repository;

import java.util.UUID;

/** A delivery (one submission by a contractor or an agency). */
public record DeliveryId(UUID value) {
    public static DeliveryId of(String uuid) {
        return new DeliveryId(UUID.fromString(uuid));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
