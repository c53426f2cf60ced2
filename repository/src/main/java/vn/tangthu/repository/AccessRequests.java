package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests for what is not public or not digitised (procedure 1.013932). In the {@code kept}
 * schema: only the database has them.
 *
 * <p>A request has one item or several, each decided by itself. The lawful clock of an item counts
 * working days and stands still while the applicant is waited for; the request's own is that of the
 * item whose time ends first. Whether an item is conditional follows from what it is about, not
 * from what was ticked. Who may have what is conditional is decided by two persons; an appeal by
 * none of those who refused.
 */
public interface AccessRequests {
    /** What one request may ask for; who needs more sends another one. */
    int MOST_ITEMS = 20;

    /** How long ago a paper that is keyed in may have come in, days: else its year was mistyped. */
    int PAPER_WITHIN_DAYS = 60;

    /**
     * Luật Khiếu nại 2011 (02/2011/QH13), Điều 9: 90 days from the day one knows of it. Every day
     * counts; where the last one is a day off, an appeal is in time until the next working day (Bộ
     * luật Dân sự 2015, Điều 148 khoản 5).
     */
    int APPEAL_WITHIN_DAYS = 90;

    /** How much later a term that ends on a day off may end: Tết has nine or ten in a row. */
    int MOST_DAYS_OFF = 14;

    /**
     * Durable when this returns.
     *
     * @param reader whoever sends it, and whose it is where that is an account ({@link
     *     UserFiles#applicant}); an archivist for one that came in on paper, which is nobody's
     * @throws RefusedException with all findings at once
     */
    default Reference submit(NewRequest request, Reader reader) {
        return submit(request, null, reader);
    }

    /**
     * As {@link #submit(NewRequest, Reader)}.
     *
     * @param claimed the relief of the fee that the applicant claims, one of the table of the day;
     *     null for none. {@link Fees#claim} tells what became of it.
     */
    Reference submit(NewRequest request, @Nullable FeeGroup claimed, Reader reader);

    /**
     * As the applicant may see it: what one officer proposes to another is not in it, and no name
     * of an officer. Wrong and missing look the same; attempts are throttled by the caller.
     */
    Optional<Request> track(Applicant applicant);

    /**
     * What the applicant does; afterwards as {@link #track}.
     *
     * @param item what of the request it is about, null for all of it that it can be about; what is
     *     added is always for all of it
     * @param text the applicant's words; for {@link Act#WITHDRAW} they may be empty
     * @return empty where {@link #track} is
     * @throws RefusedException where the state of the request forbids it; nothing has changed then
     */
    Optional<Request> act(Applicant applicant, Act act, @Nullable Integer item, String text);

    default Optional<Request> act(Applicant applicant, Act act, String text) {
        return act(applicant, act, null, text);
    }

    /**
     * Files were attached ({@link RequestAttachments}): a step of the request, as {@link
     * Act#SUPPLEMENT}; but what nobody has begun with stays received. Part of the caller's
     * transaction; the caller has asked whose it is.
     *
     * @param text words beside the files, or empty
     * @param archivist who scanned them in, or null for the applicant
     * @return the number of the step
     * @throws RefusedException where the state of the request forbids it
     */
    int attached(String reference, String text, @Nullable String archivist);

    /**
     * The open ones by the working time that is left, those that wait for the applicant last; steps
     * are left out.
     */
    Slice<Request> queue(int offset, int limit);

    /** The newest first; steps are left out. */
    Slice<Request> inbox(@Nullable Status status, int offset, int limit);

    Optional<Request> find(String reference);

    /**
     * Whose requests these are or once were ({@link Request#askedBy}), for lists.
     *
     * @param references at most some hundreds
     * @return usernames by reference; those are missing that nobody with an account asked for
     */
    Map<String, Set<String>> askedBy(Set<String> references);

    /**
     * An archivist's answer; the applicant sees it on the status page, except a proposal.
     *
     * @param items which it decides, by their numbers; empty for all that are open
     * @throws RefusedException with all findings at once
     */
    void reply(String reference, Set<Integer> items, Decision decision, Reader actor);

