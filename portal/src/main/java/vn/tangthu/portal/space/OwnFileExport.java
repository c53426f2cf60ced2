package vn.tangthu.portal.space;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.portal.papers.TablePaper;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.repository.UserFiles.Correction;
import vn.tangthu.repository.UserFiles.Line;
import vn.tangthu.repository.UserFiles.Page;
import vn.tangthu.repository.UserFiles.Part;

/**
 * A user file to take along: as JSON for programs and as a spreadsheet for people, whose cells are
 * text and never a formula. Of each part the newest {@link UserFiles#MOST} lines, and whether there
 * are older ones.
 */
final class OwnFileExport {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Account account;
    private final String body;
    private final List<Correction> corrections;
    private final Map<Part, Page> parts = new LinkedHashMap<>();
    private final Words words;

    /**
     * @param body its name; empty for none
     * @param named what a subject of {@link Part#USE} is called
     */
    OwnFileExport(
            UserFiles files,
            Account account,
            String body,
            Reader reader,
            UnaryOperator<String> named,
            Words words) {
        this.account = account;
        this.body = body;
        this.words = words;
        this.corrections = files.corrections(reader);
        for (Part part : Part.values()) {
            Page page = files.lines(part, null, UserFiles.MOST, reader);
            parts.put(part, part == Part.USE ? named(page, named) : page);
        }
    }

    /** Many lines are about few hồ sơ: each is looked up once. */
    private static Page named(Page page, UnaryOperator<String> named) {
        Map<String, String> names = new HashMap<>();
        return new Page(
                page.lines().stream()
                        .map(
                                line ->
                                        new Line(
                                                line.id(),
                                                line.at(),
                                                line.what(),
                                                names.computeIfAbsent(line.subject(), named),
                                                line.detail(),
                                                line.paperUse()))
                        .toList(),
                page.more());
    }

    void json(OutputStream out) throws IOException {
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("username", account.username());
        file.put("name", account.displayName());
        file.put("registered", account.createdAt().toString());
        file.put("lastLogin", Objects.toString(account.lastLoginAt(), null));
        file.put("provider", account.provider());
        file.put("enabled", account.enabled());
        file.put("roles", account.roles().stream().map(Enum::name).sorted().toList());
        file.put("body", body);
        file.put("fonds", account.fonds().stream().map(Object::toString).sorted().toList());
        parts.forEach(
                (part, page) -> {
                    file.put(name(part), page.lines().stream().map(OwnFileExport::line).toList());
                    file.put(name(part) + "More", page.more());
                });
        file.put("corrections", corrections.stream().map(OwnFileExport::correction).toList());
        out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
    }

    private static String name(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, @Nullable Object> line(Line line) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("at", line.at().toString());
        one.put("what", line.what());
        one.put("subject", line.subject());
        one.put("detail", line.detail());
        if (line.paperUse() != null) {
            one.put("paperUse", line.paperUse().name());
        }
        return one;
    }

    private static Map<String, @Nullable Object> correction(Correction asked) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("at", asked.askedAt().toString());
        one.put("field", asked.field().name());
        one.put("present", asked.present());
        one.put("wanted", asked.wanted());
        one.put("why", asked.why());
        one.put("state", asked.state().name());
        one.put("decidedAt", Objects.toString(asked.decidedAt(), null));
        one.put("decidedBy", asked.decidedBy());
        one.put("answer", asked.answer());
        return one;
    }

    void sheet(OutputStream out) throws IOException {
        try (TablePaper paper =
                new TablePaper(
                        out,
                        "Ho so nguoi dung",
                        words.of("userfile.title") + ": " + account.displayName(),
                        List.of(
                                words.of("userfile.part"),
                                words.of("activity.at"),
                                words.of("userfile.what"),
                                words.of("activity.subject"),
                                words.of("userfile.detail")),
                        List.of(20, 18, 30, 30, 60))) {
            for (Map.Entry<String, String> fact : facts().entrySet()) {
                paper.row(
                        List.of(
                                words.of("userfile.registration"),
                                "",
                                fact.getKey(),
                                fact.getValue(),
                                ""));
            }
            for (Map.Entry<Part, Page> part : parts.entrySet()) {
                String called = words.of("userfile.part." + part.getKey());
                for (Line line : part.getValue().lines()) {
                    paper.row(
                            List.of(
                                    called,
                                    words.minute(line.at()),
                                    FilePart.what(part.getKey(), line, words),
                                    line.subject(),
                                    FilePart.detail(part.getKey(), line, words)));
                }
                if (part.getValue().more()) {
                    paper.row(List.of(called, "", words.of("userfile.older"), "", ""));
                }
            }
            for (Correction asked : corrections) {
                paper.row(
                        List.of(
                                words.of("userfile.corrections"),
                                words.minute(asked.askedAt()),
                                words.of("userfile.state." + asked.state()),
                                asked.wanted(),
                                Objects.requireNonNullElse(asked.answer(), "")));
            }
        }
    }

    private Map<String, String> facts() {
        List<String> roles = new ArrayList<>();
        account.roles().stream().sorted().map(words::of).forEach(roles::add);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(words.of("account.username"), account.username());
        facts.put(words.of("account.name"), account.displayName());
        facts.put(words.of("account.roles"), String.join(", ", roles));
        facts.put(words.of("account.body"), body);
        facts.put(words.of("account.created"), words.minute(account.createdAt()));
        facts.put(words.of("account.lastLogin"), words.minute(account.lastLoginAt()));
        return facts;
    }
}
