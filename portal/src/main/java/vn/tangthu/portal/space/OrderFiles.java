package vn.tangthu.portal.space;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.tangthu.portal.certificates.DeliveryManifests;
import vn.tangthu.portal.outgoing.PackagesUnderWay;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.ReadingPurpose.Kind;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UseOfRecords;

/**
 * What an order granted, on its way to the agency: one package, made while it leaves, or all of
 * them in one ZIP, once a job has made them. From bytes that are matched, with the rights of that
 * moment; wrong, missing, not made yet, expired and not theirs are the same 404.
 */
@RestController
@RequestMapping(OrderFiles.ROOT)
class OrderFiles {
    static final String ROOT = "/app-tep/de-nghi";
    private static final int PIECE = 1_000;

    private final AgencyOrders orders;
    private final AgencyDeliveries deliveries;
    private final DeliveryManifests manifests;
    private final PackageExports packages;
    private final PackagesUnderWay sending;
    private final ReadersFiles files;

    /** One whole order at a time, so that orders leave places to packages of others. */
    private final Semaphore whole = new Semaphore(1);

    private final OrderCertificates certificates;
    private final Accounts accounts;
    private final CurrentReader current;
    private final Clock clock;

    OrderFiles(
            AgencyOrders orders,
            AgencyDeliveries deliveries,
            DeliveryManifests manifests,
            PackageExports packages,
            PackagesUnderWay sending,
            ReadersFiles files,
            OrderCertificates certificates,
            Accounts accounts,
            CurrentReader current,
            Clock clock) {
        this.orders = orders;
        this.deliveries = deliveries;
        this.manifests = manifests;
        this.packages = packages;
        this.sending = sending;
        this.files = files;
        this.certificates = certificates;
        this.accounts = accounts;
        this.current = current;
        this.clock = clock;
    }

    /** One line of the order as a DIP. */
    @GetMapping("/{number}/{n}")
    @Nullable StreamingResponseBody one(
            @PathVariable String number,
            @PathVariable int n,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Order order = theirs(number).orElse(null);
        Line line =
                order == null || n < 1
                        ? null
                        : orders.lines(number, n - 1, 1).items().stream().findFirst().orElse(null);
        Optional<Reader> reader =
                order == null || line == null
                        ? Optional.empty()
                        : orders.entitled(order, line, current.account(), current.reader());
        if (order == null || line == null || reader.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return null;
        }
        UseOfRecords use = OrderDelivery.use(order, clock);
        boolean head = request.getMethod().equals("HEAD");
        StreamingResponseBody body =
                sending.send(
                        line.record(),
                        "DIP " + number,
                        new ReadingPurpose(Kind.AGENCY_WORK, number),
                        reader.get(),
                        asked ->
                                noted(
                                        packages.dip(line.record(), only(line), use, asked),
                                        order,
                                        line,
                                        asked),
                        head,
                        response);
        return body;
    }

    /** All that was granted, with manifest and certificates. */
    @GetMapping("/{number}")
    @Nullable StreamingResponseBody all(
            @PathVariable String number, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Order order = theirs(number).orElse(null);
        if (order == null
                || order.state() != State.OPEN
                || deliveries
                        .find(order)
                        .filter(one -> one.state() == AgencyDeliveries.State.READY)
                        .isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return null;
        }
        Account account = current.account();
        Reader reader = current.reader();
        String origin = request.getRequestURL().toString().replaceFirst("/app-tep/.*", "");
        OrderDelivery delivery =
                new OrderDelivery(order, orders, deliveries, certificates, manifests) {
                    @Override
                    List<Line> piece(int offset) {
                        return orders.lines(number, offset, PIECE).items();
                    }

                    @Override
                    Optional<Line> now(Line line) {
                        return orders.lines(number, line.n() - 1, 1).items().stream().findFirst();
                    }

                    @Override
                    Optional<Reader> entitled(Line line) {
                        return entitledNow(number, line, account.id());
                    }
                };
        List<Line> granted = delivery.granted();
        if (granted.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return null;
        }
        if (!whole.tryAcquire()) {
            files.busy(response);
            return null;
        }
        boolean begun = false;
        try {
            StreamingResponseBody body =
                    sending.send(
                            granted.getFirst().record(),
                            "DIP " + number + " (" + granted.size() + ")",
                            new ReadingPurpose(Kind.AGENCY_WORK, number),
                            reader,
                            asked -> delivery.packed(granted, origin),
                            request.getMethod().equals("HEAD"),
                            response);
            if (body == null) {
                return null;
            }
            begun = true;
            return out -> {
                try {
                    body.writeTo(out);
                } finally {
                    whole.release();
                }
            };
        } finally {
            if (!begun) {
                whole.release();
            }
        }
    }

    /** Counted when it has left whole. */
    private PackageExports.Packed noted(
            PackageExports.Packed dip, Order order, Line line, Reader reader) {
        return new PackageExports.Packed() {
            @Override
            public String fileName() {
                return dip.fileName();
            }

            @Override
            public void writeTo(OutputStream out, Progress progress)
                    throws IOException, NotAvailable, Damaged {
                dip.writeTo(out, progress);
                orders.fetched(order, line, reader);
            }
        };
    }

    static Set<DocumentId> only(Line line) {
        return line.document() == null ? Set.of() : Set.of(line.document());
    }

    /** Asked for each line: order, account and body may end while a long delivery leaves. */
    private Optional<Reader> entitledNow(String number, Line line, AccountId id) {
        Account account = accounts.find(id).filter(Account::enabled).orElse(null);
        return account == null
                ? Optional.empty()
                : orders.find(number)
                        .flatMap(
                                order ->
                                        orders.entitled(
                                                order, line, account, accounts.readerFor(account)));
    }

    private Optional<Order> theirs(String number) {
        Reader reader = current.reader();
        if (reader.account() == null || !reader.is(Role.AGENCY)) {
            return Optional.empty();
        }
        return orders.find(number).filter(order -> orders.theirs(order, current.account(), reader));
    }

    static boolean granted(Line line) {
        return line.state() == LineState.GRANTED;
    }
}
