package vn.tangthu.repository;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * What the image of a page looks like, in half a kilobyte: enough to find the same scan saved again
 * among millions, in another format, resolution or lightness, a little cut or turned by quarters.
 * Not found is another scan of the same sheet: that differs as much as two forms filled in
 * otherwise do. Pages that show little have the print {@link #NONE}.
 *
 * @param data packed; only this class reads it
 */
@SuppressWarnings("ArrayRecordComponent") // is compared by likeness, never by equals
public record ScanPrint(byte[] data) implements Print {
    /** What is made in another way is no longer compared. */
    public static final int VERSION = 2;

    /** Cells across an upright page. */
    public static final int WIDTH = 48;

    /** Cells down an upright page. */
    public static final int HEIGHT = 68;

    /** The darkest cell; 0 is paper. */
    public static final int DARKEST = 15;

    public static final ScanPrint NONE = new ScanPrint(new byte[0]);

    /**
     * @param cells row by row, 0 to {@link #DARKEST}
     */
    public static ScanPrint ofCells(byte[] cells) {
        byte[] packed = new byte[WIDTH * HEIGHT / 2];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) (cells[2 * i] << 4 | cells[2 * i + 1]);
        }
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(packed);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length);
            byte[] part = new byte[packed.length];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return new ScanPrint(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    @Override
    public boolean isNone() {
        return data.length == 0;
    }

    @Override
    public int[] keys() {
        return new ScanWaves(cells()).keys();
    }

    @Override
    public int[][] probes() {
        return new ScanWaves(cells()).probes();
    }

    /** Whichever of the two ways up fits better. */
    @Override
    public int percent(Print print) {
        if (!(print instanceof ScanPrint other) || isNone() || other.isNone()) {
            return 0;
        }
        byte[] own = cells();
        byte[] cells = other.cells();
        return Math.max(
                ScanComparison.percent(own, cells),
                ScanComparison.percent(own, ScanComparison.turned(cells)));
    }

    /** It comes from another process: whatever it holds, it becomes no more than the cells. */
    private byte[] cells() {
        byte[] packed = new byte[WIDTH * HEIGHT / 2];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(data);
            int length = 0;
            while (length < packed.length && !inflater.finished()) {
                int read = inflater.inflate(packed, length, packed.length - length);
                if (read == 0) {
                    break;
                }
                length += read;
            }
        } catch (DataFormatException e) {
            Arrays.fill(packed, (byte) 0);
        } finally {
            inflater.end();
        }
        byte[] cells = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < packed.length; i++) {
            cells[2 * i] = (byte) (packed[i] >> 4 & 0xf);
            cells[2 * i + 1] = (byte) (packed[i] & 0xf);
        }
        return cells;
    }
}
