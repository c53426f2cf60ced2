package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.BackupRuns.BackupRun;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.RunState;

/**
 * Minutes of preservation (Thông tư 05/2025/TT-BNV, Phụ lục VII): of a check, of a back-up, of an
 * incident and what was restored. The facts are what really happened, as it was recorded; people
 * add who was present, causes and measures. Archivists make them, auditors read them too; everybody
 * else is refused.
 */
public interface PreservationMinutes {
    /** The three papers. */
    enum Kind {
        /** Biên bản kiểm tra, of an audit run that ended. */
        CHECK,
        /** Biên bản sao lưu, of a run in {@link BackupRuns} that ended. */
        BACKUP,
        /** Biên bản xử lý sự cố và phục hồi, of an incident and what was found with it. */
        INCIDENT
    }

    /**
     * Makes them, or makes them again: another issue under the number they have; issues of before
     * stay as they were signed. Durable on return.
     *
     * @throws RefusedException when there is nothing of that id that has ended, or a text is too
     *     long
     */
    Minutes make(Kind kind, UUID subject, Said said, Reader actor);

    /** All issues, newest first, at most a hundred. */
    List<Minutes> issues(Kind kind, UUID subject, Reader reader);

    /** The newest of all, at most a hundred. */
    List<Minutes> newest(Reader reader);

    /** What to propose: the archive and the people of the last minutes of this kind, or of any. */
    Optional<Said> proposed(Kind kind, Reader reader);

    /**
     * @param year of the number, in Vietnam
     * @param number from 1 in each year, over all kinds
     * @param issue from 1, how often it was made
     */
    record Minutes(
            Kind kind,
            UUID subject,
            int year,
            int number,
            int issue,
            Instant madeAt,
            String madeBy,
            Said said,
            Facts facts) {}

    /**
     * What nobody but people can tell; blank is left open on the paper.
     *
     * @param parent the body above the archive
     * @param archive who makes them; required
     * @param notation what follows the number, {@code BB-BQTL}
     * @param place for the line of the date
     * @param present at most 20
     * @param medium medium or device and its state: kind, number, year of use
     * @param cause nguyên nhân
     * @param measures biện pháp xử lý, kiến nghị
     * @param remarks ý kiến khác
     */
    record Said(
            String parent,
            String archive,
            String notation,
            String place,
            List<Present> present,
            String medium,
            String cause,
            String measures,
            String remarks) {
        public Said {
            present = List.copyOf(present);
        }

        /** The same for another paper: without what is told of this one. */
        public Said another() {
            return new Said(parent, archive, notation, place, present, "", "", "", "");
        }
    }

    /** Who was there, each text of at most 200 characters. */
    record Present(String person, String position, String organ) {}

    /** What was recorded. */
    sealed interface Facts permits Check, Backup, Restored {}

    /**
     * @param copy which was read
     * @param objects packages that were read
     * @param records hồ sơ of the archive by their last check when the paper was made: never, sound
     *     and damaged
     * @param found at most {@link #MOST}
     * @param further that were found, too
     */
    record Check(
            String copy,
            RunState state,
            String actor,
            Instant startedAt,
            Instant endedAt,
            long objects,
            long objectsTotal,
            long bytes,
            long problems,
            FixityAudits.Summary records,
            List<Found> found,
            long further)
            implements Facts {
        public Check {
            found = List.copyOf(found);
        }
    }

    /** A run of the journal of back-ups that has an end. */
    record Backup(BackupRun run) implements Facts {}

    /**
     * @param found the incident and what was found wrong with the same package in the same place
     *     within a day before or after, at most {@link #MOST}
     * @param further how many more
     * @param furtherOpen how many of those are open still
     * @param mended what was put back there from a day before it was found to a day after the last
     *     of them was resolved, or to now while one is open; at most {@link #MOST}
     * @param furtherMended how many more
     */
    record Restored(
            String copy,
            @Nullable String arcFileCode,
            List<Found> found,
            long further,
            long furtherOpen,
            List<Mended> mended,
            long furtherMended)
            implements Facts {
        public Restored {
            found = List.copyOf(found);
            mended = List.copyOf(mended);
        }
    }

    /** Incidents that one paper names. */
    int MOST = 200;

    /** As {@link FixityAudits.Incident}. */
    record Found(
            @Nullable String arcFileCode,
            String path,
            Damage damage,
            Instant foundAt,
            @Nullable Instant resolvedAt,
            @Nullable String repairedFrom) {}

    /**
     * A file that was put back and read again.
     *
     * @param source whose bytes were taken
     * @param setAside where the damaged bytes are kept
     */
    record Mended(
            String path,
            String source,
            String sha512,
            @Nullable String setAside,
            String actor,
            Instant at) {}
}
