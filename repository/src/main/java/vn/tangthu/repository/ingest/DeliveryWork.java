package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.ingest.RecordStoring.Stored;
import vn.tangthu.repository.ingest.check.BagCheck;
import vn.tangthu.repository.ingest.check.CheckedDelivery;
import vn.tangthu.repository.ingest.check.DeliveryCheck;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.repository.ingest.lists.FindingSink;

/**
 * The way of one delivery: open, check, compare with what is kept, store, acknowledge. Every step
 * may be the last of this process; the same way again takes it up from what is there.
 */
final class DeliveryWork {
    /** What a delivery is not to blame for: it stays, and is taken up when that is mended. */
    private static final List<String> STAYS = List.of("NO_SPACE", DeliveriesForScanner.UNAVAILABLE);

    private final DeliveryRegister register;
    private final Staging staging;
    private final BagCheck check;
    private final JdbcContractors contractors;
    private final CatalogueWriter catalogue;
    private final KeptFiles files;
    private final RecordStoring storing;
    private final VersionAdding versions;
    private final Leftovers leftovers;
    private final RowsInMemory rows;
    private final PairJudgement pairs;

    DeliveryWork(
            DeliveryRegister register,
            Staging staging,
            BagCheck check,
            JdbcContractors contractors,
            CatalogueWriter catalogue,
            KeptFiles files,
            RecordStoring storing,
            VersionAdding versions,
            Leftovers leftovers,
            RowsInMemory rows) {
        this.register = register;
        this.staging = staging;
        this.check = check;
        this.contractors = contractors;
        this.catalogue = catalogue;
        this.files = files;
        this.storing = storing;
        this.versions = versions;
        this.leftovers = leftovers;
        this.rows = rows;
        this.pairs = new PairJudgement(register.pairs());
    }

    /**
     * @throws IOException when disk or store fail; the caller notes it, and the delivery can be
     *     taken up again
     */
    Result run(DeliveryRow row, Run run) throws IOException {
        // The word may have been stored and the catalogue not reached.
        boolean finished = !catalogue.finishAcknowledged(row.id()).isEmpty();
        boolean wasStaged = finished || row.stagedAs() != null;
        register.state(row.id(), State.CHECKING, null);
        run.at(Progress.Phase.RECEIVE, 0, -1);
        try (Staging.Opened opened = staging.open(row.source(), run::cancelled)) {
            try (RowsInMemory.Share share = share(opened, run)) {
                return run(named(row, opened), opened, run, wasStaged);
            }
        }
    }

    private RowsInMemory.Share share(Staging.Opened opened, Run run) throws IOException {
        int files = opened.folder() == null ? 0 : SourceSize.files(opened.folder());
        return rows.takenIn(files, run);
    }

    private Result run(DeliveryRow delivery, Staging.Opened opened, Run run, boolean wasStaged)
            throws IOException {
        BagCheck.Checked read = checked(delivery, opened, run);
        CheckedDelivery checked = read.delivery();
        for (String reason : STAYS) {
            if (checked.findings().has(reason)) {
                register.verdict(delivery.id(), checked.verdict());
                register.state(delivery.id(), State.FAILED, reason);
                return new Result(delivery.id(), Outcome.REFUSED, checked.verdict(), List.of());
            }
        }
        if (checked.cancelled() || run.cancelled()) {
            return stop(delivery, checked, run);
        }
        register.last().listed(delivery, checked.codes());
        register.declared(delivery.id(), checked.declared());
        Result result = judge(withBag(delivery, read.bag()), opened, checked, run, wasStaged);
        return new Result(
                result.delivery(),
                result.outcome(),
                result.verdict().against(register.last().of(delivery.id()).orElse(null)),
                result.kept());
    }

    /** After an interruption the same bag was compared when it was compared first. */
    private DeliveryRow withBag(DeliveryRow delivery, Aip.@Nullable Bag bag) {
        if (bag == null ? delivery.bag() == null : bag.saysTheSameAs(delivery.bag())) {
            return delivery;
        }
        register.bag(delivery.id(), bag);
        return delivery.with(bag);
    }

    /** Where an archivist named nobody, whom its bag names: its headings and scans are theirs. */
    private DeliveryRow named(DeliveryRow delivery, Staging.Opened opened) {
        Path folder = opened.folder();
        if (!delivery.unnamed() || folder == null) {
            return delivery;
        }
        return check.organization(folder)
                .map(
                        name -> {
                            register.from(delivery.id(), name);
                            return delivery.from(name);
                        })
                .orElse(delivery);
    }

    private BagCheck.Checked checked(DeliveryRow delivery, Staging.Opened opened, Run run)
            throws IOException {
        if (opened.folder() == null) {
            FindingSink findings = new FindingSink();
            findings.addAll(opened.findings());
            return new BagCheck.Checked(DeliveryCheck.unread(findings), null);
        }
        return check.check(opened.folder(), opened.scratch(), contractors.fromWhom(delivery), run);
    }

