package vn.tangthu.portal.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import vn.tangthu.repository.NoSpace;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.storage.TangThuHome;

/**
 * The verbs of the command line. Exit status: 0 well; 1 the verb's own "no" (refused, damaged); 2
 * could not run (wrong arguments, missing file, broken store).
 */
@Component
final class Verbs {
    private static final Logger LOG = LoggerFactory.getLogger(Verbs.class);

    private final Ports ports;

    Verbs(Ports ports) {
        this.ports = ports;
    }

    @Command(
            name = "tangthu",
            mixinStandardHelpOptions = true,
            version = "Tàng Thư 0.1.0",
            description = {
                "Tàng Thư: kho lưu trữ số và cổng tra cứu của lưu trữ lịch sử tỉnh.",
                "A digital preservation repository with a search and access portal."
            },
            footer = {
                "",
                "Thêm / more: demo, serve [--port N] [--host ADDRESS]; work [--name NAME]; test; bench; help"
                        + " VERB.",
                "Kho / home: TANGTHU_HOME (mặc định / default: home/)."
            })
    static final class Root implements Runnable {
        @CommandLine.Spec
        CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    int run(List<String> arguments, Session session) {
        return commandLine(session)
                .setExecutionExceptionHandler(failures(session))
                .execute(arguments.toArray(String[]::new));
    }

    private IExecutionExceptionHandler failures(Session session) {
        return (exception, commandLine, result) -> {
            if (exception instanceof RefusedException refused) {
                Findings.print(refused.findings(), session.err());
                return 1;
            }
            LOG.error("A verb failed", exception);
            session.err().println("Không chạy được. / Could not run: " + why(exception));
            session.err().flush();
            return 2;
        };
    }

    private String why(Exception failure) {
        if (NoSpace.caused(failure)) {
            return "hết chỗ trống trên đĩa. Giải phóng chỗ rồi chạy lại lệnh: việc đi tiếp từ chỗ dừng."
                    + " / no room left on the disk. Free some and run the command again: it goes on"
                    + " where it stopped. "
                    + fullDirectories();
        }
        if (failure instanceof DataAccessException) {
            return "cơ sở dữ liệu không trả lời hoặc báo lỗi; xem logs/tangthu.log trong kho."
                    + " / the database does not answer or tells an error; see logs/tangthu.log in"
                    + " the home.";
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Those of the home with less than a MiB left; none where the room came back meanwhile. */
    private String fullDirectories() {
        TangThuHome home = ports.home().getObject();
        StringJoiner full = new StringJoiner(", ", "(", ")").setEmptyValue("");
        for (Path directory :
                List.of(home.store(), home.staging(), home.database(), home.tmp(), home.cache())) {
            if (directory.toFile().getUsableSpace() < 1 << 20) {
                full.add(directory.toString());
            }
        }
        return full.toString();
    }

    private CommandLine commandLine(Session session) {
        return tree(session, ports);
    }

    private static CommandLine tree(Session session, Ports ports) {
        CommandLine root = new CommandLine(new Root());
        List<Verb> verbs =
                List.of(
                        new TemplateVerb(session, ports),
                        new IngestVerb(session, ports),
                        new ColumnsVerb(session, ports),
                        new SearchVerb(session, ports),
                        new AuditVerb(session, ports),
                        new LogVerb(session, ports),
                        new CopyVerb(session, ports),
                        new SetVerb(session, ports),
                        new ScanVerb(session, ports),
                        new ExportVerb(session, ports),
                        new RebuildVerb(session, ports),
                        new BackupVerb(session, ports),
                        new RestoreVerb(session, ports),
                        new StatusVerb(session, ports),
                        new QueueVerb(session, ports),
                        new TextVerb(session, ports),
                        new AltoVerb(session, ports),
                        new FondsVerb(session, ports),
                        new BodiesVerb(session, ports),
                        new AccountsVerb(session, ports),
                        new PasswordVerb(session, ports),
                        new ValidateVerb(session, ports),
                        new WhereVerb(session, ports));
        verbs.forEach(root::addSubcommand);
        root.addSubcommand(new CommandLine.HelpCommand());
        root.setOut(session.out());
        root.setErr(session.err());
        root.setExecutionStrategy(new CommandLine.RunLast());
        return root;
    }

    /** Runs a verb that needs no archive, in the caller's process. */
    static int withoutArchive(List<String> arguments, Session session) {
        return tree(session, Ports.NONE)
                .setExecutionExceptionHandler(
                        (exception, commandLine, result) -> { // no log here: it has no home
                            session.err().println("Không chạy được. / Could not run: " + exception);
                            session.err().flush();
                            return 2;
                        })
                .execute(arguments.toArray(String[]::new));
    }

    /** Help needs no archive. */
    static int help(List<String> arguments, PrintWriter out, PrintWriter err) {
        Session session = new Session(out, err, Path.of(""), () -> false);
        List<String> words = new ArrayList<>(arguments);
        return tree(session, Ports.NONE).execute(words.toArray(String[]::new));
    }

    /**
     * Says what is wrong with the arguments, before anything is started; or shows a verb's help.
     */
    static OptionalInt misuse(List<String> arguments, PrintWriter out, PrintWriter err) {
        Session session = new Session(out, err, Path.of(""), () -> false);
        CommandLine tree = tree(session, Ports.NONE);
        try {
            CommandLine.ParseResult parsed = tree.parseArgs(arguments.toArray(String[]::new));
            while (parsed.hasSubcommand()) {
                parsed = parsed.subcommand();
            }
            if (parsed.isUsageHelpRequested()) {
                parsed.commandSpec().commandLine().usage(out);
                return OptionalInt.of(0);
            }
            return OptionalInt.empty();
        } catch (CommandLine.ParameterException e) {
            err.println(e.getMessage());
            e.getCommandLine().usage(err);
            return OptionalInt.of(2);
        }
    }

    /**
     * What a verb needs of the application when it has a process of its own. Only a search extracts
     * and indexes.
     */
    static List<String> properties(List<String> arguments) {
        boolean search = arguments.getFirst().equals("search");
        return List.of(
                "--tangthu.extraction.enabled=" + search,
                "--tangthu.index.background=" + search,
                "--tangthu.deliveries.background=false",
                "--tangthu.log.background=false",
                "--tangthu.copying.background=false",
                "--tangthu.audit.background=false",
                "--tangthu.alarms.background=false",
                "--tangthu.mail.background=false",
                "--tangthu.accounts.background=false",
                "--tangthu.fonds-closing.background=false",
                "--tangthu.use.background=false",
                "--tangthu.reading-watch.background=false",
                "--tangthu.granted-copies.background=false",
                "--spring.main.lazy-initialization=false");
    }
}
