package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Back-up sets (bộ sao lưu) on media that are taken out of the machine: a full set and the
 * incremental ones after it make a chain. Each set is a folder of plain files: an OCFL storage root
 * with whole packages, the log, what only the database holds, and a signed manifest; it can be read
 * without this software. At least two chains on independent media, an incremental set each day and
 * a full one each month are what Thông tư 05/2025/TT-BNV (Điều 26–31) asks for.
 */
public interface BackupSets {
    /**
     * Writes a set, or goes on with the one that was cut off on this medium. Nothing counts before
     * everything was read back from the medium and has the digests of the archive.
     *
     * @throws RefusedException when the medium has too little room or is not known, when there is
     *     no full set to go on from, or when packages of the archive are damaged, which are named
     * @throws IOException when the medium or the store does not answer
     */
    BackupSet write(Order order, Progress progress) throws IOException;

    /**
     * Reads everything of a set and compares it with its signed manifest and, where it is one of
     * this archive, with the archive's packages; the outcome is kept beside the set.
     */
    Checked verify(Path set, Reader actor, Progress progress) throws IOException;

    /** Newest first. */
    Slice<BackupSet> list(int offset, int limit);

    Optional<BackupSet> find(UUID id);

    /** Media that are in use, what is due first on top. */
    List<Medium> media();

    /** Registers a medium, or corrects what is known of it. */
    void register(NewMedium medium, Reader actor);

    /** Nothing is expected of the medium any more. */
    void retire(String serial, Reader actor);

    enum Kind {
        FULL,
        INCREMENTAL
    }

    enum State {
        /** Cut off or refused; the next order on this medium goes on with it. */
        UNFINISHED,
        /** Written, read back and signed. */
        COMPLETE
    }

    /** How long a medium lasts depends on what it is. */
    enum MediumKind {
        HARD_DISK,
        SOLID_STATE,
        TAPE,
        OPTICAL,
        OTHER
    }

    /**
     * @param to where the medium is mounted
     * @param chain which of the chains; letters, digits and hyphens
     * @param medium null when the medium says itself which it is, as after the first set on it
     * @param performedBy name and post of who does it, for the minutes, or null
     */
    record Order(
            Path to,
            Kind kind,
            String chain,
            @Nullable NewMedium medium,
            @Nullable String performedBy,
            Reader actor) {}

    /**
     * @param serial the maker's serial number, or the archive's inventory number
     * @param firstUsed its age counts from here
     */
    record NewMedium(String serial, String label, MediumKind kind, LocalDate firstUsed) {}

    /**
     * @param years how long such a medium is trusted, by the settings
     * @param replaceBy when what is on it must be on a younger one
     * @param lastSet when a set was completed on it last
     */
    record Medium(
            String serial,
            String label,
            MediumKind kind,
            LocalDate firstUsed,
            int years,
            LocalDate replaceBy,
            long sets,
            @Nullable Instant lastSet) {}

    /**
     * Everything that minutes of back-up (Phụ lục VII) tell.
     *
     * @param number of the archive's sets, from 1
     * @param full the full set of its chain; itself for a full one
     * @param previous the set it goes on from; null for a full one
     * @param medium its serial number
     * @param label what is written on the medium
     * @param directory its folder on the medium
     * @param place where the medium was mounted
     * @param actor who gave the order
     * @param performedBy name and post, as given
     * @param fonds packages of fonds in it
     * @param records hồ sơ in it
     * @param logs log objects in it
     * @param files all files in it, and their bytes
     * @param heldFonds fonds that the archive had when it was written
     * @param heldRecords hồ sơ that the archive had then
     * @param problem why it was not finished, for people
     * @param manifest SHA-512 of its manifest
     * @param key fingerprint of the key that signed it
     * @param checkedAt when all of it was read last
     * @param wrong files and signatures that were wrong then
     * @param note the first of them
     */
    record BackupSet(
            UUID id,
            long number,
            String chain,
            Kind kind,
            UUID full,
            @Nullable UUID previous,
            String medium,
            String label,
            String directory,
            String place,
            String actor,
            @Nullable String performedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long fonds,
            long records,
            long logs,
            long files,
            long bytes,
            long heldFonds,
            long heldRecords,
            State state,
            @Nullable String problem,
            @Nullable String manifest,
            @Nullable String key,
            @Nullable Instant checkedAt,
            @Nullable Long wrong,
            @Nullable String note) {}

    /**
     * @param ours whether the key is one of this archive's log: a stranger's set proves nothing but
     *     that it is as it was signed
     * @param key fingerprint of the key; compare it with what you were given
     * @param compared packages that were compared with those of the archive
     * @param problems how many in all; {@code shown} has the first thousand
     */
    record Checked(
            UUID id,
            long number,
            String archive,
            Kind kind,
            String key,
            boolean ours,
            long files,
            long bytes,
            long compared,
            long problems,
            List<Problem> shown) {
        public Checked {
            shown = List.copyOf(shown);
        }

        public boolean sound() {
            return problems == 0;
        }
    }

    record Problem(Fault fault, String path, String detail) {}

    /** What can be wrong with a set. */
    enum Fault {
        SIGNATURE_BAD("Chữ ký không đúng", "The signature is wrong"),
        MANIFEST_CHANGED(
                "Bản kê khác với bản đã ký", "A manifest is another than the one that was signed"),
        MISSING("Thiếu tệp", "A file is missing"),
        CHANGED("Tệp đã thay đổi", "A file has other bytes"),
        EXTRA("Tệp không có trong bản kê", "A file is in no manifest"),
        NOT_THE_ARCHIVES("Gói khác với kho", "A package is another than the archive has");

        private final String vietnamese;
        private final String english;

        Fault(String vietnamese, String english) {
            this.vietnamese = vietnamese;
            this.english = english;
        }

        public String vietnamese() {
            return vietnamese;
        }

        public String english() {
            return english;
        }
    }
}
