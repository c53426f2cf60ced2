package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** What can be told of a document without reading a file of it. */
class ArchivalDocumentTest {
    private static final long MB = 1 << 20;
    private static final DocumentId ID = new DocumentId(new UUID(5, 1));

    private static ContentFile file(String type, long size, int pages) {
        return new ContentFile(
                new ContentFileId(UUID.randomUUID()),
                "representations/rep1/data/1",
                "1",
                type,
                size,
                pages,
                Digest.of(DigestAlgorithm.SHA512, new byte[] {1}),
                Digest.of(DigestAlgorithm.SHA256, new byte[] {1}));
    }

    private static ArchivalDocument of(ContentFile... files) {
        return new ArchivalDocument(
                ID, mock(DocumentDescription.class), Rights.OPEN, List.of(files));
    }

    @Test
    void theOriginalsAreTheSumOfTheirFiles() {
        assertThat(of(file("image/jpeg", 3 * MB, 1), file("image/tiff", 9, 2)).originalBytes())
                .isEqualTo(3 * MB + 9);
    }

    @Test
    void thePdfToReadIsAboutAsLargeAsWhatGoesIntoIt() {
        assertThat(of(file("image/jpeg", 3 * MB, 1), file("image/jpeg", MB, 1)).readingCopyBytes())
                .as("JPEGs go in as they are")
                .isEqualTo(4 * MB);
        assertThat(of(file("image/tiff", 50 * MB, 2)).readingCopyBytes())
                .as("packed anew")
                .isEqualTo(2 * MB);
        assertThat(of(file("image/tiff", 60_000, 2)).readingCopyBytes()).isEqualTo(60_000);
        ContentFile shared = file("application/pdf", 900 * MB, 400).part(ID, 3, 12, null);
        assertThat(of(shared).readingCopyBytes())
                .as("ten pages of it are drawn, whatever the file has")
                .isBetween(2 * MB, 6 * MB);
    }
}
