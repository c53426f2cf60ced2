package vn.tangthu.portal.cli;

import static vn.tangthu.repository.Reader.OPERATOR;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.RecordView;

@Command(
        name = "alto",
        description = {
            "Xuất văn bản của một hồ sơ với vị trí từng chữ, mỗi tệp một tệp ALTO 4.4.",
            "Writes the text of a hồ sơ with the places of its words, a file of ALTO 4.4 for each of its files."
        })
final class AltoVerb extends Verb {
    @Parameters(
            index = "0",
            paramLabel = "CODE",
            description = "UUID, arcFileCode, or a fileCode only one hồ sơ has")
    String code = "";

    @Parameters(index = "1", paramLabel = "DIRECTORY", description = "Made if it is not there")
    String directory = "";

    AltoVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        Optional<AipId> id = ports.catalogue().getObject().resolve(code, OPERATOR);
        Optional<RecordView> view =
                id.flatMap(found -> ports.catalogue().getObject().record(found, OPERATOR));
        if (view.isEmpty() || !(view.get() instanceof RecordView.Full full)) {
            complain(
                    "Không có hồ sơ, hoặc nhiều hồ sơ cùng mã / No such hồ sơ, or several with this code: "
                            + Findings.printable(code));
            return 2;
        }
        Path target = Files.createDirectories(session.resolve(directory));
        ports.activity().getObject().record(OPERATOR, "EXPORT", full.id().toString(), "ALTO");
        AltoTexts texts = ports.alto().getObject();
        for (ArchivalDocument document : full.documents()) {
            for (ContentFile file : document.files()) {
                Optional<AltoTexts.Alto> alto = texts.of(file.id(), OPERATOR);
                if (alto.isEmpty()) {
                    complain(
                            "Chưa có văn bản / No text yet: "
                                    + Findings.printable(file.originalName()));
                    continue;
                }
                Path path = target.resolve(file.id().value() + ".alto.xml");
                try (OutputStream out =
                        new BufferedOutputStream(
                                Files.newOutputStream(path, StandardOpenOption.CREATE_NEW))) {
                    alto.get().writeTo(out);
                } catch (FileAlreadyExistsException e) {
                    complain("Đã có / It is there already: " + Findings.printable(path.toString()));
                    return 2;
                }
                say(path + " " + Findings.printable(file.originalName()));
            }
        }
        return 0;
    }
}
