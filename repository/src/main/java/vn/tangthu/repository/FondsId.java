package vn.tangthu.repository;

import java.util.UUID;

/** A fonds (phông lưu trữ). */
public record FondsId(UUID value) {
    public static FondsId of(String uuid) {
        return new FondsId(UUID.fromString(uuid));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
