package vn.tangthu.repository.granted;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.CopyPapers;
import vn.tangthu.repository.CopyPapers.Finished;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Fees;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Inside;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;
import vn.tangthu.repository.granted.GrantedRules.Found;
import vn.tangthu.storage.Digest;

/**
 * Makes the ZIP that a request is answered with by a DIP (ADR 0045): the package of Phụ lục V as it
 * is, and beside it the certificate of 11 items, which names the package by its digest. Files leave
 * whole, so a document that shares one with another that was not ordered is refused.
 */
@Component
class GrantedPackages {
    static final String CERTIFICATE = "giay-xac-thuc.pdf";

    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** Characters of {@code purposeContent} (Phụ lục V). */
    private static final int PURPOSE = 500;

    private final PackageExports packages;
    private final AccessRequests requests;
    private final Fees fees;
    private final CopyPapers papers;

    GrantedPackages(
            PackageExports packages,
            AccessRequests requests,
            Fees fees,
            @Lazy CopyPapers papers) { // the portal has it
        this.packages = packages;
        this.requests = requests;
        this.fees = fees;
        this.papers = papers;
    }

    /** Somebody withdrew it meanwhile. */
    static final class Stopped extends Exception {
        private static final long serialVersionUID = 1L;

        Stopped(InterruptedIOException why) {
            super(why);
        }
    }

    record Packed(Finished finished, Inside inside) {}

    /** What forbids a package of them: no file, a shared one, or too many bytes. */
    static void findings(List<Finding> findings, Found found) {
        Set<DocumentId> ordered =
                found.documents().stream().map(ArchivalDocument::id).collect(Collectors.toSet());
        Set<ContentFileId> elsewhere = new HashSet<>();
        for (ArchivalDocument document : found.record().documents()) {
            if (!ordered.contains(document.id())) {
                document.files().forEach(file -> elsewhere.add(file.whole().id()));
            }
        }
        for (ArchivalDocument document : found.documents()) {
            String code = document.description().docCode();
            if (document.files().isEmpty()) {
                findings.add(Finding.blocks("COPY_FORMAT", code, code, "–"));
            }
            if (document.files().stream().anyMatch(file -> elsewhere.contains(file.whole().id()))) {
                findings.add(Finding.blocks("COPY_DIP_SHARED", code));
            }
        }
        GrantedRules.size(findings, found, bytes(found));
    }

    /** Of the kept files, each once. */
    static long bytes(Found found) {
        Set<ContentFileId> seen = new HashSet<>();
        return found.documents().stream()
                .flatMap(document -> document.files().stream())
                .filter(file -> seen.add(file.whole().id()))
                .mapToLong(ContentFile::size)
                .sum();
    }

    /** What stands below the last page of each of them when they are converted to paper. */
    static List<CopyPapers.Original> originals(Copy copy, Found found) {
        List<CopyPapers.Original> originals = new ArrayList<>();
        for (int i = 0; i < found.documents().size(); i++) {
            originals.add(
                    new CopyPapers.Original(
                            arcDocCode(found, found.documents().get(i)),
                            copy.parts().get(i).lastPage()));
        }
        return originals;
    }

    /**
     * Mã lưu trữ tài liệu, as the DIP has it: mã cơ quan lưu trữ before the code of the document.
     */
    private static String arcDocCode(Found found, ArchivalDocument document) {
        String arcFileCode = found.record().arcFileCode();
        String docCode = document.description().docCode();
        int ordinal = docCode.lastIndexOf('.');
        String fileCode = ordinal < 0 ? docCode : docCode.substring(0, ordinal);
        if (docCode.startsWith(arcFileCode) || !arcFileCode.endsWith(fileCode)) {
            return docCode;
        }
        return arcFileCode.substring(0, arcFileCode.length() - fileCode.length()) + docCode;
    }

