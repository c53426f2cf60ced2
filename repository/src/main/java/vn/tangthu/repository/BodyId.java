package vn.tangthu.repository;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A body (cơ quan, đơn vị hành chính) of the register. */
public record BodyId(UUID value) {
    /**
     * The id follows from the reference, so a register made again from the same lists is the same.
     */
    public static BodyId of(String reference) {
        return new BodyId(
                UUID.nameUUIDFromBytes(
                        ("tangthu:body:" + reference).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
