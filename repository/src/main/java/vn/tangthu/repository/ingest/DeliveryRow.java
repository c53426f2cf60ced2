package vn.tangthu.repository.ingest;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;

/**
 * A delivery as its row says.
 *
 * @param unnamed an archivist brought it and named nobody whom it comes from: its bag may
 */
record DeliveryRow(
        DeliveryId id,
        String name,
        String submitter,
        String actor,
        Path source,
        boolean owned,
        boolean acceptSound,
        boolean dryRun,
        State state,
        Instant receivedAt,
        @Nullable Instant finishedAt,
        int records,
        int documents,
        int files,
        long bytes,
        long blocking,
        long warnings,
        @Nullable String failure,
        @Nullable String content,
        @Nullable State stagedAs,
        @Nullable Decision decision,
        @Nullable String reason,
        @Nullable String decidedBy,
        long place,
        boolean paused,
        @Nullable AccountId account,
        Aip.@Nullable Bag bag,
        @Nullable String acceptedContent,
        @Nullable String acceptedReason,
        @Nullable String acceptedBy,
        boolean askDuplicates,
        boolean unnamed) {
    /** What a query names for {@link #of}. */
    static final String COLUMNS =
            "id, name, submitter, actor, source, owned, accept_sound, dry_run, state, received_at,"
                    + " finished_at, records, documents, files, bytes, blocking, warnings, failure,"
                    + " content, staged_as, decision, reason, decided_by, place, paused,"
                    + " account, bag, accepted_content, accepted_reason, accepted_by,"
                    + " ask_duplicates, unnamed";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** From {@link #COLUMNS}. */
    static DeliveryRow of(ResultSet row, int number) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        String stagedAs = row.getString("staged_as");
        String decision = row.getString("decision");
        UUID account = row.getObject("account", UUID.class);
        String bag = row.getString("bag");
        return new DeliveryRow(
                new DeliveryId(row.getObject("id", UUID.class)),
                row.getString("name"),
                row.getString("submitter"),
                row.getString("actor"),
                Path.of(row.getString("source")),
                row.getBoolean("owned"),
                row.getBoolean("accept_sound"),
                row.getBoolean("dry_run"),
                State.valueOf(row.getString("state")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getInt("records"),
                row.getInt("documents"),
                row.getInt("files"),
                row.getLong("bytes"),
                row.getLong("blocking"),
                row.getLong("warnings"),
                row.getString("failure"),
                row.getString("content"),
                stagedAs == null ? null : State.valueOf(stagedAs),
                decision == null ? null : Decision.valueOf(decision),
                row.getString("reason"),
                row.getString("decided_by"),
                row.getLong("place"),
                row.getBoolean("paused"),
                account == null ? null : new AccountId(account),
                bag == null ? null : JSON.readValue(bag, Aip.Bag.class),
                row.getString("accepted_content"),
                row.getString("accepted_reason"),
                row.getString("accepted_by"),
                row.getBoolean("ask_duplicates"),
                row.getBoolean("unnamed"));
    }

    /** A row for comparing only; nothing of it enters a fingerprint. */
    static DeliveryRow unsaved(Path source, String contractor, boolean unnamed) {
        return new DeliveryRow(
                new DeliveryId(new UUID(0, 0)),
                String.valueOf(source.getFileName()),
                contractor,
                "",
                source,
                false,
                false,
                true,
                State.CHECKING,
                Instant.EPOCH,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                false,
                null,
                null,
                null,
                null,
                null,
                false,
                unnamed);
    }

    /** Whether somebody who is no archivist only has it checked, and reads all findings himself. */
    boolean isOutsidersCheck() {
        return dryRun && isBySubmitter();
    }

    /** Whether the submitter brought it, not an archivist who names one or nobody. */
    boolean isBySubmitter() {
        return isByAnybody() || !unnamed && submitter.equals(actor);
    }

    /** Whether nobody knows who brought it, whatever name it bears. */
    boolean isByAnybody() {
        return actor.equals(Deliveries.DROP_FOLDER);
    }

    DeliveryRow with(Aip.@Nullable Bag read) {
        return new DeliveryRow(
                id,
                name,
                submitter,
                actor,
                source,
                owned,
                acceptSound,
                dryRun,
                state,
                receivedAt,
                finishedAt,
                records,
                documents,
                files,
                bytes,
                blocking,
                warnings,
                failure,
                content,
                stagedAs,
                decision,
                reason,
                decidedBy,
                place,
                paused,
                account,
                read,
                acceptedContent,
                acceptedReason,
                acceptedBy,
                askDuplicates,
                unnamed);
    }

    /** The same, from somebody who is named now. */
    DeliveryRow from(String name) {
        return new DeliveryRow(
                id,
                this.name,
                name,
                actor,
                source,
                owned,
                acceptSound,
                dryRun,
                state,
                receivedAt,
                finishedAt,
                records,
                documents,
                files,
                bytes,
                blocking,
                warnings,
                failure,
                content,
                stagedAs,
                decision,
                reason,
                decidedBy,
                place,
                paused,
                account,
                bag,
                acceptedContent,
                acceptedReason,
                acceptedBy,
                askDuplicates,
                false);
    }
}