    default void reply(String reference, Decision decision, Reader actor) {
        reply(reference, Set.of(), decision, actor);
    }

    /**
     * Gives an item that was asked for in words the hồ sơ that was found for it, or another one. A
     * proposal is undone by it: the second person decides on what is there now.
     *
     * @throws RefusedException when it is decided, or asked for a hồ sơ itself
     */
    void give(String reference, int item, AipId record, Reader actor);

    /**
     * Corrects what the applicant wants in the end, where the form says it wrongly. A step of the
     * request, which the applicant reads and is written to about; a proposal is undone by it. What
     * was asked for stays in the register as it came in.
     *
     * @param kind to read, or a certified copy: conditional is not wanted, it follows from the
     *     record
     * @param why as the applicant reads it
     * @throws RefusedException with all findings at once
     */
    void correctKind(String reference, Kind kind, String why, Reader actor);

    /**
     * Keeps the identity number of the applicant as it was seen on the evidence; it counts from
     * then on, {@link NewRequest#identityNumber} tells it. Also of a request that was granted: the
     * certificate of a DIP names it. What the form said stays in the register as it came in.
     *
     * @param seenOn the evidence; stands in the log, so without the number
     * @throws RefusedException with all findings at once
     */
    void enterIdentity(String reference, String number, String seenOn, Reader actor);

    /**
     * The open items that are granted by two persons, by their numbers: because what they are about
     * is not public, or was not when it was asked for, or because conditional access was asked for.
     */
    Set<Integer> byTwo(Request request);

    /** Earlier decisions that are shown with an item. */
    int MOST_ALIKE = 10;

    /**
     * What was decided before of the same hồ sơ as this item is about; where nothing was, of the
     * same fonds and kind, among the newest 2,000 decisions. The newest first, {@link #MOST_ALIKE}
     * at most; of other requests alone. Nobody's name is in it.
     *
     * @return empty for words, and for everybody but archivists
     */
    List<Earlier> alike(Request request, Item item, Reader reader);

    /**
     * An earlier decision.
     *
     * @param outcome {@code GRANTED} or {@code REFUSED}
     * @param reason null where none was kept
     * @param sameRecord of the same hồ sơ, else of the same fonds and kind
     */
    record Earlier(
            String reference,
            int item,
            Instant at,
            Status outcome,
            @Nullable Reason reason,
            Kind kind,
            boolean sameRecord) {}

    /** {@code YC-2026-XXXXXX}: not guessable, no letters that look like digits. */
    record Reference(String value) {}

    /**
     * @param lastFour the last four digits of the telephone number, or the last four characters of
     *     an e-mail address before its @
     */
    record Applicant(String reference, String lastFour) {}

    /** What is wanted in the end; how long that takes of what is public. */
    enum Kind {
        /** Read: 1 working day. */
        READ(1),
        /** Certified copy: 2 working days. */
        CERTIFIED_COPY(2),
        /**
         * Conditional access: 7 working days. Any item about a record that is not public has that
         * term, and two persons, whatever kind was asked for.
         */
        CONDITIONAL(7);

        private final int workingDays;

        Kind(int workingDays) {
            this.workingDays = workingDays;
        }

        public int workingDays() {
            return workingDays;
        }
    }

    enum Status {
        RECEIVED,
        IN_PROGRESS,
        /** Waits for the applicant; the clock stands. */
        NEEDS_MORE,
        /** The applicant has added something that nobody has answered yet. */
        SUPPLEMENTED,
        /** One officer would grant it; a second one has to. */
        PROPOSED,
        GRANTED,
        REFUSED,
        /** Refused, and complained of (Luật Khiếu nại 2011, Điều 9): decided by somebody else. */
        APPEALED,
        WITHDRAWN;

        /** Whether the archive or the applicant still has to do something. */
        public boolean open() {
            return this != GRANTED && this != REFUSED && this != WITHDRAWN;
        }
    }

    /** What an applicant can do about a request. */
    enum Act {
        SUPPLEMENT,
        WITHDRAW,
        APPEAL
    }

