package vn.tangthu.portal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code serve} and {@code demo}. */
@Command(
        description = {
            "Mở cổng tra cứu; demo còn tạo hồ sơ mẫu và giao nộp chúng.",
            "Starts the portal; demo also makes sample deliveries and takes them in."
        })
final class ServeOptions {
    @Parameters(index = "0", hidden = true)
    String verb = "serve";

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "TCP port (default ${DEFAULT-VALUE})")
    int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description =
                    "Address to listen on (default ${DEFAULT-VALUE}: this machine only; see docs/operations.md"
                            + " before you open it)")
    String host = "127.0.0.1";

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This help")
    boolean help;

    boolean demo() {
        return verb.equals("demo");
    }

    boolean helpShown() {
        return help;
    }

    /**
     * @return null when the arguments are wrong; that was said
     */
    static @Nullable ServeOptions parse(List<String> arguments, PrintWriter out, PrintWriter err) {
        ServeOptions options = new ServeOptions();
        CommandLine commandLine =
                new CommandLine(options).setCommandName("tangthu " + arguments.getFirst());
        try {
            commandLine.parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            err.println(e.getMessage());
            commandLine.usage(err);
            return null;
        }
        if (options.help) {
            commandLine.usage(out);
        }
        return options;
    }

    List<String> properties() {
        List<String> properties = new ArrayList<>();
        properties.add("--server.port=" + port);
        properties.add("--server.address=" + host);
        return properties;
    }

    String address() {
        return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port;
    }
}
