package vn.tangthu.portal.signing;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.TimeStamps;
import vn.tangthu.repository.ledger.TestStamps;

/**
 * A process of its own, because SoftHSM finds its tokens by an environment variable: puts the key
 * of a PKCS#12 file on a token, and signs with the token, two at a time, and with a wrong PIN.
 */
final class TokenSigner {
    static final int PAPERS = 6;

    private TokenSigner() {}

    /**
     * @param args driver's library, slot, file with the PIN, PKCS#12 file, its password, a
     *     directory for what is signed, and an anchor of time stamps that are not asked for
     */
    public static void main(String[] args) throws Exception {
        String library = args[0];
        int slot = Integer.parseInt(args[1]);
        Path pin = Path.of(args[2]);
        Path out = Path.of(args[5]);
        putOnToken(library, slot, pin, Path.of(args[3]), args[4]);
        TimeStamps none = TestStamps.over("", Path.of(args[6]));
        PdfSigning signing = signing(library, slot, pin, none);
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<PdfSigning.Signed>> signed = new ArrayList<>();
            for (int i = 0; i < PAPERS; i++) {
                signed.add(threads.submit(() -> signing.sign("Bản sao", TokenSigner::paper)));
            }
            for (int i = 0; i < PAPERS; i++) {
                PdfSigning.Signed one = signed.get(i).get();
                Files.write(out.resolve(i + "-" + one.level() + ".pdf"), one.pdf());
            }
        }
        PdfSigning.Signed refused =
                signing(library, slot, Files.writeString(out.resolve("sai"), "0000\n"), none)
                        .sign("Bản sao", TokenSigner::paper);
        Files.write(out.resolve("wrong-" + refused.level() + ".pdf"), refused.pdf());
    }

    private static PdfSigning signing(String library, int slot, Path pin, TimeStamps stamps) {
        return new PdfSigning(
                new SigningSettings("", library, slot, pin.toString(), "", ""),
                stamps,
                Clock.systemUTC());
    }

    private static void paper(OutputStream out, @Nullable String signer) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.getDocumentInformation().setAuthor(signer);
            pdf.save(out);
        }
    }

    private static void putOnToken(String library, int slot, Path pin, Path pkcs12, String password)
            throws Exception {
        Provider provider =
                requireNonNull(Security.getProvider("SunPKCS11"))
                        .configure("--name=put\nlibrary=" + library + "\nslot=" + slot + "\n");
        KeyStore token = KeyStore.getInstance("PKCS11", provider);
        token.load(null, Files.readString(pin).strip().toCharArray());
        KeyStore file = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(pkcs12)) {
            file.load(in, password.toCharArray());
        }
        String alias = Collections.list(file.aliases()).getFirst();
        token.setKeyEntry(
                alias,
                file.getKey(alias, password.toCharArray()),
                null,
                file.getCertificateChain(alias));
    }
}
