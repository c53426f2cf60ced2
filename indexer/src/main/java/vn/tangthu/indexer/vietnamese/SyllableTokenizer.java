package vn.tangthu.indexer.vietnamese;

import java.io.IOException;
import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TypeAttribute;

/**
 * Cuts text into words and gives each in its folded and, if different, its exact form.
 *
 * <ul>
 *   <li>A word is a run of letters and digits; everything else parts words, so {@code 5023/KH-UBND}
 *       is three words and a query for it is a phrase of three.
 *   <li>Digits lose leading zeros: {@code 041} is {@code 41}, {@code 28/04} is {@code 28/4}, {@code
 *       05a} is {@code 5a}.
 *   <li>Three letters or more part from digits that touch them, and the word {@code số}: {@code
 *       tháng5}, {@code số125}; {@code H32} and {@code QH15} stay whole.
 *   <li>Between letters the sign {@code &} and apostrophes vanish ({@code CVT&LTNN}, {@code
 *       M'Drắk}), and {@code <} between capitals is what a damaged {@code &LT} left behind ({@code
 *       CVT<NN}).
 *   <li>An ideograph is a word.
 * </ul>
 *
 * <p>Steps are methods of their own where the judged set measures what each is good for, with a
 * tokenizer that leaves one out.
 */
class SyllableTokenizer extends Tokenizer {
    private static final int MAX_WORD = 80;
    private static final int KEEP_BUFFER = 1 << 17;

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final OffsetAttribute offset = addAttribute(OffsetAttribute.class);
    private final PositionIncrementAttribute position =
            addAttribute(PositionIncrementAttribute.class);
    private final TypeAttribute type = addAttribute(TypeAttribute.class);

    private char[] text = new char[4096];
    private int length;
    private int at;

    private char[] word = new char[MAX_WORD + 8];
    private int wordLength;
    private boolean decomposed;
    private char[] folded = new char[MAX_WORD + 8];

    private boolean exactPending;
    private int wordStart;
    private int wordEnd;

    @Override
    public final void reset() throws IOException {
        super.reset();
        length = 0;
        at = 0;
        exactPending = false;
        int read;
        while ((read = input.read(text, length, text.length - length)) >= 0) {
            length += read;
            if (length == text.length) {
                text = Arrays.copyOf(text, text.length * 2);
            }
        }
    }

    @Override
    public final void close() throws IOException {
        super.close();
        if (text.length > KEEP_BUFFER) {
            text = new char[4096];
        }
    }

    @Override
    public final void end() throws IOException {
        super.end();
        int end = correctOffset(length);
        offset.setOffset(end, end);
    }

    @Override
    public final boolean incrementToken() {
        clearAttributes();
        if (exactPending) {
            exactPending = false;
            term.copyBuffer(word, 0, wordLength);
            offset.setOffset(correctOffset(wordStart), correctOffset(wordEnd));
            position.setPositionIncrement(0);
            type.setType(VietnameseAnalyzer.EXACT);
            return true;
        }
        if (!nextWord()) {
            return false;
        }
        finishWord();
        offset.setOffset(correctOffset(wordStart), correctOffset(wordEnd));
        position.setPositionIncrement(1);
        type.setType(VietnameseAnalyzer.FOLDED);
        return true;
    }

