package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSlopeTest {
    private static final int WIDTH = 210;
    private static final int HEIGHT = 297;

    /** Lines of words on A4, a cell a millimetre, turned clockwise about the middle of the page. */
    private static GreyCells page(double degrees, boolean sideways, int grain) {
        Random random = new Random(5);
        boolean[] word = new boolean[40 * 400];
        for (int i = 0; i < word.length; i++) {
            word[i] = i % 7 < 5 && random.nextInt(9) > 0;
        }
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        byte[] grey = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int ink = 0;
                for (int part = 0; part < 16; part++) {
                    double dx = x + (part % 4 + 0.5) / 4 - WIDTH / 2.0;
                    double dy = y + (part / 4 + 0.5) / 4 - HEIGHT / 2.0;
                    double along = dx * cos + dy * sin;
                    double below = dy * cos - dx * sin;
                    if (sideways) {
                        double turned = along;
                        along = below;
                        below = -turned;
                    }
                    boolean inside = Math.abs(along) < 80 && Math.abs(below) < 80;
                    double inLine = (below + 400) % 6;
                    int line = (int) ((below + 400) / 6);
                    int at = line % 40 * 400 + (int) (along + 200);
                    ink += inside && inLine < 2.4 && word[at] ? 9 : 0;
                }
                int noise = grain == 0 ? 0 : random.nextInt(2 * grain) - grain;
                grey[y * WIDTH + x] = (byte) Math.clamp(240 - ink + noise, 0, 255);
            }
        }
        return new GreyCells(WIDTH, HEIGHT, grey);
    }

    @Test
    void theSlopeOfLinesIsFoundToATenthOfADegreeWhicheverSideIsUp() {
        for (boolean sideways : new boolean[] {false, true}) {
            for (double degrees : new double[] {-10, -4.3, -1.5, 2, 3.7, 7, 10}) {
                assertThat(LineSlope.of(page(degrees, sideways, 12)) / 10.0)
                        .as("%s degrees, sideways %s", degrees, sideways)
                        .isBetween(degrees - 0.25, degrees + 0.25);
            }
        }
    }

    @Test
    void aStraightPageAndOneThatIsHardlyCrookedAreLeftAsTheyAre() {
        assertThat(LineSlope.of(page(0, false, 12))).isZero();
        assertThat(LineSlope.of(page(0, true, 12))).isZero();
        assertThat(LineSlope.of(page(0.6, false, 12))).isZero();
    }

    @Test
    void noSlopeIsMadeOutOfNoiseOrAPhotographOrAnEmptyPage() {
        Random random = new Random(7);
        byte[] noise = new byte[WIDTH * HEIGHT];
        random.nextBytes(noise);
        assertThat(LineSlope.of(new GreyCells(WIDTH, HEIGHT, noise))).isZero();
        byte[] photograph = new byte[WIDTH * HEIGHT];
        byte[] empty = new byte[WIDTH * HEIGHT];
        for (int i = 0; i < photograph.length; i++) {
            double x = i % WIDTH - 105.0;
            double y = (double) i / WIDTH - 140.0;
            boolean in = Math.abs(x) < 80 && Math.abs(y) < 60;
            photograph[i] =
                    (byte) (in ? 120 + 60 * Math.sin(x / 9) * Math.cos(y / 7 + x / 30) : 235);
            empty[i] = (byte) 238;
        }
        assertThat(LineSlope.of(new GreyCells(WIDTH, HEIGHT, photograph))).isZero();
        assertThat(LineSlope.of(new GreyCells(WIDTH, HEIGHT, empty))).isZero();
    }
}
