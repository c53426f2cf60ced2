package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Difference.DocumentDifference;
import vn.tangthu.repository.Difference.Field;
import vn.tangthu.repository.Difference.FileDifference;
import vn.tangthu.repository.catalogue.Samples;

/** A hồ sơ of three documents against what became of it. */
class DifferenceTest {
    private final Aip before =
            Samples.aip(
                    Samples.fonds("H49.7", Rights.OPEN),
                    null,
                    "H49.7.1978.1",
                    new DeliveryId(new UUID(1, 1)),
                    Rights.OPEN,
                    Rights.OPEN,
                    Rights.OPEN,
                    Rights.OPEN);

    @Test
    void nothingDiffersFromItself() {
        Aip again = with(before.description(), before.rights(), before.documents());
        assertThat(Difference.between(before, again).isEmpty()).isTrue();
    }

    @Test
    void aFieldAndARightOfTheHoSoAreToldWithWhatTheyWere() {
        FileDescription corrected = before.description().withTotalDoc(3);
        Rights listed = new Rights(Access.LISTED, false, "Đời tư");
        Difference difference =
                Difference.between(before, with(corrected, listed, before.documents()));
        assertThat(difference.fields()).containsExactly(new Field("totalDoc", 1, 3));
        assertThat(difference.rights())
                .containsExactly(
                        new Field("access", Access.PUBLIC, Access.LISTED),
                        new Field("titlePublic", Rights.OPEN.titlePublic(), false),
                        new Field("basis", null, "Đời tư"));
        assertThat(difference.documents()).isEmpty();
        assertThat(difference.isEmpty()).isFalse();
    }

    @Test
    void documentsThatCameWentAndAreNotTheSameAreToldAndNoOther() {
        Aip.Document first = before.documents().getFirst();
        Aip.Document second = before.documents().get(1);
        Aip.Document third = before.documents().getLast();
        ContentFile old = second.files().getFirst();
        ContentFile scan =
                new ContentFile(
                        old.id(),
                        old.path(),
                        "quét lại.pdf",
                        old.mimeType(),
                        old.size() + 1,
                        old.pages(),
                        third.files().getFirst().sha512(),
                        third.files().getFirst().sha256());
        ContentFile annex =
                new ContentFile(
                        ContentFileId.derive(before.id(), "phụ lục.pdf"),
                        "phụ lục.pdf",
                        "phụ lục.pdf",
                        old.mimeType(),
                        7,
                        1,
                        old.sha512(),
                        old.sha256());
        Aip.Document replaced =
                new Aip.Document(
                        second.id(), second.description(), Samples.HIDDEN, List.of(scan, annex));
        Aip.Document late =
                new Aip.Document(
                        DocumentId.derive(before.id(), "muộn"),
                        third.description(),
                        Rights.OPEN,
                        third.files());

        Difference difference =
                Difference.between(
                        before,
                        with(
                                before.description(),
                                before.rights(),
                                List.of(late, first, replaced)));
        assertThat(difference.fields()).isEmpty();
        assertThat(difference.documents())
                .extracting(DocumentDifference::either)
                .as("in the order of the later version, what is gone at the end")
                .containsExactly(late, replaced, third);
        DocumentDifference added = difference.documents().getFirst();
        assertThat(added.before()).isNull();
        assertThat(added.files())
                .containsExactly(new FileDifference(null, late.files().getFirst()));
        DocumentDifference changed = difference.documents().get(1);
        assertThat(changed.fields()).isEmpty();
        assertThat(changed.rights()).extracting(Field::name).contains("access", "basis");
        assertThat(changed.files())
                .containsExactly(new FileDifference(old, scan), new FileDifference(null, annex));
        DocumentDifference gone = difference.documents().getLast();
        assertThat(gone.after()).isNull();
        assertThat(gone.files())
                .containsExactly(new FileDifference(third.files().getFirst(), null));

        Difference back =
                Difference.between(
                        with(before.description(), before.rights(), List.of(late, first, replaced)),
                        before);
        assertThat(back.documents())
                .extracting(DocumentDifference::either)
                .containsExactly(second, third, late);
    }

    private Aip with(FileDescription description, Rights rights, List<Aip.Document> documents) {
        return new Aip(
                before.id(),
                before.fonds(),
                before.fondsCode(),
                before.seriesCode(),
                before.fileCode(),
                description,
                rights,
                new ArrayList<>(documents),
                before.origins(),
                before.history());
    }
}
