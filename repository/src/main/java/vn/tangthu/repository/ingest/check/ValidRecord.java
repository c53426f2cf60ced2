package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.ingest.lists.ListedPages;
import vn.tangthu.storage.Digest;

/**
 * A hồ sơ with nothing against it: what an AIP is made of.
 *
 * @param rights as delivered; not wider than those of its paper, once compared with what is kept
 * @param acceptable what an archivist has to accept before it is
 * @param decisions what an archivist decided of it, for its history
 * @param received the package it came in, if it came in one
 * @param late whether these are documents for a hồ sơ that is kept already; of the description only
 *     the code holds
 */
public record ValidRecord(
        String place,
        FondsId fonds,
        String fondsCode,
        @Nullable String seriesCode,
        String fileCode,
        FileDescription description,
        Rights rights,
        List<ValidDocument> documents,
        ToAccept acceptable,
        List<String> decisions,
        @Nullable Received received,
        boolean late) {
    public ValidRecord {
        documents = List.copyOf(documents);
        decisions = List.copyOf(decisions);
    }

    /** The same, after this was decided of it. */
    public ValidRecord with(List<String> decided) {
        return new ValidRecord(
                place,
                fonds,
                fondsCode,
                seriesCode,
                fileCode,
                description,
                rights,
                documents,
                acceptable,
                decided,
                received,
                late);
    }

    /** The same by these rights. */
    public ValidRecord with(Rights others) {
        return new ValidRecord(
                place,
                fonds,
                fondsCode,
                seriesCode,
                fileCode,
                description,
                others,
                documents,
                acceptable,
                decisions,
                received,
                late);
    }

    /** The same, with the package it came in. */
    ValidRecord with(Received came) {
        return new ValidRecord(
                place,
                fonds,
                fondsCode,
                seriesCode,
                fileCode,
                description,
                rights,
                documents,
                acceptable,
                decisions,
                came,
                late);
    }

    /**
     * A package of Thông tư 05/2025 that a hồ sơ came in.
     *
     * @param kind {@code SIP_hoso}, {@code AIP_hoso} or one of loose documents
     * @param objectId OBJID as written
     * @param name how it was called in the delivery
     * @param files how many files have the digest of its METS
     * @param beside what its sender put beside the documents, as one ZIP
     */
    public record Received(
            String kind,
            String objectId,
            String name,
            int files,
            Path beside,
            FileDigests digests) {}

    public String arcFileCode() {
        return description.arcFileCode();
    }

    /**
     * A document with its files, digested.
     *
     * @param pages which pages of its one file are its own, where it shares it with others
     */
    public record ValidDocument(
            DocumentDescription description,
            Rights rights,
            List<ValidFile> files,
            ListedPages.@Nullable Range pages) {
        public ValidDocument {
            files = List.copyOf(files);
        }
    }

    /**
     * @param source where the bytes lie
     * @param path logical path in the AIP
     * @param each what is known of each page; empty where nothing is
     * @param virus what the virus scanner said; null where there is none
     * @param format which format it is in; null where nobody could say
     * @param checks what further checks of it came to
     */
    public record ValidFile(
            Path source,
            String path,
            String originalName,
            String mimeType,
            int pages,
            FileDigests digests,
            List<PageFacts> each,
            @Nullable VirusCheck virus,
            @Nullable FormatIdentification format,
            List<ContentCheck> checks) {
        public ValidFile {
            checks = List.copyOf(checks);
        }

        public long size() {
            return digests.size();
        }

        public Digest sha512() {
            return digests.sha512();
        }

        public Digest sha256() {
            return digests.sha256();
        }

        /** What these pages are as scans, null where it was not measured. */
        public @Nullable ScanFacts scan(int from, int to) {
            return each.size() < to || to < from ? null : ScanFacts.of(each.subList(from - 1, to));
        }

        /** Whether the bytes are still those that were checked; reads them. */
        public boolean isUnchanged() {
            try {
                return FileDigests.of(source).key().equals(digests.key());
            } catch (IOException e) {
                return false;
            }
        }
    }
}
