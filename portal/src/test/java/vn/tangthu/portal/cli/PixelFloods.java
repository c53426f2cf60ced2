package vn.tangthu.portal.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Images of some kilobytes that say they have 100,000 by 100,000 pixels (a JPEG, 65,500). */
final class PixelFloods {
    private static final int SIDE = 100_000;

    private PixelFloods() {}

    static byte[] of(String ending) {
        return switch (ending) {
            case "png" -> png();
            case "jpg" -> jpeg();
            case "tif" -> tiff();
            default -> pdf();
        };
    }

    private static byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(SIDE)
                        .putInt(SIDE)
                        .put(new byte[] {8, 0, 0, 0, 0})
                        .array());
        byte[] raw = CraftedZip.deflated(new byte[8 << 20]);
        byte[] wrapped = new byte[raw.length + 6];
        wrapped[0] = 0x78;
        wrapped[1] = (byte) 0x9c;
        System.arraycopy(raw, 0, wrapped, 2, raw.length);
        chunk(out, "IDAT", wrapped);
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] jpeg() {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] bytes = out.toByteArray();
        for (int i = 2; i + 9 < bytes.length; ) {
            int marker = bytes[i + 1] & 0xff;
            if (marker == 0xC0) { // start of frame: height and width after the precision
                ByteBuffer.wrap(bytes, i + 5, 4).putShort((short) 65_500).putShort((short) 65_500);
                break;
            }
            i += 2 + Short.toUnsignedInt(ByteBuffer.wrap(bytes).getShort(i + 2));
        }
        return bytes;
    }

    private static byte[] tiff() {
        int[][] tags = {
            {256, 4, 1, SIDE},
            {257, 4, 1, SIDE},
            {258, 3, 1, 8},
            {259, 3, 1, 1},
            {262, 3, 1, 1},
            {273, 4, 1, 8},
            {277, 3, 1, 1},
            {278, 4, 1, SIDE},
            {279, 4, 1, 100},
        };
        ByteBuffer out =
                ByteBuffer.allocate(8 + 100 + 2 + tags.length * 12 + 4)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(108);
        out.position(108);
        out.putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
        }
        return out.array();
    }

    private static byte[] pdf() {
        byte[] raw = CraftedZip.deflated(new byte[8 << 20]);
        byte[] image = new byte[raw.length + 6];
        image[0] = 0x78;
        image[1] = (byte) 0x9c;
        System.arraycopy(raw, 0, image, 2, raw.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int[] at = new int[6];
        ascii(out, "%PDF-1.4\n");
        String page =
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                        + "/Resources<</XObject<</I 5 0 R>>>>>>";
        String[] bodies = {
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page
        };
        for (int i = 0; i < bodies.length; i++) {
            at[i + 1] = out.size();
            ascii(out, (i + 1) + " 0 obj\n" + bodies[i] + "\nendobj\n");
        }
        String draw = "q 595 0 0 842 0 0 cm /I Do Q";
        at[4] = out.size();
        ascii(
                out,
                "4 0 obj\n<</Length "
                        + draw.length()
                        + ">>\nstream\n"
                        + draw
                        + "\nendstream\nendobj\n");
        at[5] = out.size();
        ascii(
                out,
                "5 0 obj\n<</Type/XObject/Subtype/Image/Width "
                        + SIDE
                        + "/Height "
                        + SIDE
                        + "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length "
                        + image.length
                        + ">>\nstream\n");
        out.writeBytes(image);
        ascii(out, "\nendstream\nendobj\n");
        int table = out.size();
        ascii(out, "xref\n0 6\n0000000000 65535 f \n");
        for (int i = 1; i < 6; i++) {
            ascii(out, String.format(Locale.ROOT, "%010d 00000 n \n", at[i]));
        }
        ascii(out, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