    private Result judge(
            DeliveryRow delivery,
            Staging.Opened opened,
            CheckedDelivery checked,
            Run run,
            boolean wasStaged)
            throws IOException {
        Path root = Objects.requireNonNullElse(opened.folder(), delivery.source());
        FindingSink findings = checked.findings();
        String reason = delivery.acceptedReason();
        String by = delivery.acceptedBy();
        // What an archivist accepted is what lay there then, nothing else.
        if (findings.onlyAcceptable()
                && reason != null
                && by != null
                && AgainstHoldings.content(checked, delivery).equals(delivery.acceptedContent())) {
            findings.add(checked.accepted(delivery.name(), by, reason));
            findings.accept();
        } else if (findings.onlyAcceptable()
                && AgainstHoldings.acceptedBefore(checked, delivery, catalogue)) {
            findings.accept();
        }
        boolean partly = delivery.acceptSound() && !findings.fatal();
        if (findings.blocked() && !partly) {
            pairs.inside(delivery, root, checked);
        }
        if (findings.onlyAcceptable() && !partly) {
            return awaitAcceptance(delivery, checked);
        }
        if (findings.blocked() && !partly) {
            // A person can say in a minute what an upload of hours need not be repeated for.
            boolean toConfirm = findings.has("COLUMN_TO_CONFIRM") && !findings.has("SECRET");
            return toConfirm && delivery.owned()
                    ? awaitColumns(delivery, checked)
                    : refuse(delivery, opened, checked);
        }
        AgainstHoldings all =
                AgainstHoldings.of(
                        checked,
                        delivery,
                        catalogue,
                        files,
                        versions::head,
                        known ->
                                !delivery.isByAnybody()
                                        && register.brought(known.id(), delivery.submitter()),
                        run::cancelled);
        if (run.cancelled()) {
            return stop(delivery, checked, run);
        }
        if (findings.blocked() && !partly) {
            return refuse(delivery, opened, checked);
        }
        PairJudgement.Judged judged = pairs.judge(delivery, root, checked, all);
        AgainstHoldings against = judged.against();
        // What an archivist decided on is what lay there then, nothing else.
        boolean decided =
                delivery.decision() == Decision.NEW_VERSIONS
                        && (all.content().hex().equals(delivery.content())
                                || against.content().hex().equals(delivery.content()));
        boolean othersToKeep = !against.fresh().isEmpty() || !against.kept().isEmpty();
        boolean takenBlocks = partly && othersToKeep && !decided;
        if (!decided) {
            against.taken().forEach(r -> findings.add(AgainstHoldings.taken(r, takenBlocks)));
        }
        // A dry run stays, so that leaving all out can be taken back.
        if ((partly && checked.sound().isEmpty()) || (against.isEmpty() && !delivery.dryRun())) {
            return refuse(delivery, opened, checked);
        }
        register.verdict(delivery.id(), checked.verdict());
        if (delivery.dryRun()) {
            return dryRun(delivery, checked, against);
        }
        boolean toDecide = delivery.askDuplicates() && judged.undecided() > 0;
        if (toDecide || (!against.taken().isEmpty() && !decided && !takenBlocks)) {
            return await(delivery, checked, against);
        }
        register.state(delivery.id(), State.CHECKED, null);
        List<ValidRecord> versioned = decided ? against.taken() : List.of();
        return store(delivery, opened, checked, against, versioned, run, wasStaged);
    }

    private Result dryRun(DeliveryRow delivery, CheckedDelivery checked, AgainstHoldings against) {
        register.finish(delivery.id(), State.CHECKED, null);
        Outcome outcome;
        if (!against.taken().isEmpty()) {
            outcome = Outcome.WAITING;
        } else if (checked.findings().blocked()) {
            outcome = Outcome.PARTLY_KEPT;
        } else {
            outcome = against.fresh().isEmpty() ? Outcome.ALREADY_KEPT : Outcome.KEPT;
        }
        return new Result(delivery.id(), outcome, checked.verdict(), List.of());
    }

    private Result store(
            DeliveryRow delivery,
            Staging.Opened opened,
            CheckedDelivery checked,
            AgainstHoldings against,
            List<ValidRecord> versioned,
            Run run,
            boolean wasStaged)
            throws IOException {
        String content = against.content().hex();
        if (!content.equals(delivery.content())) {
            leftovers.remove(delivery.id()); // of this delivery before its folder was changed
            register.content(delivery.id(), content);
        }
        register.state(delivery.id(), State.STORING, null);
        FindingSink findings = checked.findings();
        Stored stored = storing.store(delivery, against.fresh(), !delivery.acceptSound(), run);
        for (ValidRecord record : against.fresh()) {
            if (stored.alreadyKept().containsKey(record.arcFileCode())) {
                findings.add(AgainstHoldings.alreadyKept(record));
            }
        }
        stored.taken().forEach(r -> findings.add(AgainstHoldings.taken(r, delivery.acceptSound())));
        findings.addAll(List.copyOf(stored.refused().values()));
        if (run.cancelled()) {
            return stop(delivery, checked, run);
        }
        if (stored.stopped()) {
            return stored.refused().isEmpty()
                    ? await(delivery, checked, against)
                    : refuse(delivery, opened, checked);
        }
        List<AipId> changed = new ArrayList<>();
        for (ValidRecord record : versioned) {
            if (run.cancelled()) {
                return stop(delivery, checked, run);
            }
            versions.add(delivery, record).ifPresent(changed::add);
        }
        boolean nothingNew = stored.stored().isEmpty() && changed.isEmpty();
        State state;
        if (findings.blocked()) {
            state = State.PARTLY_KEPT;
        } else {
            state = nothingNew && !wasStaged ? State.ALREADY_KEPT : State.KEPT;
        }
        return acknowledge(delivery, checked, against, stored, changed, state, run);
    }

