package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Repairs damage of the archive or of a copy from another. What is written was read in full at that
 * moment and has the digest that the package's inventory names, after that inventory agreed with
 * the catalogue and the acknowledgement; it is read back afterwards. Damaged bytes are set aside
 * below {@code damaged/}, and each repair stands in the log of audits. A change of the package that
 * was cut off is no hindrance: what is noted of it is finished before, or after the repair. Nothing
 * is written over a version that is newer than what a copy could give.
 */
public interface Repairs {
    /**
     * Repairs what is wrong with the package (or log object) of an incident, asked for by a person.
     *
     * @param from the name of the copy whose bytes are to be taken, or null for any that is good
     */
    Result repair(UUID incident, @Nullable String from, Reader actor);

    /**
     * Repairs a package of the archive that was found damaged on its way out, if that is to happen
     * without being asked for.
     */
    Result repair(AipId damaged);

    /** Places from which the archive or a copy may be repaired. */
    List<String> sources(String copy);

    /** Where automatic repair has stopped, because too much was found wrong within a day. */
    List<Stopped> stopped();

    /** A person has looked: automatic repair of it goes on. */
    void goOn(String copy, Reader actor);

    enum Outcome {
        /** Everything of it is as it was taken in, and was read back. */
        REPAIRED,
        /** Nothing was wrong any more. */
        SOUND,
        /** For something no copy has good bytes, or nothing tells for certain which are good. */
        NO_GOOD_COPY,
        /** Too much was found wrong: a person has to say go on. */
        STOPPED,
        /** It is being changed at the moment, or a store does not answer. */
        LATER,
        /** There is no other copy, or repairs are to be asked for. */
        NOT_TRIED
    }

    /**
     * @param files keys that were written
     * @param left keys that are wrong still
     */
    record Result(Outcome outcome, List<String> files, List<String> left) {
        public Result {
            files = List.copyOf(files);
            left = List.copyOf(left);
        }

        public static Result of(Outcome outcome) {
            return new Result(outcome, List.of(), List.of());
        }
    }

    /**
     * @param found packages in which damage was found within a day
     */
    record Stopped(String copy, Instant at, long found, long packages) {}
}