    /**
     * @param work a directory of its own
     * @param to where the ZIP is written
     * @param goesOn is told how many pages' worth is done, and says whether it is still wanted
     */
    Packed make(Copy copy, Found found, Path work, Path to, Instant now, IntPredicate goesOn)
            throws IOException, NotAvailable, Damaged, Stopped {
        Request request = requests.find(copy.request()).orElseThrow(NotAvailable::new);
        PackageExports.Packed dip =
                packages.dip(
                        copy.record(),
                        new LinkedHashSet<>(
                                found.documents().stream().map(ArchivalDocument::id).toList()),
                        use(request, now),
                        Reader.OPERATOR);
        Path inner = work.resolve("dip.zip");
        Watched watched = new Watched(copy, goesOn);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(inner), 1 << 16)) {
            dip.writeTo(out, watched);
        } catch (InterruptedIOException e) {
            if (watched.cancelled()) {
                throw new Stopped(e);
            }
            throw e;
        }
        Digest digest = GrantedBytes.digest(inner);
        Path certificate = work.resolve(CERTIFICATE);
        Finished finished =
                papers.certify(
                        certified(copy, found, request, now, dip.fileName(), digest), certificate);
        zip(to, dip.fileName(), inner, certificate);
        Files.delete(inner);
        return new Packed(finished, new Inside(GrantedBytes.digest(certificate), digest));
    }

    /** Tells how far it is, in pages, and stops when it is not wanted any more. */
    private static final class Watched implements Progress {
        private final Copy copy;
        private final IntPredicate goesOn;
        private boolean stopped;

        Watched(Copy copy, IntPredicate goesOn) {
            this.copy = copy;
            this.goesOn = goesOn;
        }

        @Override
        public void at(Phase phase, long done, long total) {
            long pages = total <= 0 ? 0 : copy.pages() * done / total;
            stopped = stopped || !goesOn.test((int) pages);
        }

        @Override
        public boolean cancelled() {
            return stopped;
        }
    }

    /** Of the day it came in, on paper too, with the relief that its fee has. */
    private UseOfRecords use(Request request, Instant now) {
        LocalDate paper = request.request().paperOn();
        return new UseOfRecords(
                request.reference().value(),
                paper != null ? paper : LocalDate.ofInstant(request.receivedAt(), ZONE),
                UsePurpose.PERSONAL,
                line(request.request().purpose(), PURPOSE),
                fees.of(request.reference().value()).map(Fees.Fee::group).orElse(null),
                null,
                null,
                now);
    }

    /** As a field holds it: in one line, and what is longer ends in an ellipsis. */
    private static @Nullable String line(String text, int most) {
        String one = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (one.isEmpty()) {
            return null;
        }
        return one.codePointCount(0, one.length()) <= most
                ? one
                : one.substring(0, one.offsetByCodePoints(0, most - 1)) + "…";
    }

    private static CopyPapers.Certified certified(
            Copy copy, Found found, Request request, Instant now, String name, Digest digest) {
        AccessRequests.NewRequest asked = request.request();
        List<CopyPapers.Given> documents = new ArrayList<>();
        for (ArchivalDocument document : found.documents()) {
            DocumentDescription description = document.description();
            documents.add(
                    new CopyPapers.Given(
                            arcDocCode(found, document),
                            description.printedNumber(),
                            description.typeName(),
                            description.subject()));
        }
        return new CopyPapers.Certified(
                copy.number(),
                copy.code(),
                asked.name(),
                asked.identityNumber(),
                asked.onBehalfOf(),
                documents,
                asked.purpose(),
                now,
                now.plus(GrantedCopies.DAYS, ChronoUnit.DAYS),
                name,
                digest);
    }

    /** Nothing is compressed a second time. */
    private static void zip(Path to, String name, Path inner, Path certificate) throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to), 1 << 16))) {
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.putNextEntry(new ZipEntry(CERTIFICATE));
            long unused = Files.copy(certificate, zip);
            zip.putNextEntry(new ZipEntry(name));
            unused = Files.copy(inner, zip);
            zip.finish();
        }
    }
}