    /** Why it was decided so; its words name the legal basis. */
    enum Reason {
        OPEN_TO_ALL(Status.GRANTED),
        OWN_RECORD(Status.GRANTED),
        MANDATED(Status.GRANTED),
        OFFICIAL_NEED(Status.GRANTED),
        CONDITIONS_MET(Status.GRANTED),
        /** With redactions: no copy of whole pages is made. */
        REDACTED(Status.GRANTED),
        NOT_HELD(Status.REFUSED),
        STATE_SECRET(Status.REFUSED),
        PRIVATE_LIFE(Status.REFUSED),
        CONDITIONS_NOT_MET(Status.REFUSED),
        BADLY_DAMAGED(Status.REFUSED),
        BEING_PROCESSED(Status.REFUSED),
        WANTED_UNCLEAR(Status.NEEDS_MORE),
        PURPOSE_UNCLEAR(Status.NEEDS_MORE),
        IDENTITY_UNPROVEN(Status.NEEDS_MORE),
        MANDATE_MISSING(Status.NEEDS_MORE),
        EVIDENCE_MISSING(Status.NEEDS_MORE),
        /** Needs words. */
        OTHER(Status.GRANTED, Status.REFUSED, Status.NEEDS_MORE);

        private final Set<Status> statuses;

        Reason(Status... statuses) {
            this.statuses = Set.of(statuses);
        }

        /** The reasons that an answer of this kind can have; none where it needs none. */
        public static List<Reason> of(Status status) {
            return Arrays.stream(values()).filter(r -> r.statuses.contains(status)).toList();
        }
    }

    /**
     * @param status {@code IN_PROGRESS}, {@code NEEDS_MORE}, {@code GRANTED} or {@code REFUSED}
     * @param reason one of {@link Reason#of} the status; null for {@code IN_PROGRESS}
     * @param text what the applicant reads; needed to refuse, to ask for more, and with {@link
     *     Reason#OTHER}
     */
    record Decision(Status status, @Nullable Reason reason, String text) {}

    /**
     * A hồ sơ, or one document of it.
     *
     * @param document null for all of it
     */
    record Asked(AipId record, @Nullable DocumentId document) {}

    /**
     * @param asked what it is about; none for a request in words
     * @param identityNumber as it was given, or as an archivist saw it since; null for none
     * @param onBehalfOf the person or organisation it is sent for, or null
     * @param paperOn the day it came in on paper, from which its time counts; null for one that is
     *     sent here
     * @param paperUse how records on paper that are not digitised are wanted; null where that was
     *     not said
     */
    record NewRequest(
            Kind kind,
            List<Asked> asked,
            String wanted,
            String purpose,
            String name,
            String contact,
            @Nullable String identityNumber,
            @Nullable String onBehalfOf,
            @Nullable LocalDate paperOn,
            @Nullable PaperUse paperUse) {
        public NewRequest {
            asked = List.copyOf(asked);
        }

        /** Without a word about paper that is not digitised. */
        public NewRequest(
                Kind kind,
                List<Asked> asked,
                String wanted,
                String purpose,
                String name,
                String contact,
                @Nullable String identityNumber,
                @Nullable String onBehalfOf,
                @Nullable LocalDate paperOn) {
            this(
                    kind,
                    asked,
                    wanted,
                    purpose,
                    name,
                    contact,
                    identityNumber,
                    onBehalfOf,
                    paperOn,
                    null);
        }

        /** For oneself, about one record, or in words. */
        public NewRequest(
                Kind kind,
                @Nullable AipId about,
                String wanted,
                String purpose,
                String name,
                String contact,
                @Nullable String identityNumber) {
            this(
                    kind,
                    about == null ? List.of() : List.of(new Asked(about, null)),
                    wanted,
                    purpose,
                    name,
                    contact,
                    identityNumber,
                    null,
                    null);
        }

        /** The first record it is about, or null for a request in words. */
        public @Nullable AipId about() {
            return asked.isEmpty() ? null : asked.getFirst().record();
        }
    }

