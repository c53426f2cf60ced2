package vn.tangthu.indexer.extract.worker;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.NodeList;

/**
 * The resolution that the Exif block of a JPEG tells (CIPA DC-008, 4.6.2): scanners that write it
 * often leave out the JFIF header, which is the only one that the JDK looks into.
 *
 * @param across pixels per inch, 0 where it does not say
 * @param down as across
 */
record ExifDensity(double across, double down) {
    /** Of an orientation: as it was scanned. */
    static final int UPRIGHT = 1;

    static final ExifDensity NONE = new ExifDensity(0, 0);

    private static final String JPEG = "javax_imageio_jpeg_image_1.0";

    /** APP1, where Exif stands. */
    private static final String MARKER = "225";

    private static final int PREFIX = 6; // "Exif", two zeros
    private static final int ORIENTATION = 0x112;
    private static final int X_RESOLUTION = 0x11a;
    private static final int Y_RESOLUTION = 0x11b;
    private static final int RESOLUTION_UNIT = 0x128;
    private static final int CENTIMETRE = 3;
    private static final double CM_PER_INCH = 2.54;

    /**
     * @throws RuntimeException when the block is broken
     */
    static ExifDensity of(IIOMetadata metadata) {
        if (!JPEG.equals(metadata.getNativeMetadataFormatName())) {
            return NONE;
        }
        NodeList blocks =
                ((IIOMetadataNode) metadata.getAsTree(JPEG)).getElementsByTagName("unknown");
        for (int i = 0; i < blocks.getLength(); i++) {
            IIOMetadataNode block = (IIOMetadataNode) blocks.item(i);
            if (block.getAttribute("MarkerTag").equals(MARKER)
                    && block.getUserObject() instanceof byte[] bytes
                    && bytes.length > PREFIX
                    && bytes[0] == 'E'
                    && bytes[1] == 'x'
                    && bytes[2] == 'i'
                    && bytes[3] == 'f') {
                return read(ByteBuffer.wrap(bytes, PREFIX, bytes.length - PREFIX).slice());
            }
        }
        return NONE;
    }

    /**
     * How the picture is to be turned, 1 to 8 (CIPA DC-008, 4.6.4).
     *
     * @param block the APP1 segment, from its prefix on; a broken one does not say
     */
    static int orientation(byte[] block) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(block, PREFIX, block.length - PREFIX).slice();
            tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                if ((tiff.getShort(entry) & 0xffff) == ORIENTATION) {
                    int told = tiff.getShort(entry + 8);
                    return told > UPRIGHT && told <= 8 ? told : UPRIGHT;
                }
            }
        } catch (RuntimeException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    /** A TIFF header and its first directory. */
    private static ExifDensity read(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xffff;
        double across = 0;
        double down = 0;
        double perInch = 1;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            switch (tiff.getShort(entry) & 0xffff) {
                case X_RESOLUTION -> across = rational(tiff, tiff.getInt(entry + 8));
                case Y_RESOLUTION -> down = rational(tiff, tiff.getInt(entry + 8));
                case RESOLUTION_UNIT ->
                        perInch = tiff.getShort(entry + 8) == CENTIMETRE ? CM_PER_INCH : 1;
                default -> {}
            }
        }
        return new ExifDensity(across * perInch, down * perInch);
    }

    private static double rational(ByteBuffer tiff, int at) {
        long over = tiff.getInt(at) & 0xffffffffL;
        long under = tiff.getInt(at + 4) & 0xffffffffL;
        return under == 0 ? 0 : (double) over / under;
    }
}
