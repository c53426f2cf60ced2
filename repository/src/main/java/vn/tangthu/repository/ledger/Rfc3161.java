package vn.tangthu.repository.ledger;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.TimeStamps;

/**
 * Over HTTP (RFC 3161, section 3.4), with a nonce and the authority's certificates in the answer.
 */
@Component
class Rfc3161 implements TimeStamps {
    /** No answer is larger: what is, is read no further. */
    private static final int MAX_BYTES = 256 * 1024;

    private final String url;
    private final String anchors;
    private final Duration patience;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param url of the authority, blank for none
     * @param anchors a PEM file with the certificates that are trusted, blank to trust none and
     *     check the rest
     * @param patience for one answer
     */
    Rfc3161(
            @Value("${tangthu.timestamp.url:}") String url,
            @Value("${tangthu.timestamp.anchors:}") String anchors,
            @Value("${tangthu.timestamp.patience:10s}") Duration patience) {
        this.url = url.strip();
        this.anchors = anchors.strip();
        this.patience = patience;
    }

    @Override
    public boolean configured() {
        return !url.isEmpty();
    }

    @Override
    public byte[] ask(byte[] sha256) throws IOException {
        if (!configured()) {
            throw new IOException("tangthu.timestamp.url is not set");
        }
        TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        TimeStampRequest request =
                generator.generate(
                        NISTObjectIdentifiers.id_sha256, sha256, new BigInteger(64, random));
        byte[] answer = post(request.getEncoded());
        try {
            response(answer).validate(request); // status, nonce, digest, policy
        } catch (TSPException e) {
            throw new IOException("The time stamp does not answer what was asked", e);
        }
        Instant unused = check(answer, sha256);
        return answer;
    }

    private byte[] post(byte[] request) throws IOException {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(patience).build()) {
            HttpResponse<InputStream> response =
                    client.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(patience)
                                    .header("Content-Type", "application/timestamp-query")
                                    .header("Accept", "application/timestamp-reply")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                                    .build(),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException(url + " answers " + response.statusCode());
                }
                return body.readNBytes(MAX_BYTES);
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("Not an address: " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static TimeStampResponse response(byte[] answer) throws IOException {
        try {
            return new TimeStampResponse(answer);
        } catch (TSPException | RuntimeException e) {
            throw new IOException("Not an answer of RFC 3161", e);
        }
    }

    private static TimeStampToken granted(byte[] answer) throws IOException {
        TimeStampResponse response = response(answer);
        TimeStampToken token = response.getTimeStampToken();
        if (response.getStatus() > 1 || token == null) { // granted, granted with modifications
            throw new IOException("Refused: " + response.getStatusString());
        }
        return token;
    }

    @Override
    public byte[] token(byte[] answer) throws IOException {
        return granted(answer).getEncoded();
    }

    @Override
    public Instant check(byte[] answer, byte[] sha256) throws IOException {
        TimeStampToken token = granted(answer);
        var info = token.getTimeStampInfo();
        if (!info.getMessageImprintAlgOID().equals(NISTObjectIdentifiers.id_sha256)
                || !Arrays.equals(info.getMessageImprintDigest(), sha256)) {
            throw new IOException("It is about other bytes");
        }
        Collection<X509CertificateHolder> signers = token.getCertificates().getMatches(null);
        X509CertificateHolder signer =
                signers.stream()
                        .filter(token.getSID()::match)
                        .findFirst()
                        .orElseThrow(
                                () -> new IOException("Its signer's certificate is not in it"));
        try {
            // The key is for time stamps and nothing else, was valid then, and signed this.
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
        } catch (TSPException e) {
            throw new IOException(e.getMessage(), e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("Its signature cannot be checked", e);
        }
        if (!anchors.isEmpty()) {
            vouched(signer, signers, info.getGenTime().toInstant());
        }
        return info.getGenTime().toInstant();
    }

    /** By one of the anchors, at that time. Revocation is not asked: it would need the network. */
    private void vouched(
            X509CertificateHolder signer, Collection<X509CertificateHolder> others, Instant at)
            throws IOException {
        try {
            JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
            List<X509Certificate> known = new ArrayList<>();
            for (X509CertificateHolder other : others) {
                known.add(converter.getCertificate(other));
            }
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(converter.getCertificate(signer));
            PKIXBuilderParameters how = new PKIXBuilderParameters(trusted(), target);
            how.setDate(Date.from(at));
            how.setRevocationEnabled(false);
            how.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            Object unused = CertPathBuilder.getInstance("PKIX").build(how);
        } catch (GeneralSecurityException e) {
            throw new IOException("No anchor vouches for " + signer.getSubject(), e);
        }
    }

    private Set<TrustAnchor> trusted() throws IOException, GeneralSecurityException {
        Set<TrustAnchor> trusted = new HashSet<>();
        for (var each :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(Files.readAllBytes(Path.of(anchors))))) {
            trusted.add(new TrustAnchor((X509Certificate) each, null));
        }
        return trusted;
    }
}
