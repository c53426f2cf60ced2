package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description = {
            "Sao lưu những gì chỉ cơ sở dữ liệu có: yêu cầu, tài khoản, nhật ký, đợt giao nộp.",
            "Saves what only the database holds: requests, accounts, log, deliveries."
        })
final class BackupVerb extends Verb {
    @Parameters(paramLabel = "DIR", description = "A new or empty directory")
    String directory = "";

    BackupVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        Path target = session.resolve(directory);
        ports.recovery().getObject().backup(target, session.progress());
        say(target.toString());
        return 0;
    }
}
