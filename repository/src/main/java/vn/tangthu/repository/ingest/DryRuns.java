package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ingest.check.BagCheck;
import vn.tangthu.repository.ingest.check.CheckedDelivery;

/** Checks deliveries without a word in the register. */
final class DryRuns {
    private final Lanes lanes;
    private final RowsInMemory rows;
    private final DeliveryRegister register;
    private final Staging staging;
    private final BagCheck check;
    private final JdbcContractors contractors;
    private final CatalogueWriter catalogue;
    private final KeptFiles files;
    private final AipStore store;

    DryRuns(
            Lanes lanes,
            RowsInMemory rows,
            DeliveryRegister register,
            Staging staging,
            BagCheck check,
            JdbcContractors contractors,
            CatalogueWriter catalogue,
            KeptFiles files,
            AipStore store) {
        this.store = store;
        this.lanes = lanes;
        this.rows = rows;
        this.register = register;
        this.staging = staging;
        this.check = check;
        this.contractors = contractors;
        this.catalogue = catalogue;
        this.files = files;
    }

    Verdict check(Path source, String contractor, Progress progress) throws IOException {
        try (Lanes.Lane lane = lanes.enter(SourceSize.isLarge(source), progress).orElse(null)) {
            // Without a lane nobody waits for it any more.
            return lane == null
                    ? new Verdict(0, 0, 0, 0, List.of())
                    : checked(source, contractor, progress);
        }
    }

    private Verdict checked(Path source, String contractor, Progress progress) throws IOException {
        try (Staging.Opened opened = staging.open(source, progress::cancelled)) {
            if (opened.folder() == null) {
                return new Verdict(0, 0, 0, 0, opened.findings());
            }
            try (RowsInMemory.Share share =
                    rows.checkedOnly(SourceSize.files(opened.folder()), progress)) {
                // Where nobody is named, whom the bag names.
                boolean unnamed = contractor.isBlank() || contractor.equals(Reader.OPERATOR.name());
                String from =
                        unnamed
                                ? check.organization(opened.folder()).orElse(contractor)
                                : contractor;
                DeliveryRow row =
                        DeliveryRow.unsaved(source, from, unnamed && from.equals(contractor));
                return checked(opened.folder(), opened.scratch(), row, progress);
            }
        }
    }

    private Verdict checked(Path folder, Path scratch, DeliveryRow row, Progress progress)
            throws IOException {
        CheckedDelivery checked =
                check.check(folder, scratch, contractors.fromWhom(row), progress).delivery();
        if (!checked.cancelled()) {
            AgainstHoldings.of(
                            checked,
                            row,
                            catalogue,
                            files,
                            known -> store.read(known.id(), known.version()),
                            known -> true,
                            progress::cancelled)
                    .taken()
                    .forEach(r -> checked.findings().add(AgainstHoldings.taken(r, false)));
        }
        Verdict verdict = checked.verdict();
        return verdict.against(register.last().against(row, checked.codes(), verdict.findings()));
    }
}
