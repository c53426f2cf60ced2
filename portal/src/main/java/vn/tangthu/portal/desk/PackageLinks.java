package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import vn.tangthu.portal.outgoing.PackagesUnderWay;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.PackageExports.Form;
import vn.tangthu.repository.RecordView;

/** A hồ sơ to take along: AIP, SIP, DIP, each with about how large it will be. */
final class PackageLinks extends Div {
    private static final long serialVersionUID = 1L;

    PackageLinks(RecordView.Full record, Words words) {
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
            add(row(dip), new Paragraph(words.of("packages.request")));
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
}
