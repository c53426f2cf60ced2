package vn.tangthu.portal.publicpages;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;

/** Requests in memory. */
final class FakeRequests implements AccessRequests {
    final Map<String, Request> kept = new ConcurrentHashMap<>();

    @Override
    public Reference submit(NewRequest request, Reader reader) {
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
                        List.of(
                                new Step(
                                        Instant.parse("2026-11-20T02:00:00Z"),
                                        Status.RECEIVED,
                                        "anonymous",
                                        null))));
        return reference;
    }

    @Override
    public Optional<Request> track(String reference, String lastFour) {
        return find(reference).filter(request -> request.request().contact().endsWith(lastFour));
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
    public void reply(String reference, Status status, String text, Reader actor) {
        throw new UnsupportedOperationException();
    }
}
