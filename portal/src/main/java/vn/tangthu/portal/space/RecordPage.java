package vn.tangthu.portal.space;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.outgoing.SeenDescriptions;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DamagedFiles;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingCopies;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Role;

/** A hồ sơ as its reader may see it: description, documents, origin, state of its bytes. */
@Route("ho-so/:id")
@PermitAll
class RecordPage extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient Catalogue catalogue;
    private final transient DamagedFiles damaged;
    private final transient ReadingCopies copies;
    private final transient CurrentReader current;
    private final transient SeenDescriptions seen;
    private final transient Purposes purposes;

    RecordPage(
            Catalogue catalogue,
            DamagedFiles damaged,
            ReadingCopies copies,
            CurrentReader current,
            SeenDescriptions seen,
            Purposes purposes) {
        this.purposes = purposes;
        this.seen = seen;
        this.catalogue = catalogue;
        this.damaged = damaged;
        this.copies = copies;
        this.current = current;
    }

    static String address(AipId id, String query) {
        return "/app/ho-so/" + id + (query.isBlank() ? "" : "?q=" + SearchAddress.encode(query));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        clear();
        Reader reader = current.reader();
        // An id, an arcFileCode or a fileCode: what people have at hand.
        String asked = event.getRouteParameters().get("id").orElse("");
        RecordView record =
                catalogue
                        .resolve(asked, reader)
                        .flatMap(id -> catalogue.record(id, reader))
                        .or(() -> onPaper(asked, reader))
                        .orElseThrow(NotFoundException::new);
        purposes.evident(event.getLocation().getQueryParameters(), record.id(), reader);
        seen.note(record, reader);
        String query = event.getLocation().getQueryParameters().getSingleParameter("q").orElse("");
        String title = record.titleOrNull();
        title(title == null ? t("record.untitled") : title);
        switch (record) {
            case RecordView.Full full -> full(full, query, reader);
            case RecordView.Listed listed -> listed(listed);
            case RecordView.Paper paper -> paper(paper, reader);
        }
    }

    private Optional<RecordView> onPaper(String asked, Reader reader) {
        Optional<AipId> id;
        try {
            id = Optional.of(AipId.of(asked));
        } catch (IllegalArgumentException e) {
            id = catalogue.resolveOnPaper(asked, reader);
        }
        return id.map(one -> catalogue.onPaper(List.of(one), reader).get(one));
    }

    /** Of what the reader sees whole, what it is; else that it is on request. */
    static Access access(RecordView.Paper paper) {
        PaperFacts facts = paper.facts();
        return facts == null ? Access.LISTED : facts.rights().access();
    }

    private void paper(RecordView.Paper paper, Reader reader) {
        add(row(Marks.access(access(paper), words()), Marks.mark(t("paper.tag"), Marks.Tone.WARN)));
        if (reader.is(Role.ARCHIVIST)) {
            add(row(new Anchor("/app/kho/ho-so-giay/" + paper.id(), t("record.edit"))));
        }
        PaperFacts facts = paper.facts();
        BigDecimal metres = facts == null ? null : facts.metres();
        add(
                facts(
                        fact("record.code", paper.arcFileCode()),
                        fact("record.fonds", paper.fonds().code() + " · " + paper.fonds().title()),
                        fact("record.years", words().years(paper.startYear(), paper.endYear())),
                        fact("paper.series", facts == null ? null : facts.seriesCode()),
                        fact("paper.number", facts == null ? null : facts.number()),
                        fact("paper.metres", metres == null ? null : metres.toPlainString()),
                        fact("paper.boxes", count(facts == null ? null : facts.boxes())),
                        fact("paper.sheets", count(facts == null ? null : facts.sheets())),
                        fact(
                                "paper.condition",
                                facts == null || facts.condition() == null
                                        ? null
                                        : words().code(facts.condition())),
                        fact("paper.note", facts == null ? null : facts.note())));
        Anchor ask = new Anchor("/yeu-cau?ho-so=" + paper.id(), t("record.ask"));
        ask.getElement().setAttribute("router-ignore", true);
        add(Notices.box(Marks.Tone.WARN, new Paragraph(t("paper.hint")), ask));
        add(basket(paper.id()));
    }

    private static @Nullable String count(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }

    private void listed(RecordView.Listed listed) {
        add(row(Marks.access(Access.LISTED, words())));
        add(
                facts(
                        fact("record.code", listed.arcFileCode()),
                        fact(
                                "record.fonds",
                                listed.fonds().code() + " · " + listed.fonds().title()),
                        fact("record.years", words().years(listed.startYear(), listed.endYear()))));
        Anchor ask = new Anchor("/yeu-cau?ho-so=" + listed.id(), t("record.ask"));
        ask.getElement().setAttribute("router-ignore", true);
        add(Notices.box(Marks.Tone.WARN, new Paragraph(t("record.listed")), ask));
        add(basket(listed.id()));
    }

    /** The public pages' basket: the browser sends this form to them, and leaves the space. */
    private Div basket(AipId id) {
        Element what = new Element("input");
        what.setAttribute("type", "hidden").setAttribute("name", "muc");
        what.setAttribute("value", id.toString());
        Element put = new Element("button");
        put.setText(t("record.basket"));
        Element form = new Element("form");
        form.setAttribute("action", "/gio/them").setAttribute("method", "post");
        form.appendChild(what, put);
        Div basket = new Div();
        basket.getElement().appendChild(form);
        return basket;
    }

    private void full(RecordView.Full full, String query, Reader reader) {
        add(
                row(
                        Marks.access(full.rights().access(), words()),
                        Marks.fixity(full.fixity(), words())));
        if (full.fixity() instanceof FixityState.Damaged) {
            add(Notices.box(Marks.Tone.ERROR, t("record.damaged")));
        }
        if (reader.is(Role.ARCHIVIST)) {
            add(row(new Anchor("/app/kho/ho-so/" + full.id(), t("record.edit"))));
        }
        if (!full.documents().isEmpty()) {
            add(new InsideBox(full.id(), query, words()));
        }
        add(section(t("record.documents"), documents(full, query)));
        add(section(t("record.description"), description(full)));
        add(section(t("record.origin"), origin(full, reader)));
    }

    private Component documents(RecordView.Full full, String query) {
        OrderedList list = new OrderedList();
        list.addClassName("tt-hits");
        Set<ContentFileId> withheld = damaged.of(full);
        Set<DocumentId> offered = copies.offered(full);
        for (ArchivalDocument document : full.documents()) {
            ListItem item = document(full, document, withheld, query);
            if (offered.contains(document.id())) {
                item.add(copy(full, document));
            }
            list.add(item);
        }
        Div all = new Div(list);
        if (full.documentsWithheld() > 0) {
            all.add(hint(t("record.withheld", full.documentsWithheld())));
        }
        return all;
    }

    private ListItem document(
            RecordView.Full full,
            ArchivalDocument document,
            Set<ContentFileId> withheld,
            String query) {
        DocumentDescription d = document.description();
        Words words = words();
        Paragraph name = new Paragraph();
        String number = d.printedNumber();
        name.add(
                new Span(
                        joined(
                                words.code(d.typeName()),
                                number.isEmpty() ? "" : number,
                                d.issuedDate() == null ? "" : d.issuedDate().toString())));
        Paragraph subject = new Paragraph(d.subject());
        ListItem item = new ListItem(name, subject);
        if (d.organName() != null) {
            item.add(hint(d.organName()));
        }
        if (document.isPagedThrough()) {
            item.add(images(full, document, withheld, query));
            return item;
        }
        for (ContentFile file : document.files()) {
            Anchor open =
                    new Anchor(ViewerPage.address(full.id(), file.id(), 1, query), t("file.open"));
            open.setAriaLabel(t("file.open") + ": " + d.subject());
            Component get =
                    withheld.contains(file.id())
                            ? Marks.mark(t("file.damaged", file.originalName()), Marks.Tone.ERROR)
                            : full.givesOut(file)
                                    ? download(file)
                                    : Marks.mark(
                                            t("file.closed", file.originalName()), Marks.Tone.WARN);
            Div line = row(open, get, Marks.access(document.rights().access(), words));
            if (file.part() != null) {
                line.add(hint(t("file.part", file.pageRange())));
            }
            item.add(line);
        }
        return item;
    }

    /** A document with a file for each page: opened at its first, given out as one ZIP. */
    private Div images(
            RecordView.Full full,
            ArchivalDocument document,
            Set<ContentFileId> withheld,
            String query) {
        ContentFile first = document.files().getFirst();
        Anchor open =
                new Anchor(ViewerPage.address(full.id(), first.id(), 1, query), t("file.open"));
        open.setAriaLabel(t("file.open") + ": " + document.description().subject());
        Anchor zip =
                new Anchor(
                        ContentFiles.zip(full.id(), document.id()),
                        t(
                                "file.zip",
                                document.files().size(),
                                words().bytes(document.originalBytes())));
        zip.getElement().setAttribute("router-ignore", true);
        Div line = row(open, zip, Marks.access(document.rights().access(), words()));
        for (ContentFile file : document.files()) {
            if (withheld.contains(file.id())) {
                line.add(Marks.mark(t("file.damaged", file.originalName()), Marks.Tone.ERROR));
            }
        }
        return line;
    }

    /** One file for who only wants to read; the originals stay beside it. */
    private Div copy(RecordView.Full full, ArchivalDocument document) {
        String label =
                t(
                        document.hasPdf() ? "file.layers" : "file.pdf",
                        document.pages(),
                        words().bytes(document.readingCopyBytes()));
        Anchor pdf = new Anchor(ContentFiles.pdf(full.id(), document.id()), label);
        pdf.getElement().setAttribute("router-ignore", true);
        pdf.setAriaLabel(label + ": " + document.description().subject());
        Div line = row(pdf);
        if (document.isSigned()) {
            line.add(hint(t("file.unsigned")));
        }
        return line;
    }

    private Anchor download(ContentFile file) {
        Anchor download =
                new Anchor(
                        ContentFiles.download(file.id()),
                        t("file.download", words().bytes(file.size())));
        download.getElement().setAttribute("router-ignore", true);
        download.setAriaLabel(
                t("file.download", words().bytes(file.size())) + ": " + file.originalName());
        return download;
    }

    private Component description(RecordView.Full full) {
        FileDescription d = full.description();
        Words words = words();
        AccessGround ground = full.rights().ground();
        return facts(
                fact("record.code", d.arcFileCode()),
                fact("record.fonds", full.fonds().code() + " · " + full.fonds().title()),
                fact(
                        "record.series",
                        full.series() == null
                                ? null
                                : full.series().code() + " · " + full.series().title()),
                fact("field.maintenance", words.code(d.maintenance())),
                fact("field.mode", words.code(d.mode())),
                fact(
                        "field.languages",
                        String.join(", ", d.languages().stream().map(words::code).toList())),
                fact("field.startDate", d.startDate()),
                fact("field.endDate", d.endDate()),
                fact("field.keyword", d.keyword()),
                fact("field.totalDoc", d.totalDoc()),
                fact("field.numberOfPaper", d.numberOfPaper()),
                fact("field.numberOfPage", d.numberOfPage()),
                fact("field.format", words.code(d.format())),
                fact("field.inforSign", d.inforSign()),
                fact("field.confidenceLevel", words.code(d.confidenceLevel())),
                fact("field.paperFileCode", d.paperFileCode()),
                fact("field.description", d.description()),
                fact("rights.ground", ground == null ? null : ground.cited(words.locale())),
                fact("rights.basis", full.rights().basis()),
                fact("rights.closedUntil", words.day(full.rights().closedUntil())));
    }

    private Component origin(RecordView.Full full, Reader reader) {
        OrderedList versions = new OrderedList();
        for (RecordVersion version : full.versions()) {
            // What an officer wrote about a change is for officers.
            String what =
                    reader.is(Role.ARCHIVIST) || reader.is(Role.AUDITOR)
                            ? version.message()
                            : t(
                                    version.number() == 1
                                            ? "record.version.first"
                                            : "record.version.later");
            versions.add(
                    new ListItem(
                            t(
                                    "record.version",
                                    version.number(),
                                    words().minute(version.createdAt()),
                                    what)));
        }
        Anchor permanent = new Anchor("/ho-so/" + full.id(), "/ho-so/" + full.id());
        permanent.getElement().setAttribute("router-ignore", true);
        return new Div(
                facts(
                        fact("record.submitter", full.provenance().submitter()),
                        fact("record.stored", words().minute(full.provenance().storedAt())),
                        fact("record.urn", full.id().urn())),
                row(new Span(t("record.permanent")), permanent),
                versions);
    }

    private String joined(String... parts) {
        return String.join(" · ", List.of(parts).stream().filter(p -> !p.isEmpty()).toList());
    }

    private record Fact(String name, String value) {}

    private Fact fact(String key, @Nullable Object value) {
        return new Fact(t(key), Objects.toString(value, ""));
    }

    private static DescriptionList facts(Fact... facts) {
        DescriptionList list = new DescriptionList();
        list.addClassName("tt-facts");
        for (Fact fact : facts) {
            if (!fact.value().isBlank()) {
                list.add(
                        new DescriptionList.Term(fact.name()),
                        new DescriptionList.Description(fact.value()));
            }
        }
        return list;
    }
}
