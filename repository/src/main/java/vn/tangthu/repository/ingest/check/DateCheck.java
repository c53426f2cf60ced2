package vn.tangthu.repository.ingest.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;

/**
 * Dates against today, the closing of the fonds and the hồ sơ. A date of a month or a year only is
 * told where all of it lies outside; nothing here blocks.
 */
public final class DateCheck {
    private final LocalDate today;

    public DateCheck(LocalDate today) {
        this.today = today;
    }

    /** What is said of the date of a document. */
    public List<Finding> of(
            String place,
            DocumentDescription document,
            FileDescription hoSo,
            @Nullable Fonds fonds) {
        List<Finding> findings = new ArrayList<>(alone(place, document, fonds));
        ArchivalDate issued = document.issuedDate();
        if (issued != null) {
            ArchivalDate start = hoSo.startDate();
            ArchivalDate end = hoSo.endDate();
            boolean early = start != null && issued.latest().isBefore(start.earliest());
            boolean late = end != null && issued.earliest().isAfter(end.latest());
            if (early || late) {
                findings.add(
                        Finding.warns(
                                "DATE_OUTSIDE_RECORD",
                                place,
                                issued.toString(),
                                String.valueOf(start),
                                String.valueOf(end)));
            }
        }
        return findings;
    }

    /** The same where its hồ sơ is not looked at. */
    public List<Finding> alone(String place, DocumentDescription document, @Nullable Fonds fonds) {
        List<Finding> findings = new ArrayList<>();
        ArchivalDate issued = document.issuedDate();
        if (issued == null) {
            return findings;
        }
        if (issued.earliest().isAfter(today)) {
            findings.add(Finding.warns("DATE_IN_FUTURE", place, issued.toString()));
        }
        LocalDate closed = closedBefore(issued, fonds);
        if (closed != null && fonds != null) {
            findings.add(
                    Finding.warns(
                            "DATED_AFTER_CLOSING",
                            place,
                            issued.toString(),
                            fonds.code(),
                            ArchivalDate.of(closed).toString()));
        }
        return findings;
    }

    /** Whether the hồ sơ itself goes on, or begins, after its fonds was closed. */
    public Optional<Finding> closing(String place, FileDescription hoSo, @Nullable Fonds fonds) {
        ArchivalDate last = hoSo.endDate() == null ? hoSo.startDate() : hoSo.endDate();
        LocalDate closed = last == null ? null : closedBefore(last, fonds);
        if (last == null || closed == null || fonds == null) {
            return Optional.empty();
        }
        return Optional.of(
                Finding.warns(
                        "RECORD_AFTER_CLOSING",
                        place,
                        last.toString(),
                        fonds.code(),
                        ArchivalDate.of(closed).toString()));
    }

    /** The day on which the fonds closed, where every day that the date can mean is later. */
    private static @Nullable LocalDate closedBefore(ArchivalDate date, @Nullable Fonds fonds) {
        LocalDate closed = fonds == null ? null : fonds.closing();
        return closed != null && date.earliest().isAfter(closed) ? closed : null;
    }
}