    /**
     * What is decided by itself.
     *
     * @param number from 1, in the order it was asked for
     * @param record null for words that no hồ sơ was found for yet
     * @param document null for all of the record
     * @param inWords asked for in words; an archivist may give it a record
     * @param handledBy the officer who answered last, or null
     * @param workingDays of its term, without an appeal: that of the kind, or of conditional access
     *     where everybody may know that the record is not public
     * @param wasClosed whether what it is about was not open to everybody when it was asked for, or
     *     at any look since: then two persons grant it, although it has been opened meanwhile
     */
    record Item(
            int number,
            @Nullable AipId record,
            @Nullable DocumentId document,
            boolean inWords,
            Status status,
            LocalDate dueOn,
            @Nullable LocalDate pausedOn,
            @Nullable String handledBy,
            int workingDays,
            boolean wasClosed) {
        /** Of what was always open. */
        public Item(
                int number,
                @Nullable AipId record,
                @Nullable DocumentId document,
                boolean inWords,
                Status status,
                LocalDate dueOn,
                @Nullable LocalDate pausedOn,
                @Nullable String handledBy,
                int workingDays) {
            this(
                    number,
                    record,
                    document,
                    inWords,
                    status,
                    dueOn,
                    pausedOn,
                    handledBy,
                    workingDays,
                    false);
        }

        public Item at(Status other) {
            return new Item(
                    number,
                    record,
                    document,
                    inWords,
                    other,
                    dueOn,
                    pausedOn,
                    handledBy,
                    workingDays,
                    wasClosed);
        }

        /** Whether what was asked for here takes in this record. */
        public boolean isAbout(AipId other) {
            return record == null || record.equals(other);
        }
    }

