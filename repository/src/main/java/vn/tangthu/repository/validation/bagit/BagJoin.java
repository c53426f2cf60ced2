package vn.tangthu.repository.validation.bagit;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import vn.tangthu.repository.validation.common.Spool;

/**
 * Brings together, for each path, what the manifests, fetch.txt and the bag itself say. All
 * spellings of a path meet in one {@link Group}.
 */
final class BagJoin implements Closeable {
    /**
     * @param manifest number of the manifest
     * @param path plain, as it stands in the manifest
     * @param digest empty when it was malformed
     */
    record Listed(int manifest, String path, byte[] digest) {}

    record Fetched(String path, long length) {}

    /**
     * @param digests in the order of the algorithms; empty when the file was not read
     */
    record Present(String path, long size, List<byte[]> digests) {}

    /** Everything under one {@link BagPaths#key}. */
    static final class Group {
        final List<Listed> listed = new ArrayList<>(2);
        final List<Fetched> fetched = new ArrayList<>(0);
        final List<Present> present = new ArrayList<>(1);
    }

    /** Judges one group. */
    @FunctionalInterface
    interface Judge {
        void judge(Group group) throws IOException;
    }

    private static final int LISTED = 1;
    private static final int FETCHED = 2;
    private static final int PRESENT = 3;

    private final Spool spool = new Spool();

    void entry(int manifest, String path, byte[] digest) throws IOException {
        spool.add(
                BagPaths.key(path),
                out -> {
                    out.write(LISTED);
                    out.writeShort(manifest);
                    write(out, path.getBytes(StandardCharsets.UTF_8));
                    write(out, digest);
                });
    }

    void fetch(String path, long length) throws IOException {
        spool.add(
                BagPaths.key(path),
                out -> {
                    out.write(FETCHED);
                    write(out, path.getBytes(StandardCharsets.UTF_8));
                    out.writeLong(length);
                });
    }

    void file(String path, long size, List<byte[]> digests) throws IOException {
        spool.add(
                BagPaths.key(path),
                out -> {
                    out.write(PRESENT);
                    write(out, path.getBytes(StandardCharsets.UTF_8));
                    out.writeLong(size);
                    out.writeShort(digests.size());
                    for (byte[] digest : digests) {
                        write(out, digest);
                    }
                });
    }

    void judge(Judge judge) throws IOException {
        spool.read(
                in -> {
                    TreeMap<String, Group> groups = new TreeMap<>();
                    for (int kind = in.read(); kind >= 0; kind = in.read()) {
                        read(kind, in, groups);
                    }
                    for (Group group : groups.values()) {
                        judge.judge(group);
                    }
                });
    }

    private static void read(int kind, DataInputStream in, TreeMap<String, Group> groups)
            throws IOException {
        int manifest = kind == LISTED ? in.readUnsignedShort() : 0;
        String path = new String(read(in), StandardCharsets.UTF_8);
        Group group = groups.computeIfAbsent(BagPaths.key(path), any -> new Group());
        switch (kind) {
            case LISTED -> group.listed.add(new Listed(manifest, path, read(in)));
            case FETCHED -> group.fetched.add(new Fetched(path, in.readLong()));
            case PRESENT -> {
                long size = in.readLong();
                int count = in.readUnsignedShort();
                List<byte[]> digests = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    digests.add(read(in));
                }
                group.present.add(new Present(path, size, digests));
            }
            default -> throw new IllegalStateException("record " + kind);
        }
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
