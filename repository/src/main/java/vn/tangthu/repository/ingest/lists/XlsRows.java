package vn.tangthu.repository.ingest.lists;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.poi.hssf.eventusermodel.AbortableHSSFListener;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.eventusermodel.HSSFUserException;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.DirectoryEntry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;

/**
 * A list of Excel 97 to 2003, record by record; only its words are held in memory, after they were
 * counted.
 */
final class XlsRows implements ListRows {
    private static final int COLUMNS = 256;
    private static final int SST = 0x00FC;
    private static final int CONTINUE = 0x003C;

    /** FilePass ([MS-XLS] 2.4.117): what follows is encrypted. */
    private static final int FILE_PASS = 0x002F;

    /** The format has 65,536 rows; a list has a few words in each that are not repeated. */
    private static final int MAX_WORDS = 400_000;

    private final Path file;
    private final ListLimits limits;
    private final MergedCells merged = new MergedCells();

    XlsRows(Path file, ListLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    @Override
    public void forEach(RowReader reader) throws IOException, UnreadableListException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > limits.fileBytes()) {
            throw new UnreadableListException(
                    Finding.blocks("LIST_TOO_LARGE", name, String.valueOf(limits.fileBytes())));
        }
        try (POIFSFileSystem document = new POIFSFileSystem(file.toFile(), true)) {
            DirectoryEntry root = document.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) { // an .xlsx ([MS-OFFCRYPTO])
                throw locked(name);
            }
            String stream = root.hasEntryCaseInsensitive("Workbook") ? "Workbook" : "Book";
            try (InputStream records = document.createDocumentInputStream(stream)) {
                countWords(records, name);
            }
            Records rows = new Records(name, reader, merged);
            HSSFRequest request = new HSSFRequest();
            request.addListenerForAllRecords(rows);
            try (InputStream records = document.createDocumentInputStream(stream)) {
                new HSSFEventFactory().abortableProcessEvents(request, records);
            }
            rows.endOfRow();
        } catch (HSSFUserException e) {
            if (e.getCause() instanceof UnreadableListException refused) {
                throw refused;
            }
            throw unreadable(name, e);
        } catch (IOException | RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    @Override
    public MergedCells merged() {
        return merged;
    }

    private static UnreadableListException locked(String name) {
        return new UnreadableListException(Finding.blocks("LIST_ENCRYPTED", name));
    }

    private static UnreadableListException unreadable(String name, Exception e) {
        return new UnreadableListException(
                Finding.blocks("LIST_UNREADABLE", name, String.valueOf(e.getMessage())));
    }

    /** The shared strings say how many they are; three bytes make an object of a hundred. */
    private void countWords(InputStream records, String name)
            throws IOException, UnreadableListException {
        long bytes = 0;
        boolean words = false;
        while (true) {
            byte[] head = records.readNBytes(4);
            if (head.length < 4) {
                return;
            }
            ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            int id = numbers.getShort() & 0xFFFF;
            int length = numbers.getShort() & 0xFFFF;
            if (id == FILE_PASS) {
                throw locked(name);
            }
            words = id == SST || (words && id == CONTINUE);
            bytes += words ? length : 0;
            int skipped = 0;
            if (id == SST && length >= 8) {
                byte[] counts = records.readNBytes(8);
                skipped = counts.length;
                int unique = ByteBuffer.wrap(counts).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
                if (unique < 0 || unique > MAX_WORDS) {
                    throw new UnreadableListException(
                            Finding.blocks("LIST_UNSAFE", name, "<si> > " + MAX_WORDS));
                }
            }
            if (bytes > limits.wordsBytes()) {
                throw new UnreadableListException(
                        Finding.blocks("LIST_UNSAFE", name, "SST > " + limits.wordsBytes()));
            }
            records.skip(length - skipped);
        }
    }

    private static final class Records extends AbortableHSSFListener {
        private final String name;
        private final RowReader reader;
        private final MergedCells merged;
        private final FormatTrackingHSSFListener formats =
                new FormatTrackingHSSFListener(each -> {});
        private final List<BoundSheetRecord> tabs = new ArrayList<>();

        /** Charts lie inside sheets and have cells of their own. */
        private final Deque<Integer> inside = new ArrayDeque<>();

        private final ListCell[] cells = new ListCell[COLUMNS];
        private @Nullable SSTRecord words;
        private @Nullable FormulaRecord textFollows;
        private boolean since1904;
        private int sheet = -1;
        private int row = -1;
        private boolean unwanted;

        Records(String name, RowReader reader, MergedCells merged) {
            this.name = name;
            this.reader = reader;
            this.merged = merged;
        }

        @Override
        public short abortableProcessRecord(org.apache.poi.hssf.record.Record each)
                throws HSSFUserException {
            formats.processRecord(each);
            try {
                take(each);
            } catch (UnreadableListException e) {
                throw new HSSFUserException(e);
            }
            return 0;
        }

        private void take(org.apache.poi.hssf.record.Record each) throws UnreadableListException {
            switch (each) {
                case BOFRecord start -> {
                    if (inside.isEmpty() && start.getType() == BOFRecord.TYPE_WORKSHEET) {
                        endOfRow();
                        sheet++;
                        unwanted = false;
                    }
                    inside.push(start.getType());
                }
                case EOFRecord _ -> inside.poll();
                case BoundSheetRecord tab -> tabs.add(tab);
                case DateWindow1904Record window -> since1904 = window.getWindowing() == 1;
                case SSTRecord all -> words = all;
                case StringRecord text -> {
                    if (textFollows != null) {
                        put(textFollows, ListCell.of(text.getString()).calculated());
                        textFollows = null;
                    }
                }
                case FormulaRecord formula -> formula(formula);
                case MergeCellsRecord merges -> {
                    for (int i = 0; inside.size() == 1 && i < merges.getNumAreas(); i++) {
                        CellRangeAddress area = merges.getAreaAt(i);
                        boolean few =
                                merged.add(
                                        sheet,
                                        area.getFirstRow() + 1,
                                        area.getLastRow() + 1,
                                        area.getFirstColumn());
                        if (!few) {
                            throw new UnreadableListException(
                                    Finding.blocks("LIST_UNSAFE", name, "MergeCells"));
                        }
                    }
                }
                case NumberRecord number -> put(number, number(number, number.getValue()));
                case LabelRecord label -> put(label, ListCell.of(label.getValue()));
                case LabelSSTRecord label -> {
                    boolean known =
                            words != null
                                    && label.getSSTIndex() >= 0
                                    && label.getSSTIndex() < words.getNumUniqueStrings();
                    if (known && words != null) {
                        put(label, ListCell.of(words.getString(label.getSSTIndex()).getString()));
                    }
                }
                case BoolErrRecord value ->
                        put(
                                value,
                                value.isBoolean()
                                        ? ListCell.of(value.getBooleanValue() ? "1" : "0")
                                        : ListCell.error(error(value.getErrorValue())));
                default -> {}
            }
        }

        private void formula(FormulaRecord formula) throws UnreadableListException {
            textFollows = null;
            CellType type = formula.getCachedResultTypeEnum();
            if (type == CellType.STRING) {
                textFollows = formula;
            } else if (type == CellType.NUMERIC) {
                put(formula, number(formula, formula.getValue()).calculated());
            } else if (type == CellType.BOOLEAN) {
                put(formula, ListCell.of(formula.getCachedBooleanValue() ? "1" : "0").calculated());
            } else if (type == CellType.ERROR) {
                put(formula, ListCell.error(error((byte) formula.getCachedErrorValue())));
            }
        }

        private static String error(byte code) {
            return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "#?";
        }

        private ListCell number(CellValueRecordInterface at, double value) {
            if (Double.isNaN(value) || Double.isInfinite(value)) {
                return ListCell.error("#NUM!");
            }
            String format = formats.getFormatString(at);
            if (format != null
                    && DateUtil.isADateFormat(formats.getFormatIndex(at), format)
                    && DateUtil.isValidExcelDate(value)) {
                LocalDate day = DateUtil.getLocalDateTime(value, since1904).toLocalDate();
                return ListCell.of(day).counted(since1904);
            }
            return ListCell.number(BigDecimal.valueOf(value)).counted(since1904);
        }

        private void put(CellValueRecordInterface at, ListCell cell)
                throws UnreadableListException {
            if (inside.size() != 1 || inside.peek() != BOFRecord.TYPE_WORKSHEET) {
                return;
            }
            if (at.getRow() != row) {
                endOfRow();
                row = at.getRow();
            }
            if (at.getColumn() >= 0 && at.getColumn() < COLUMNS) {
                cells[at.getColumn()] = cell;
            }
        }

        void endOfRow() throws UnreadableListException {
            if (row >= 0 && !unwanted) {
                List<ListCell> copy = new ArrayList<>();
                for (ListCell cell : cells) {
                    copy.add(cell == null ? ListCell.EMPTY : cell);
                }
                while (!copy.isEmpty() && copy.getLast().isEmpty()) {
                    copy.removeLast();
                }
                unwanted = !reader.row(tab(), row + 1, copy);
            }
            row = -1;
            Arrays.fill(cells, null);
        }

        private ListSheet tab() {
            BoundSheetRecord[] inOrder = BoundSheetRecord.orderByBofPosition(tabs);
            boolean named = sheet >= 0 && sheet < inOrder.length;
            return new ListSheet(sheet, named ? inOrder[sheet].getSheetname() : "");
        }
    }
}
