package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArrayMap;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.jspecify.annotations.Nullable;

/** Words of a text with both their forms, for queries, snippets and replay. */
public final class Analysis {
    private final Analyzer analyzer;

    public Analysis(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /**
     * @param folded without diacritics
     * @param exact with them, or null when the word was written without
     * @param start offset of the first character
     * @param end offset after the last
     */
    public record Word(String folded, @Nullable String exact, int start, int end) {
        boolean isNumber() {
            for (int i = 0; i < folded.length(); i++) {
                if (folded.charAt(i) < '0' || folded.charAt(i) > '9') {
                    return false;
                }
            }
            return true;
        }

        /** Whether it has diacritics other than the stroke of đ, which hurried hands keep too. */
        boolean isToned() {
            return exact != null && !exact.replace('đ', 'd').equals(folded);
        }

        /** The value of a number of at most four digits, else -1. */
        int number() {
            return isNumber() && folded.length() <= 4 ? Integer.parseInt(folded) : -1;
        }
    }

    public List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(Schema.WORDS, text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = stream.getAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (step.getPositionIncrement() == 0) {
                    Word word = words.removeLast();
                    words.add(new Word(word.folded(), term.toString(), word.start(), word.end()));
                } else {
                    words.add(
                            new Word(
                                    term.toString(),
                                    null,
                                    offset.startOffset(),
                                    offset.endOffset()));
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /**
     * The same where only some words matter.
     *
     * @param asked folded forms, each by itself; of all other words the forms are left empty
     */
    List<Word> words(String text, CharArrayMap<String> asked) {
        List<Word> words = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream(Schema.WORDS, text)) {
            CharTermAttribute term = stream.getAttribute(CharTermAttribute.class);
            OffsetAttribute offset = stream.getAttribute(OffsetAttribute.class);
            PositionIncrementAttribute step = stream.getAttribute(PositionIncrementAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                if (step.getPositionIncrement() > 0) {
                    String folded = asked.get(term.buffer(), 0, term.length());
                    words.add(
                            new Word(
                                    folded == null ? "" : folded,
                                    null,
                                    offset.startOffset(),
                                    offset.endOffset()));
                } else if (!words.getLast().folded().isEmpty()) {
                    Word word = words.removeLast();
                    words.add(new Word(word.folded(), term.toString(), word.start(), word.end()));
                }
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** The words' folded forms with full stops between: the form of all {@link Schema#KEY}s. */
    public static String key(List<Word> words) {
        StringBuilder key = new StringBuilder();
        for (Word word : words) {
            if (!key.isEmpty()) {
                key.append('.');
            }
            key.append(word.folded());
        }
        return key.toString();
    }

    /** Analyses once; the result can be indexed again and again, one at a time. */
    TokenStream replay(String text) {
        return new Replay(words(text));
    }

    private static final class Replay extends TokenStream {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step =
                addAttribute(PositionIncrementAttribute.class);
        private final List<Word> words;
        private int at;
        private boolean exactNext;

        Replay(List<Word> words) {
            this.words = words;
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            at = 0;
            exactNext = false;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (exactNext) {
                String exact = words.get(at++).exact();
                term.append(exact);
                step.setPositionIncrement(0);
                exactNext = false;
                return true;
            }
            if (at >= words.size()) {
                return false;
            }
            Word word = words.get(at);
            term.append(word.folded());
            step.setPositionIncrement(1);
            if (word.exact() == null) {
                at++;
            } else {
                exactNext = true;
            }
            return true;
        }
    }
}
