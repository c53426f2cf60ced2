package vn.tangthu.storage.s3;

import io.minio.GetObjectRetentionArgs;
import io.minio.ListObjectVersionsArgs;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.messages.Item;
import io.minio.messages.ListVersionsResult;
import io.minio.messages.Retention;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ErasingStore.Held;

/**
 * Removes all versions of an object, and its delete markers. A lock in governance mode is passed
 * by, which the keys must have the right to; one in compliance mode stands, and its date is told.
 */
final class Versions {
    private final MinioAsyncClient client;
    private final Attempts attempts;
    private final String bucket;

    Versions(MinioAsyncClient client, Attempts attempts, String bucket) {
        this.client = client;
        this.attempts = attempts;
        this.bucket = bucket;
    }

    /**
     * @param which of the keys that begin so
     * @return what still holds a version, or empty
     * @throws Attempts.Refused when the server lists no versions
     */
    Optional<Held> erase(String prefix, Predicate<String> which) throws IOException {
        Optional<Held> held = Optional.empty();
        String keyMarker = null;
        String versionMarker = null;
        do {
            ListVersionsResult page = page(prefix, keyMarker, versionMarker);
            List<Item> items = new ArrayList<>(page.contents());
            items.addAll(page.deleteMarkers());
            for (Item item : items) {
                if (which.test(item.objectName())) {
                    held = Held.longer(held, erase(item.objectName(), item.versionId()));
                }
            }
            keyMarker = page.isTruncated() ? page.nextKeyMarker() : null;
            versionMarker = page.nextVersionIdMarker();
        } while (keyMarker != null);
        return held;
    }

    private Optional<Held> erase(String key, String version) throws IOException {
        try {
            try {
                remove(key, version, true);
            } catch (Attempts.Refused e) {
                if (!e.notImplemented()) {
                    throw e;
                }
                remove(key, version, false); // a server without locks does not know the header
            }
            return Optional.empty();
        } catch (Attempts.Refused e) {
            return Optional.of(whatHolds(key, version, e));
        }
    }

    private void remove(String key, String version, boolean pastGovernance) throws IOException {
        RemoveObjectArgs.Builder args =
                RemoveObjectArgs.builder().bucket(bucket).object(key).versionId(version);
        if (pastGovernance) {
            args.bypassGovernanceMode(true);
        }
        RemoveObjectArgs built = args.build();
        attempts.request("DELETE " + key + " " + version, () -> client.removeObject(built));
    }

    private ListVersionsResult page(
            String prefix, @Nullable String keyMarker, @Nullable String versionMarker)
            throws IOException {
        ListObjectVersionsArgs.Builder args =
                ListObjectVersionsArgs.builder().bucket(bucket).prefix(prefix).maxKeys(1000);
        if (keyMarker != null) {
            args.keyMarker(keyMarker);
            if (versionMarker != null) {
                args.versionIdMarker(versionMarker);
            }
        }
        ListObjectVersionsArgs built = args.build();
        return attempts.request(
                        "Listing versions of " + prefix, () -> client.listObjectVersions(built))
                .value()
                .result();
    }

    /** A refusal of the store's rules is no failure: they say until when, or its operator does. */
    private Held whatHolds(String key, String version, Attempts.Refused refusal)
            throws IOException {
        if (!refusal.code().equals("AccessDenied") && !refusal.code().contains("Lock")) {
            throw refusal;
        }
        GetObjectRetentionArgs args =
                GetObjectRetentionArgs.builder()
                        .bucket(bucket)
                        .object(key)
                        .versionId(version)
                        .build();
        try {
            Retention retention =
                    attempts.request("Lock of " + key, () -> client.getObjectRetention(args))
                            .value();
            return new Held(
                    retention == null || retention.retainUntilDate() == null
                            ? null
                            : retention.retainUntilDate().toInstant());
        } catch (Attempts.Refused e) {
            return new Held(null);
        }
    }
}
