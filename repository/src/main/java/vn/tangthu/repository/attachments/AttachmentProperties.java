package vn.tangthu.repository.attachments;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param largest one file; a page of colour at 300 dpi has about 1 MB as JPEG
 * @param mostFiles of one request
 * @param mostBytes of one request
 * @param mostBytesADay that applicants send in 24 hours, all together: who has no account must not
 *     fill the database
 * @param keepYears from the end of a request, after which its papers are proposed to be erased; 0
 *     for never. The archive's decision: no law that we know names a term. Five years are longer
 *     than any remedy against an answer, and than the fee and its reliefs are looked into
 */
@ConfigurationProperties("tangthu.request-attachments")
record AttachmentProperties(
        @DefaultValue("10MB") DataSize largest,
        @DefaultValue("20") int mostFiles,
        @DefaultValue("40MB") DataSize mostBytes,
        @DefaultValue("2GB") DataSize mostBytesADay,
        @DefaultValue("5") int keepYears) {
    /** One file is held in memory while it is kept. */
    private static final DataSize MOST_LARGEST = DataSize.ofMegabytes(50);

    AttachmentProperties {
        if (largest.toBytes() < 1 || largest.compareTo(MOST_LARGEST) > 0) {
            throw new IllegalArgumentException("tangthu.request-attachments.largest: 1B to 50MB");
        }
        if (mostFiles < 1 || mostFiles > 100) {
            throw new IllegalArgumentException("tangthu.request-attachments.most-files: 1 to 100");
        }
        if (keepYears < 0 || keepYears > 100) {
            throw new IllegalArgumentException("tangthu.request-attachments.keep-years: 0 to 100");
        }
        if (mostBytes.compareTo(largest) < 0 || mostBytesADay.compareTo(mostBytes) < 0) {
            throw new IllegalArgumentException(
                    "tangthu.request-attachments: largest, most-bytes and most-bytes-a-day ascend");
        }
    }
}
