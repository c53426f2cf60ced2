package vn.tangthu.portal.cli;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A ZIP written byte by byte, so that it can say what no writer of ZIPs would let it say. */
final class CraftedZip {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
    private long entries;

    /** Flags: UTF-8 names. */
    private static final int UTF8 = 0x800;

    static final int ENCRYPTED = 1;
    static final int LINK = 0xA1FF;

    CraftedZip file(String name, byte[] content) {
        return entry(name, content, 0, 0, content.length);
    }

    CraftedZip folder(String name) {
        return entry(name, new byte[0], 0, 0, 0);
    }

    /**
     * @param declared the size that the directory tells
     */
    CraftedZip entry(String name, byte[] content, int flags, int unixMode, long declared) {
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] packed = deflated(content);
        int offset = body.size();
        byte[] header = local(name, flags, crc.getValue(), packed.length, declared);
        body.writeBytes(header);
        body.writeBytes(packed);
        pointer(name, flags, unixMode, crc.getValue(), packed.length, declared, offset);
        return this;
    }

    /** Only in the directory: it points at what is there already. */
    CraftedZip pointer(
            String name, int flags, int unixMode, long crc, long packed, long size, long offset) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(46).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0x02014b50).putShort((short) (3 << 8 | 20)).putShort((short) 20);
        head.putShort((short) (UTF8 | flags)).putShort((short) 8).putInt(0);
        head.putInt((int) crc).putInt((int) packed).putInt((int) size);
        head.putShort((short) bytes.length).putShort((short) 0).putShort((short) 0);
        head.putShort((short) 0).putShort((short) 0).putInt(unixMode << 16).putInt((int) offset);
        directory.writeBytes(head.array());
        directory.writeBytes(bytes);
        entries++;
        return this;
    }

    private static byte[] local(String name, int flags, long crc, long packed, long size) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(30 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(0x04034b50).putShort((short) 20).putShort((short) (UTF8 | flags));
        head.putShort((short) 8).putInt(0).putInt((int) crc).putInt((int) packed);
        head.putInt((int) size).putShort((short) bytes.length).putShort((short) 0).put(bytes);
        return head.array();
    }

    static byte[] deflated(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (OutputStream packing = new DeflaterOutputStream(out, deflater)) {
            packing.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    Path write(Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            body.writeTo(out);
            directory.writeTo(out);
            ByteBuffer end = ByteBuffer.allocate(56 + 20 + 22).order(ByteOrder.LITTLE_ENDIAN);
            end.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
            end.putInt(0).putInt(0).putLong(entries).putLong(entries);
            end.putLong(directory.size()).putLong(body.size());
            end.putInt(0x07064b50).putInt(0).putLong((long) body.size() + directory.size());
            end.putInt(1);
            end.putInt(0x06054b50).putInt(0).putShort((short) 0xFFFF).putShort((short) 0xFFFF);
            end.putInt(0xFFFFFFFF).putInt(0xFFFFFFFF).putShort((short) 0);
            out.write(end.array());
        }
        return file;
    }
}
