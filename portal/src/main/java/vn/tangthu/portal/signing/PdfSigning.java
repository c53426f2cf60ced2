package vn.tangthu.portal.signing;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.FileDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.pades.PAdESSignatureParameters;
import eu.europa.esig.dss.pades.SignatureFieldParameters;
import eu.europa.esig.dss.pades.SignatureImageParameters;
import eu.europa.esig.dss.pades.signature.PAdESService;
import eu.europa.esig.dss.pdf.PdfMemoryUsageSetting;
import eu.europa.esig.dss.pdf.pdfbox.PdfBoxNativeObjectFactory;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.token.AbstractKeyStoreTokenConnection;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs11SignatureToken;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.TimeStamps;

/**
 * Signs PDFs (PAdES baseline, ETSI EN 319 142-1): level B-T with a time stamp where an authority is
 * configured and answers, else B-B. Without a key, and where the key does not work or its
 * certificate has run out, a PDF stays unsigned, and says so itself: what is written is asked for
 * once it is known whether it will be signed.
 */
@Component
@EnableConfigurationProperties(SigningSettings.class)
public class PdfSigning {
    private static final Logger LOG = LoggerFactory.getLogger(PdfSigning.class);

    private final SigningSettings settings;
    private final TimeStamps stamps;
    private final Clock clock;

    /** A process has one login at a token: who closes it ends it for all that sign. */
    private final Semaphore turns;

    PdfSigning(SigningSettings settings, TimeStamps stamps, Clock clock) {
        this.settings = settings;
        this.stamps = stamps;
        this.clock = clock;
        this.turns = new Semaphore(settings.pkcs11().isBlank() ? Integer.MAX_VALUE : 1, true);
    }

    /** Writes the paper. */
    @FunctionalInterface
    public interface Writing {
        /**
         * @param signer whose signature it will have, as the certificate names them; null for none
         */
        void to(OutputStream out, @Nullable String signer) throws IOException;
    }

    /** Whether a key is configured; whether it works is known when it signs. */
    public boolean configured() {
        return settings.configured();
    }

    /**
     * What a signature shows on the first page.
     *
     * @param png an image of it
     * @param x points from the left edge
     * @param y points from the upper edge
     */
    public record Shown(byte[] png, float x, float y, float width, float height) {}

    /**
     * @param signer as the certificate names them
     */
    public record Sealed(Level level, String signer) {}

    /**
     * Signs a file that we wrote a moment ago, visibly. Neither file is held in memory; what DSS
     * needs on the disk lies beside the signed one.
     *
     * @param to where the signed one is written; nothing is there yet
     * @param waits whether it can be signed later: then it is not signed without the time stamp of
     *     an authority that is configured
     * @throws StampAway when it waits and the authority does not answer
     * @throws IOException when the key does not sign: nothing leaves without a signature
     */
    public Sealed seal(String reason, Path pdf, Path to, Shown shown, boolean waits)
            throws IOException {
        if (!settings.configured()) {
            throw new IOException("No key: set tangthu.signing");
        }
        turns.acquireUninterruptibly();
        try (AbstractKeyStoreTokenConnection token = token()) {
            DSSPrivateKeyEntry key = key(token);
            FileDocument document = new FileDocument(pdf.toFile());
            if (stamps.configured()) {
                try {
                    signed(token, key, reason, document, true, shown, to);
                    return new Sealed(Level.B_T, name(key));
                } catch (StampAwayException e) {
                    Files.deleteIfExists(to);
                    if (waits) {
                        throw new StampAway(e);
                    }
                    LOG.warn("No time stamp now; the signature has none", e);
                }
            }
            signed(token, key, reason, document, false, shown, to);
            return new Sealed(Level.B_B, name(key));
        } catch (DSSException | IllegalArgumentException e) {
            throw new IOException("The key does not sign: " + e.getMessage(), e);
        } finally {
            turns.release();
        }
    }

    private void signed(
            AbstractKeyStoreTokenConnection token,
            DSSPrivateKeyEntry key,
            String reason,
            FileDocument document,
            boolean stamped,
            Shown shown,
            Path to)
            throws IOException {
        PAdESSignatureParameters how = parameters(key, reason, stamped);
        SignatureFieldParameters field = new SignatureFieldParameters();
        field.setPage(1);
        field.setOriginX(shown.x());
        field.setOriginY(shown.y());
        field.setWidth(shown.width());
        field.setHeight(shown.height());
        SignatureImageParameters image = new SignatureImageParameters();
        image.setImage(new InMemoryDocument(shown.png(), "ban-sao.png", MimeTypeEnum.PNG));
        image.setFieldParameters(field);
        how.setImageParameters(image);
        Path beside = Objects.requireNonNull(to.toAbsolutePath().getParent());
        TempFileResourcesHandlerBuilder files =
                new TempFileResourcesHandlerBuilder().setTempFileDirectory(beside.toFile());
        PdfBoxNativeObjectFactory pdfs = new PdfBoxNativeObjectFactory();
        pdfs.setPdfMemoryUsageSetting(PdfMemoryUsageSetting.fileOnly());
        pdfs.setResourcesHandlerBuilder(files);
        PAdESService service = service(pdfs, stamped);
        try {
            ToBeSigned bytes = service.getDataToSign(document, how);
            SignatureValue value = token.sign(bytes, how.getDigestAlgorithm(), key);
            service.signDocument(document, how, value).save(to.toString());
        } finally {
            files.clear();
        }
    }

    /** The authority of time does not answer; the key was not at fault. */
    public static final class StampAway extends IOException {
        private static final long serialVersionUID = 1L;

        StampAway(Throwable cause) {
            super("No time stamp now: " + cause.getMessage(), cause);
        }
    }

