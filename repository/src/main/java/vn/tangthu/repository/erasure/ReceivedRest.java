package vn.tangthu.repository.erasure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What of a sender's own metadata ({@code documentation/received-vN.zip}) says nothing of documents
 * that are erased. A file stays only where it was read to its end as XML and none of their names,
 * codes, titles or digests stands in it, also not percent-encoded or in another Unicode form. Each
 * METS goes, since it lists every file, however it names them. Of what is no XML nobody can tell,
 * so it goes, too.
 */
final class ReceivedRest {
    /** Shorter words stand anywhere by chance. */
    private static final int LEAST = 4;

    /** A sender's metadata file that is larger is not read, and goes. */
    private static final int MOST_BYTES = 64 * 1024 * 1024;

    private static final Pattern PERCENT = Pattern.compile("(?:%[0-9a-fA-F]{2})+");

    private final Set<String> words = new HashSet<>();

    /**
     * @param words by which the documents could be known, in any case of letters
     */
    ReceivedRest(Collection<String> words) {
        for (String word : words) {
            String folded = fold(word);
            if (folded.length() >= LEAST) {
                this.words.add(folded);
            }
        }
    }

    /** Whether it says anything of them. */
    boolean tells(String text) {
        String folded = fold(text);
        return words.stream().anyMatch(folded::contains);
    }

    private static String fold(String text) {
        return Normalizer.normalize(decoded(text), Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\p{Z}\\s]+", " ")
                .strip();
    }

    /** As an address (RFC 3986, 2.1) or a name inside one is meant, also encoded twice. */
    private static String decoded(String text) {
        String once = PERCENT.matcher(text).replaceAll(ReceivedRest::characters);
        return once.equals(text)
                ? text
                : PERCENT.matcher(once).replaceAll(ReceivedRest::characters);
    }

    private static String characters(MatchResult encoded) {
        byte[] bytes = HexFormat.of().parseHex(encoded.group().replace("%", ""));
        return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
    }

    /**
     * Writes what stays; the same bytes each time.
     *
     * @return how many files stay
     */
    int copy(InputStream from, OutputStream to) throws IOException {
        int stay = 0;
        try (ZipInputStream in = new ZipInputStream(from, StandardCharsets.UTF_8);
                ZipOutputStream out = new ZipOutputStream(to, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                if (entry.isDirectory() || tells(entry.getName()) || !staysAsXml(bytes)) {
                    continue;
                }
                ZipEntry kept = new ZipEntry(entry.getName());
                kept.setTime(0);
                out.putNextEntry(kept);
                out.write(bytes);
                out.closeEntry();
                stay++;
            }
        }
        return stay;
    }

    private boolean staysAsXml(byte[] bytes) {
        if (bytes.length > MOST_BYTES || tells(new String(bytes, StandardCharsets.UTF_8))) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        try {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (reader.getLocalName().equalsIgnoreCase("mets")) {
                            return false;
                        }
                        text.append(' ');
                        for (int i = 0; i < reader.getAttributeCount(); i++) {
                            text.append(reader.getAttributeValue(i)).append(' ');
                        }
                    }
                    case XMLStreamConstants.ENTITY_REFERENCE -> {
                        return false; // nobody can tell what it stands for
                    }
                    case XMLStreamConstants.CHARACTERS,
                            XMLStreamConstants.CDATA,
                            XMLStreamConstants.SPACE,
                            XMLStreamConstants.COMMENT ->
                            text.append(reader.getText());
                    default -> {}
                }
            }
            reader.close();
        } catch (XMLStreamException | RuntimeException e) {
            return false;
        }
        return !tells(text.toString());
    }
}
