package vn.tangthu.indexer.extract.worker;

/** A table of Huffman codes as a JPEG has it (ITU-T T.81, annex C). */
final class JpegCodes {
    private static final int QUICK = 9;
    private static final int LONGEST = 16;

    /** By the next bits: length of the code and its symbol; 0 where it is longer. */
    private final short[] quick = new short[1 << QUICK];

    /** By length: the first code that is longer, set against 16 bits. */
    private final int[] limits = new int[LONGEST + 2];

    private final int[] offsets = new int[LONGEST + 1];
    private final byte[] data;
    private final int symbols;
    private final int bytes;

    JpegCodes(byte[] data, int at) {
        this.data = data;
        this.symbols = at + LONGEST;
        int code = 0;
        int number = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offsets[length] = number - code;
            int count = data[at + length - 1] & 0xff;
            for (int i = 0; i < count && length <= QUICK; i++) {
                int from = code + i << QUICK - length;
                for (int k = 0; k < 1 << QUICK - length; k++) {
                    quick[from + k] = (short) (length << 8 | data[symbols + number + i] & 0xff);
                }
            }
            code += count;
            number += count;
            limits[length] = code << LONGEST - length;
            code <<= 1;
        }
        bytes = LONGEST + number;
    }

    int bytes() {
        return bytes;
    }

    int next(JpegBits bits) {
        int ahead = bits.peek16();
        int found = quick[ahead >>> LONGEST - QUICK];
        if (found != 0) {
            bits.skip(found >> 8);
            return found & 0xff;
        }
        for (int length = QUICK + 1; length <= LONGEST; length++) {
            if (ahead < limits[length]) {
                bits.skip(length);
                return data[symbols + offsets[length] + (ahead >>> LONGEST - length)] & 0xff;
            }
        }
        throw new JpegGlance.Broken("no such code");
    }
}
