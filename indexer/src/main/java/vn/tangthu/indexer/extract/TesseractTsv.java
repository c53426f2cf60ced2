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

    /** Lines go down the page rather than across it. */
    private static final int STEEP = 3;

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
        int lineBefore = -1;
        WordBox last = new WordBox(0, 0, 0, 0);
        double across = 0;
        double down = 0;
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
            WordBox read =
                    new WordBox(
                            Integer.parseInt(cells[6]),
                            Integer.parseInt(cells[7]),
                            Integer.parseInt(cells[8]),
                            Integer.parseInt(cells[9]));
            if (line == lineBefore) {
                across += read.middleX() - last.middleX();
                down += read.middleY() - last.middleY();
            }
            last = read;
            lineBefore = line;
            WordBox box = read.onPage(pageWidth, pageHeight, place);
            // by letters: a page of long words read well and specks read badly is read well
            sure += Math.clamp(Double.parseDouble(cells[10]), 0, 100) * text.length();
            letters += text.length();
            words.add(box.word(text, line));
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
                        model,
                        letters == 0 ? 0 : (int) Math.round(sure / letters),
                        turned(place, across, down)));
    }

    private static boolean isSpeck(String text, double confidence) {
        return confidence < MIN_CONFIDENCE_OF_SIGNS
                && text.codePoints().noneMatch(Character::isLetterOrDigit);
    }

    /**
     * Tesseract reads lines that run down the page as they are, and so it reads lines that run up,
     * without sense.
     *
     * @param across how far the words of lines go on to the right, in all
     * @param down how far they go on downwards
     * @return tenths of a degree, 0 to 3,599
     */
    private static int turned(Answer.Scan place, double across, double down) {
        int quarter = Math.abs(down) <= STEEP * Math.abs(across) ? 0 : down > 0 ? 900 : 2_700;
        return (place.turned() + quarter) % 3_600;
    }
}
