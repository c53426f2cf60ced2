package vn.tangthu.indexer.extract;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.indexer.extract.derivative.PageCodec;
import vn.tangthu.indexer.extract.worker.Answer;

/**
 * Tesseract's table of words: level, page, block, paragraph, line, word, left, top, width, height,
 * confidence, text. Level 1 is the page and has its size in pixels, level 5 is a word.
 */
final class TesseractTsv {
    private static final int COLUMNS = 12;
    private static final String PAGE = "1";
    private static final String WORD = "5";

    /** In per cent; specks are read as single signs with less. */
    private static final double MIN_CONFIDENCE_OF_SIGNS = 50;

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private TesseractTsv() {}

    /**
     * @param place where the image lies on the page
     * @param model what read it
     */
    static ExtractedText.Page page(String tsv, Answer.Scan place, String model) {
        List<Word> words = new ArrayList<>();
        double sure = 0;
        long letters = 0;
        double pageWidth = 0;
        double pageHeight = 0;
        String before = "";
        int line = -1;
        for (String row : tsv.split("\n")) {
            String[] cells = row.split("\t", COLUMNS);
            if (cells.length < COLUMNS) {
                continue;
            }
            if (cells[0].equals(PAGE)) {
                pageWidth = Double.parseDouble(cells[8]);
                pageHeight = Double.parseDouble(cells[9]);
            }
            if (!cells[0].equals(WORD)) {
                continue;
            }
            String text =
                    Normalizer.normalize(
                            SPACE.matcher(cells[11]).replaceAll(""), Normalizer.Form.NFC);
            if (text.isEmpty()
                    || pageWidth <= 0
                    || pageHeight <= 0
                    || isSpeck(text, Double.parseDouble(cells[10]))) {
                continue;
            }
            String at = cells[2] + '/' + cells[3] + '/' + cells[4];
            if (!at.equals(before)) {
                line++;
                before = at;
            }
            double x = place.width() / pageWidth;
            double y = place.height() / pageHeight;
            int left = on(place.x() + x * Integer.parseInt(cells[6]));
            int top = on(place.y() + y * Integer.parseInt(cells[7]));
            int right =
                    on(place.x() + x * (Integer.parseInt(cells[6]) + Integer.parseInt(cells[8])));
            int bottom =
                    on(place.y() + y * (Integer.parseInt(cells[7]) + Integer.parseInt(cells[9])));
            // by letters: a page of long words read well and specks read badly is read well
            sure += Math.clamp(Double.parseDouble(cells[10]), 0, 100) * text.length();
            letters += text.length();
            words.add(new Word(text, line, left, top, right - left, bottom - top));
        }
        ExtractedText.Source source =
                words.isEmpty() ? ExtractedText.Source.EMPTY : ExtractedText.Source.OCR;
        return new ExtractedText.Page(
                1,
                source,
                PageCodec.textOf(words),
                words,
                null,
                null,
                new ExtractedText.Reading(
                        model, letters == 0 ? 0 : (int) Math.round(sure / letters)));
    }

    private static boolean isSpeck(String text, double confidence) {
        return confidence < MIN_CONFIDENCE_OF_SIGNS
                && text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    private static int on(double value) {
        return (int) Math.clamp(Math.round(value), 0, 10_000);
    }
}
