package vn.tangthu.indexer.extract.worker;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentProbe.TwoPages;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PagePrint;
import vn.tangthu.repository.ScanPrint;

/**
 * Requests and answers on a pipe: four bytes of length, one byte that says what it is, its parts.
 * Both ends are of the same build, so there is no version.
 */
public final class Wire {
    /** The longest message, bytes; a longer one is a broken partner. */
    static final int MAX_MESSAGE = 96 << 20;

    private Wire() {}

    public static void send(OutputStream out, Request request) throws IOException {
        send(
                out,
                to -> {
                    switch (request) {
                        case Request.Probe r -> {
                            to.writeByte(1);
                            text(to, r.path());
                        }
                        case Request.Identify r -> {
                            to.writeByte(9);
                            text(to, r.path());
                            text(to, r.name());
                        }
                        case Request.Check r -> {
                            to.writeByte(10);
                            text(to, r.path());
                            to.writeByte(r.kind().ordinal());
                        }
                        case Request.Layer r -> {
                            to.writeByte(2);
                            text(to, r.path());
                            to.writeInt(r.from());
                            to.writeInt(r.to());
                        }
                        case Request.Render r -> {
                            to.writeByte(3);
                            text(to, r.path());
                            to.writeInt(r.page());
                            to.writeInt(r.width());
                        }
                        case Request.PageImage r -> {
                            to.writeByte(4);
                            text(to, r.path());
                            to.writeInt(r.page());
                            text(to, r.out());
                            to.writeInt(r.turned());
                        }
                        case Request.Bind r -> {
                            to.writeByte(7);
                            text(to, r.path());
                            to.writeInt(r.page());
                            text(to, r.out());
                        }
                        case Request.BindSheet r -> {
                            to.writeByte(11);
                            text(to, r.path());
                            to.writeInt(r.page());
                            text(to, r.out());
                        }
                        case Request.Text r -> {
                            to.writeByte(5);
                            text(to, r.path());
                            to.writeInt(r.maxChars());
                        }
                        case Request.Compare r -> {
                            to.writeByte(8);
                            text(to, r.path());
                            text(to, r.other());
                            to.writeInt(r.pages().size());
                            for (TwoPages each : r.pages()) {
                                to.writeInt(each.one());
                                to.writeInt(each.other());
                            }
                        }
                        case Request.Look r -> {
                            to.writeByte(6);
                            text(to, r.path());
                            to.writeInt(r.from());
                            to.writeInt(r.to());
                        }
                    }
                });
    }

    /** The next request, or null at the end of the stream. */
    public static @Nullable Request receiveRequest(InputStream in) throws IOException {
        DataInputStream from = message(in);
        if (from == null) {
            return null;
        }
        int kind = from.readByte();
        return switch (kind) {
            case 1 -> new Request.Probe(text(from));
            case 2 -> new Request.Layer(text(from), from.readInt(), from.readInt());
            case 3 -> new Request.Render(text(from), from.readInt(), from.readInt());
            case 4 -> new Request.PageImage(text(from), from.readInt(), text(from), from.readInt());
            case 5 -> new Request.Text(text(from), from.readInt());
            case 6 -> new Request.Look(text(from), from.readInt(), from.readInt());
            case 7 -> new Request.Bind(text(from), from.readInt(), text(from));
            case 8 -> new Request.Compare(text(from), text(from), pages(from));
            case 9 -> new Request.Identify(text(from), text(from));
            case 10 -> new Request.Check(text(from), ContentCheck.Kind.values()[from.readByte()]);
            case 11 -> new Request.BindSheet(text(from), from.readInt(), text(from));
            default -> throw new IOException("Unknown request " + kind);
        };
    }

