package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.hssf.usermodel.HSSFComment;
import org.apache.poi.hssf.usermodel.HSSFFont;
import org.apache.poi.hssf.usermodel.HSSFPatriarch;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFShape;
import org.apache.poi.hssf.usermodel.HSSFSimpleShape;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.jspecify.annotations.Nullable;

/** The cells of an Excel workbook from 97 on, row by row, each with its font and its runs. */
final class SheetRuns {
    /** What a spreadsheet shows of a number at most. */
    private static final MathContext DIGITS = new MathContext(10);

    /** Formats that say more than digits: percent, fractions, texts around the number. */
    private static final Pattern SHOWN = Pattern.compile("%|[?#0]/[?#0]|\"[^\"]*\\p{L}[^\"]*\"");

    private final HSSFWorkbook workbook;
    private final FontedText text;
    private final DataFormatter formats = new DataFormatter(Locale.ROOT);

    private SheetRuns(HSSFWorkbook workbook, FontedText text) {
        this.workbook = workbook;
        this.text = text;
    }

    static FontedText read(Path file, int maxChars) throws IOException {
        FontedText text = new FontedText(maxChars);
        try (InputStream in = Files.newInputStream(file);
                HSSFWorkbook workbook = new HSSFWorkbook(in)) {
            SheetRuns runs = new SheetRuns(workbook, text);
            for (int i = 0; i < workbook.getNumberOfSheets() && !text.isFull(); i++) {
                runs.add(workbook.getSheetAt(i));
            }
        }
        return text;
    }

    private void add(Sheet sheet) {
        text.add(sheet.getSheetName(), null);
        text.end('\n');
        for (Row row : sheet) {
            boolean any = false;
            for (Cell cell : row) {
                if (any) {
                    text.end('\t');
                }
                add(cell);
                any = true;
            }
            text.end('\n');
        }
        if (sheet.getDrawingPatriarch() instanceof HSSFPatriarch drawings) {
            for (HSSFShape shape : drawings.getChildren()) {
                if (shape instanceof HSSFSimpleShape simple && !(shape instanceof HSSFComment)) {
                    add(simple);
                }
            }
        }
    }

    private void add(HSSFSimpleShape shape) {
        HSSFRichTextString string;
        try {
            string = shape.getString();
        } catch (NullPointerException e) {
            return; // POI's way to say that the shape has no text
        }
        if (string != null) {
            add(string, null);
            text.end('\n');
        }
    }

    private void add(Cell cell) {
        CellType type =
                cell.getCellType() == CellType.FORMULA
                        ? cell.getCachedFormulaResultType()
                        : cell.getCellType();
        HSSFFont font = workbook.getFontAt(cell.getCellStyle().getFontIndex());
        switch (type) {
            case STRING -> add((HSSFRichTextString) cell.getRichStringCellValue(), font);
            case NUMERIC -> text.add(number(cell), null);
            case BOOLEAN -> text.add(Boolean.toString(cell.getBooleanCellValue()), null);
            default -> {
                // blank, or an error that nobody searches for
            }
        }
        if (cell.getCellComment() instanceof HSSFComment comment && comment.getString() != null) {
            text.add(" ", null);
            add(comment.getString(), null);
        }
    }

    /**
     * Dates, percentages and the like as they are shown; plain numbers with all their digits and
     * without the grouping, which differs from country to country.
     */
    private String number(Cell cell) {
        double value = cell.getNumericCellValue();
        String format = cell.getCellStyle().getDataFormatString();
        if (DateUtil.isCellDateFormatted(cell) || SHOWN.matcher(format).find()) {
            return formats.formatRawCellContents(
                    value, cell.getCellStyle().getDataFormat(), format);
        }
        return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private void add(HSSFRichTextString string, @Nullable HSSFFont font) {
        String whole = string.getString();
        int at = 0;
        String name = font == null ? null : font.getFontName();
        for (int run = 0; run <= string.numFormattingRuns(); run++) {
            int end =
                    run == string.numFormattingRuns()
                            ? whole.length()
                            : Math.clamp(string.getIndexOfFormattingRun(run), at, whole.length());
            line(whole.substring(at, end), name);
            at = end;
            if (run < string.numFormattingRuns()) {
                name = workbook.getFontAt(string.getFontOfFormattingRun(run)).getFontName();
            }
        }
    }

    /** Lines within a cell become spaces: the row is the line. */
    private void line(String part, @Nullable String font) {
        text.add(part.replace('\n', ' ').replace('\r', ' '), font);
    }
}
