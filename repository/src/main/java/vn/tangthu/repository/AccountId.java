package vn.tangthu.repository;

import java.util.UUID;

/** An account that may log in. */
public record AccountId(UUID value) {
    public static AccountId of(String uuid) {
        return new AccountId(UUID.fromString(uuid));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
