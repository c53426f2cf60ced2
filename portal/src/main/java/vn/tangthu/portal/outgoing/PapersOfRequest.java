package vn.tangthu.portal.outgoing;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableRunnable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.RequestAttachments.Attachment;
import vn.tangthu.repository.RequestAttachments.Limits;
import vn.tangthu.storage.TangThuHome;

/** Papers that came with a request: each with what is known of it, and a way to add some. */
public final class PapersOfRequest extends Div {
    private static final long serialVersionUID = 1L;

    /**
     * @param open whether papers can still be added
     * @param erase asked for one that is to go; null where nobody here may
     * @param added after some were kept
     */
    public PapersOfRequest(
            RequestAttachments attachments,
            List<Attachment> papers,
            String reference,
            boolean open,
            @Nullable SerializableConsumer<Attachment> erase,
            SerializableRunnable added,
            CurrentReader current,
            TangThuHome home,
            Words words) {
        if (papers.isEmpty()) {
            add(new Paragraph(words.of("attachments.none")));
        } else {
            add(new Paragraph(words.of("attachments.hint")));
            UnorderedList list = new UnorderedList();
            list.addClassName("tt-linked");
            list.getElement().setAttribute("aria-label", words.of("attachments.title"));
            papers.forEach(paper -> list.add(line(paper, erase, words)));
            add(list);
        }
        if (open) {
            add(form(attachments, reference, added, current, home, words));
        }
    }

    private static ListItem line(
            Attachment paper, @Nullable SerializableConsumer<Attachment> erase, Words words) {
        RequestAttachments.Erased gone = paper.erased();
        if (gone != null) {
            return new ListItem(
                    words.of(
                            "attachments.erased",
                            paper.n(),
                            gone.by(),
                            words.minute(gone.at()),
                            gone.why()));
        }
        Anchor fetch =
                new Anchor(
                        AttachedPapers.address(paper.reference(), paper.n()),
                        words.of(
                                "attachments.download",
                                paper.name(),
                                paper.type().name(),
                                words.bytes(paper.size())));
        fetch.getElement().setAttribute("download", true);
        fetch.setRouterIgnore(true);
        ListItem item =
                new ListItem(
                        fetch,
                        new Span(
                                " · "
                                        + words.minute(paper.at())
                                        + " · "
                                        + (paper.sentBy() == null
                                                ? words.of("attachments.by.applicant")
                                                : words.of("attachments.by", paper.sentBy()))
                                        + " · "
                                        + words.of(
                                                paper.clean()
                                                        ? "attachments.clean"
                                                        : "attachments.unscanned",
                                                paper.scanner())));
        if (erase != null) {
            Button button = new Button(words.of("attachments.erase"), e -> erase.accept(paper));
            button.setAriaLabel(words.of("attachments.erase.one", paper.name()));
            item.add(button);
        }
        return item;
    }

    private static Div form(
            RequestAttachments attachments,
            String reference,
            SerializableRunnable added,
            CurrentReader current,
            TangThuHome home,
            Words words) {
        Limits limits = attachments.limits();
        TextField text = new TextField(words.of("attachments.text"));
        text.setMaxLength(1_000);
        text.setWidthFull();
        Div told = new Div();
        Button send = new Button();
        send.setVisible(false);
        PapersUpload[] upload = new PapersUpload[1];
        upload[0] =
                new PapersUpload(
                        home,
                        current,
                        words,
                        limits,
                        () -> {
                            int waiting = upload[0].files().size();
                            send.setText(words.of("attachments.send", waiting));
                            send.setVisible(waiting > 0);
                        });
        send.addClickListener(
                e -> {
                    told.removeAll();
                    try {
                        boolean kept =
                                attachments.add(
                                        reference,
                                        upload[0].files(),
                                        text.getValue(),
                                        current.reader());
                        if (!kept) {
                            told.add(Notices.box(Marks.Tone.ERROR, words.of("error.denied.title")));
                            return;
                        }
                        upload[0].forget();
                        Notices.done(words.of("attachments.sent"));
                        added.run();
                    } catch (RefusedException refused) {
                        told.add(Notices.findings(refused.findings(), words));
                    } catch (IOException failed) {
                        told.add(Notices.box(Marks.Tone.ERROR, words.of("late.failed")));
                    }
                });
        return new Div(
                new Paragraph(
                        words.of(
                                "attachments.add.hint",
                                limits.mostFiles(),
                                words.bytes(limits.largest()),
                                words.bytes(limits.mostBytes()))),
                text,
                upload[0],
                told,
                send);
    }
}
