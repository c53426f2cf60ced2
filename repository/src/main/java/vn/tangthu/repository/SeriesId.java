package vn.tangthu.repository;

import java.util.UUID;

/** A series (mục lục hồ sơ) of a fonds. */
public record SeriesId(UUID value) {
    public static SeriesId of(String uuid) {
        return new SeriesId(UUID.fromString(uuid));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
