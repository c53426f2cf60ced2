package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.ReferenceMatching;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.UserFiles;

/** What was asked for and granted in a {@link MatrixWorld}: requests, copies, readings, orders. */
final class MatrixGrants {
    private static final List<MatrixThing> ASKED =
            List.of(MatrixThing.OPEN, MatrixThing.LISTED, MatrixThing.HIDDEN, MatrixThing.TWIN);

    private final MatrixWorld world;
    private final RunningArchive archive;
    private final MatrixPeople people;

    MatrixGrants(MatrixWorld world, MatrixPeople people) {
        this.world = world;
        this.archive = world.archive;
        this.people = people;
    }

    /** With a paper, and put into the file of the account of whoever asks. */
    void ask(MatrixReader owner) throws Exception {
        Reader reader = people.reader(owner);
        for (MatrixThing thing : ASKED) {
            String name = world.word();
            String note = world.word();
            String paper = world.word();
            world.plant(thing, "request-name@" + owner, name);
            world.plant(thing, "request-note@" + owner, note);
            world.plant(thing, "request-paper@" + owner, paper);
            String reference =
                    archive.port(AccessRequests.class)
                            .submit(
                                    new AccessRequests.NewRequest(
                                            AccessRequests.Kind.READ,
                                            world.record(thing).id(),
                                            "Cần " + note,
                                            "Làm sổ " + note,
                                            "Trần " + name,
                                            "090512" + MatrixWorld.four(owner),
                                            null),
                                    Reader.ANONYMOUS)
                            .value();
            world.put(thing, "request@" + owner, reference);
            Applicant applicant = new Applicant(reference, MatrixWorld.four(owner));
            Path file = Files.writeString(world.work.resolve(paper + ".pdf"), "%PDF-1.7 " + paper);
            assertThat(
                            archive.port(RequestAttachments.class)
                                    .add(
                                            applicant,
                                            List.of(
                                                    new RequestAttachments.Sent(
                                                            paper + ".pdf", file)),
                                            "Kèm " + note))
                    .isPresent();
            archive.port(UserFiles.class).claim(applicant, reader);
        }
    }

    /** Granted, copied, and opened for reading. */
    void grant(MatrixReader owner) throws Exception {
        GrantedCopies copies = archive.port(GrantedCopies.class);
        OnlineReadings readings = archive.port(OnlineReadings.class);
        for (MatrixThing thing : ASKED) {
            String reference = world.value(thing, "request@" + owner);
            AccessRequests requests = archive.port(AccessRequests.class);
            Decision granted = new Decision(Status.GRANTED, Reason.OWN_RECORD, "");
            requests.reply(reference, granted, MatrixWorld.LAN);
            if (requests.find(reference).orElseThrow().status() == Status.PROPOSED) {
                requests.reply(reference, granted, MatrixWorld.MAI);
            }
            RecordView.Full record = world.record(thing);
            List<DocumentId> documents =
                    record.documents().stream().map(ArchivalDocument::id).toList();
            GrantedCopies.Copy copy =
                    copies.order(
                            new GrantedCopies.Order(
                                    reference, record.id(), documents, GrantedCopies.Kind.PLAIN),
                            MatrixWorld.LAN);
            if (copy.state() == GrantedCopies.State.PROPOSED) {
                copies.approve(copy.id(), MatrixWorld.MAI);
            }
            OnlineReadings.Reading reading =
                    readings.order(
                            new OnlineReadings.Order(reference, record.id(), documents, 15, false),
                            MatrixWorld.LAN);
            if (reading.state() == OnlineReadings.State.PROPOSED) {
                readings.approve(reading.id(), MatrixWorld.MAI);
            }
            world.put(thing, "copy@" + owner, copy.number());
            world.put(thing, "copy-code@" + owner, copy.code());
            world.put(thing, "copy-id@" + owner, copy.id().toString());
            world.put(thing, "reading@" + owner, reading.number());
        }
        for (MatrixThing thing : ASKED) {
            made(copies, world.value(thing, "copy-id@" + owner));
        }
    }

    private static void made(GrantedCopies copies, String id) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        GrantedCopies.Copy copy = copies.find(UUID.fromString(id)).orElseThrow();
        while (copy.made() == null && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            copy = copies.find(copy.id()).orElseThrow();
        }
        assertThat(copy.state())
                .as(String.valueOf(copy.problem()))
                .isEqualTo(GrantedCopies.State.READY);
    }

    /**
     * One of each kind that an agency may order, granted and packed.
     *
     * @param as as the table names it
     */
    void order(String as) throws Exception {
        Accounts.Account account = people.account(MatrixReader.AGENCY);
        Reader reader = people.reader(MatrixReader.AGENCY);
        AgencyOrders orders = archive.port(AgencyOrders.class);
        AgencyDeliveries deliveries = archive.port(AgencyDeliveries.class);
        for (MatrixThing thing :
                List.of(MatrixThing.OPEN, MatrixThing.LISTED, MatrixThing.HIDDEN)) {
            String purpose = world.word();
            world.plant(
                    thing,
                    "request-purpose@AGENCY" + (as.equals("order") ? "" : " " + as),
                    purpose);
            Path letter = Files.writeString(world.work.resolve("cong-van.pdf"), "%PDF-1.7 " + as);
            String number =
                    orders.send(
                            new AgencyOrders.NewOrder(
                                    "15/CV-UBND", LocalDate.of(2025, 1, 2), "Để " + purpose, ""),
                            archive.port(ReferenceMatching.class)
                                    .match(
                                            List.of(
                                                    AskedReference.of(
                                                            "1", world.value(thing, "code"))),
                                            Objects.requireNonNull(account.body()),
                                            reader),
                            letter,
                            account,
                            reader);
            world.put(thing, as, number);
            orders.decide(number, Set.of(), true, "Đúng thẩm quyền", MatrixWorld.LAN);
            AgencyOrders.Order order = orders.find(number).orElseThrow();
            deliveries.start(order, account, reader, archive.address());
            Instant end = Instant.now().plus(Duration.ofSeconds(60));
            while (deliveries.find(order).orElseThrow().state() != AgencyDeliveries.State.READY
                    && Instant.now().isBefore(end)) {
                Thread.sleep(50);
            }
            assertThat(deliveries.find(order).orElseThrow().state())
                    .isEqualTo(AgencyDeliveries.State.READY);
        }
    }
}
