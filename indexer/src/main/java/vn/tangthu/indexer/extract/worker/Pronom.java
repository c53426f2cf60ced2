package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.gov.nationalarchives.droid.core.BinarySignatureIdentifier;
import uk.gov.nationalarchives.droid.core.SignatureParseException;
import uk.gov.nationalarchives.droid.core.interfaces.IdentificationResult;
import uk.gov.nationalarchives.droid.core.interfaces.IdentificationResultCollection;
import uk.gov.nationalarchives.droid.core.interfaces.RequestIdentifier;
import uk.gov.nationalarchives.droid.core.interfaces.resource.FileSystemIdentificationRequest;
import uk.gov.nationalarchives.droid.core.interfaces.resource.RequestMetaData;
import uk.gov.nationalarchives.droid.core.signature.FileFormat;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatIdentification.Basis;

/**
 * Names the format of a file by the PRONOM registry of The National Archives (UK), with DROID's
 * matching: by what a container holds, else by the bytes at both ends, else by the ending of the
 * name where only one format has it. Reading the signatures takes a second, once for each worker.
 */
final class Pronom {
    /** What names the signature files of an operator; else those that the application brings. */
    static final String SIGNATURES = "tangthu.formats.signatures";

    static final String CONTAINERS = "tangthu.formats.containers";

    private static final String OWN_SIGNATURES = "/DROID_SignatureFile_V100.xml";
    private static final String OWN_CONTAINERS = "/container-signature-20240501.xml";

    /** At either end; what DROID itself looks at unless told otherwise. */
    private static final int ENDS = 64 << 10;

    private final BinarySignatureIdentifier binary;
    private final ContainerSignatures containers;
    private final String version;

    private Pronom(BinarySignatureIdentifier binary, ContainerSignatures containers) {
        this.binary = binary;
        this.containers = containers;
        this.version = "V" + binary.getSigFile().getVersion() + "/" + containers.version();
    }

    static Pronom load() throws IOException {
        Path signatures = path(SIGNATURES);
        Path copied = null;
        try {
            if (signatures == null) {
                copied = Files.createTempFile("pronom-", ".xml");
                try (InputStream own = own(OWN_SIGNATURES)) {
                    Files.copy(own, copied, StandardCopyOption.REPLACE_EXISTING);
                }
                signatures = copied;
            }
            BinarySignatureIdentifier binary = new BinarySignatureIdentifier();
            binary.setSignatureFile(signatures.toString());
            binary.init();
            binary.setMaxBytesToScan(ENDS);
            Path containers = path(CONTAINERS);
            try (InputStream xml =
                    containers == null ? own(OWN_CONTAINERS) : Files.newInputStream(containers)) {
                return new Pronom(binary, ContainerSignatures.read(xml));
            }
        } catch (SignatureParseException e) {
            throw new IOException("Not a file of PRONOM signatures: " + signatures, e);
        } finally {
            if (copied != null) {
                Files.deleteIfExists(copied);
            }
        }
    }

    private static @Nullable Path path(String property) {
        String path = System.getProperty(property, "");
        return path.isBlank() ? null : Path.of(path);
    }

    private static InputStream own(String name) throws IOException {
        InputStream own = Pronom.class.getResourceAsStream(name);
        if (own == null) {
            throw new IOException("The application brings no " + name);
        }
        return own;
    }

    /**
     * @param name as it was delivered; may differ from that of the file
     */
    FormatIdentification of(Path file, String name) throws IOException {
        RequestMetaData about = new RequestMetaData(Files.size(file), 0L, name);
        try (FileSystemIdentificationRequest request =
                new FileSystemIdentificationRequest(about, new RequestIdentifier(file.toUri()))) {
            request.open(file);
            IdentificationResultCollection hits = binary.matchBinarySignatures(request);
            Set<String> puids = new LinkedHashSet<>();
            hits.getResults().forEach(hit -> puids.add(hit.getPuid()));
            List<String> held = held(file, puids);
            if (!held.isEmpty()) {
                return named(held, name, Basis.CONTAINER);
            }
            binary.removeLowerPriorityHits(hits);
            List<String> left =
                    hits.getResults().stream().map(IdentificationResult::getPuid).toList();
            if (!left.isEmpty()) {
                return named(left, name, Basis.SIGNATURE);
            }
            List<String> byName =
                    binary.matchExtensions(request, false).getResults().stream()
                            .map(IdentificationResult::getPuid)
                            .toList();
            return byName.size() == 1
                    ? named(byName, name, Basis.EXTENSION)
                    : FormatIdentification.unknown(version);
        }
    }

    /** A container that cannot be opened is what its bytes say. */
    private List<String> held(Path file, Set<String> puids) {
        try {
            return containers.match(file, puids);
        } catch (IOException | RuntimeException e) {
            return List.of();
        }
    }

    /** Of several the one that the ending of the name agrees with, else the first. */
    private FormatIdentification named(List<String> puids, String name, Basis basis) {
        List<String> distinct = new ArrayList<>(new LinkedHashSet<>(puids));
        String chosen = distinct.getFirst();
        if (distinct.size() > 1) {
            String ending = ending(name);
            for (String puid : distinct) {
                FileFormat format = binary.getSigFile().getFileFormat(puid);
                if (format != null && !format.hasExtensionMismatch(ending)) {
                    chosen = puid;
                    break;
                }
            }
        }
        FileFormat format = binary.getSigFile().getFileFormat(chosen);
        return new FormatIdentification(
                chosen,
                format == null ? "" : orEmpty(format.getName()),
                format == null ? "" : orEmpty(format.getVersion()),
                basis,
                version);
    }

    /**
     * Whether the registry has the ending of this name for the format, or knows none for it. An
     * archive's {@code htm} is as good as {@code html}; the registry has both.
     */
    boolean endingFits(FormatIdentification found, String name) {
        FileFormat format = found.known() ? binary.getSigFile().getFileFormat(found.puid()) : null;
        return format == null
                || format.getExtensions().isEmpty()
                || !format.hasExtensionMismatch(ending(name));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