    /**
     * Its status, days and officer are those of its items together: open while one of them is,
     * granted when one of them was.
     *
     * @param dueOn the last day of the term; while paused it will move on by the days that pass
     * @param pausedOn since when the applicant is waited for, or null
     * @param daysLeft working days left, 0 for today, negative when it is over; of a closed one 0
     * @param askedBy the usernames of the accounts that it is, or once was, of; they handle nothing
     *     of it. Told by {@link #find}, not to the applicant and not in lists
     */
    record Request(
            Reference reference,
            NewRequest request,
            Status status,
            Instant receivedAt,
            LocalDate dueOn,
            @Nullable LocalDate pausedOn,
            int daysLeft,
            @Nullable String handledBy,
            List<Step> steps,
            List<Item> items,
            Set<String> askedBy) {
        public Request {
            steps = List.copyOf(steps);
            items = List.copyOf(items);
            askedBy = Set.copyOf(askedBy);
        }

        /** Of which no account is known to have asked. */
        public Request(
                Reference reference,
                NewRequest request,
                Status status,
                Instant receivedAt,
                LocalDate dueOn,
                @Nullable LocalDate pausedOn,
                int daysLeft,
                @Nullable String handledBy,
                List<Step> steps,
                List<Item> items) {
            this(
                    reference,
                    request,
                    status,
                    receivedAt,
                    dueOn,
                    pausedOn,
                    daysLeft,
                    handledBy,
                    steps,
                    items,
                    Set.of());
        }

        /** One of which every item stands as the whole. */
        public Request(
                Reference reference,
                NewRequest request,
                Status status,
                Instant receivedAt,
                LocalDate dueOn,
                @Nullable LocalDate pausedOn,
                int daysLeft,
                @Nullable String handledBy,
                List<Step> steps) {
            this(
                    reference,
                    request,
                    status,
                    receivedAt,
                    dueOn,
                    pausedOn,
                    daysLeft,
                    handledBy,
                    steps,
                    IntStream.range(0, Math.max(1, request.asked().size()))
                            .mapToObj(
                                    i ->
                                            new Item(
                                                    i + 1,
                                                    request.about() == null
                                                            ? null
                                                            : request.asked().get(i).record(),
                                                    request.about() == null
                                                            ? null
                                                            : request.asked().get(i).document(),
                                                    request.about() == null,
                                                    status,
                                                    dueOn,
                                                    pausedOn,
                                                    handledBy,
                                                    request.kind().workingDays()))
                            .toList());
        }

        /** Those that were granted and take in this record. */
        public List<Item> granted(AipId record) {
            return items.stream()
                    .filter(item -> item.status() == Status.GRANTED && item.isAbout(record))
                    .toList();
        }

        /** A package for it leaves with its certificate, as one of its copies, and no other way. */
        public Finding packageElsewhere() {
            return Finding.blocks("DIP_BY_REQUEST", reference.value(), reference.value());
        }

        /**
         * Whether what is asked for of this record was granted with redactions only, by the
         * decision that counts or by the proposal that it took up: then nothing of it leaves whole,
         * neither as a copy, nor to be read, nor in a package. A proposal that was undone, or one
         * before a refusal, binds nobody. Needs the steps.
         */
        public boolean mustBeRedacted(AipId record) {
            return granted(record).stream()
                    .flatMap(item -> granting(item).stream())
                    .anyMatch(step -> step.reason() == Reason.REDACTED);
        }

        /**
         * Whether two persons granted this item: one proposed it, another granted it. Needs the
         * steps.
         */
        public boolean isGrantedByTwo(Item item) {
            return item.status() == Status.GRANTED
                    && granting(item).stream().anyMatch(step -> step.status() == Status.PROPOSED);
        }

        /**
         * The last step that grants the item, behind the proposal directly before it if there is
         * one: what lies between undoes a proposal.
         */
        private List<Step> granting(Item item) {
            List<Step> about = steps.stream().filter(step -> step.isAbout(item)).toList();
            int last = about.stream().map(Step::status).toList().lastIndexOf(Status.GRANTED);
            boolean proposed = last > 0 && about.get(last - 1).status() == Status.PROPOSED;
            return last < 0 ? List.of() : about.subList(proposed ? last - 1 : last, last + 1);
        }

        public boolean hasGranted() {
            return items.stream().anyMatch(item -> item.status() == Status.GRANTED);
        }

        /** Whether it is, or once was, this account's own. */
        public boolean isOwnOf(Reader reader) {
            return askedBy.contains(reader.name());
        }

        /**
         * Nobody handles their own request, whatever their roles are.
         *
         * @throws RefusedException {@code REQUEST_OWN}
         */
        public void requireAnothers(Reader actor) {
            if (isOwnOf(actor)) {
                throw new RefusedException(Finding.blocks("REQUEST_OWN", reference.value()));
            }
        }

        /** Who cannot give the second decision on a copy or reading of it that this one ordered. */
        public Set<String> tookPart(String orderedBy) {
            return barred(askedBy, orderedBy);
        }

        /** As {@link #tookPart(String)}, with whose request it is from elsewhere. */
        public static Set<String> barred(Set<String> askedBy, String orderedBy) {
            return Stream.concat(askedBy.stream(), Stream.of(orderedBy))
                    .collect(Collectors.toUnmodifiableSet());
        }

        /**
         * Who cannot give the second decision on this item, which was proposed: who proposed it,
         * who refused it before an appeal, and whose request it is. Needs the steps.
         */
        public Set<String> tookPart(Item item) {
            Stream<String> refused =
                    steps.stream()
                            .filter(step -> step.isAbout(item) && step.status() == Status.REFUSED)
                            .map(Step::actor);
            return Stream.of(Stream.ofNullable(item.handledBy()), refused, askedBy.stream())
                    .flatMap(names -> names)
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /**
     * @param actor the name of an officer, or {@code applicant}
     * @param item what it is about; null for the whole request
     * @param files how many came with it
     * @param kind what is wanted from then on, where that was corrected
     */
    record Step(
            Instant at,
            Status status,
            String actor,
            @Nullable Reason reason,
            @Nullable String text,
            @Nullable Integer item,
            int files,
            @Nullable Kind kind) {
        /** Without files. */
        public Step(
                Instant at,
                Status status,
                String actor,
                @Nullable Reason reason,
                @Nullable String text,
                @Nullable Integer item) {
            this(at, status, actor, reason, text, item, 0, null);
        }

        /** Of the whole request. */
        public Step(
                Instant at,
                Status status,
                String actor,
                @Nullable Reason reason,
                @Nullable String text) {
            this(at, status, actor, reason, text, null);
        }

        public boolean isAbout(Item one) {
            return item == null || item == one.number();
        }
    }
}
