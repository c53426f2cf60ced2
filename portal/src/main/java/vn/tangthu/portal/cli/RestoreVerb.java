package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Phục hồi bản sao lưu do backup tạo; thay thế những gì đang có.",
            "Reads a backup back, replacing what is there; its digests are checked first."
        })
final class RestoreVerb extends Verb {
    @Parameters(paramLabel = "DIR", description = "A directory that backup wrote")
    String directory = "";

    RestoreVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        Path source = session.resolve(directory);
        ports.recovery().getObject().restore(source, session.progress());
        say(source.toString());
        return 0;
    }
}
