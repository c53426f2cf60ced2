package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;

@Command(
        name = "export",
        description = {
            "Xuất gói lưu trữ của một hồ sơ, mọi tệp đã đối soát; một tệp hỏng thì không xuất gì.",
            "Writes a hồ sơ's package, every file verified; one bad file: exit 1 and nothing left."
        })
final class ExportVerb extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "CODE",
            description = "UUID, arcFileCode, or a fileCode only one hồ sơ has")
    String code = "";

    @Parameters(index = "1", paramLabel = "DIR", description = "An empty or absent directory")
    String directory = "";

    ExportVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        Optional<AipId> id = ports.catalogue().getObject().resolve(code, Reader.OPERATOR);
        if (id.isEmpty()) {
            complain(
                    "Không có hồ sơ, hoặc nhiều hồ sơ cùng mã / No such hồ sơ, or several with this code: "
                            + Findings.printable(code));
            return 2;
        }
        Path target = session.resolve(directory);
        try {
            ports.exports()
                    .getObject()
                    .export(id.get(), target, Reader.OPERATOR, session.progress());
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
}
