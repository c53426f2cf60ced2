package vn.tangthu.repository.attachments;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AttachmentTerms;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

@Component
class StoredAttachmentTerms implements AttachmentTerms {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Requests that ended before a moment and still have papers. */
    private static final String OVER =
            """
            select a.reference, max(o.ended) as ended, count(*) as files, sum(a.size) as bytes
            from kept.request_attachment a
            join kept.access_request r on r.reference = a.reference
            join (select reference, max(at) as ended from kept.access_request_outcome group by reference) o
                on o.reference = a.reference
            where a.erased_at is null and r.status in ('GRANTED', 'REFUSED', 'WITHDRAWN') and o.ended < :before
            group by a.reference
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final AttachmentRows rows;
    private final ActivityLog log;
    private final Clock clock;
    private final int years;

    StoredAttachmentTerms(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            AttachmentRows rows,
            ActivityLog log,
            Clock clock,
            AttachmentProperties properties) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.rows = rows;
        this.log = log;
        this.clock = clock;
        this.years = properties.keepYears();
    }

    @Override
    public int years() {
        return years;
    }

    private Instant before() {
        return clock.instant().atZone(VIETNAM).minusYears(years).toInstant();
    }

    @Override
    public Slice<Over> over(int offset, int limit) {
        if (years == 0) {
            return new Slice<>(List.of(), offset, 0);
        }
        Instant before = before();
        List<Over> some =
                jdbc.sql(OVER + " order by ended, reference offset :offset limit :limit")
                        .param("before", before.atOffset(ZoneOffset.UTC))
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(
                                (row, n) ->
                                        new Over(
                                                row.getString("reference"),
                                                row.getObject("ended", OffsetDateTime.class)
                                                        .toInstant(),
                                                row.getInt("files"),
                                                row.getLong("bytes")))
                        .list();
        long all =
                jdbc.sql("select count(*) from (" + OVER + ") over_now")
                        .param("before", before.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single();
        return new Slice<>(some, offset, all);
    }

    @Override
    public int erase(Set<String> references, Reader archivist) {
        if (!archivist.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", archivist.name()));
        }
        if (references.size() > MOST) {
            throw new IllegalArgumentException(references.size() + " requests");
        }
        if (years == 0) {
            return 0;
        }
        int erased = 0;
        for (String reference : new TreeSet<>(references)) {
            erased +=
                    Objects.requireNonNull(
                            transactions.execute(status -> erase(reference, archivist)));
        }
        return erased;
    }

    private int erase(String reference, Reader archivist) {
        // Whoever appeals meanwhile waits, or came first.
        if (!rows.locked(reference)) {
            return 0;
        }
        boolean over =
                jdbc.sql("select 1 from (" + OVER + ") over_now where reference = :reference")
                        .param("before", before().atOffset(ZoneOffset.UTC))
                        .param("reference", reference)
                        .query(Integer.class)
                        .optional()
                        .isPresent();
        if (!over) {
            return 0;
        }
        String why = "Hết thời hạn lưu: " + years + " năm";
        int files = rows.eraseAll(reference, why, archivist.name(), clock.instant());
        log.record(archivist, "REQUEST_FILES_TERM_OVER", reference, files + ": " + why);
        return files;
    }
}
