package vn.tangthu.indexer.extract;

import java.util.ArrayList;
import java.util.List;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.TextWork;

/** Sums up how well the pages were read that a file has or answers for. */
final class Measured {
    /** Pages of no document that are told by their number. */
    private static final int MOST_TOLD = 20;

    private final TextWork.Item item;
    private final int before;
    private final int last;
    private long confidence;
    private int measured;
    private int blank;
    private final List<TextWork.ToldPage> told = new ArrayList<>();
    private final List<String> ofNoDocument = new ArrayList<>();

    Measured(TextWork.Item item, TextDerivative text) {
        this.item = item;
        boolean part = item.content().part() != null;
        this.before = part ? item.content().pageOfWhole(1) - 1 : 0;
        this.last = part ? item.content().pageOfWhole(item.content().pages()) : text.pages();
    }

    /**
     * @param number of the whole file, from 1
     */
    void add(int number, ExtractedText.Page page) {
        if (page.source() == Source.FAILED && number >= item.from() && number <= item.to()) {
            String why = page.failure() == null ? "" : page.failure();
            if (number > before && number <= last) {
                told.add(new TextWork.ToldPage(number - before, why, 0));
            } else if (ofNoDocument.size() < MOST_TOLD) {
                ofNoDocument.add(number + (why.isEmpty() ? "" : ": " + why));
            }
        }
        ExtractedText.Reading reading = page.reading();
        if (number <= before || number > last || page.source() != Source.OCR || reading == null) {
            return;
        }
        confidence += reading.confidence();
        measured++;
        if (reading.confidence() < TextWork.BAD_BELOW) {
            told.add(new TextWork.ToldPage(number - before, null, reading.confidence()));
        }
    }

    /** As the other, of a page with nothing on it. */
    void addBlank(int number) {
        if (number > before && number <= last) {
            blank++;
            told.add(new TextWork.ToldPage(number - before, null, TextWork.NOTHING_ON_IT));
        }
    }

    TextWork.Quality quality() {
        List<TextWork.ToldPage> all = new ArrayList<>(told);
        if (!ofNoDocument.isEmpty()) {
            all.add(
                    new TextWork.ToldPage(
                            TextWork.WHOLE_FILE,
                            "pages of the whole file, of no document: "
                                    + String.join("; ", ofNoDocument),
                            0));
        }
        return new TextWork.Quality(confidence, measured, all, blank);
    }
}
