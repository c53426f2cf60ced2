package vn.tangthu.portal.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ValidationFinding;

@Command(
        name = "validate",
        description = {
            "Kiểm tra một gói theo chuẩn của nó. Trả về 0: hợp lệ; 1: không hợp lệ; 2: không chạy được.",
            "Judges a package by its standard. Exits 0 valid, 1 invalid, 2 could not run."
        },
        footer = {"", "Mã lỗi / codes: docs/validation.md. Không cần kho / needs no archive."})
final class ValidateVerb extends Verb {
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
    private static final long QUIET_NANOS = 5_000_000_000L;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "PATH", description = "Thư mục hoặc tệp ZIP, tar / folder, ZIP or tar")
    String path = "";

    @Option(
            names = "--as",
            paramLabel = "KIND",
            description =
                    "bagit, ocfl, ocfl-root, csip, sip, tt05; mặc định: tự nhận ra / default: recognised")
    @Nullable String as;

    @Option(names = "--threads", defaultValue = "2", description = "1 to 64 (default 2)")
    int threads;

    @Option(
            names = "--limit",
            defaultValue = "1000",
            description = "findings shown of one code (default 1000); the others are counted")
    long limit;

    @Option(
            names = "--json",
            description = "JSON on standard output (docs/cli/validate.schema.json)")
    boolean json;

    ValidateVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || threads > 64 || limit < 0) {
            complain("--threads: 1–64; --limit: 0–");
            return 2;
        }
        Path at = session.resolve(path);
        if (!Files.exists(at)) {
            complain("Không có / no such path: " + Findings.printable(at.toString()));
            return 2;
        }
        Validation validation = Validation.load();
        Validation.Kind kind = kind(validation, at);
        if (kind == null) {
            return 2;
        }
        Validation.Options options = new Validation.Options(threads, limit);
        Validation.Outcome outcome =
                json
                        ? inJson(validation, at, kind, options)
                        : inWords(validation, at, kind, options);
        return outcome.valid() ? 0 : 1;
    }

    private Validation.@Nullable Kind kind(Validation validation, Path at) throws IOException {
        if (as != null) {
            Optional<Validation.Kind> named = Validation.Kind.ofWord(as);
            if (named.isEmpty()) {
                complain("--as: bagit, ocfl, ocfl-root, csip, sip, tt05");
            }
            return named.orElse(null);
        }
        Optional<Validation.Kind> recognised = validation.recognise(at);
        if (recognised.isEmpty()) {
            complain(
                    "Không nhận ra loại gói: không có bagit.txt, 0=ocfl_object_…, 0=ocfl_… hay METS.xml của E-ARK, của Thông tư 05/2025; hãy dùng --as."
                            + " / The kind of package cannot be told: there is no bagit.txt,"
                            + " 0=ocfl_object_…, 0=ocfl_… or METS.xml of E-ARK or of Circular 05/2025; use --as.");
        }
        return recognised.orElse(null);
    }

    private Validation.Outcome inWords(
            Validation validation, Path at, Validation.Kind kind, Validation.Options options)
            throws IOException {
        Validation.Outcome outcome =
                validation.validate(at, kind, options, this::printFinding, quietly());
        say(
                (outcome.valid() ? "HỢP LỆ / VALID" : "KHÔNG HỢP LỆ / INVALID")
                        + ": "
                        + kind.word()
                        + ", "
                        + outcome.files()
                        + " tệp / files, "
                        + outcome.bytes()
                        + " byte, "
                        + outcome.errors()
                        + " lỗi / errors, "
                        + outcome.warnings()
                        + " cảnh báo / warnings");
        return outcome;
    }

    /** Errors are the answer; warnings go to standard error. */
    private void printFinding(ValidationFinding finding) {
        boolean error = finding.level() == ValidationFinding.Level.ERROR;
        print(finding, error ? session.out() : session.err());
    }

    private static void print(ValidationFinding finding, PrintWriter to) {
        boolean error = finding.level() == ValidationFinding.Level.ERROR;
        to.println(
                (error ? "LỖI / ERROR " : "CẢNH BÁO / WARNING ")
                        + finding.code()
                        + " · "
                        + Findings.printable(finding.path()));
        for (Locale locale : new Locale[] {VIETNAMESE, Locale.ENGLISH}) {
            to.println(
                    "  "
                            + Findings.printable(finding.message(locale))
                            + " "
                            + Findings.printable(finding.remedy(locale)));
        }
        to.flush();
    }

    /** Written as it is found: a package may have as many findings as files. */
    private Validation.Outcome inJson(
            Validation validation, Path at, Validation.Kind kind, Validation.Options options)
            throws IOException {
        JsonGenerator out = JSON.createGenerator(session.out());
        out.writeStartObject();
        out.writeStringProperty("path", at.toString());
        out.writeStringProperty("kind", kind.word());
        out.writeArrayPropertyStart("findings");
        Validation.Outcome outcome;
        try {
            outcome =
                    validation.validate(
                            at,
                            kind,
                            options,
                            finding -> {
                                write(finding, out);
                                if (finding.level() == ValidationFinding.Level.WARNING) {
                                    print(finding, session.err());
                                }
                            },
                            quietly());
        } catch (IOException | RuntimeException e) {
            end(out, null, e);
            throw e;
        }
        end(out, outcome, null);
        return outcome;
    }

    /** A short run says nothing: what stands on standard error are warnings. */
    private Progress quietly() {
        long started = System.nanoTime();
        Progress loud = session.progress();
        return new Progress() {
            @Override
            public void at(Phase phase, long done, long total) {
                if (System.nanoTime() - started > QUIET_NANOS) {
                    loud.at(phase, done, total);
                }
            }

            @Override
            public boolean cancelled() {
                return loud.cancelled();
            }
        };
    }

    private static void write(ValidationFinding finding, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("code", finding.code());
        out.writeStringProperty("severity", finding.level().name());
        out.writeStringProperty("path", finding.path());
        out.writeStringProperty("message", finding.message(VIETNAMESE));
        out.writeStringProperty("remedy", finding.remedy(VIETNAMESE));
        out.writeStringProperty("messageEn", finding.message(Locale.ENGLISH));
        out.writeStringProperty("remedyEn", finding.remedy(Locale.ENGLISH));
        out.writeEndObject();
    }

    private void end(
            JsonGenerator out, Validation.@Nullable Outcome outcome, @Nullable Exception failure) {
        out.writeEndArray();
        if (outcome != null) {
            out.writeBooleanProperty("valid", outcome.valid());
            out.writeNumberProperty("errors", outcome.errors());
            out.writeNumberProperty("warnings", outcome.warnings());
            out.writeNumberProperty("files", outcome.files());
            out.writeNumberProperty("bytes", outcome.bytes());
            out.writeArrayPropertyStart("counts");
            for (Map.Entry<String, Validation.Count> entry : outcome.counts().entrySet()) {
                out.writeStartObject();
                out.writeStringProperty("code", entry.getKey());
                out.writeStringProperty("severity", entry.getValue().level().name());
                out.writeNumberProperty("found", entry.getValue().found());
                out.writeNumberProperty("shown", entry.getValue().passed());
                out.writeEndObject();
            }
            out.writeEndArray();
        } else {
            out.writeNullProperty("valid");
            out.writeStringProperty("failure", String.valueOf(failure));
        }
        out.writeEndObject();
        out.flush();
        session.out().println();
        session.out().flush();
    }
}
