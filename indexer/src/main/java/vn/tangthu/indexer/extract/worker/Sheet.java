package vn.tangthu.indexer.extract.worker;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A page of a PDF as it is shown, and where its image goes: the matrix leads from the unit square
 * of the image to that of the page, both from the lower left (ISO 32000-1, 8.3.3).
 *
 * @param width points, more than 0
 * @param height points, more than 0
 */
public record Sheet(
        double width, double height, double a, double b, double c, double d, double e, double f) {
    /** A page that is all image. */
    static Sheet filled(double width, double height) {
        return new Sheet(width, height, 1, 0, 0, 1, 0, 0);
    }

    static void write(DataOutputStream to, @Nullable Sheet sheet) throws IOException {
        to.writeBoolean(sheet != null);
        if (sheet != null) {
            to.writeDouble(sheet.width);
            to.writeDouble(sheet.height);
            to.writeDouble(sheet.a);
            to.writeDouble(sheet.b);
            to.writeDouble(sheet.c);
            to.writeDouble(sheet.d);
            to.writeDouble(sheet.e);
            to.writeDouble(sheet.f);
        }
    }

    static @Nullable Sheet read(DataInputStream from) throws IOException {
        return from.readBoolean()
                ? new Sheet(
                        from.readDouble(),
                        from.readDouble(),
                        from.readDouble(),
                        from.readDouble(),
                        from.readDouble(),
                        from.readDouble(),
                        from.readDouble(),
                        from.readDouble())
                : null;
    }
}
