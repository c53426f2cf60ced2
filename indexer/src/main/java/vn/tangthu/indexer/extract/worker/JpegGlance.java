package vn.tangthu.indexer.extract.worker;

/**
 * A JPEG at an eighth of its size and whether it is whole, without decoding it to pixels: of each
 * block of 8 × 8 only its mean is taken (the DC coefficient of the first component), the rest of
 * the block is read over (ITU-T T.81, F.2 and G.1.2.1). That reads every bit of the image in a
 * small part of the time of decoding it. Huffman coding, 8 bits, sequential or progressive; what is
 * coded otherwise is not understood.
 */
final class JpegGlance {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DHT = 0xc4;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;

    private final byte[] data;
    private final JpegBits bits;
    private final int[] dcSteps = {1, 1, 1, 1};
    private final JpegCodes[] dcCodes = new JpegCodes[4];
    private final JpegCodes[] acCodes = new JpegCodes[4];
    private int at;
    private boolean progressive;
    private int width;
    private int height;
    private int restart;
    private int[] ids = {};
    private int[] across = {};
    private int[] down = {};
    private int[] steps = {};
    private int mostAcross = 1;
    private int mostDown = 1;
    private int blocksWide;
    private int[] means = {};
    private boolean seen;

    private JpegGlance(byte[] data) {
        this.data = data;
        this.bits = new JpegBits(data);
    }

