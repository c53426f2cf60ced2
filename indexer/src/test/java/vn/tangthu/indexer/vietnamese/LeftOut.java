package vn.tangthu.indexer.vietnamese;

import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;
import org.jspecify.annotations.Nullable;

/** The analysis without one of its steps, to measure what it is good for. */
public enum LeftOut {
    FOLDING,
    EXACT_FORMS,
    TONE_PLACE,
    I_FOR_Y,
    LOOK_ALIKES,
    COMPOSING,
    LEADING_ZEROS,
    JOINING_SIGNS;

    public Analyzer analyzer() {
        return new Analyzer() {
            @Override
            public int getPositionIncrementGap(String fieldName) {
                return 100;
            }

            @Override
            protected TokenStreamComponents createComponents(String fieldName) {
                Tokenizer words = new Without(LeftOut.this);
                return switch (LeftOut.this) {
                    case FOLDING -> new TokenStreamComponents(words, new OnlyExact(words));
                    case EXACT_FORMS -> new TokenStreamComponents(words, new OnlyFolded(words));
                    default -> new TokenStreamComponents(words);
                };
            }
        };
    }

    private static final class Without extends SyllableTokenizer {
        private final LeftOut step;

        Without(LeftOut step) {
            this.step = step;
        }

        @Override
        char lower(char c) {
            return step == LOOK_ALIKES ? Character.toLowerCase(c) : super.lower(c);
        }

        @Override
        void spell(char[] chars, int count) {
            if (step != TONE_PLACE) {
                Syllables.placeTone(chars, count);
            }
            if (step != I_FOR_Y) {
                Syllables.writeI(chars, count);
            }
        }

        @Override
        String composed(CharSequence chars) {
            return step == COMPOSING ? chars.toString() : super.composed(chars);
        }

        @Override
        int leadingZeros(char[] chars, int count) {
            return step == LEADING_ZEROS ? 0 : super.leadingZeros(chars, count);
        }

        @Override
        boolean joinsLetters() {
            return step != JOINING_SIGNS;
        }
    }

    private static final class OnlyFolded extends TokenFilter {
        private final TypeAttribute type = addAttribute(TypeAttribute.class);

        OnlyFolded(TokenStream words) {
            super(words);
        }

        @Override
        public boolean incrementToken() throws IOException {
            while (input.incrementToken()) {
                if (!type.type().equals(VietnameseAnalyzer.EXACT)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Of each word its exact form, or the one that it has. */
    private static final class OnlyExact extends TokenFilter {
        private final TypeAttribute type = addAttribute(TypeAttribute.class);
        private final PositionIncrementAttribute step =
                addAttribute(PositionIncrementAttribute.class);
        private @Nullable State next;

        OnlyExact(TokenStream words) {
            super(words);
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            next = null;
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (next != null) {
                restoreState(next);
                next = null;
            } else if (!input.incrementToken()) {
                return false;
            }
            State folded = captureState();
            if (!input.incrementToken()) {
                restoreState(folded);
                return true;
            }
            if (type.type().equals(VietnameseAnalyzer.EXACT)) {
                step.setPositionIncrement(1);
                type.setType(VietnameseAnalyzer.FOLDED);
                return true;
            }
            next = captureState();
            restoreState(folded);
            return true;
        }
    }
}
