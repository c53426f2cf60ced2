package vn.tangthu.repository.orders;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/** Deliveries in the database, their parts in the store. */
@Component
@EnableConfigurationProperties(DeliveryProperties.class)
class StoredAgencyDeliveries implements AgencyDeliveries {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final int PIECE = 1_000;

    private final DeliveryRows rows;
    private final DeliveryBytes bytes;
    private final DeliveryLeftovers leftovers;
    private final DeliverySizes sizes;
    private final AgencyOrders orders;
    private final Catalogue catalogue;
    private final OrderLetters letters;
    private final ActivityLog activity;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final long most;

    StoredAgencyDeliveries(
            DeliveryRows rows,
            DeliveryBytes bytes,
            DeliveryLeftovers leftovers,
            DeliverySizes sizes,
            AgencyOrders orders,
            Catalogue catalogue,
            OrderLetters letters,
            ActivityLog activity,
            TransactionTemplate transactions,
            Clock clock,
            DeliveryProperties properties) {
        this.rows = rows;
        this.bytes = bytes;
        this.leftovers = leftovers;
        this.sizes = sizes;
        this.orders = orders;
        this.catalogue = catalogue;
        this.letters = letters;
        this.activity = activity;
        this.transactions = transactions;
        this.clock = clock;
        this.most = properties.mostBytes().toBytes();
    }

    @Override
    public long mostBytes() {
        return most;
    }

    @Override
    public long bytes(Collection<Wanted> lines, Reader reader) {
        return sizes.of(lines, reader);
    }

    @Override
    public void start(Order order, Account account, Reader reader, String origin) {
        theirs(order, account, reader);
        List<Line> granted = granted(order.number());
        List<Finding> findings = new ArrayList<>();
        if (orders.find(order.number()).map(Order::state).orElse(null) != AgencyOrders.State.OPEN
                || granted.isEmpty()) {
            findings.add(Finding.blocks("ORDER_OVER", order.number()));
        }
        long size = sizes.ofGranted(granted, reader);
        if (size > most) {
            findings.add(
                    Finding.blocks(
                            "DELIVERY_TOO_LARGE",
                            order.number(),
                            "" + (size >> 20),
                            "" + (most >> 20)));
        }
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        transactions.executeWithoutResult(
                status -> {
                    UUID id = rows.locked(order.number());
                    State before = find(order).map(Delivery::state).orElse(State.OVER);
                    if (before.moves() || before == State.READY) {
                        return; // pressed twice
                    }
                    rows.start(
                            id,
                            account.id(),
                            account.displayName(),
                            origin,
                            granted.size(),
                            clock.instant());
                    activity.record(
                            reader,
                            "AGENCY_DELIVERY_ORDERED",
                            order.number(),
                            granted.size() + ": " + size + " bytes");
                });
    }

    private List<Line> granted(String number) {
        List<Line> granted = new ArrayList<>();
        List<Line> piece = orders.lines(number, 0, PIECE).items();
        for (int offset = 0;
                !piece.isEmpty();
                piece = orders.lines(number, offset, PIECE).items()) {
            piece.stream().filter(line -> line.state() == LineState.GRANTED).forEach(granted::add);
            offset += piece.size();
        }
        return granted;
    }

    private void theirs(Order order, @Nullable Account account, Reader reader) {
        boolean agency =
                account != null
                        && account.id().equals(reader.account())
                        && orders.theirs(order, account, reader);
        if (!agency) {
            throw new RefusedException(Finding.blocks("ORDER_OVER", order.number()));
        }
    }

    @Override
    public void cancel(Order order, @Nullable Account account, Reader reader) {
        if (!reader.is(Role.ARCHIVIST)) {
            theirs(order, account, reader);
        }
        transactions.executeWithoutResult(
                status -> {
                    UUID id = rows.locked(order.number());
                    if (rows.becomes(
                            order.number(),
                            State.CANCELLED,
                            null,
                            clock.instant(),
                            State.WAITING,
                            State.MAKING,
                            State.READY,
                            State.FAILED)) {
                        rows.forgetParts(id);
                        activity.record(reader, "AGENCY_DELIVERY_CANCELLED", order.number(), null);
                    }
                });
    }

    @Override
    public Optional<Delivery> find(Order order) {
        return rows.find(order.number());
    }

    @Override
    public Optional<String> seen(Line line, Reader reader) {
        if (!(catalogue.record(line.record(), reader).orElse(null)
                instanceof RecordView.Full record)) {
            return Optional.empty();
        }
        List<ArchivalDocument> given =
                record.documents().stream()
                        .filter(one -> line.document() == null || line.document().equals(one.id()))
                        .filter(one -> one.files().stream().allMatch(record::givesOut))
                        .toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        text.append(line.record()).append('/').append(record.versions().getLast().number());
        for (ArchivalDocument one : given) {
            text.append('\n').append(one.id());
            one.files().forEach(file -> text.append(' ').append(file.sha512().hex()));
        }
        return Optional.of(
                Digest.of(DigestAlgorithm.SHA256, text.toString().getBytes(StandardCharsets.UTF_8))
                        .hex());
    }

