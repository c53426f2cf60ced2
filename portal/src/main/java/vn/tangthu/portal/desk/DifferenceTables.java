package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Difference.DocumentDifference;
import vn.tangthu.repository.Difference.Field;
import vn.tangthu.repository.Difference.FileDifference;

/** A difference as people read it: before on the left, after on the right. */
final class DifferenceTables {
    private static final int WIDTH = 480;

    private final AipId id;
    private final int from;
    private final int to;
    private final Words words;

    /**
     * @param from the version before
     * @param to the version after
     */
    DifferenceTables(AipId id, int from, int to, Words words) {
        this.id = id;
        this.from = from;
        this.to = to;
        this.words = words;
    }

    /** Fields of description and rights; the words that differ are marked. */
    Component fields(List<Field> fields, List<Field> rights) {
        NativeTable table = table("history.field", "history.before", "history.after");
        NativeTableBody body = new NativeTableBody();
        fields.forEach(field -> body.add(row("field." + field.name(), field)));
        rights.forEach(field -> body.add(row("rights." + field.name(), field)));
        table.add(body);
        return table;
    }

    private NativeTable table(String... headings) {
        NativeTable table = new NativeTable();
        table.addClassName("tt-difference");
        NativeTableRow head = new NativeTableRow();
        for (String heading : headings) {
            head.add(new NativeTableHeaderCell(words.of(heading)));
        }
        table.add(new NativeTableHeader(head));
        return table;
    }

    private NativeTableRow row(String key, Field field) {
        String old = text(field.before(), words);
        String now = text(field.after(), words);
        NativeTableCell before = new NativeTableCell();
        NativeTableCell after = new NativeTableCell();
        for (WordDifference.Piece piece : WordDifference.of(old, now)) {
            switch (piece.kind()) {
                case SAME -> {
                    before.getElement().appendChild(piece("span", piece));
                    after.getElement().appendChild(piece("span", piece));
                }
                case GONE -> before.getElement().appendChild(piece("del", piece));
                case NEW -> after.getElement().appendChild(piece("ins", piece));
            }
        }
        if (old.isEmpty()) {
            before.setText("–");
        }
        if (now.isEmpty()) {
            after.setText("–");
        }
        return new NativeTableRow(new NativeTableHeaderCell(words.of(key)), before, after);
    }

    private static Element piece(String tag, WordDifference.Piece piece) {
        return new Element(tag).setText(piece.text() + " ");
    }

    /** A value of a description as its form shows it. */
    static String text(@Nullable Object value, Words words) {
        return switch (value) {
            case null -> "";
            case Boolean yes -> words.of(yes ? "yes" : "no");
            case CodeListEntry entry -> entry.code() + " " + words.code(entry);
            case Access access -> words.of(access);
            case AccessGround ground -> ground.cited(words.locale());
            case LocalDate day -> words.day(day);
            case List<?> list ->
                    list.stream().map(one -> text(one, words)).collect(Collectors.joining("; "));
            default -> value.toString();
        };
    }

    /** Documents that were added, taken away or changed, with their files. */
    Component documents(List<DocumentDifference> documents) {
        Div all = new Div();
        for (DocumentDifference document : documents) {
            var d = document.either().description();
            String what =
                    document.before() == null
                            ? "history.document.added"
                            : document.after() == null
                                    ? "history.document.gone"
                                    : "history.document.changed";
            all.add(
                    new H3(words.of(what, d.docOrdinal(), d.subject())),
                    new Paragraph(d.docCode()));
            if (!document.fields().isEmpty() || !document.rights().isEmpty()) {
                all.add(fields(document.fields(), document.rights()));
            }
            document.files().forEach(file -> all.add(file(file)));
        }
        return all;
    }

    private Component file(FileDifference file) {
        NativeTable table = table("history.file", "history.before", "history.after");
        NativeTableBody body = new NativeTableBody();
        ContentFile old = file.before();
        ContentFile now = file.after();
        body.add(
                told("history.file.name", old, now, ContentFile::originalName),
                told("history.file.pages", old, now, f -> words.number(f.pages())),
                told("history.file.size", old, now, f -> words.bytes(f.size())),
                told("history.file.digest", old, now, f -> f.sha256().hex()));
        NativeTableRow links =
                new NativeTableRow(new NativeTableHeaderCell(words.of("history.file.get")));
        links.add(cell(link(old, from)), cell(link(now, to)));
        body.add(links);
        table.add(body);
        return new Div(table, pages(old, now));
    }

    private interface Told {
        String of(ContentFile file);
    }

    private NativeTableRow told(
            String key, @Nullable ContentFile old, @Nullable ContentFile now, Told told) {
        return new NativeTableRow(
                new NativeTableHeaderCell(words.of(key)),
                cell(new Span(old == null ? "–" : told.of(old))),
                cell(new Span(now == null ? "–" : told.of(now))));
    }

    private static NativeTableCell cell(Component content) {
        NativeTableCell cell = new NativeTableCell();
        cell.add(content);
        return cell;
    }

    private Component link(@Nullable ContentFile file, int version) {
        if (file == null) {
            return new Span("–");
        }
        Anchor link =
                new Anchor(
                        VersionFiles.download(id, version, file.id()),
                        words.of("history.file.download", version));
        link.getElement().setAttribute("download", true);
        link.setRouterIgnore(true);
        return link;
    }

    /** The same page of both, side by side; nothing where neither has pages. */
    private Component pages(@Nullable ContentFile old, @Nullable ContentFile now) {
        int most = Math.max(old == null ? 0 : old.pages(), now == null ? 0 : now.pages());
        if (most == 0) {
            return new Div();
        }
        Div images = new Div();
        images.addClassName("tt-side-by-side");
        Span where = new Span();
        Pages shown = new Pages(images, where, old, now, most);
        Button back = new Button(words.of("history.page.back"), e -> shown.turn(-1));
        Button on = new Button(words.of("history.page.on"), e -> shown.turn(1));
        Div ways = new Div(back, where, on);
        ways.addClassName("tt-row");
        shown.turn(0);
        return new Div(ways, images);
    }

    private final class Pages implements Serializable {
        private static final long serialVersionUID = 1L;
        private final Div images;
        private final Span where;
        private final transient @Nullable ContentFile old;
        private final transient @Nullable ContentFile now;
        private final int most;
        private int page = 1;

        Pages(
                Div images,
                Span where,
                @Nullable ContentFile old,
                @Nullable ContentFile now,
                int most) {
            this.images = images;
            this.where = where;
            this.old = old;
            this.now = now;
            this.most = most;
        }

        void turn(int by) {
            page = Math.clamp(page + by, 1, most);
            where.setText(words.of("history.page", words.number(page), words.number(most)));
            images.removeAll();
            images.add(image(old, from), image(now, to));
        }

        private Component image(@Nullable ContentFile file, int version) {
            if (file == null || page > file.pages()) {
                return new Div(new Paragraph(words.of("history.page.none", version)));
            }
            Image image =
                    new Image(
                            VersionFiles.image(id, version, file.id(), page, WIDTH),
                            words.of("history.page.alt", version, page));
            image.setWidth(WIDTH + "px");
            return image;
        }
    }
}
