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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ErasingStore.Held;
import vn.tangthu.storage.StoreKey;

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
     * @return what still holds a version, or empty
     * @throws Attempts.Refused when the server lists no versions
     */
    Optional<Held> erase(StoreKey key) throws IOException {
        List<Version> versions = new ArrayList<>();
        String keyMarker = null;
        String versionMarker = null;
        do {
            ListVersionsResult page = page(key.value(), keyMarker, versionMarker);
            of(page).filter(version -> version.key().equals(key)).forEach(versions::add);
            keyMarker = page.isTruncated() ? page.nextKeyMarker() : null;
            versionMarker = page.nextVersionIdMarker();
        } while (keyMarker != null && keyMarker.equals(key.value()));
        return erase(versions);
    }

    /**
     * All versions of all keys below this one, delete markers too.
     *
     * @return what still holds a version, or empty
     * @throws Attempts.Refused when the server lists no versions
     */
    Optional<Held> eraseBelow(StoreKey root) throws IOException {
        Optional<Held> held = Optional.empty();
        String keyMarker = null;
        String versionMarker = null;
        do {
            ListVersionsResult page = page(root.value() + "/", keyMarker, versionMarker);
            held = Held.longer(held, erase(of(page).toList()));
            keyMarker = page.isTruncated() ? page.nextKeyMarker() : null;
            versionMarker = page.nextVersionIdMarker();
        } while (keyMarker != null);
        return held;
    }

    private record Version(StoreKey key, String id) {}

    private static Stream<Version> of(ListVersionsResult page) {
        return Stream.<Item>concat(page.contents().stream(), page.deleteMarkers().stream())
                .map(item -> new Version(new StoreKey(item.objectName()), item.versionId()));
    }

    private Optional<Held> erase(List<Version> versions) throws IOException {
        Optional<Held> held = Optional.empty();
        for (Version version : versions) {
            RemoveObjectArgs args =
                    RemoveObjectArgs.builder()
                            .bucket(bucket)
                            .object(version.key().value())
                            .versionId(version.id())
                            .bypassGovernanceMode(true)
                            .build();
            try {
                attempts.request(
                        "DELETE " + version.key() + " " + version.id(),
                        () -> client.removeObject(args));
            } catch (Attempts.Refused e) {
                held =
                        Held.longer(
                                held, Optional.of(whatHolds(version.key(), version.id(), e)));
            }
        }
        return held;
    }

    private ListVersionsResult page(
            String prefix, @Nullable String keyMarker, @Nullable String versionMarker)
            throws IOException {
        ListObjectVersionsArgs.Builder args =
                ListObjectVersionsArgs.builder().bucket(bucket).prefix(prefix).maxKeys(100);
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
    private Held whatHolds(StoreKey key, String version, Attempts.Refused refusal)
            throws IOException {
        if (!refusal.code().equals("AccessDenied") && !refusal.code().contains("Lock")) {
            throw refusal;
        }
        GetObjectRetentionArgs args =
                GetObjectRetentionArgs.builder()
                        .bucket(bucket)
                        .object(key.value())
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
