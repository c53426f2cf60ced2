package vn.tangthu.repository.validation.tt05;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.PackageFiles.Place;
import vn.tangthu.repository.validation.common.Spool;

/**
 * What documents say and what is there, set aside to be looked at together: by path, by id in a
 * METS document, by id of a file, by code. Memory does not grow with any of it.
 */
final class Evidence implements Closeable {
    static final int PRESENT = 1;
    static final int REFERENCE = 2;
    static final int DEFINED = 3;
    static final int USED = 4;
    static final int LINKED = 5;
    static final int METS_FILE = 6;
    static final int PREMIS_FILE = 7;
    static final int CODE = 8;

    final Spool files = new Spool();
    final Spool ids = new Spool();
    final Spool objects = new Spool();
    final Spool codes = new Spool();

    /**
     * A METS document names a file.
     *
     * @param size -1 when it is not given
     * @param algorithm as {@code Digests} names it; empty when it is not known
     */
    record Reference(
            String mets, int line, long size, String algorithm, byte[] digest, String mimeType) {}

    void present(Item item) throws IOException {
        files.add(
                item.path(),
                out -> {
                    out.write(PRESENT);
                    text(out, item.path());
                    out.writeLong(item.size());
                    out.writeLong(item.place().offset());
                    out.writeLong(item.place().compressed());
                    out.writeInt(item.place().method());
                });
    }

    static Item readItem(String path, DataInputStream in) throws IOException {
        long size = in.readLong();
        return new Item(path, false, size, new Place(in.readLong(), in.readLong(), in.readInt()));
    }

    void reference(String path, Reference reference) throws IOException {
        files.add(
                path,
                out -> {
                    out.write(REFERENCE);
                    text(out, path);
                    text(out, reference.mets());
                    out.writeInt(reference.line());
                    out.writeLong(reference.size());
                    text(out, reference.algorithm());
                    out.writeInt(reference.digest().length);
                    out.write(reference.digest());
                    text(out, reference.mimeType());
                });
    }

    static Reference readReference(DataInputStream in) throws IOException {
        return new Reference(
                text(in),
                in.readInt(),
                in.readLong(),
                text(in),
                in.readNBytes(in.readInt()),
                text(in));
    }

    /**
     * An id of a METS document.
     *
     * @param path what of the package it stands for where that has to be linked; else empty
     */
    void defined(String mets, String id, String path) throws IOException {
        id(DEFINED, mets, id, path);
    }

    /** An attribute of a METS document names an id. */
    void used(String mets, String id, String attribute) throws IOException {
        id(USED, mets, id, attribute);
    }

    /** A div links description and file; this is one side. */
    void linked(String mets, String id) throws IOException {
        id(LINKED, mets, id, "");
    }

    private void id(int kind, String mets, String id, String more) throws IOException {
        ids.add(
                mets + "\n" + id,
                out -> {
                    out.write(kind);
                    text(out, mets);
                    text(out, id);
                    text(out, more);
                });
    }

    /** A file below data/ as METS has it, or a file object of PREMIS. */
    void object(int kind, String id, String path, long size, String algorithm, byte[] digest)
            throws IOException {
        String key = key(id);
        objects.add(
                key,
                out -> {
                    out.write(kind);
                    text(out, key);
                    text(out, path);
                    out.writeLong(size);
                    text(out, algorithm);
                    out.writeInt(digest.length);
                    out.write(digest);
                });
    }

    /** One file is {@code ID-…} in METS and the bare UUID, or a urn, in PREMIS. */
    private static String key(String id) {
        return id.strip().toUpperCase(Locale.ROOT).replaceFirst("^(URN:)?(UUID[:-])?(ID-)?", "");
    }

    /** A code that nothing else may have. */
    void code(Tt05Code twice, String value, String path) throws IOException {
        codes.add(
                twice + "\n" + value,
                out -> {
                    out.write(CODE);
                    out.writeInt(twice.ordinal());
                    text(out, value);
                    text(out, path);
                });
    }

    static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (files;
                ids;
                objects) {
            codes.close();
        }
    }
}
