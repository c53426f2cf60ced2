package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;

/** Holds a PDF against the rules of the PDF/A flavour that it claims to be, with veraPDF. */
public final class PdfAValidation {
    /** Changes with the library in the pom; a test sees to it. */
    public static final String TOOL = "veraPDF 1.30.2";

    /** Rules that are told of one file. */
    static final int MOST_RULES = 10;

    private static final int LONGEST_RULE = 240;

    /** Of one rule only so many breaches are looked for; what is told is that there are any. */
    private static final int BREACHES = 1;

    private static boolean ready;

    private PdfAValidation() {}

    static ContentCheck of(Path file) throws IOException {
        if (!ready) {
            VeraGreenfieldFoundryProvider.initialise();
            ready = true;
        }
        try (InputStream in = Files.newInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(in)) {
            PDFAFlavour flavour = parser.getFlavour();
            if (flavour == PDFAFlavour.NO_FLAVOUR) {
                return said(
                        Outcome.UNDECIDED, "?\nkhông rõ phần PDF/A / it claims no part we know");
            }
            try (PDFAValidator validator =
                    Foundries.defaultInstance()
                            .createValidator(flavour, BREACHES, false, false, false)) {
                ValidationResult result = validator.validate(parser);
                return said(
                        result.isCompliant() ? Outcome.PASSED : Outcome.FAILED,
                        flavour.getId() + rules(result));
            }
        } catch (EncryptedPdfException | ModelParsingException | ValidationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static ContentCheck said(Outcome outcome, String detail) {
        return new ContentCheck(
                Kind.PDFA, outcome, detail, TOOL, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** A line for each rule that is broken, in the order of the clauses, the first few of them. */
    private static String rules(ValidationResult result) {
        Map<RuleId, String> broken = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                broken.putIfAbsent(assertion.getRuleId(), assertion.getMessage());
            }
        }
        StringBuilder lines = new StringBuilder();
        broken.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                (Map.Entry<RuleId, String> e) ->
                                        e.getKey().getClause() + e.getKey().getTestNumber()))
                .limit(MOST_RULES)
                .forEach(
                        e ->
                                lines.append('\n')
                                        .append(e.getKey().getClause())
                                        .append('-')
                                        .append(e.getKey().getTestNumber())
                                        .append(": ")
                                        .append(shortened(e.getValue())));
        if (broken.size() > MOST_RULES) {
            lines.append("\n+").append(broken.size() - MOST_RULES);
        }
        return lines.toString();
    }

    private static String shortened(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_RULE ? line : line.substring(0, LONGEST_RULE - 1) + "…";
    }
}