    /** It does not go on as it should. */
    static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String message) {
            super(message, null, false, false);
        }
    }

    private static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotUnderstood() {
            super(null, null, false, false);
        }
    }

    static Glance of(byte[] jpeg) {
        JpegGlance glance = new JpegGlance(jpeg);
        try {
            glance.read();
            return new Glance(glance.cells(), false);
        } catch (NotUnderstood e) {
            return Glance.NOT_UNDERSTOOD;
        } catch (Broken | ArrayIndexOutOfBoundsException e) {
            return glance.seen ? new Glance(glance.cells(), true) : Glance.BROKEN;
        }
    }

    private void read() {
        if (data.length < 4 || u8() != 0xff || u8() != SOI) {
            throw new NotUnderstood();
        }
        while (true) {
            int marker = marker();
            if (marker == EOI) {
                break;
            }
            int end = at + u16();
            if (end > data.length) {
                throw new Broken("segment");
            }
            switch (marker) {
                case 0xc0, 0xc1, 0xc2 -> frame(marker == 0xc2);
                case DHT -> codes(end);
                case DQT -> steps(end);
                case DRI -> restart = u16();
                case SOS -> {
                    if (scan()) {
                        return;
                    }
                    continue;
                }
                default -> {
                    if (marker >= 0xc3 && marker <= 0xcf) {
                        throw new NotUnderstood();
                    }
                }
            }
            at = end;
        }
        if (!seen) {
            throw new Broken("no image");
        }
    }

    private int marker() {
        while (true) {
            while (u8() != 0xff) {
                // rests of what was read over
            }
            int marker = u8();
            while (marker == 0xff) {
                marker = u8();
            }
            if (marker != 0 && marker != 1 && (marker < 0xd0 || marker > SOI)) {
                return marker;
            }
        }
    }

    private int u8() {
        return data[at++] & 0xff;
    }

    private int u16() {
        return u8() << 8 | u8();
    }

    private void frame(boolean inSteps) {
        progressive = inSteps;
        if (u8() != 8 || blocksWide != 0) {
            throw new NotUnderstood();
        }
        height = u16();
        width = u16();
        int count = u8();
        if (width == 0
                || height == 0
                || width > Pixels.TOUCHED / height
                || count != 1 && count != 3) {
            throw new NotUnderstood();
        }
        ids = new int[count];
        across = new int[count];
        down = new int[count];
        steps = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = u8();
            int sampling = u8();
            across[i] = sampling >> 4;
            down[i] = sampling & 15;
            steps[i] = u8() & 3;
            if (across[i] < 1 || across[i] > 4 || down[i] < 1 || down[i] > 4) {
                throw new Broken("sampling");
            }
            mostAcross = Math.max(mostAcross, across[i]);
            mostDown = Math.max(mostDown, down[i]);
        }
        blocksWide = unitsAcross() * across[0];
        means = new int[blocksWide * unitsDown() * down[0]];
    }

    private int unitsAcross() {
        return ceil(width, 8 * mostAcross);
    }

    private int unitsDown() {
        return ceil(height, 8 * mostDown);
    }

    private static int ceil(int length, int part) {
        return (length + part - 1) / part;
    }

    private void codes(int end) {
        while (at < end) {
            int kind = u8();
            JpegCodes table = new JpegCodes(data, at);
            at += table.bytes();
            (kind >> 4 == 0 ? dcCodes : acCodes)[kind & 3] = table;
        }
    }

    private void steps(int end) {
        while (at < end) {
            int kind = u8();
            boolean wide = kind >> 4 != 0;
            dcSteps[kind & 3] =
                    wide ? data[at] << 8 & 0xff00 | data[at + 1] & 0xff : data[at] & 0xff;
            at += wide ? 128 : 64;
        }
    }

    /**
     * @return whether the whole image has been read
     */
    private boolean scan() {
        if (blocksWide == 0) {
            throw new Broken("scan before frame");
        }
        int count = u8();
        int[] parts = new int[count];
        int[] dc = new int[count];
        int[] ac = new int[count];
        boolean first = false;
        for (int i = 0; i < count; i++) {
            int id = u8();
            int tables = u8();
            dc[i] = tables >> 4 & 3;
            ac[i] = tables & 3;
            parts[i] = -1;
            for (int part = 0; part < ids.length; part++) {
                parts[i] = ids[part] == id ? part : parts[i];
            }
            if (parts[i] < 0) {
                throw new Broken("component");
            }
            first |= parts[i] == 0;
        }
        int from = u8();
        at++;
        int exactness = u8();
        if (!first || progressive && from > 0) {
            return false; // the next marker is looked for
        }
        seen = true;
        bits.start(at);
        blocks(parts, dc, ac, exactness >> 4, exactness & 15);
        at = bits.position();
        return !progressive && count == ids.length;
    }

    private void blocks(int[] parts, int[] dc, int[] ac, int before, int shift) {
        boolean alone = parts.length == 1;
        int wide = alone ? ceil(ceil(width * across[0], mostAcross), 8) : unitsAcross();
        int high = alone ? ceil(ceil(height * down[0], mostDown), 8) : unitsDown();
        int[] last = new int[parts.length];
        int left = restart;
        for (int unit = 0; unit < wide * high; unit++) {
            if (restart > 0 && left == 0) {
                bits.restart();
                java.util.Arrays.fill(last, 0);
                left = restart;
            }
            left--;
            int row = unit / wide;
            int column = unit % wide;
            for (int i = 0; i < parts.length; i++) {
                int part = parts[i];
                int blocksAcross = alone ? 1 : across[part];
                int blocksDown = alone ? 1 : down[part];
                for (int y = 0; y < blocksDown; y++) {
                    for (int x = 0; x < blocksAcross; x++) {
                        int place =
                                part == 0
                                        ? (row * blocksDown + y) * blocksWide
                                                + column * blocksAcross
                                                + x
                                        : -1;
                        if (before > 0) {
                            int bit = bits.take(1) << shift;
                            if (place >= 0) {
                                means[place] |= bit;
                            }
                            continue;
                        }
                        JpegCodes codes = dcCodes[dc[i]];
                        if (codes == null) {
                            throw new Broken("no table");
                        }
                        last[i] += bits.number(codes.next(bits) & 15);
                        if (place >= 0) {
                            means[place] = last[i] << shift;
                        }
                        if (!progressive) {
                            readOver(acCodes[ac[i]]);
                        }
                    }
                }
            }
        }
    }

    private void readOver(@org.jspecify.annotations.Nullable JpegCodes codes) {
        if (codes == null) {
            throw new Broken("no table");
        }
        for (int k = 1; k < 64; k++) {
            int symbol = codes.next(bits);
            int size = symbol & 15;
            int zeros = symbol >> 4;
            if (size == 0) {
                if (zeros < 15) {
                    return;
                }
                k += 15;
            } else {
                k += zeros;
                bits.skip(size);
            }
        }
    }

    private GreyCells cells() {
        int wide = ceil(ceil(width * across[0], mostAcross), 8);
        int high = ceil(ceil(height * down[0], mostDown), 8);
        GreyCells.Sums sums = new GreyCells.Sums(wide, high, GreyCells.LONG_SIDE);
        int step = dcSteps[steps[0]];
        int[] row = new int[wide];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                row[x] = Math.clamp(means[y * blocksWide + x] * (long) step / 8 + 128, 0, 255);
            }
            sums.add(y, row);
        }
        return sums.cells()
                .reaching(
                        width * across[0] / (8.0 * mostAcross * wide),
                        height * down[0] / (8.0 * mostDown * high));
    }
}