    @Override
    public Optional<Part> part(Order order, Line line, Reader reader) {
        return seen(line, reader).flatMap(seen -> rows.part(order.number(), line.n(), seen));
    }

    @Override
    public Optional<Handed> open(Part part) throws IOException {
        return bytes.open(part);
    }

    @Override
    public void lost(Order order, Line line) {
        rows.forgetPart(order.number(), line.n());
    }

    @Override
    public void again(Order order, Reader reader) {
        rows.again(order.number(), reader.account(), clock.instant());
    }

    /** What an earlier attempt or delivery left is gone before the first line is packed. */
    @Override
    public Optional<Job> take() {
        Optional<Job> job = rows.take(clock.instant(), PAUSE);
        job.ifPresent(one -> leftovers.tidy(one.order()));
        return job;
    }

    @Override
    public boolean put(Job job, Line line, String seen, Reader reader, @Nullable Path file)
            throws IOException {
        UUID order =
                Objects.requireNonNull(transactions.execute(status -> rows.locked(job.order())));
        Part older = rows.part(job.order(), line.n(), null).orElse(null);
        if (rows.bytes(order)
                        - (older == null ? 0 : older.size())
                        + (file == null ? 0 : Files.size(file))
                > most) {
            failed(job, "DELIVERY_GREW", true);
            return false;
        }
        DeliveryBytes.Stored stored = file == null ? null : bytes.put(order, line.n(), file);
        Put put =
                Objects.requireNonNull(
                        transactions.execute(
                                status -> entered(job, order, line, seen, reader, stored)));
        if (put != Put.ENTERED && stored != null) {
            bytes.erase(stored.key());
        }
        if (put == Put.CHANGED) {
            throw new IOException("Line " + line.n() + " has changed while it was packed");
        }
        if (put == Put.ENTERED && older != null && older.key() != null) {
            bytes.erase(new StoreKey(older.key()));
        }
        return put != Put.UNWANTED;
    }

    private enum Put {
        ENTERED,
        /** Cancelled while it was stored. */
        UNWANTED,
        /** It was packed of what is there no more, or not for this reader: the line is left out. */
        GONE,
        /** It would be made of something else by now. */
        CHANGED
    }

    /**
     * What it is made of is asked again with its bytes in the store. An erasure takes the rows of
     * the record first and then these bytes: it has either come to the rows, and is seen here, or
     * will come to the bytes.
     */
    private Put entered(
            Job job,
            UUID order,
            Line line,
            String seen,
            Reader reader,
            DeliveryBytes.@Nullable Stored stored) {
        UUID unused = rows.locked(job.order());
        Optional<String> now = seen(line, reader);
        if (now.isEmpty()) {
            return Put.GONE;
        }
        if (!now.get().equals(seen)) {
            return Put.CHANGED;
        }
        return rows.put(order, line.n(), line.record().value(), seen, stored, clock.instant())
                ? Put.ENTERED
                : Put.UNWANTED;
    }

    @Override
    public void ready(Job job) {
        transactions.executeWithoutResult(
                status -> {
                    if (rows.becomes(
                            job.order(), State.READY, null, clock.instant(), State.MAKING)) {
                        Order order = orders.find(job.order()).orElseThrow();
                        activity.record(
                                Reader.OPERATOR, "AGENCY_DELIVERY_READY", job.order(), null);
                        letters.packed(order.contact(), job.order());
                    }
                });
    }

    @Override
    public void failed(Job job, String problem, boolean forGood) {
        transactions.executeWithoutResult(
                status -> {
                    State to = forGood ? State.FAILED : State.WAITING;
                    if (rows.becomes(job.order(), to, problem, clock.instant(), State.MAKING)
                            && forGood) {
                        activity.record(
                                Reader.OPERATOR, "AGENCY_DELIVERY_FAILED", job.order(), problem);
                    }
                });
    }

    /** First the word that it is over, then its bytes: after a kill they go all the same. */
    @Override
    public void sweep() {
        Instant now = clock.instant();
        for (String number : rows.over(now)) {
            transactions.executeWithoutResult(
                    status -> {
                        UUID id = rows.locked(number);
                        if (rows.becomes(
                                number,
                                State.OVER,
                                null,
                                now,
                                State.WAITING,
                                State.MAKING,
                                State.READY,
                                State.FAILED)) {
                            rows.forgetParts(id);
                            activity.record(Reader.OPERATOR, "AGENCY_DELIVERY_OVER", number, null);
                        }
                    });
        }
        leftovers.sweep(now);
    }
}