    public static void send(OutputStream out, Answer answer) throws IOException {
        send(
                out,
                to -> {
                    switch (answer) {
                        case Answer.Readable a -> {
                            to.writeByte(1);
                            text(to, a.mimeType());
                            to.writeInt(a.pages());
                            to.writeInt(a.each().size());
                            for (PageFacts page : a.each()) {
                                to.writeByte(page.a4());
                                to.writeShort(page.dpi());
                                to.writeByte(page.colour().ordinal());
                            }
                            to.writeByte(a.claims().size());
                            for (ContentCheck.Claim claim : a.claims()) {
                                to.writeByte(claim.ordinal());
                            }
                        }
                        case Answer.Encrypted a -> {
                            to.writeByte(2);
                            text(to, a.mimeType());
                        }
                        case Answer.Failed a -> {
                            to.writeByte(3);
                            text(to, a.reason());
                        }
                        case Answer.Layers a -> {
                            to.writeByte(4);
                            to.writeInt(a.pages().size());
                            for (Answer.Page page : a.pages()) {
                                to.writeByte(page.source().ordinal());
                                bytes(to, page.coded());
                            }
                        }
                        case Answer.Jpeg a -> {
                            to.writeByte(5);
                            bytes(to, a.bytes());
                            to.writeInt(a.width());
                            to.writeInt(a.height());
                        }
                        case Answer.Scan a -> {
                            to.writeByte(6);
                            text(to, a.path());
                            to.writeInt(a.dpi());
                            to.writeInt(a.x());
                            to.writeInt(a.y());
                            to.writeInt(a.width());
                            to.writeInt(a.height());
                            to.writeInt(a.turned());
                            to.writeInt(a.pixelsAcross());
                            to.writeInt(a.pixelsDown());
                            to.writeBoolean(a.blank());
                        }
                        case Answer.Bindable a -> {
                            to.writeByte(9);
                            to.writeByte(a.coding().ordinal());
                            to.writeInt(a.width());
                            to.writeInt(a.height());
                            to.writeByte(a.components());
                            to.writeInt(a.k());
                            to.writeBoolean(a.blackIsOne());
                            to.writeInt(a.dpi());
                            to.writeByte(a.orientation());
                            Sheet.write(to, a.sheet());
                        }
                        case Answer.Text a -> {
                            to.writeByte(7);
                            text(to, a.mimeType());
                            text(to, a.text());
                            to.writeBoolean(a.cut());
                            text(to, a.convertedFrom() == null ? "" : a.convertedFrom());
                        }
                        case Answer.Identified a -> {
                            to.writeByte(11);
                            text(to, a.format().puid());
                            text(to, a.format().name());
                            text(to, a.format().version());
                            to.writeByte(a.format().basis().ordinal());
                            text(to, a.format().signatures());
                            to.writeBoolean(a.endingFits());
                        }
                        case Answer.Checked a -> {
                            to.writeByte(12);
                            to.writeByte(a.check().kind().ordinal());
                            to.writeByte(a.check().outcome().ordinal());
                            text(to, a.check().detail());
                            text(to, a.check().tool());
                            to.writeLong(a.check().at().toEpochMilli());
                        }
                        case Answer.Compared a -> {
                            to.writeByte(10);
                            to.writeInt(a.same().size());
                            for (boolean same : a.same()) {
                                to.writeBoolean(same);
                            }
                        }
                        case Answer.Sights a -> {
                            to.writeByte(8);
                            to.writeInt(a.pages().size());
                            for (Answer.Sighted page : a.pages()) {
                                to.writeByte(page.sight().ordinal());
                                bytes(to, page.print().data());
                                to.writeLong(page.scan().first());
                                to.writeLong(page.scan().second());
                                to.writeLong(page.scan().unsure());
                            }
                        }
                    }
                });
    }

