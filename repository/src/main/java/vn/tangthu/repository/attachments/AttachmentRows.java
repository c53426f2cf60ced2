package vn.tangthu.repository.attachments;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.RequestAttachments.Attachment;
import vn.tangthu.repository.RequestAttachments.Content;
import vn.tangthu.repository.RequestAttachments.Erased;
import vn.tangthu.repository.RequestAttachments.Type;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Rows of attachments. Lists leave the bytes where they are. */
@Component
class AttachmentRows {
    private static final String LISTED =
            "reference, n, name, type, size, sha512, checked, detail, sent_by, at, erased_at,"
                    + " erased_by, erased_why";

    private final JdbcClient jdbc;

    AttachmentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record NewRow(String name, Type type, long size, Digest sha512, VirusCheck said) {}

    /**
     * @param files and bytes, without those that were erased
     * @param last the highest number that was given
     */
    record Sum(int files, long bytes, int last) {}

    /** Until the end of the transaction nobody else adds to it. */
    void lock(String reference) {
        if (!locked(reference)) {
            throw new IllegalStateException("No request " + reference);
        }
    }

    /** As {@link #lock}; false where there is no such request. */
    boolean locked(String reference) {
        return jdbc.sql(
                        "select reference from kept.access_request where reference ="
                                + " :reference for update")
                .param("reference", reference)
                .query(String.class)
                .optional()
                .isPresent();
    }

    Set<String> digests(String reference) {
        return new HashSet<>(
                jdbc.sql(
                                "select sha512 from kept.request_attachment where reference ="
                                        + " :reference and erased_at is null")
                        .param("reference", reference)
                        .query(String.class)
                        .list());
    }

    Sum sum(String reference) {
        return jdbc.sql(
                        "select count(*) filter (where erased_at is null) as files,"
                                + " coalesce(sum(size) filter (where erased_at is null), 0) as bytes,"
                                + " coalesce(max(n), 0) as last from kept.request_attachment where"
                                + " reference = :reference")
                .param("reference", reference)
                .query(
                        (row, i) ->
                                new Sum(
                                        row.getInt("files"),
                                        row.getLong("bytes"),
                                        row.getInt("last")))
                .single();
    }

    /** Bytes that applicants sent since then. */
    long sentSince(Instant since) {
        return jdbc.sql(
                        "select coalesce(sum(size), 0) from kept.request_attachment where at > :since"
                                + " and sent_by is null")
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    void insert(
            String reference,
            int n,
            int step,
            NewRow row,
            byte[] bytes,
            @Nullable String sentBy,
            Instant at) {
        jdbc.sql(
                        """
                        insert into kept.request_attachment (reference, n, step, name, type, size,
                            sha512, content, checked, detail, sent_by, at)
                        values (:reference, :n, :step, :name, :type, :size, :sha512, :content,
                            :checked, :detail, :sentBy, :at)
                        """)
                .param("reference", reference)
                .param("n", n)
                .param("step", step)
                .param("name", row.name())
                .param("type", row.type().name())
                .param("size", bytes.length)
                .param("sha512", row.sha512().hex())
                .param("content", bytes)
                .param("checked", row.said().outcome().name())
                .param("detail", (row.said().detail() + " " + row.said().engine()).strip())
                .param("sentBy", sentBy, Types.VARCHAR)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Attachment> of(String reference) {
        return jdbc.sql(
                        "select "
                                + LISTED
                                + " from kept.request_attachment where reference = :reference order"
                                + " by n")
                .param("reference", reference)
                .query((row, i) -> attachment(row))
                .list();
    }

    Optional<Content> content(String reference, int n) {
        return jdbc.sql(
                        "select "
                                + LISTED
                                + ", content from kept.request_attachment where reference ="
                                + " :reference and n = :n and erased_at is null")
                .param("reference", reference)
                .param("n", n)
                .query((row, i) -> new Content(attachment(row), row.getBytes("content")))
                .optional();
    }

    boolean erase(String reference, int n, String why, String by, Instant at) {
        return jdbc.sql(
                                "update kept.request_attachment set content = null, name = '',"
                                        + " erased_at = :at, erased_by = :by, erased_why = :why where"
                                        + " reference = :reference and n = :n and erased_at is null")
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("by", by)
                        .param("why", why)
                        .param("reference", reference)
                        .param("n", n)
                        .update()
                > 0;
    }

    /**
     * @return how many were erased
     */
    int eraseAll(String reference, String why, String by, Instant at) {
        return jdbc.sql(
                        "update kept.request_attachment set content = null, name = '', erased_at ="
                                + " :at, erased_by = :by, erased_why = :why where reference ="
                                + " :reference and erased_at is null")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("why", why)
                .param("reference", reference)
                .update();
    }

    /** Whether the account has shown that the request is theirs. */
    boolean belongsTo(String reference, @Nullable AccountId account) {
        return account != null
                && jdbc.sql(
                                "select 1 from kept.account_request where account = :account and"
                                        + " reference = :reference")
                        .param("account", account.value())
                        .param("reference", reference)
                        .query(Integer.class)
                        .optional()
                        .isPresent();
    }

    private static Attachment attachment(ResultSet row) throws SQLException {
        OffsetDateTime erased = row.getObject("erased_at", OffsetDateTime.class);
        return new Attachment(
                row.getString("reference"),
                row.getInt("n"),
                row.getString("name"),
                Type.valueOf(row.getString("type")),
                row.getLong("size"),
                new Digest(DigestAlgorithm.SHA512, row.getString("sha512")),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("sent_by"),
                row.getString("checked").equals(VirusCheck.Outcome.CLEAN.name()),
                row.getString("detail"),
                erased == null
                        ? null
                        : new Erased(
                                erased.toInstant(),
                                row.getString("erased_by"),
                                row.getString("erased_why")));
    }
}