    /** Collects the next word, in lower case, into {@link #word}. */
    private boolean nextWord() {
        while (at < length && !Character.isLetterOrDigit(codePointAt(at))) {
            at += Character.charCount(codePointAt(at));
        }
        if (at >= length) {
            return false;
        }
        wordStart = at;
        wordLength = 0;
        decomposed = false;
        int letters = 0;
        int digits = 0;
        wordEnd = at;
        while (at < length && wordLength < MAX_WORD) {
            char c = text[at];
            if (c >= '\u2E80' && Character.isIdeographic(codePointAt(at))) {
                if (wordLength == 0) {
                    takeCodePoint();
                }
                break;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isLetterOrDigit(codePointAt(at))) {
                    break;
                }
                takeCodePoint();
                letters++;
                continue;
            }
            if (Letters.isIgnorable(c)) {
                at++;
                continue;
            }
            if (Letters.isMark(c)) {
                decomposed = true;
                append(c);
                at++;
            } else if (Character.isLetter(c)) {
                if (digits > 0 && digits == wordLength && lettersFrom(at) >= 3) {
                    break;
                }
                append(lower(c));
                letters++;
                at++;
            } else if (Character.isDigit(c)) {
                if (digits == 0 && (letters >= 3 || letters == 2 && saysNumber())) {
                    break;
                }
                append((char) ('0' + Character.digit(c, 10)));
                digits++;
                at++;
            } else if (digits == 0 && joins(c)) {
                continue;
            } else {
                break;
            }
            wordEnd = at;
        }
        return true;
    }

    /** Whether the word is {@code số}, with whatever marks. */
    private boolean saysNumber() {
        char second = word[1];
        return word[0] == 's' && (second < 0x80 ? second : Letters.folded(second)) == 'o';
    }

    /** In lower case, what looks like a letter put right. */
    char lower(char c) {
        return Letters.lower(c);
    }

    /** Puts a syllable in lower case (NFC) into its usual spelling; the length never changes. */
    void spell(char[] chars, int count) {
        Syllables.placeTone(chars, count);
        Syllables.writeI(chars, count);
    }

    /** Composes letters and their marks. */
    String composed(CharSequence chars) {
        return Normalizer.normalize(chars, Normalizer.Form.NFC);
    }

    /** How many zeros at the beginning of a number go. */
    int leadingZeros(char[] chars, int count) {
        int zeros = 0;
        while (zeros < count - 1 && chars[zeros] == '0') {
            zeros++;
        }
        return zeros;
    }

    /** Whether signs between letters may join them. */
    boolean joinsLetters() {
        return true;
    }

    /** Steps over a sign that joins two letters, adding what it stands for. */
    private boolean joins(char c) {
        if (!joinsLetters()) {
            return false;
        }
        if (c == '&') {
            int entity = entityLength(at);
            if (entity > 0 && isLetterAt(at + entity)) {
                char first = Letters.lower(text[at + 1]);
                if (first == 'l' || first == 'g') {
                    append(first);
                    append('t');
                }
                at += entity;
                return true;
            }
            if (isLetterAt(at + 1)) {
                at++;
                return true;
            }
        } else if ((c == '<' || c == '>') && isCapitalAt(at - 1) && isCapitalAt(at + 1)) {
            append(c == '<' ? 'l' : 'g');
            append('t');
            at++;
            return true;
        } else if (Letters.isApostrophe(c) && isLetterAt(at + 1)) {
            at++;
            return true;
        }
        return false;
    }

    /** Length of {@code &amp;}, {@code &lt;} or {@code &gt;} here, in capitals too, or 0. */
    private int entityLength(int from) {
        for (String entity : new String[] {"&amp;", "&lt;", "&gt;"}) {
            if (isHere(entity, from)) {
                return entity.length();
            }
        }
        return 0;
    }

    private boolean isHere(String lower, int from) {
        for (int i = 0; i < lower.length(); i++) {
            if (from + i >= length || Letters.lower(text[from + i]) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Puts the word into its exact form and the term into its folded one. */
    private void finishWord() {
        if (decomposed) {
            String composed = composed(CharBuffer.wrap(word, 0, wordLength));
            wordLength = Math.min(composed.length(), word.length);
            composed.getChars(0, wordLength, word, 0);
        }
        stripLeadingZeros();
        spell(word, wordLength);
        boolean plain = true;
        for (int i = 0; i < wordLength; i++) {
            char f = word[i] < 0x80 ? word[i] : Letters.folded(word[i]);
            if (f == 0) {
                foldWhole();
                return;
            }
            plain &= f == word[i];
            folded[i] = f;
        }
        term.copyBuffer(folded, 0, wordLength);
        exactPending = !plain;
    }

    private void foldWhole() {
        String exact = new String(word, 0, wordLength);
        String fold = Letters.fold(exact);
        // A word of marks alone folds to nothing; the index wants a term.
        term.setEmpty().append(fold.isEmpty() ? exact : fold);
        exactPending = !fold.isEmpty() && !fold.equals(exact);
    }

    private void stripLeadingZeros() {
        int zeros = leadingZeros(word, wordLength);
        if (zeros == 0 || word[zeros] < '0' || word[zeros] > '9') {
            return;
        }
        wordLength -= zeros;
        System.arraycopy(word, zeros, word, 0, wordLength);
    }

    private int lettersFrom(int from) {
        int count = 0;
        while (count < 3 && isLetterAt(from + count)) {
            count++;
        }
        return count;
    }

    private boolean isLetterAt(int index) {
        return index < length && Character.isLetter(text[index]);
    }

    private boolean isCapitalAt(int index) {
        return index >= 0 && index < length && Character.isUpperCase(text[index]);
    }

    private void takeCodePoint() {
        int count = Character.charCount(codePointAt(at));
        for (int i = 0; i < count; i++) {
            append(lower(text[at + i]));
        }
        at += count;
        wordEnd = at;
    }

    private int codePointAt(int index) {
        return Character.codePointAt(text, index, length);
    }

    private void append(char c) {
        if (wordLength < word.length) {
            word[wordLength++] = c;
        }
    }
}
