package vn.tangthu.portal.publicpages;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordSummary;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.repository.Slice;

/** Browsing: fonds, their series, the records of a series; fifty a page. */
@Controller
class HoldingsController {
    private static final int PAGE_SIZE = 50;

    private final Catalogue catalogue;
    private final BodiesOfFonds bodies;

    HoldingsController(Catalogue catalogue, BodiesOfFonds bodies) {
        this.bodies = bodies;
        this.catalogue = catalogue;
    }

    /** A row of a list of hồ sơ with its badge. */
    record RecordRow(RecordSummary record, String years, Seal seal) {}

    @GetMapping("/phong")
    String fonds(@RequestParam(defaultValue = "1") String trang, Model model) {
        int page = page(trang);
        Slice<Fonds> slice = catalogue.fonds((page - 1) * PAGE_SIZE, PAGE_SIZE, Reader.ANONYMOUS);
        model.addAttribute("fondsList", slice.items());
        model.addAttribute("total", slice.total());
        model.addAttribute("pager", pager(page, slice.total(), "/phong"));
        return "public/fonds-list";
    }

    @GetMapping("/phong/{id}")
    String oneFonds(
            @PathVariable String id,
            @RequestParam(defaultValue = "1") String trang,
            Model model,
            Locale locale) {
        Fonds fonds = fonds(id);
        int page = page(trang);
        int offset = (page - 1) * PAGE_SIZE;
        Slice<Series> series = catalogue.series(fonds.id(), offset, PAGE_SIZE, Reader.ANONYMOUS);
        Slice<RecordSummary> loose =
                catalogue.recordsWithoutSeries(fonds.id(), offset, PAGE_SIZE, Reader.ANONYMOUS);
        model.addAttribute("fonds", fonds);
        bodies.add(fonds.id(), model, locale);
        model.addAttribute("series", series.items());
        model.addAttribute("records", rows(loose, locale));
        model.addAttribute("paper", catalogue.hasPaper(fonds.id(), Reader.ANONYMOUS));
        model.addAttribute(
                "pager",
                pager(page, Math.max(series.total(), loose.total()), "/phong/" + fonds.id()));
        return "public/fonds";
    }

    @GetMapping("/phong/{id}/muc-luc/{seriesId}")
    String series(
            @PathVariable String id,
            @PathVariable String seriesId,
            @RequestParam(defaultValue = "1") String trang,
            Model model,
            Locale locale) {
        Fonds fonds = fonds(id);
        Series series = series(fonds, seriesId);
        int page = page(trang);
        Slice<RecordSummary> records =
                catalogue.records(series.id(), (page - 1) * PAGE_SIZE, PAGE_SIZE, Reader.ANONYMOUS);
        model.addAttribute("fonds", fonds);
        model.addAttribute("series", series);
        model.addAttribute("total", records.total());
        model.addAttribute("records", rows(records, locale));
        model.addAttribute(
                "pager",
                pager(page, records.total(), "/phong/" + fonds.id() + "/muc-luc/" + series.id()));
        return "public/series";
    }

    private Fonds fonds(String id) {
        return catalogue
                .fonds(new FondsId(Ids.uuid(id)), Reader.ANONYMOUS)
                .orElseThrow(NotHere::new);
    }

    private Series series(Fonds fonds, String id) {
        return catalogue
                .series(fonds.id(), new SeriesId(Ids.uuid(id)), Reader.ANONYMOUS)
                .orElseThrow(NotHere::new);
    }

    private static List<RecordRow> rows(Slice<RecordSummary> slice, Locale locale) {
        Formats formats = new Formats(locale);
        return slice.items().stream()
                .map(
                        record ->
                                new RecordRow(
                                        record,
                                        formats.years(record.startYear(), record.endYear()),
                                        Seal.of(record.fixity(), formats)))
                .toList();
    }

    private static int page(String text) {
        return Math.clamp(SearchQuery.number(text, 1), 1, 1_000_000);
    }

    private static Pager pager(int page, long total, String base) {
        return Pager.of(
                page,
                Pager.pages(total, PAGE_SIZE),
                number -> number == 1 ? base : base + "?trang=" + number);
    }
}
