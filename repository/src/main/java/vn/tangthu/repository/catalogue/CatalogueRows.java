package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordSummary;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Rows of the catalogue as what the face shows of them. */
final class CatalogueRows {
    private CatalogueRows() {}

    /**
     * Columns {@code access}, {@code title_public}, {@code basis}, {@code ground} and {@code
     * closed_until} with a prefix.
     */
    static Rights rights(ResultSet row, String prefix) throws SQLException {
        String ground = row.getString(prefix + "ground");
        return new Rights(
                Ranks.access(row.getInt(prefix + "access")),
                row.getBoolean(prefix + "title_public"),
                row.getString(prefix + "basis"),
                ground == null ? null : AccessGround.valueOf(ground),
                row.getObject(prefix + "closed_until", LocalDate.class));
    }

    /** As the column {@code ground} keeps it. */
    static @Nullable String ground(Rights rights) {
        AccessGround ground = rights.ground();
        return ground == null ? null : ground.name();
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static ContentFile contentFile(ResultSet row) throws SQLException {
        return new ContentFile(
                new ContentFileId(row.getObject("id", UUID.class)),
                row.getString("path"),
                row.getString("original_name"),
                row.getString("mime_type"),
                row.getLong("size"),
                row.getInt("pages"),
                new Digest(DigestAlgorithm.SHA512, row.getString("sha512")),
                new Digest(DigestAlgorithm.SHA256, row.getString("sha256")),
                part(row),
                scan(row),
                virus(row),
                format(row),
                checks(row));
    }

    private static @Nullable FormatIdentification format(ResultSet row) throws SQLException {
        String puid = row.getString("puid");
        return puid == null
                ? null
                : new FormatIdentification(
                        puid,
                        row.getString("format_name"),
                        row.getString("format_version"),
                        FormatIdentification.Basis.valueOf(row.getString("format_basis")),
                        row.getString("format_signatures"));
    }

    private static List<ContentCheck> checks(ResultSet row) throws SQLException {
        String checks = row.getString("checks");
        return checks == null ? List.of() : DescriptionJson.readChecks(checks);
    }

    private static @Nullable VirusCheck virus(ResultSet row) throws SQLException {
        String outcome = row.getString("virus_outcome");
        return outcome == null
                ? null
                : new VirusCheck(
                        VirusCheck.Outcome.valueOf(outcome),
                        row.getString("virus_detail"),
                        row.getString("virus_engine"),
                        instant(row, "virus_at"));
    }

    private static @Nullable ScanFacts scan(ResultSet row) throws SQLException {
        Integer a4 = row.getObject("a4", Integer.class);
        return a4 == null
                ? null
                : new ScanFacts(
                        a4,
                        row.getInt("lowest_dpi"),
                        row.getInt("colour_pages"),
                        row.getInt("grey_pages"),
                        row.getInt("bitonal_pages"),
                        row.getInt("blank_pages"));
    }

    private static ContentFile.@Nullable Part part(ResultSet row) throws SQLException {
        UUID whole = row.getObject("whole_id", UUID.class);
        return whole == null
                ? null
                : new ContentFile.Part(
                        new ContentFileId(whole),
                        row.getInt("first_page"),
                        row.getInt("whole_pages"));
    }

    static Fonds fonds(ResultSet row, Reader reader) throws SQLException {
        FondsId id = new FondsId(row.getObject("id", UUID.class));
        Rights rights = rights(row, "");
        boolean readable = reader.mayRead(id, rights.access());
        return new Fonds(
                id,
                row.getString("code"),
                row.getString("title"),
                row.getString("archive_code"),
                row.getObject("closed_on", LocalDate.class),
                readable ? row.getString("history") : null,
                readable ? rights : withoutGround(rights),
                row.getLong("records"),
                instant(row, "created_at"),
                row.getObject("ended_on", LocalDate.class));
    }

    /** Why something is closed may itself tell what it hides. */
    private static Rights withoutGround(Rights rights) {
        return new Rights(rights.access(), rights.titlePublic(), rights.basis());
    }

    static Series series(ResultSet row, FondsId fonds) throws SQLException {
        return new Series(
                new SeriesId(row.getObject("id", UUID.class)),
                fonds,
                row.getString("code"),
                row.getString("title"),
                row.getLong("records"));
    }

    /**
     * A row of a list. Of one that is only listed for the reader neither the number of documents
     * nor that of pages is told, both are 0.
     */
    static RecordSummary summary(ResultSet row, FondsId fonds, Reader reader) throws SQLException {
        Rights rights = Ranks.strictest(rights(row, "f_"), rights(row, ""));
        int readable = Ranks.readable(reader, fonds);
        boolean full = Ranks.of(rights.access()) <= readable;
        int known = Ranks.known(reader);
        return new RecordSummary(
                new AipId(row.getObject("id", UUID.class)),
                row.getString("arc_file_code"),
                full || rights.titlePublic() ? row.getString("title") : null,
                row.getObject("start_year", Integer.class),
                row.getObject("end_year", Integer.class),
                rights.access(),
                full ? sum(row, "documents_", known) : 0,
                full ? sum(row, "pages_", readable) : 0,
                fixity(row));
    }

    private static int sum(ResultSet row, String prefix, int highestRank) throws SQLException {
        int sum = 0;
        for (Access access : Access.values()) {
            if (Ranks.of(access) <= highestRank) {
                sum += row.getInt(prefix + access.name().toLowerCase(Locale.ROOT));
            }
        }
        return sum;
    }

    /** Columns {@code fixity} and {@code fixity_at} of the latest audit, else {@code stored_at}. */
    static FixityState fixity(ResultSet row) throws SQLException {
        @Nullable String state = row.getString("fixity");
        if (state == null) {
            return new FixityState.NeverChecked(instant(row, "stored_at"));
        }
        Instant at = instant(row, "fixity_at");
        return state.equals("SOUND") ? new FixityState.Sound(at) : new FixityState.Damaged(at);
    }
}
