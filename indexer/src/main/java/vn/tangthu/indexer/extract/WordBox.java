package vn.tangthu.indexer.extract;

import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.indexer.extract.worker.Answer;

/** Where a word lies, from the left and from the top: in pixels as read, or on the page. */
record WordBox(double x, double y, double width, double height) {
    private static final int SIDE = 10_000;

    double middleX() {
        return x + width / 2;
    }

    double middleY() {
        return y + height / 2;
    }

    /**
     * From pixels of the image that was read to ten-thousandths of the page as it is shown. Of an
     * image that was turned back it is the least box that holds the word.
     *
     * @param across pixels of the image that was read
     * @param down as across
     */
    WordBox onPage(double across, double down, Answer.Scan place) {
        if (place.turned() == 0) {
            return placed(place, across, down);
        }
        double angle = Math.toRadians(place.turned() / 10.0);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double dx = middleX() - across / 2;
        double dy = middleY() - down / 2;
        double wide = width * Math.abs(cos) + height * Math.abs(sin);
        double high = width * Math.abs(sin) + height * Math.abs(cos);
        double middleX = place.pixelsAcross() / 2.0 + dx * cos - dy * sin;
        double middleY = place.pixelsDown() / 2.0 + dx * sin + dy * cos;
        return new WordBox(middleX - wide / 2, middleY - high / 2, wide, high)
                .placed(place, place.pixelsAcross(), place.pixelsDown());
    }

    private WordBox placed(Answer.Scan place, double across, double down) {
        double byX = place.width() / across;
        double byY = place.height() / down;
        return new WordBox(place.x() + byX * x, place.y() + byY * y, byX * width, byY * height);
    }

    /** The word, within the page. */
    Word word(String text, int line) {
        int left = on(x);
        int top = on(y);
        return new Word(text, line, left, top, on(x + width) - left, on(y + height) - top);
    }

    private static int on(double value) {
        return (int) Math.clamp(Math.round(value), 0, SIDE);
    }
}
