package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "template",
        description = {
            "Ghi biểu mẫu danh mục giao nộp, có tiêu đề cột và một ví dụ đã điền.",
            "Writes the delivery lists with headings and a filled example."
        })
final class TemplateVerb extends Verb {
    @Parameters(paramLabel = "DIR", description = "Directory to write to; it is created")
    String directory = "";

    TemplateVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        Path target = session.resolve(directory);
        ports.template().getObject().write(target);
        say(target.toString());
        return 0;
    }
}
