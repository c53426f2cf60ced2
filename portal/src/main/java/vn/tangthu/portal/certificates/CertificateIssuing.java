package vn.tangthu.portal.certificates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.papers.IssuedPaper;
import vn.tangthu.portal.signing.PdfSigning;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.Certificates.Draft;
import vn.tangthu.repository.Certificates.Figure;
import vn.tangthu.repository.Certificates.Kind;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Ledger.Inclusion;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.PublicAddress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.Digest;

/**
 * Makes certificates of what the asker may see. What everybody may see is certified as everybody
 * sees it, so that the paper can be given to anyone; what is not open, as the asker sees it.
 */
@Component
public class CertificateIssuing {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateIssuing.class);

    private final Certificates certificates;
    private final Catalogue catalogue;
    private final Ledger ledger;
    private final AuditBudget budget;
    private final PdfSigning signing;
    private final String archiveName;
    private final String publicUrl;

    CertificateIssuing(
            Certificates certificates,
            Catalogue catalogue,
            Ledger ledger,
            AuditBudget budget,
            PdfSigning signing,
            @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archiveName,
            @Value("${tangthu.portal.public-url:}") String publicUrl) {
        this.certificates = certificates;
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.budget = budget;
        this.signing = signing;
        this.archiveName = archiveName;
        this.publicUrl = PublicAddress.of(publicUrl);
    }

    /**
     * Of the newest version of a hồ sơ; a checkpoint of the log is signed first where none covers
     * it.
     *
     * @param origin the address before every path, where none is configured
     * @return empty when this reader may not read it
     */
    public Optional<Certificate> record(AipId id, String origin, Reader reader) throws IOException {
        if (!(catalogue.record(id, reader).orElse(null) instanceof RecordView.Full own)) {
            return Optional.empty();
        }
        RecordView.Full record = own;
        boolean open = false;
        if (catalogue.record(id, Reader.ANONYMOUS).orElse(null)
                instanceof RecordView.Full everybodys) {
            record = everybodys;
            open = true;
        }
        int version = record.versions().getLast().number();
        Inclusion proof = covered(id, version);
        List<Digest> files =
                record.documents().stream()
                        .flatMap(document -> document.files().stream())
                        .map(file -> file.sha512())
                        .distinct()
                        .toList();
        List<Figure> figures = new ArrayList<>();
        figures.add(checked(record.fixity()));
        figures.add(new Figure("files", "", String.valueOf(files.size())));
        if (record.documentsWithheld() > 0) {
            figures.add(new Figure("withheld", "", String.valueOf(record.documentsWithheld())));
        }
        Draft draft =
                new Draft(
                        Kind.RECORD,
                        id.value(),
                        version,
                        open,
                        files,
                        figures,
                        proof == null ? null : proof.entry(),
                        proof == null ? null : proof.note());
        return Optional.of(issue(draft, record.arcFileCode(), proof, origin, reader));
    }

    private static Figure checked(FixityState state) {
        return switch (state) {
            case FixityState.NeverChecked never ->
                    new Figure("stored", "", never.storedAt().toString());
            case FixityState.Sound sound -> new Figure("checked", "", sound.checkedAt().toString());
            case FixityState.Damaged damaged ->
                    new Figure("broken", "", damaged.foundAt().toString());
        };
    }

    private @Nullable Inclusion covered(AipId id, int version) throws IOException {
        Optional<Inclusion> proof = ledger.inclusion(id, version);
        if (proof.isEmpty() && checkpoint() != null) {
            proof = ledger.inclusion(id, version);
        }
        return proof.orElse(null);
    }

    /** A new one; null while the log is not written, which its own page tells. */
    private @Nullable String checkpoint() {
        try {
            return ledger.note(ledger.checkpoint("CERTIFICATE").number());
        } catch (IOException e) {
            LOG.warn("The certificate goes without a checkpoint of the log", e);
            return null;
        }
    }

    /**
     * Of what audits have read by now, and of a run that has ended.
     *
     * @param run null for none
     */
    public Certificate audit(FixityAudits.@Nullable Run run, String origin, Reader reader)
            throws IOException {
        AuditBudget.Status status = budget.status();
        List<Figure> figures =
                new ArrayList<>(
                        List.of(new Figure("days", "", String.valueOf(status.policy().days()))));
        List<String> copies = status.places().stream().map(AuditBudget.Place::copy).toList();
        if (run != null) {
            if (copies.contains(run.copy())) {
                figures.add(new Figure("run.of", "", String.valueOf(copies.indexOf(run.copy()))));
            }
            figures.add(new Figure("run.started", "", run.startedAt().toString()));
            figures.add(
                    new Figure(
                            "run.ended",
                            "",
                            run.endedAt() == null ? "" : run.endedAt().toString()));
            figures.add(new Figure("run.state", "", run.state().name()));
            figures.add(new Figure("run.objects", "", String.valueOf(run.objectsDone())));
            figures.add(new Figure("run.bytes", "", String.valueOf(run.bytesDone())));
            figures.add(new Figure("run.problems", "", String.valueOf(run.problems())));
        }
        for (int i = 0; i < status.places().size(); i++) {
            place(figures, String.valueOf(i), status.places().get(i));
        }
        UUID subject = run == null ? null : run.id();
        Draft draft =
                new Draft(Kind.AUDIT, subject, null, true, List.of(), figures, null, checkpoint());
        return issue(draft, "", null, origin, reader);
    }

    private static void place(List<Figure> figures, String of, AuditBudget.Place place) {
        figures.add(new Figure("packages", of, String.valueOf(place.packages())));
        figures.add(new Figure("files", of, String.valueOf(place.files())));
        figures.add(new Figure("bytes", of, String.valueOf(place.bytes())));
        figures.add(new Figure("within", of, String.valueOf(place.within())));
        figures.add(new Figure("filesWithin", of, String.valueOf(place.filesWithin())));
        figures.add(new Figure("overdue", of, String.valueOf(place.overdue())));
        figures.add(new Figure("fresh", of, String.valueOf(place.fresh())));
        figures.add(new Figure("damaged", of, String.valueOf(place.damaged())));
        figures.add(
                new Figure(
                        "incidents",
                        of,
                        String.valueOf(place.changed() + place.missing() + place.other())));
    }

    /**
     * Of all hồ sơ of a fonds that anybody is shown; reads the inventory of each.
     *
     * @return empty when this reader may not know of the fonds
     */
    public Optional<Certificate> fonds(FondsId id, String origin, Reader reader, Progress progress)
            throws IOException {
        Fonds fonds = catalogue.fonds(id, reader).orElse(null);
        if (fonds == null || !reader.is(Role.ARCHIVIST)) {
            return Optional.empty();
        }
        Certificates.Tally tally = certificates.tally(id, progress);
        List<Figure> figures =
                List.of(
                        new Figure("records", "", String.valueOf(tally.records())),
                        new Figure("files", "", String.valueOf(tally.files())),
                        new Figure("bytes", "", String.valueOf(tally.bytes())),
                        new Figure("root", "", tally.root()));
        boolean open = fonds.rights().access() == Access.PUBLIC && tally.hidden() == 0;
        Draft draft =
                new Draft(
                        Kind.FONDS, id.value(), null, open, List.of(), figures, null, checkpoint());
        return Optional.of(issue(draft, fonds.code(), null, origin, reader));
    }

    private Certificate issue(
            Draft draft, String reference, @Nullable Inclusion proof, String origin, Reader reader)
            throws IOException {
        String address = publicUrl.isEmpty() ? origin : publicUrl;
        return certificates.issue(
                draft,
                name -> {
                    PdfSigning.Signed signed =
                            signing.sign(
                                    "Giấy chứng nhận " + name.number(),
                                    (out, signer) ->
                                            IssuedPaper.write(
                                                    new IssuedPaper.Facts(
                                                            name,
                                                            draft,
                                                            reference,
                                                            archiveName,
                                                            reader.name(),
                                                            address + "/chung-nhan/" + name.code(),
                                                            proof,
                                                            signer),
                                                    out));
                    return new Certificates.Pdf(
                            signed.pdf(), signed.level() != PdfSigning.Level.UNSIGNED);
                },
                reader);
    }
}
