package vn.tangthu.indexer.extract.worker;

/** The bits of a JPEG's scan, up to the next marker. */
final class JpegBits {
    private final byte[] data;
    private int at;
    private long held;
    private int count;
    private boolean dry;

    JpegBits(byte[] data) {
        this.data = data;
    }

    void start(int position) {
        at = position;
        held = 0;
        count = 0;
        dry = false;
    }

    /** Where the next marker is looked for. */
    int position() {
        return at;
    }

    private void fill() {
        while (count <= 48 && !dry) {
            if (at >= data.length) {
                dry = true;
                return;
            }
            int next = data[at] & 0xff;
            if (next == 0xff) {
                if (at + 1 >= data.length || data[at + 1] != 0) {
                    dry = true;
                    return;
                }
                at++;
            }
            at++;
            held |= (long) next << 56 - count;
            count += 8;
        }
    }

    /** The next 16 bits, zeros after the last; they stay. */
    int peek16() {
        if (count < 16) {
            fill();
        }
        return (int) (held >>> 48);
    }

    /**
     * @param length to 16
     * @throws JpegGlance.Broken when there are not so many
     */
    void skip(int length) {
        if (count < length) {
            fill();
            if (count < length) {
                throw new JpegGlance.Broken("ends early");
            }
        }
        held <<= length;
        count -= length;
    }

    int take(int length) {
        int found = length == 0 ? 0 : peek16() >>> 16 - length;
        skip(length);
        return found;
    }

    /** A signed number of so many bits (F.2.2.1). */
    int number(int length) {
        int found = take(length);
        return length == 0 || found >= 1 << length - 1 ? found : found - (1 << length) + 1;
    }

    /** Goes behind the restart marker that must be here. */
    void restart() {
        while (at + 1 < data.length) {
            if ((data[at] & 0xff) == 0xff && data[at + 1] != 0 && (data[at + 1] & 0xff) != 0xff) {
                int marker = data[at + 1] & 0xff;
                if (marker < 0xd0 || marker > 0xd7) {
                    break;
                }
                start(at + 2);
                return;
            }
            at++;
        }
        throw new JpegGlance.Broken("ends early");
    }
}
