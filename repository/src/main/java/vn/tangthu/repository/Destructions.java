package vn.tangthu.repository;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Destruction by the law's path (Luật Lưu trữ 2024, Điều 16 and 36; Thông tư 05/2025/TT-BNV, Điều
 * 48–50): hồ sơ that are expired or there twice are put on a list for review (xem xét hủy), the
 * list is frozen, a council decides on each hồ sơ, and after a waiting time another person than
 * those who prepared it has it carried out. The list and its decisions are the file of the
 * destruction and stay. For archivists; everybody else is refused ({@code NOT_ALLOWED}).
 *
 * <p>Whatever speaks against destroying a hồ sơ is told by {@link #check}, all at once, and looked
 * for again when the list is frozen, decided on, carried out, and for each hồ sơ when its turn
 * comes: what speaks against it then leaves that hồ sơ as it is.
 */
public interface Destructions {
    /** The most hồ sơ of a list. */
    int MOST = 500;

    /** The most characters of a reason and of most other texts. */
    int LONGEST = 500;

    /** The most characters of the explanation. */
    int LONGEST_EXPLANATION = 10_000;

    /** The least members of a council: chair, secretary, member. */
    int LEAST_MEMBERS = 3;

    /** Why a hồ sơ may be destroyed. */
    enum Ground {
        /** Its retention has ended. */
        EXPIRED,
        /** All of it is, byte for byte, in another hồ sơ that stays. */
        DUPLICATE
    }

    enum State {
        /** Being put together. */
        DRAFT,
        /** Before the council; nothing can be added or taken out. */
        FROZEN,
        /** Decided; the waiting time runs or is over. */
        DECIDED,
        /** Being carried out; it goes on after a stop. */
        EXECUTING,
        /** Carried out: what was destroyed is erased. */
        DONE,
        /** Taken back before it was carried out. */
        WITHDRAWN
    }

    /** What became of a hồ sơ that was to be destroyed. */
    enum Outcome {
        /** Ordered to be erased; {@link Erasures} tells how far that is. */
        ORDERED,
        /** Left as it is. */
        LEFT
    }

    /**
     * Hồ sơ whose retention has ended and that are in no list, those first whose term ended first.
     * The total is counted up to 10,000.
     *
     * @param fonds of this fonds only, or null
     */
    Slice<Candidate> expired(@Nullable FondsId fonds, int offset, int limit, Reader reader);

    /**
     * Hồ sơ of which deliveries brought the same bytes as another has and that were both kept by an
     * archivist's decision; the newest decisions first, at most 1,000.
     */
    Slice<Candidate> duplicates(int offset, int limit, Reader reader);

    /**
     * Begins a list.
     *
     * @throws RefusedException {@code DESTRUCTION_NAMELESS} for who has no account
     */
    UUID create(String title, Reader actor);

    /**
     * Puts hồ sơ on a draft; those it has already stay as they are.
     *
     * @throws RefusedException {@code NO_SUCH_RECORD}, {@code NO_SUCH_DOCUMENT}, {@code
     *     DESTRUCTION_LISTED}, {@code DESTRUCTION_TOO_MANY}; nothing is added then
     */
    void add(UUID list, List<Proposal> proposals, Reader actor);

    /** Takes one out of a draft. */
    void remove(UUID list, AipId record, Reader actor);

    /** The explanation (bản thuyết minh tài liệu hủy) of a draft. */
    void explain(UUID list, String explanation, Reader actor);

    /** What speaks against destroying what stands in the list, all at once. */
    List<Finding> check(UUID list, Reader reader);

    /**
     * Ends the draft; as it stands now it goes before the council.
     *
     * @throws RefusedException with all that {@link #check} finds, {@code DESTRUCTION_EMPTY},
     *     {@code VALUE_MISSING} of the explanation
     */
    void freeze(UUID list, Reader actor);

    /**
     * Writes in what the council decided on a hồ sơ, or on all that have no decision yet.
     *
     * @param record null for the rest
     */
    void judge(UUID list, @Nullable AipId record, boolean destroy, String reason, Reader actor);

    /**
     * Writes in the council's minutes, the approval and the decision; the waiting time begins.
     *
     * @throws RefusedException {@code DESTRUCTION_UNDECIDED}, {@code DESTRUCTION_DATES}, {@code
     *     DESTRUCTION_COUNCIL}, and all that {@link #check} finds on those to be destroyed
     */
    void decide(UUID list, Council council, Reader actor);

    /**
     * Leaves one as it is that was to be destroyed, before the list is carried out.
     *
     * @param reason what has come up since
     */
    void spare(UUID list, AipId record, String reason, Reader actor);

    /**
     * Carries it out, in the background: from here nothing can be taken back.
     *
     * @param decision number of the decision, typed again
     * @throws RefusedException {@code DESTRUCTION_SAME_PERSON}, {@code DESTRUCTION_WAITING}, {@code
     *     DESTRUCTION_NUMBER_DIFFERS}, and all that {@link #check} finds on those to be destroyed
     */
    void execute(UUID list, String decision, Reader actor);

    /** Takes a list back before it is carried out; its hồ sơ are free again. */
    void withdraw(UUID list, String reason, Reader actor);

    Optional<DestructionList> find(UUID list, Reader reader);

    /** The newest first. */
    Slice<DestructionList> list(int offset, int limit, Reader reader);

    /** By code. */
    Slice<Item> items(UUID list, int offset, int limit, Reader reader);

    /** How long a decision waits before it can be carried out. */
    Duration waitingTime();

    /** Who may know of lists. */
    static boolean mayKnow(Reader reader) {
        return reader.is(Role.ARCHIVIST);
    }

    /**
     * A hồ sơ that could be put on a list.
     *
     * @param ends the last year of its retention; null where it never ends or nobody can tell
     * @param duplicateOf arcFileCode of the one that would stay, or null
     */
    record Candidate(
            AipId record,
            String arcFileCode,
            String title,
            @Nullable Integer startYear,
            @Nullable Integer endYear,
            Maintenance maintenance,
            @Nullable Integer ends,
            Ground ground,
            @Nullable String duplicateOf) {}

    /**
     * @param duplicateOf arcFileCode of the hồ sơ that stays, for {@link Ground#DUPLICATE}; the hồ
     *     sơ itself where documents of it are there twice
     * @param documents codes of the documents of it that are to go while the rest stays; none, or
     *     all it has: the whole hồ sơ
     */
    record Proposal(
            String arcFileCode,
            Ground ground,
            @Nullable String duplicateOf,
            List<String> documents) {
        public Proposal {
            documents = List.copyOf(documents);
        }

        /** Of a whole hồ sơ. */
        public Proposal(String arcFileCode, Ground ground, @Nullable String duplicateOf) {
            this(arcFileCode, ground, duplicateOf, List.of());
        }
    }

    /**
     * What the papers of the council say.
     *
     * @param members by name and position, the chair first and then the secretary
     * @param minutes number of the minutes of the meeting
     * @param authority who approved it in writing
     * @param approval number of that paper
     * @param decision number of the decision to destroy
     */
    record Council(
            List<String> members,
            String minutes,
            LocalDate metOn,
            String authority,
            String approval,
            LocalDate approvedOn,
            String decision,
            LocalDate decidedOn) {
        public Council {
            members = List.copyOf(members);
        }
    }

    /** Who did something, and when. */
    record Act(AccountId account, String by, Instant at) {}

    /**
     * @param number from 1 in each year
     * @param sha256 of the frozen list: {@code code, version, ground, the one that stays} of each
     *     line; null in a draft
     * @param notBefore when it can be carried out
     * @param toDestroy how many the council decided to destroy and nobody spared since
     * @param undecided how many have no decision
     * @param erased how many are erased
     * @param left how many were left as they are after the decision
     * @param why of the withdrawal
     */
    record DestructionList(
            UUID id,
            int year,
            int number,
            String title,
            String explanation,
            State state,
            int records,
            int toDestroy,
            int undecided,
            int erased,
            int left,
            Act created,
            @Nullable Act frozen,
            @Nullable String sha256,
            @Nullable Council council,
            @Nullable Act decided,
            @Nullable Instant notBefore,
            @Nullable Act executed,
            @Nullable Instant finishedAt,
            @Nullable String withdrawnBy,
            @Nullable Instant withdrawnAt,
            @Nullable String why) {
        /** As it is printed: {@code 03/2026}. */
        public String notation() {
            return "%02d/%d".formatted(number, year);
        }

        /** Whether this reader had a hand in preparing it, and may not carry it out. */
        public boolean preparedBy(Reader reader) {
            for (Act act : new Act[] {created, frozen, decided}) {
                if (act != null && act.account().equals(reader.account())) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * @param titleOrNull null where it may be a state secret
     * @param ends the last year of its retention, or null
     * @param destroy the council's decision, null while there is none
     * @param why it was left, or null
     * @param parts codes of the documents of it that are to go while the rest stays; none: all of
     *     it. Documents, pages, title and last year are of these then
     */
    record Item(
            AipId record,
            String arcFileCode,
            @Nullable String titleOrNull,
            @Nullable Integer startYear,
            @Nullable Integer endYear,
            Maintenance maintenance,
            @Nullable Integer ends,
            int documents,
            int pages,
            int version,
            Ground ground,
            @Nullable String duplicateOf,
            @Nullable Boolean destroy,
            @Nullable String reason,
            @Nullable Outcome outcome,
            @Nullable String why,
            List<String> parts) {
        public Item {
            parts = List.copyOf(parts);
        }

        /** Of a whole hồ sơ. */
        public Item(
                AipId record,
                String arcFileCode,
                @Nullable String titleOrNull,
                @Nullable Integer startYear,
                @Nullable Integer endYear,
                Maintenance maintenance,
                @Nullable Integer ends,
                int documents,
                int pages,
                int version,
                Ground ground,
                @Nullable String duplicateOf,
                @Nullable Boolean destroy,
                @Nullable String reason,
                @Nullable Outcome outcome,
                @Nullable String why) {
            this(
                    record,
                    arcFileCode,
                    titleOrNull,
                    startYear,
                    endYear,
                    maintenance,
                    ends,
                    documents,
                    pages,
                    version,
                    ground,
                    duplicateOf,
                    destroy,
                    reason,
                    outcome,
                    why,
                    List.of());
        }
    }
}