    private Result acknowledge(
            DeliveryRow delivery,
            CheckedDelivery checked,
            AgainstHoldings against,
            Stored stored,
            List<AipId> changed,
            State state,
            Run run)
            throws IOException {
        run.at(Progress.Phase.ACKNOWLEDGE, 0, stored.stored().size());
        if (!stored.stored().isEmpty() || !changed.isEmpty()) {
            register.stagedAs(delivery.id(), state);
            Set<AipId> acknowledged = new HashSet<>(catalogue.acknowledge(delivery.id()));
            for (Map.Entry<String, AipId> one : stored.stored().entrySet()) {
                // A rebuild may have shown it first: it goes by the word in the store.
                if (!acknowledged.contains(one.getValue()) && !isKept(one)) {
                    throw new IllegalStateException(
                            "Delivery "
                                    + delivery.id()
                                    + ": not everything that was staged is acknowledged");
                }
            }
        }
        run.at(Progress.Phase.ACKNOWLEDGE, stored.stored().size(), stored.stored().size());
        List<AipId> kept = new ArrayList<>();
        for (ValidRecord record : against.fresh()) {
            AipId id = stored.stored().get(record.arcFileCode());
            if (id != null) {
                kept.add(id);
            }
        }
        kept.addAll(changed);
        register.verdict(delivery.id(), checked.verdict());
        register.finish(delivery.id(), state, null);
        eraseOwned(delivery);
        return new Result(delivery.id(), Outcome.valueOf(state.name()), checked.verdict(), kept);
    }

    private boolean isKept(Map.Entry<String, AipId> record) {
        return catalogue
                .known(record.getKey())
                .filter(known -> known.id().equals(record.getValue()))
                .isPresent();
    }

    /** Its files, unpacked ones too, are gone first: they may hold a state secret. */
    private Result refuse(DeliveryRow delivery, Staging.Opened opened, CheckedDelivery checked)
            throws IOException {
        opened.close();
        eraseOwned(delivery);
        leftovers.remove(delivery.id());
        register.verdict(delivery.id(), checked.verdict());
        register.finish(delivery.id(), State.REFUSED, null);
        return new Result(delivery.id(), Outcome.REFUSED, checked.verdict(), List.of());
    }

    private Result awaitAcceptance(DeliveryRow delivery, CheckedDelivery checked)
            throws IOException {
        leftovers.remove(delivery.id());
        register.toAccept(delivery.id(), AgainstHoldings.content(checked, delivery));
        register.verdict(delivery.id(), checked.verdict());
        register.state(delivery.id(), State.WAITING, null);
        return new Result(delivery.id(), Outcome.WAITING, checked.verdict(), List.of());
    }

    private Result awaitColumns(DeliveryRow delivery, CheckedDelivery checked) throws IOException {
        leftovers.remove(delivery.id());
        register.verdict(delivery.id(), checked.verdict());
        register.state(delivery.id(), State.WAITING, null);
        return new Result(delivery.id(), Outcome.WAITING, checked.verdict(), List.of());
    }

    private Result await(DeliveryRow delivery, CheckedDelivery checked, AgainstHoldings against)
            throws IOException {
        leftovers.remove(delivery.id());
        register.content(delivery.id(), against.content().hex());
        register.verdict(delivery.id(), checked.verdict());
        register.state(delivery.id(), State.WAITING, null);
        return new Result(delivery.id(), Outcome.WAITING, checked.verdict(), List.of());
    }

    private Result stop(DeliveryRow delivery, CheckedDelivery checked, Run run) throws IOException {
        if (run.goesOnLater()) {
            register.state(delivery.id(), State.INTERRUPTED, null);
        } else {
            cancel(delivery);
        }
        Outcome outcome = run.isPaused() ? Outcome.PAUSED : Outcome.CANCELLED;
        return new Result(delivery.id(), outcome, checked.verdict(), List.of());
    }

    /**
     * Takes away all that there is of it. That it is cancelled is durable first: ten thousand hồ sơ
     * are not taken away in a moment, and what a stop leaves of them the next start takes away.
     */
    void cancel(DeliveryRow delivery) throws IOException {
        register.finish(delivery.id(), State.CANCELLED, null);
        try {
            leftovers.remove(delivery.id());
        } catch (IOException | RuntimeException e) {
            register.state(delivery.id(), State.FAILED, e.getClass().getSimpleName());
            throw e;
        }
        eraseOwned(delivery);
    }

    private void eraseOwned(DeliveryRow delivery) {
        if (delivery.owned()) {
            staging.erase(delivery.source());
        }
    }
}
