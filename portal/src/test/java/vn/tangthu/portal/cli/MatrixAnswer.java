package vn.tangthu.portal.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * An answer as text: to be compared with the answer for another thing, and to be searched for
 * words, also in what it packs.
 *
 * @param status of HTTP; 200 for a view
 * @param compared status, headers and body, without what is other each time
 * @param searched all words in it, in small letters
 */
record MatrixAnswer(int status, String compared, String searched) {
    private static final String VIEW = "view ";
    private static final int DEEPEST = 4;
    private static final int SHORTEST = 6;
    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    static MatrixAnswer of(HttpResponse<byte[]> response) throws IOException {
        Map<String, List<String>> headers = new TreeMap<>(response.headers().map());
        for (String other : List.of("date", "connection", "content-length", "etag")) {
            headers.remove(other); // the bodies themselves are compared
        }
        String cookie =
                headers.containsKey("set-cookie")
                        ? String.valueOf(headers.get("set-cookie"))
                                .replaceAll("(?i)(JSESSIONID|TANGTHU-FORM|TANGTHU-DOC)=[^;]*", "$1")
                                .replaceAll("Expires=[^;]*", "Expires")
                        : "";
        headers.remove("set-cookie");
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (body.startsWith("PK")) {
            // As it is packed, and when, is other each time; what is in it is compared.
            body = entries(response.body(), DEEPEST).replaceAll("20\\d\\d-[0-9T:.-]+Z", "TIME");
        }
        String told = response.statusCode() + " " + headers + " " + cookie + "\n";
        return new MatrixAnswer(
                response.statusCode(),
                told + plain(body),
                (response.headers().map() + "\n" + words(response.body(), 0))
                        .toLowerCase(Locale.ROOT));
    }

    /** Of a view: what Vaadin's client was told. */
    static MatrixAnswer of(Visitor.Answer answer) {
        return new MatrixAnswer(
                answer.status(),
                VIEW
                        + answer.status()
                        + " "
                        + answer.location()
                        + "\n"
                        + plain(answer.body())
                                .replaceAll("VAADIN/dynamic/resource/[^\"\\\\]*", "RESOURCE"),
                unescaped(answer.body() + answer.location()).toLowerCase(Locale.ROOT));
    }

    /** The parts of a view sorted: in which order a map is written says nothing. */
    static String inOrder(String compared) {
        return compared.startsWith(VIEW)
                ? VIEW
                        + Stream.of(compared.split("[,{}\\[\\]\n]", -1))
                                .sorted()
                                .collect(Collectors.joining("\n"))
                : compared;
    }

    /** Without tokens, which are other each time. */
    private static String plain(String body) {
        return body.replaceAll("name=\"_csrf\"[^>]*value=\"[^\"]*\"", "TOKEN")
                .replaceAll("name=\"_csrf\" content=\"[^\"]*\"", "TOKEN");
    }

    /**
     * As it would be for whatever is filled in: what was asked for, which may stand in the answer,
     * is named and not written out.
     */
    String named(Map<String, String> filled) {
        return inOrder(named(compared, filled));
    }

    /** What stands in it beyond what was asked with. */
    String beyond(Map<String, String> filled) {
        return named(searched, filled);
    }

    private static String named(String text, Map<String, String> filled) {
        String named = text;
        for (Map.Entry<String, String> each : filled.entrySet()) {
            String name = "{" + each.getKey() + "}";
            String value = each.getValue();
            if (value.length() < SHORTEST) {
                continue; // a number, which stands in every page
            }
            named =
                    named.replace(value, name)
                            .replace(value.toLowerCase(Locale.ROOT), name)
                            .replace(URLEncoder.encode(value, StandardCharsets.UTF_8), name);
        }
        return named;
    }

    /** All that can be read in these bytes: of a ZIP in its entries, of a PDF on its pages. */
    private static String words(byte[] bytes, int depth) throws IOException {
        String text = unescaped(new String(bytes, StandardCharsets.UTF_8));
        if (depth == DEEPEST || bytes.length < 4) {
            return text;
        }
        StringBuilder all = new StringBuilder(text);
        if (text.startsWith("PK")) {
            all.append(entries(bytes, depth));
        } else if (text.startsWith("%PDF-")) {
            try (PDDocument pdf = Loader.loadPDF(bytes)) {
                all.append('\n').append(new PDFTextStripper().getText(pdf));
                all.append('\n').append(pdf.getDocumentInformation().getCOSObject());
            } catch (IOException e) {
                all.append("\nno PDF"); // the planted letters of requests are none
            }
        } else if ((bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b) {
            try (GZIPInputStream zipped = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                all.append('\n').append(words(zipped.readAllBytes(), depth + 1));
            }
        }
        return all.toString();
    }

    /** By the directory at its end, as a ZIP that was streamed can be read only so. */
    private static String entries(byte[] bytes, int depth) throws IOException {
        StringBuilder all = new StringBuilder();
        Path file = Files.createTempFile("goi", ".zip");
        try {
            Files.write(file, bytes);
            try (ZipFile zip = new ZipFile(file.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    all.append('\n').append(entry.getName()).append('\n');
                    try (InputStream in = zip.getInputStream(entry)) {
                        all.append(words(in.readAllBytes(), depth + 1));
                    }
                }
            }
        } finally {
            Files.delete(file);
        }
        return all.toString();
    }

    /** JSON and addresses write letters in other ways. */
    private static String unescaped(String text) {
        Matcher escaped = ESCAPED.matcher(text);
        String read =
                escaped.replaceAll(
                        one ->
                                Matcher.quoteReplacement(
                                        String.valueOf((char) Integer.parseInt(one.group(1), 16))));
        if (read.indexOf('%') < 0 || read.length() > 1_000_000) {
            return read;
        }
        try {
            return read + "\n" + URLDecoder.decode(read, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return read; // a percent sign that stands for itself
        }
    }
}
