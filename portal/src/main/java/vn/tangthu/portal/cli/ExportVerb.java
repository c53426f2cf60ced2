package vn.tangthu.portal.cli;

import static vn.tangthu.repository.Reader.OPERATOR;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.PackageExports.Form;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.UseOfRecords;

@Command(
        name = "export",
        description = {
            "Xuất gói lưu trữ của một hồ sơ, mọi tệp đã đối soát; một tệp hỏng thì không xuất gì.",
            "Với --as: một tệp ZIP là gói SIP_hoso, AIP_hoso hoặc DIP của Thông tư 05/2025, hoặc gói E-ARK SIP.",
            "Writes a hồ sơ's package, every file verified; one bad file: exit 1 and nothing left.",
            "With --as: one ZIP, a SIP_hoso, AIP_hoso or DIP of Thông tư 05/2025, or an E-ARK SIP."
        })
final class ExportVerb extends Verb {
    private static final String DIP = "dip";

    @Parameters(
            index = "0",
            paramLabel = "CODE",
            description = "UUID, arcFileCode, or a fileCode only one hồ sơ has")
    String code = "";

    @Parameters(
            index = "1",
            paramLabel = "PATH",
            description =
                    "An empty or absent directory; with --as a ZIP that is not there yet, or a"
                            + " directory where it gets the circular's name")
    String directory = "";

    @Option(
            names = "--as",
            paramLabel = "FORM",
            description =
                    "sip (SIP_hoso), aip (AIP_hoso), dip (DIP) or eark (E-ARK SIP), as one ZIP")
    @Nullable String form;

    @ArgGroup(exclusive = false)
    DipOptions dip = new DipOptions();

    ExportVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        Optional<AipId> id = ports.catalogue().getObject().resolve(code, OPERATOR);
        if (id.isEmpty()) {
            complain(
                    "Không có hồ sơ, hoặc nhiều hồ sơ cùng mã / No such hồ sơ, or several with this code: "
                            + Findings.printable(code));
            return 2;
        }
        Path target = session.resolve(directory);
        String as = form;
        Optional<Form> wanted =
                Arrays.stream(Form.values()).filter(one -> one.word().equals(as)).findFirst();
        boolean use = DIP.equals(as);
        if (as != null && wanted.isEmpty() && !use || dip.any() && !use) {
            complain("--as sip|aip|dip|eark");
            return 2;
        }
        try {
            if (use) {
                return dip(id.get(), target);
            }
            if (wanted.isPresent()) {
                Form form = wanted.get();
                return zip(
                        id.get(), form.name(), target, packages().hoso(id.get(), form, OPERATOR));
            }
            ports.exports().getObject().export(id.get(), target, OPERATOR, session.progress());
        } catch (Retrieval.NotAvailable e) {
            complain("Không có hồ sơ / No such hồ sơ: " + Findings.printable(code));
            return 2;
        } catch (Retrieval.Damaged e) {
            complain(
                    "Có tệp hỏng, không xuất gì; xem ./tangthu audit. / A file is damaged, nothing was written; see"
                            + " ./tangthu audit. "
                            + e.getMessage());
            return 1;
        }
        say(target.toString());
        return 0;
    }

    private int dip(AipId id, Path target)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged {
        UseOfRecords use;
        try {
            use = dip.use(ports.requests().getObject(), Clock.systemUTC());
        } catch (IllegalArgumentException e) {
            complain(Findings.printable(String.valueOf(e.getMessage())));
            return 2;
        }
        return zip(id, "DIP " + use.requestId(), target, packages().dip(id, use, OPERATOR));
    }

    private PackageExports packages() {
        return ports.packages().getObject();
    }

    /** Written beside its place, which it takes when its last file has matched. */
    private int zip(AipId id, String what, Path target, PackageExports.Packed packed)
            throws IOException, Retrieval.NotAvailable, Retrieval.Damaged {
        boolean folder = Files.isDirectory(target);
        Path parent = folder ? target : target.toAbsolutePath().getParent();
        if (parent == null || !folder && Files.exists(target)) {
            complain("Đã có / It is there already: " + Findings.printable(target.toString()));
            return 2;
        }
        Files.createDirectories(parent);
        Path partial = parent.resolve("." + UUID.randomUUID() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(partial)) {
                packed.writeTo(out, session.progress());
            }
            Path whole = folder ? target.resolve(packed.fileName()) : target;
            ports.activity().getObject().record(OPERATOR, "EXPORT", id.toString(), what);
            Files.move(partial, whole);
            say(whole.toString());
            return 0;
        } finally {
            Files.deleteIfExists(partial);
        }
    }
}
