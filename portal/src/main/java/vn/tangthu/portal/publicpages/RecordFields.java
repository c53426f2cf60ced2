package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.RecordView;

/**
 * The fields of Thông tư 05/2025 in words that people understand, in the circular's order; blank
 * ones are left out. The name of the field in the circular stands with each for those who need it.
 */
@Component
final class RecordFields {
    private final Words words;

    RecordFields(Words words) {
        this.words = words;
    }

    /**
     * @param name of the field in the circular
     */
    record Field(String label, String value, String name) {}

    List<Field> of(RecordView.Full record, Locale locale) {
        FileDescription file = record.description();
        Fields fields = new Fields(locale, "field.file.");
        fields.add("arcFileCode", file.arcFileCode());
        fields.add("title", file.title());
        fields.add("maintenance", file.maintenance());
        fields.add("mode", file.mode());
        fields.add("language", languages(file.languages(), locale));
        fields.add("startDate", file.startDate());
        fields.add("endDate", file.endDate());
        fields.add("keyword", file.keyword());
        fields.add("totalDoc", file.totalDoc());
        fields.add("numberOfPaper", file.numberOfPaper());
        fields.add("numberOfPage", file.numberOfPage());
        fields.add("format", file.format());
        fields.add("inforSign", file.inforSign());
        fields.add("confidenceLevel", file.confidenceLevel());
        fields.add("paperFileCode", file.paperFileCode());
        fields.add("riskRecovery", yes(file.riskRecovery(), locale));
        fields.add("riskRecoveryStatus", done(file.riskRecoveryStatus(), locale));
        fields.add("description", file.description());
        return fields.all;
    }

    List<Field> of(ArchivalDocument document, Locale locale) {
        DocumentDescription description = document.description();
        Fields fields = new Fields(locale, "field.doc.");
        fields.add("docCode", description.docCode());
        fields.add("docOrdinal", description.docOrdinal());
        fields.add("typeName", description.typeName());
        fields.add("codeNumber", description.codeNumber());
        fields.add("codeNotation", description.codeNotation());
        fields.add("issuedDate", description.issuedDate());
        fields.add("organName", description.organName());
        fields.add("subject", description.subject());
        fields.add("language", languages(description.languages(), locale));
        fields.add("numberOfPage", description.numberOfPage());
        fields.add("inforSign", description.inforSign());
        fields.add("keyword", description.keyword());
        fields.add("mode", description.mode());
        fields.add("confidenceLevel", description.confidenceLevel());
        fields.add("autograph", description.autograph());
        fields.add("format", description.format());
        fields.add("process", yes(description.process(), locale));
        fields.add("description", description.description());
        fields.add("docId", description.docId());
        fields.add("maintenance", description.maintenance());
        fields.add("riskRecovery", yes(description.riskRecovery(), locale));
        fields.add("riskRecoveryStatus", done(description.riskRecoveryStatus(), locale));
        return fields.all;
    }

    private static @Nullable String languages(List<LanguageCode> languages, Locale locale) {
        Formats formats = new Formats(locale);
        return languages.isEmpty()
                ? null
                : languages.stream().map(formats::entry).collect(Collectors.joining(", "));
    }

    private @Nullable String yes(@Nullable Boolean value, Locale locale) {
        return value == null ? null : words.get(locale, value ? "yes" : "no");
    }

    private @Nullable String done(@Nullable Boolean value, Locale locale) {
        return value == null ? null : words.get(locale, value ? "done" : "not_yet");
    }

    private final class Fields {
        private final Locale locale;
        private final String prefix;
        private final List<Field> all = new ArrayList<>();

        private Fields(Locale locale, String prefix) {
            this.locale = locale;
            this.prefix = prefix;
        }

        private void add(String name, @Nullable Object value) {
            String text =
                    value instanceof CodeListEntry entry
                            ? new Formats(locale).entry(entry)
                            : value == null ? "" : value.toString();
            if (!text.isBlank()) {
                all.add(new Field(words.get(locale, prefix + name), text, name));
            }
        }
    }
}