    /** How a PDF came out. */
    public enum Level {
        UNSIGNED,
        B_B,
        B_T
    }

    /**
     * @param pdf its bytes
     */
    public record Signed(byte[] pdf, Level level) {}

    /**
     * Writes and signs.
     *
     * @param reason for the signature
     * @throws IOException when the paper cannot be written; never because of the key
     */
    public Signed sign(String reason, Writing paper) throws IOException {
        if (settings.configured()) {
            turns.acquireUninterruptibly();
            try (AbstractKeyStoreTokenConnection token = token()) {
                DSSPrivateKeyEntry key = key(token);
                return signed(token, key, reason, written(paper, name(key)));
            } catch (PaperException e) {
                throw e.cause;
            } catch (DSSException | IOException | IllegalArgumentException e) {
                LOG.error("The key does not sign; what leaves is not signed and says so", e);
            } finally {
                turns.release();
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        paper.to(out, null);
        return new Signed(out.toByteArray(), Level.UNSIGNED);
    }

    /** That the paper itself could not be written is no fault of the key. */
    private static final class PaperException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        PaperException(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }

    private static byte[] written(Writing paper, String signer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            paper.to(out, signer);
        } catch (IOException e) {
            throw new PaperException(e);
        }
        return out.toByteArray();
    }

    private Signed signed(
            AbstractKeyStoreTokenConnection token,
            DSSPrivateKeyEntry key,
            String reason,
            byte[] pdf)
            throws IOException {
        if (stamps.configured()) {
            try {
                return new Signed(signed(token, key, reason, pdf, true), Level.B_T);
            } catch (StampAwayException e) {
                LOG.warn("No time stamp now; the signature has none", e);
            }
        }
        return new Signed(signed(token, key, reason, pdf, false), Level.B_B);
    }

    private byte[] signed(
            AbstractKeyStoreTokenConnection token,
            DSSPrivateKeyEntry key,
            String reason,
            byte[] pdf,
            boolean stamped)
            throws IOException {
        PAdESSignatureParameters how = parameters(key, reason, stamped);
        PAdESService service = service(new PdfBoxNativeObjectFactory(), stamped);
        InMemoryDocument document = new InMemoryDocument(pdf);
        ToBeSigned bytes = service.getDataToSign(document, how);
        SignatureValue value = token.sign(bytes, how.getDigestAlgorithm(), key);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        service.signDocument(document, how, value).writeTo(out);
        return out.toByteArray();
    }

    private PAdESSignatureParameters parameters(
            DSSPrivateKeyEntry key, String reason, boolean stamped) {
        PAdESSignatureParameters how = new PAdESSignatureParameters();
        how.setSignatureLevel(
                stamped ? SignatureLevel.PAdES_BASELINE_T : SignatureLevel.PAdES_BASELINE_B);
        how.setDigestAlgorithm(DigestAlgorithm.SHA256);
        how.setSigningCertificate(key.getCertificate());
        how.getSignatureTimestampParameters().setDigestAlgorithm(DigestAlgorithm.SHA256);
        how.setCertificateChain(List.of(key.getCertificateChain()));
        how.bLevel().setSigningDate(Date.from(clock.instant()));
        how.setReason(reason);
        how.setSignerName(name(key));
        how.setAppName("Tàng Thư");
        if (!settings.location().isBlank()) {
            how.setLocation(settings.location());
        }
        return how;
    }

    private PAdESService service(PdfBoxNativeObjectFactory pdfs, boolean stamped) {
        PAdESService service = new PAdESService(new CommonCertificateVerifier());
        service.setPdfObjFactory(pdfs);
        if (stamped) {
            service.setTspSource(new Authority(stamps));
        }
        return service;
    }

    private AbstractKeyStoreTokenConnection token() throws IOException {
        PasswordProtection password = new PasswordProtection(settings.password());
        if (!settings.pkcs11().isBlank()) {
            return new Pkcs11SignatureToken(settings.pkcs11().strip(), password, settings.slot());
        }
        return new Pkcs12SignatureToken(
                Files.readAllBytes(Path.of(settings.pkcs12().strip())), password);
    }

    private DSSPrivateKeyEntry key(AbstractKeyStoreTokenConnection token) throws IOException {
        DSSPrivateKeyEntry key;
        if (settings.alias().isBlank()) {
            List<DSSPrivateKeyEntry> keys = token.getKeys();
            if (keys.size() != 1) {
                throw new IOException(keys.size() + " keys: set tangthu.signing.alias");
            }
            key = keys.getFirst();
        } else {
            key = token.getKey(settings.alias().strip());
        }
        if (key == null) {
            throw new IOException("No key " + settings.alias());
        }
        if (!key.getCertificate().isValidOn(Date.from(clock.instant()))) {
            throw new IOException(
                    "The certificate of " + name(key) + " is not valid now: renew it");
        }
        return key;
    }

    private static String name(DSSPrivateKeyEntry key) {
        return key.getCertificate().getSubject().getPrettyPrintRFC2253();
    }

    /** Of the authority, not of the key. */
    private static final class StampAwayException extends DSSException {
        private static final long serialVersionUID = 1L;

        StampAwayException(IOException cause) {
            super(cause);
        }
    }

    /** The authority that stamps checkpoints, as DSS asks it. */
    private static final class Authority implements TSPSource {
        private static final long serialVersionUID = 1L;
        private final transient TimeStamps stamps;

        Authority(TimeStamps stamps) {
            this.stamps = stamps;
        }

        @Override
        public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
            if (algorithm != DigestAlgorithm.SHA256) {
                throw new IllegalArgumentException("SHA-256 only: " + algorithm);
            }
            try {
                return new TimestampBinary(stamps.token(stamps.ask(digest)));
            } catch (IOException e) {
                throw new StampAwayException(e);
            }
        }
    }
}
