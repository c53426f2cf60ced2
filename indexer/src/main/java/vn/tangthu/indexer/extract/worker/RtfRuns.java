package vn.tangthu.indexer.extract.worker;

import com.rtfparserkit.parser.RtfListenerAdaptor;
import com.rtfparserkit.parser.RtfStreamSource;
import com.rtfparserkit.parser.raw.RawRtfParser;
import com.rtfparserkit.rtf.Command;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.extract.legacy.Bytes;
import vn.tangthu.indexer.extract.legacy.LegacyFont;

/**
 * The runs of an RTF document with their fonts. The library takes the file apart; which bytes are
 * text, in which font and character set, is said here (RTF specification 1.9.1).
 */
final class RtfRuns extends RtfListenerAdaptor {
    private static final Charset WESTERN = Charset.forName("windows-1252");

    /** Groups within groups; more is an attack. */
    private static final int MAX_DEPTH = 10_000;

    /** Destinations whose text is not the document's. */
    private static final Set<Command> NOT_TEXT =
            EnumSet.of(
                    Command.colortbl,
                    Command.stylesheet,
                    Command.info,
                    Command.pict,
                    Command.fldinst,
                    Command.object,
                    Command.objdata,
                    Command.bkmkstart,
                    Command.bkmkend,
                    Command.themedata,
                    Command.datastore,
                    Command.listtable,
                    Command.listoverridetable,
                    Command.revtbl,
                    Command.rsidtbl,
                    Command.generator,
                    Command.xmlnstbl,
                    Command.sp,
                    Command.template,
                    Command.filetbl,
                    Command.atnid,
                    Command.atnauthor,
                    Command.pnseclvl,
                    Command.pntxtb,
                    Command.pntxta,
                    Command.listtext,
                    Command.pntext);

    /** Optional destinations that hold text of the document. */
    private static final Set<Command> TEXT =
            EnumSet.of(Command.shpinst, Command.footnote, Command.annotation, Command.fldrslt);

    private static final Map<Integer, String> CHARSETS =
            Map.ofEntries(
                    Map.entry(77, "x-MacRoman"),
                    Map.entry(128, "windows-31j"),
                    Map.entry(129, "x-windows-949"),
                    Map.entry(134, "GBK"),
                    Map.entry(136, "Big5"),
                    Map.entry(161, "windows-1253"),
                    Map.entry(162, "windows-1254"),
                    Map.entry(163, "windows-1258"),
                    Map.entry(177, "windows-1255"),
                    Map.entry(178, "windows-1256"),
                    Map.entry(186, "windows-1257"),
                    Map.entry(204, "windows-1251"),
                    Map.entry(222, "x-windows-874"),
                    Map.entry(238, "windows-1250"));

    /** What a group inherits and gives back. */
    private static final class State {
        int font;
        boolean fontTable;
        boolean skipped;

        /** Characters that stand after a \\u for readers that know no Unicode. */
        int fallback = 1;

        State copy() {
            State copy = new State();
            copy.font = font;
            copy.fontTable = fontTable;
            copy.skipped = skipped;
            copy.fallback = fallback;
            return copy;
        }
    }

    private final FontedText text;
    private final Map<Integer, StringBuilder> fonts = new HashMap<>();
    private final Map<Integer, Integer> charsets = new HashMap<>();
    private final Deque<State> outer = new ArrayDeque<>();
    private State state = new State();
    private int standardFont;
    private int tableFont;
    private Charset codePage = WESTERN;

    /** Whether \\* was just read: who does not know the next command skips its group. */
    private boolean star;

    /** Bytes still to be passed over after a \\u. */
    private int pending;

    private RtfRuns(FontedText text) {
        this.text = text;
    }

