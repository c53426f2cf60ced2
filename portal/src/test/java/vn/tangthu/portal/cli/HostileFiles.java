package vn.tangthu.portal.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Files that want too much of who opens them, and lists that are really locked. */
final class HostileFiles {
    private static final String PASSWORD = "mat khau";

    private HostileFiles() {}

    /** A page tree of which a branch is a branch of itself, with or without a page beside it. */
    static byte[] circularPdf(boolean withPage) {
        return pdf(
                "<</Type/Catalog/Pages 2 0 R>>",
                "<</Type/Pages/Kids[" + (withPage ? "3 0 R " : "") + "4 0 R]/Count 2>>",
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
                "<</Type/Pages/Parent 2 0 R/Kids[2 0 R 4 0 R]/Count 1000000>>");
    }

    private static byte[] pdf(String... objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("%PDF-1.4\n".getBytes(ISO_8859_1));
        List<Integer> at = new ArrayList<>();
        for (String object : objects) {
            at.add(out.size());
            out.writeBytes((at.size() + " 0 obj\n" + object + "\nendobj\n").getBytes(ISO_8859_1));
        }
        int table = out.size();
        StringBuilder end = new StringBuilder("xref\n0 ").append(at.size() + 1);
        end.append("\n0000000000 65535 f \n");
        at.forEach(each -> end.append(String.format(Locale.ROOT, "%010d 00000 n \n", each)));
        end.append("trailer\n<</Size ").append(at.size() + 1).append("/Root 1 0 R>>\n");
        end.append("startxref\n").append(table).append("\n%%EOF\n");
        out.writeBytes(end.toString().getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    /**
     * A PDF whose pages lie in an object stream (ISO 32000-1 section 7.5.7) that unpacks to so many
     * megabytes.
     */
    static byte[] objectBomb(int megabytes) {
        List<String> objects =
                List.of(
                        "<</Type/Catalog/Pages 2 0 R>>",
                        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>");
        StringBuilder index = new StringBuilder();
        int offset = 0;
        for (int i = 0; i < objects.size(); i++) {
            index.append(i + 1).append(' ').append(offset).append(' ');
            offset += objects.get(i).length() + 1;
        }
        byte[] packed =
                zlib((index + String.join(" ", objects) + " ").getBytes(ISO_8859_1), megabytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("%PDF-1.5\n".getBytes(ISO_8859_1));
        int stream = out.size();
        out.writeBytes(
                ("4 0 obj\n<</Type/ObjStm/N 3/First "
                                + index.length()
                                + "/Filter/FlateDecode/Length "
                                + packed.length
                                + ">>\nstream\n")
                        .getBytes(ISO_8859_1));
        out.writeBytes(packed);
        out.writeBytes("\nendstream\nendobj\n".getBytes(ISO_8859_1));
        int table = out.size();
        ByteBuffer entries = ByteBuffer.allocate(6 * 7);
        entries.put((byte) 0).putInt(0).putShort((short) 0xFFFF);
        for (int i = 0; i < 3; i++) {
            entries.put((byte) 2).putInt(4).putShort((short) i);
        }
        entries.put((byte) 1).putInt(stream).putShort((short) 0);
        entries.put((byte) 1).putInt(table).putShort((short) 0);
        out.writeBytes(
                "5 0 obj\n<</Type/XRef/Size 6/W[1 4 2]/Root 1 0 R/Length 42>>\nstream\n"
                        .getBytes(ISO_8859_1));
        out.writeBytes(entries.array());
        out.writeBytes(
                ("\nendstream\nendobj\nstartxref\n" + table + "\n%%EOF\n").getBytes(ISO_8859_1));
        return out.toByteArray();
    }

    private static byte[] zlib(byte[] start, int megabytesOfBlanks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        byte[] blanks = new byte[1 << 20];
        Arrays.fill(blanks, (byte) ' ');
        try (OutputStream packing = new DeflaterOutputStream(out, deflater, 1 << 16)) {
            packing.write(start);
            for (int i = 0; i < megabytesOfBlanks; i++) {
                packing.write(blanks);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }

    /** A sound page of 16 by 16 pixels, of which the next page is the same. */
    static byte[] circularTiff() {
        int[][] tags = {
            {256, 4, 1, 16},
            {257, 4, 1, 16},
            {258, 3, 1, 8},
            {259, 3, 1, 1},
            {262, 3, 1, 1},
            {273, 4, 1, 8},
            {277, 3, 1, 1},
            {278, 4, 1, 16},
            {279, 4, 1, 256},
        };
        int directory = 8 + 256;
        ByteBuffer out =
                ByteBuffer.allocate(directory + 2 + tags.length * 12 + 4)
                        .order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
        out.position(directory);
        out.putShort((short) tags.length);
        for (int[] tag : tags) {
            out.putShort((short) tag[0]).putShort((short) tag[1]).putInt(tag[2]).putInt(tag[3]);
        }
        out.putInt(directory);
        return out.array();
    }

    /** Directories without an entry, six bytes each, as many as fit. */
    static byte[] endlessTiff(int pages) {
        ByteBuffer out = ByteBuffer.allocate(8 + pages * 6).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        for (int i = 1; i <= pages; i++) {
            out.putShort((short) 0).putInt(i < pages ? 8 + i * 6 : 0);
        }
        return out.array();
    }

    static byte[] docx(Path scratch, String document) throws IOException {
        String word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        String types =
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Default Extension=\"rels\" ContentType=\""
                        + "application/vnd.openxmlformats-package.relationships+xml\"/><Override"
                        + " PartName=\"/word/document.xml\" ContentType=\""
                        + word
                        + ".main+xml\"/></Types>";
        String relations =
                "<Relationships xmlns=\""
                        + "http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/"
                        + "officeDocument/2006/relationships/officeDocument\""
                        + " Target=\"word/document.xml\"/></Relationships>";
        return Files.readAllBytes(
                new CraftedZip()
                        .file("[Content_Types].xml", types.getBytes(UTF_8))
                        .file("_rels/.rels", relations.getBytes(UTF_8))
                        .file("word/document.xml", document.getBytes(UTF_8))
                        .write(scratch));
    }

    /** The same ZIP with another part in the place of one. */
    static void replacePart(Path zip, String part, String content) throws IOException {
        CraftedZip other = new CraftedZip();
        boolean found = false;
        try (ZipFile in = new ZipFile(zip.toFile())) {
            for (ZipEntry entry :
                    (Iterable<ZipEntry>) in.stream().map(ZipEntry.class::cast)::iterator) {
                boolean it = entry.getName().equals(part);
                found |= it;
                other.file(
                        entry.getName(),
                        it ? content.getBytes(UTF_8) : in.getInputStream(entry).readAllBytes());
            }
        }
        if (!found) {
            throw new AssertionError("no part " + part);
        }
        other.write(zip);
    }

    /** As Excel locks a workbook ([MS-OFFCRYPTO], agile encryption). */
    static void lockXlsx(Path list) throws IOException {
        byte[] open = Files.readAllBytes(list);
        try (POIFSFileSystem locked = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(list)) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword(PASSWORD);
            try (OutputStream data = encryptor.getDataStream(locked)) {
                data.write(open);
            }
            locked.writeFilesystem(out);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** As Excel 97 to 2003 lock one. */
    static void lockedXls(Path list) throws IOException {
        Biff8EncryptionKey.setCurrentUserPassword(PASSWORD);
        try (HSSFWorkbook book = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(list)) {
            book.createSheet("Hồ sơ").createRow(0).createCell(0).setCellValue("Mã hồ sơ");
            book.write(out);
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    /** As LibreOffice locks one (ODF 1.2 part 3, section 3.4). */
    static void lockedOds(Path list) throws IOException {
        byte[] salt = "muối của bảng".getBytes(UTF_8);
        byte[] start = Arrays.copyOf("khởi đầu".getBytes(UTF_8), 16);
        byte[] content = CraftedZip.deflated("<office:document-content/>".getBytes(UTF_8));
        byte[] locked;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(PASSWORD.getBytes(UTF_8));
            PBEKeySpec key =
                    new PBEKeySpec(new String(hash, ISO_8859_1).toCharArray(), salt, 1_000, 256);
            byte[] aes =
                    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
                            .generateSecret(key)
                            .getEncoded();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE, new SecretKeySpec(aes, "AES"), new IvParameterSpec(start));
            locked = cipher.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
        String mime = "application/vnd.oasis.opendocument.spreadsheet";
        String manifest =
                "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest"
                        + ":1.0\"><manifest:file-entry manifest:full-path=\"content.xml\""
                        + " manifest:media-type=\"text/xml\" manifest:size=\"26\">"
                        + "<manifest:encryption-data><manifest:algorithm"
                        + " manifest:algorithm-name=\"http://www.w3.org/2001/04/xmlenc#aes256-cbc\""
                        + " manifest:initialisation-vector=\""
                        + Base64.getEncoder().encodeToString(start)
                        + "\"/></manifest:encryption-data></manifest:file-entry>"
                        + "</manifest:manifest>";
        Path unused =
                new CraftedZip()
                        .file("mimetype", mime.getBytes(UTF_8))
                        .file("META-INF/manifest.xml", manifest.getBytes(UTF_8))
                        .file("content.xml", locked)
                        .write(list);
    }
}
