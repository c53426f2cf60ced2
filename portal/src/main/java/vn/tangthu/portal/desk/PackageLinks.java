package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import vn.tangthu.portal.outgoing.PackagesUnderWay;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.PackageExports.Form;
import vn.tangthu.repository.RecordView;

/** A hồ sơ to take along: AIP, SIP, DIP, each with about how large it will be. */
final class PackageLinks extends Div {
    private static final long serialVersionUID = 1L;

    PackageLinks(RecordView.Full record, AccessRequests requests, Clock clock, Words words) {
        add(new Paragraph(words.of("packages.hint", PackagesUnderWay.AT_ONCE)));
        Collection<ArchivalDocument> given =
                record.documents().stream()
                        .filter(each -> each.files().stream().allMatch(record::givesOut))
                        .toList();
        // As the port has it: an AIP or SIP only to whom every document may be given whole.
        if (given.size() == record.documents().size()) {
            for (Form form : Form.values()) {
                String size = words.bytes(bytes(given));
                add(row(link(record, form.word(), words.of("packages." + form, size), words)));
            }
        }
        if (!given.isEmpty()) {
            String size = words.bytes(bytes(given));
            Anchor dip = link(record, PackageFiles.DIP, words.of("packages.DIP", size), words);
            add(row(dip), request(record, dip, requests, clock, words));
        }
    }

    private static Div row(Anchor link) {
        Div row = new Div(link);
        row.addClassName("tt-row");
        return row;
    }

    /** Of the kept files, each once; descriptions add little, and what is packed already stays. */
    private static long bytes(Collection<ArchivalDocument> documents) {
        Map<ContentFileId, Long> sizes = new HashMap<>();
        for (ArchivalDocument document : documents) {
            for (ContentFile file : document.files()) {
                sizes.put(file.whole().id(), file.size());
            }
        }
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Anchor link(RecordView.Full record, String form, String text, Words words) {
        Anchor link = new Anchor(PackageFiles.address(record.id(), form), text);
        link.getElement().setAttribute("download", true);
        link.setRouterIgnore(true);
        // The first file is read and matched before a browser has anything to show.
        link.getElement()
                .addEventListener("click", event -> Notices.done(words.of("packages.begun")));
        return link;
    }

    private static TextField request(
            RecordView.Full record, Anchor dip, AccessRequests requests, Clock clock, Words words) {
        TextField reference = new TextField(words.of("packages.request"));
        reference.setHelperText(words.of("packages.request.hint"));
        reference.setMaxLength(100);
        reference.setClearButtonVisible(true);
        reference.setValueChangeMode(ValueChangeMode.ON_CHANGE);
        String address = PackageFiles.address(record.id(), PackageFiles.DIP);
        reference.addValueChangeListener(
                event -> {
                    String typed = event.getValue().strip();
                    try {
                        var unused = PackageFiles.use(record.id(), typed, requests, clock);
                        reference.setInvalid(false);
                        dip.setVisible(true);
                        dip.setHref(
                                typed.isEmpty()
                                        ? address
                                        : address
                                                + "?yeu-cau="
                                                + URLEncoder.encode(typed, StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException e) {
                        reference.setErrorMessage(
                                words.of(
                                        mustBeRedacted(record.id(), typed, requests)
                                                ? "packages.request.redacted"
                                                : "packages.request.refused"));
                        reference.setInvalid(true);
                        dip.setVisible(false);
                    }
                });
        return reference;
    }

    private static boolean mustBeRedacted(AipId record, String typed, AccessRequests requests) {
        return requests.find(typed).filter(known -> known.mustBeRedacted(record)).isPresent();
    }
}
