package vn.tangthu.portal.space;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.certificates.FileCertifying;
import vn.tangthu.portal.outgoing.ReadersFiles;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyDeliveries.Job;
import vn.tangthu.repository.AgencyDeliveries.Part;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.Ticking;
import vn.tangthu.storage.TangThuHome;

/**
 * Packs deliveries line by line, as who ordered them reads at that moment, and issues the
 * certificates that go with them, of each hồ sơ and of each file. What a kill cuts off begins again
 * with the line it was at.
 */
@Component
class OrderPacking extends Ticking {
    private static final Logger LOG = LoggerFactory.getLogger(OrderPacking.class);
    private static final int PIECE = 1_000;

    private final AgencyDeliveries deliveries;
    private final AgencyOrders orders;
    private final PackageExports packages;
    private final OrderCertificates certificates;
    private final FileCertifying single;
    private final Accounts accounts;
    private final ReadersFiles files;
    private final TangThuHome home;
    private final Clock clock;

    OrderPacking(
            AgencyDeliveries deliveries,
            AgencyOrders orders,
            PackageExports packages,
            OrderCertificates certificates,
            FileCertifying single,
            Accounts accounts,
            ReadersFiles files,
            TangThuHome home,
            Clock clock,
            @Value("${tangthu.agency-deliveries.every:5s}") Duration every,
            @Value("${tangthu.agency-deliveries.background:true}") boolean background) {
        super("agency-deliveries", every, background);
        this.deliveries = deliveries;
        this.orders = orders;
        this.packages = packages;
        this.certificates = certificates;
        this.single = single;
        this.accounts = accounts;
        this.files = files;
        this.home = home;
        this.clock = clock;
    }

    @Override
    protected void tick() {
        sweep();
        for (Optional<Job> job = deliveries.take(); job.isPresent(); job = deliveries.take()) {
            make(job.get());
            sweep(); // what is over need not wait until nothing is to be made
        }
    }

    private void sweep() {
        try {
            deliveries.sweep();
        } catch (RuntimeException e) {
            LOG.error("Deliveries that are over are not deleted", e);
        }
    }

    private void make(Job job) {
        boolean last = job.attempts() >= AgencyDeliveries.ATTEMPTS;
        if (job.attempts() > AgencyDeliveries.ATTEMPTS) {
            deliveries.failed(job, "DELIVERY_NOT_MADE", true);
            return;
        }
        try {
            if (lines(job)) {
                deliveries.ready(job);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("The delivery of {} is not made", job.order(), e);
            deliveries.failed(job, "DELIVERY_NOT_MADE", last);
        }
    }

    /** Whether all were gone through; not when it was cancelled meanwhile. */
    private boolean lines(Job job) throws IOException {
        List<Line> piece = orders.lines(job.order(), 0, PIECE).items();
        for (int offset = 0;
                !piece.isEmpty();
                piece = orders.lines(job.order(), offset, PIECE).items()) {
            for (Line line : piece) {
                if (line.state() == LineState.GRANTED && !line(job, line)) {
                    return false;
                }
            }
            offset += piece.size();
        }
        return true;
    }

    /** What may not be had now is passed over; the manifest tells it when the rest leaves. */
    private boolean line(Job job, Line line) throws IOException {
        Account account = accounts.find(job.account()).filter(Account::enabled).orElse(null);
        Order order = orders.find(job.order()).orElseThrow();
        Reader reader =
                account == null
                        ? null
                        : orders.entitled(order, line, account, accounts.readerFor(account))
                                .orElse(null);
        String seen = reader == null ? null : deliveries.seen(line, reader).orElse(null);
        if (reader == null || seen == null) {
            return true;
        }
        // One that was damaged is tried again: it may have been repaired.
        if (job.done().contains(line.n())
                && deliveries.part(order, line, reader).map(Part::key).isPresent()) {
            return true;
        }
        Path file = Files.createTempFile(home.tmp(), "packing-", ".zip");
        try {
            return deliveries.put(job, line, seen, reader, packed(job, order, line, reader, file));
        } catch (NotAvailable e) {
            return true;
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private @Nullable Path packed(Job job, Order order, Line line, Reader reader, Path file)
            throws IOException, NotAvailable {
        try (OrderPart.Making making =
                new OrderPart.Making(
                        new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
            making.dip(
                    out ->
                            packages.dip(
                                            line.record(),
                                            OrderFiles.only(line),
                                            OrderDelivery.use(order, clock),
                                            reader)
                                    .writeTo(out, Progress.NONE));
            OrderCertificates.Issued issued =
                    certificates
                            .of(order, line, job.origin(), reader)
                            .orElseThrow(NotAvailable::new);
            single.write(
                    order,
                    line,
                    issued.certificate(),
                    job.origin(),
                    reader,
                    pdf -> making.paper(issued.certificate().id(), pdf));
        } catch (Damaged e) {
            files.damaged(reader, line.record().toString(), e.file().toString());
            return null;
        }
        return file;
    }
}
