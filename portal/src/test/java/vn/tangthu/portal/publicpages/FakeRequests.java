package vn.tangthu.portal.publicpages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Slice;

/** Requests in memory. */
final class FakeRequests implements AccessRequests {
    final Map<String, Request> kept = new ConcurrentHashMap<>();

    /** With the last one. */
    volatile @Nullable FeeGroup claimed;

    /** Of the last one. */
    volatile @Nullable Reader sender;

    @Override
    public Reference submit(NewRequest request, @Nullable FeeGroup group, Reader reader) {
        claimed = group;
        sender = reader;
        Reference reference = new Reference("YC-2026-AB" + (100 + kept.size()));
        kept.put(
                reference.value(),
                new Request(
                        reference,
                        request,
                        Status.RECEIVED,
                        Instant.parse("2026-11-20T02:00:00Z"),
                        LocalDate.of(2026, 11, 23),
                        null,
                        1,
                        null,
                        List.of(
                                new Step(
                                        Instant.parse("2026-11-20T02:00:00Z"),
                                        Status.RECEIVED,
                                        "applicant",
                                        null,
                                        null))));
        return reference;
    }

    @Override
    public Optional<Request> track(Applicant applicant) {
        return find(applicant.reference())
                .filter(request -> request.request().contact().endsWith(applicant.lastFour()));
    }

    /** Refuses an appeal, does anything else. */
    @Override
    public Optional<Request> act(
            Applicant applicant, Act act, @Nullable Integer item, String text) {
        if (act == Act.APPEAL) {
            throw new RefusedException(Finding.blocks("REQUEST_NO_APPEAL", "YC"));
        }
        Status status = act == Act.WITHDRAW ? Status.WITHDRAWN : Status.SUPPLEMENTED;
        return track(applicant)
                .map(
                        old -> {
                            List<Step> steps = new ArrayList<>(old.steps());
                            steps.add(new Step(old.receivedAt(), status, "applicant", null, text));
                            Request now =
                                    new Request(
                                            old.reference(),
                                            old.request(),
                                            status,
                                            old.receivedAt(),
                                            old.dueOn(),
                                            null,
                                            old.daysLeft(),
                                            null,
                                            steps);
                            kept.put(old.reference().value(), now);
                            return now;
                        });
    }

    @Override
    public int attached(String reference, String text, @Nullable String archivist) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Slice<Request> queue(int offset, int limit) {
        return new Slice<>(List.of(), offset, 0);
    }

    @Override
    public Slice<Request> inbox(@Nullable Status status, int offset, int limit) {
        return new Slice<>(List.of(), offset, 0);
    }

    @Override
    public Optional<Request> find(String reference) {
        return Optional.ofNullable(kept.get(reference));
    }

    @Override
    public Map<String, Set<String>> askedBy(Set<String> references) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void give(String reference, int item, AipId record, Reader actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void correctKind(String reference, Kind kind, String why, Reader actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void enterIdentity(String reference, String number, String seenOn, Reader actor) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<Integer> byTwo(Request request) {
        return Set.of();
    }

    @Override
    public List<Earlier> alike(Request request, Item item, Reader reader) {
        return List.of();
    }

    @Override
    public void reply(String reference, Set<Integer> items, Decision decision, Reader actor) {
        throw new UnsupportedOperationException();
    }
}