    /**
     * @throws EOFException when the worker is gone
     */
    public static Answer receiveAnswer(InputStream in) throws IOException {
        DataInputStream from = message(in);
        if (from == null) {
            throw new EOFException("The worker closed its output");
        }
        int kind = from.readByte();
        return switch (kind) {
            case 1 -> new Answer.Readable(text(from), from.readInt(), facts(from), claims(from));
            case 2 -> new Answer.Encrypted(text(from));
            case 3 -> new Answer.Failed(text(from));
            case 4 -> layers(from);
            case 5 -> new Answer.Jpeg(bytes(from), from.readInt(), from.readInt());
            case 6 ->
                    new Answer.Scan(
                            text(from),
                            from.readInt(),
                            from.readInt(),
                            from.readInt(),
                            from.readInt(),
                            from.readInt(),
                            from.readInt(),
                            from.readInt(),
                            from.readInt(),
                            from.readBoolean());
            case 7 ->
                    new Answer.Text(text(from), text(from), from.readBoolean(), orNull(text(from)));
            case 8 -> sights(from);
            case 9 ->
                    new Answer.Bindable(
                            Answer.Coding.values()[from.readByte()],
                            from.readInt(),
                            from.readInt(),
                            from.readByte(),
                            from.readInt(),
                            from.readBoolean(),
                            from.readInt(),
                            from.readByte(),
                            Sheet.read(from));
            case 10 -> compared(from);
            case 11 ->
                    new Answer.Identified(
                            new FormatIdentification(
                                    text(from),
                                    text(from),
                                    text(from),
                                    FormatIdentification.Basis.values()[from.readByte()],
                                    text(from)),
                            from.readBoolean());
            case 12 ->
                    new Answer.Checked(
                            new ContentCheck(
                                    ContentCheck.Kind.values()[from.readByte()],
                                    ContentCheck.Outcome.values()[from.readByte()],
                                    text(from),
                                    text(from),
                                    Instant.ofEpochMilli(from.readLong())));
            default -> throw new IOException("Unknown answer " + kind);
        };
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Set<ContentCheck.Claim> claims(DataInputStream from) throws IOException {
        int count = from.readByte();
        Set<ContentCheck.Claim> claims = EnumSet.noneOf(ContentCheck.Claim.class);
        for (int i = 0; i < count; i++) {
            claims.add(ContentCheck.Claim.values()[from.readByte()]);
        }
        return claims;
    }

    private static List<PageFacts> facts(DataInputStream from) throws IOException {
        int count = from.readInt();
        if (count < 0 || count > from.available()) {
            throw new IOException("A file cannot have " + count + " pages");
        }
        PageFacts.Colour[] colours = PageFacts.Colour.values();
        List<PageFacts> pages = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            pages.add(
                    new PageFacts(
                            from.readByte(), from.readUnsignedShort(), colours[from.readByte()]));
        }
        return pages;
    }

    private static List<TwoPages> pages(DataInputStream from) throws IOException {
        int count = from.readInt();
        List<TwoPages> pages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pages.add(new TwoPages(from.readInt(), from.readInt()));
        }
        return pages;
    }

    private static Answer compared(DataInputStream from) throws IOException {
        int count = from.readInt();
        List<Boolean> same = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            same.add(from.readBoolean());
        }
        return new Answer.Compared(same);
    }

    private static Answer sights(DataInputStream from) throws IOException {
        int count = from.readInt();
        PageFacts.Sight[] sights = PageFacts.Sight.values();
        List<Answer.Sighted> pages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pages.add(
                    new Answer.Sighted(
                            sights[from.readByte()],
                            new PagePrint(bytes(from)),
                            new ScanPrint(from.readLong(), from.readLong(), from.readLong())));
        }
        return new Answer.Sights(pages);
    }

    private static Answer layers(DataInputStream from) throws IOException {
        int count = from.readInt();
        ExtractedText.Source[] sources = ExtractedText.Source.values();
        List<Answer.Page> pages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pages.add(new Answer.Page(sources[from.readByte()], bytes(from)));
        }
        return new Answer.Layers(pages);
    }

    private interface Body {
        void writeTo(DataOutputStream to) throws IOException;
    }

    private static void send(OutputStream out, Body body) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        body.writeTo(new DataOutputStream(message));
        if (message.size() > MAX_MESSAGE) {
            throw new IOException("A message of " + message.size() + " bytes is too long");
        }
        DataOutputStream to = new DataOutputStream(out);
        to.writeInt(message.size());
        message.writeTo(to);
        to.flush();
    }

    private static @Nullable DataInputStream message(InputStream in) throws IOException {
        byte[] head = in.readNBytes(4);
        if (head.length == 0) {
            return null;
        }
        if (head.length < 4) {
            throw new EOFException("The partner ended in the middle of a message");
        }
        int length = new DataInputStream(new ByteArrayInputStream(head)).readInt();
        if (length < 1 || length > MAX_MESSAGE) {
            throw new IOException("A message cannot have " + length + " bytes");
        }
        byte[] message = in.readNBytes(length);
        if (message.length < length) {
            throw new EOFException("The partner ended in the middle of a message");
        }
        return new DataInputStream(new ByteArrayInputStream(message));
    }

    private static void text(DataOutputStream to, String text) throws IOException {
        bytes(to, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(DataInputStream from) throws IOException {
        return new String(bytes(from), StandardCharsets.UTF_8);
    }

    private static void bytes(DataOutputStream to, byte[] bytes) throws IOException {
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static byte[] bytes(DataInputStream from) throws IOException {
        int length = from.readInt();
        if (length < 0 || length > from.available()) {
            throw new IOException("A part cannot have " + length + " bytes");
        }
        return from.readNBytes(length);
    }
}
