package vn.tangthu.portal.space;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.RouteParameters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Views entered without a browser, and a record to enter them with. */
final class Views {
    static final AipId RECORD = new AipId(new UUID(1, 1));
    static final FondsId FONDS = new FondsId(new UUID(1, 2));

    /** Of 80 pages. */
    static final ContentFileId LONG = new ContentFileId(new UUID(2, 1));

    static final ContentFileId SECOND = new ContentFileId(new UUID(2, 2));
    static final DocumentId FIRST_DOCUMENT = new DocumentId(new UUID(3, 1));
    static final DocumentId SECOND_DOCUMENT = new DocumentId(new UUID(3, 2));

    private Views() {}

    /** Two documents of a file each: 80 pages and 3. */
    static RecordView.Full record() {
        return record(Rights.OPEN);
    }

    /**
     * @param ofSecond of the second document
     */
    static RecordView.Full record(Rights ofSecond) {
        return new RecordView.Full(
                RECORD,
                new RecordView.FondsSummary(FONDS, "H03", "Phông UBND tỉnh"),
                null,
                new FileDescription(
                        "H03.10",
                        "Hồ sơ quy hoạch Diên Khánh",
                        Maintenance.PERMANENT,
                        null,
                        List.of(LanguageCode.VIETNAMESE),
                        ArchivalDate.ofYear(1998),
                        ArchivalDate.ofYear(2005),
                        null,
                        2,
                        83,
                        83,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                new Rights(Access.PUBLIC, true, null),
                List.of(
                        document(1, FIRST_DOCUMENT, LONG, 80, Rights.OPEN),
                        document(2, SECOND_DOCUMENT, SECOND, 3, ofSecond)),
                0,
                new RecordView.Provenance(null, "Sở Nội vụ", Instant.EPOCH),
                new FixityState.Sound(Instant.EPOCH),
                List.of());
    }

    private static ArchivalDocument document(
            int ordinal, DocumentId id, ContentFileId file, int pages, Rights rights) {
        DocumentDescription description =
                new DocumentDescription(
                        "H03.10." + ordinal,
                        ordinal,
                        DocumentType.PLAN,
                        "" + ordinal,
                        "KH-UBND",
                        ArchivalDate.parse("12/05/1998"),
                        "Ủy ban nhân dân tỉnh",
                        "Kế hoạch số " + ordinal,
                        List.of(LanguageCode.VIETNAMESE),
                        pages,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        ContentFile content =
                new ContentFile(
                        file,
                        "representations/rep1/data/" + ordinal + ".pdf",
                        ordinal + ".pdf",
                        "application/pdf",
                        1_000,
                        pages,
                        new Digest(DigestAlgorithm.SHA512, "0".repeat(128)),
                        new Digest(DigestAlgorithm.SHA256, "0".repeat(64)));
        return new ArchivalDocument(id, description, rights, List.of(content));
    }

    /**
     * @param address below /app/, with its query
     */
    static BeforeEnterEvent entering(String address, Map<String, String> parameters) {
        BeforeEnterEvent event = mock(BeforeEnterEvent.class);
        when(event.getLocation()).thenReturn(new Location(address));
        when(event.getRouteParameters()).thenReturn(new RouteParameters(parameters));
        return event;
    }

    static <T extends Component> List<T> all(Component root, Class<T> kind) {
        return everything(root).filter(kind::isInstance).map(kind::cast).toList();
    }

    private static Stream<Component> everything(Component root) {
        return Stream.concat(Stream.of(root), root.getChildren().flatMap(Views::everything));
    }

    /** Each link as {@code words → address}. */
    static List<String> links(Component root) {
        return all(root, Anchor.class).stream()
                .map(link -> text(link) + " → " + link.getHref())
                .toList();
    }

    static String text(Component component) {
        return component.getElement().getTextRecursively().replaceAll("\\s+", " ").strip();
    }
}