    static FontedText read(Path file, int maxChars) throws IOException {
        FontedText text = new FontedText(maxChars);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            new RawRtfParser().parse(new RtfStreamSource(in), new RtfRuns(text));
        }
        return text;
    }

    @Override
    public void processGroupStart() {
        if (outer.size() >= MAX_DEPTH) {
            throw new IllegalStateException("groups are nested too deeply");
        }
        outer.push(state);
        state = state.copy();
        pending = 0;
        star = false;
    }

    @Override
    public void processGroupEnd() {
        if (!outer.isEmpty()) {
            state = outer.pop();
        }
        pending = 0;
    }

    @Override
    public void processCharacterBytes(byte[] bytes) {
        if (state.fontTable) {
            if (!state.skipped) {
                fonts.computeIfAbsent(tableFont, f -> new StringBuilder())
                        .append(new String(bytes, WESTERN));
            }
            return;
        }
        if (state.skipped) {
            return;
        }
        int from = Math.min(pending, bytes.length);
        pending -= from;
        if (from == bytes.length) {
            return;
        }
        String font = font();
        Charset charset = codePage;
        if (LegacyFont.of(font).encoding() != null) {
            charset = null;
        } else if (charsets.containsKey(state.font)) {
            charset = charset(charsets.get(state.font));
        }
        if (charset == null) {
            StringBuilder western = new StringBuilder();
            for (int i = from; i < bytes.length; i++) {
                western.append(Bytes.western(bytes[i]));
            }
            text.add(western, font);
        } else {
            text.add(new String(bytes, from, bytes.length - from, charset), font);
        }
    }

    private Charset charset(int fontCharset) {
        String name = CHARSETS.get(fontCharset);
        return name == null || !Charset.isSupported(name) ? codePage : Charset.forName(name);
    }

    private @Nullable String font() {
        StringBuilder name = fonts.get(state.font);
        if (name == null) {
            return null;
        }
        int end = name.indexOf(";");
        return end < 0 ? name.toString() : name.substring(0, end);
    }

    @Override
    public void processString(String string) {
        if (!state.skipped && !state.fontTable) {
            text.add(string, font());
        }
    }

    @Override
    public void processCommand(
            Command command, int parameter, boolean hasParameter, boolean optional) {
        if (command == Command.optionalcommand) {
            star = true;
            return;
        }
        boolean unknown = (optional || star) && !TEXT.contains(command);
        star = false;
        if (unknown || NOT_TEXT.contains(command)) {
            state.skipped = true;
            return;
        }
        switch (command) {
            case fonttbl -> state.fontTable = true;
            case deff -> {
                standardFont = parameter;
                state.font = parameter;
            }
            case ansicpg -> codePage = codePage(parameter);
            case f -> {
                if (state.fontTable) {
                    tableFont = parameter;
                } else {
                    state.font = parameter;
                }
            }
            case fcharset -> {
                if (state.fontTable) {
                    charsets.put(tableFont, parameter);
                }
            }
            case plain -> state.font = standardFont;
            case uc -> state.fallback = Math.clamp(parameter, 0, 16);
            case u -> {
                add((char) parameter);
                pending = state.fallback;
            }
            case par, sect, page, row, nestrow, line, column, softline, softpage -> end('\n');
            case cell, nestcell -> end('\t');
            case tab -> add('\t');
            case emdash -> add('—');
            case endash -> add('–');
            case lquote -> add('‘');
            case rquote -> add('’');
            case ldblquote -> add('“');
            case rdblquote -> add('”');
            case bullet -> add('•');
            case emspace, enspace, qmspace, nonbreakingspace -> add(' ');
            case nonbreakinghyphen -> add('-');
            case optionalhyphen -> {
                // In a font of ABC the soft hyphen is a letter, and Word writes it either way.
                if (LegacyFont.of(font()).encoding() != null) {
                    add('\u00AD');
                }
            }
            default -> {
                // looks, not text
            }
        }
    }

    private static Charset codePage(int number) {
        String name = "windows-" + number;
        return Charset.isSupported(name) ? Charset.forName(name) : WESTERN;
    }

    private void add(char c) {
        if (!state.skipped && !state.fontTable && c != 0) {
            text.add(String.valueOf(c), font());
        }
    }

    private void end(char with) {
        if (!state.skipped && !state.fontTable) {
            text.end(with);
        }
    }
}
