package vn.tangthu.portal.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options of {@code work}. */
@Command(
        description = {
            "Máy phụ: đọc chữ (trích văn bản và nhận dạng ảnh) giúp máy chính, cho đến khi bị dừng.",
            "A second machine: reads texts and page images for the archive's own, until it is stopped.",
            "",
            "Cần cùng PostgreSQL (tangthu.database.*) và cùng kho đối tượng (tangthu.storage.*), và một"
                    + " TANGTHU_HOME riêng: docs/operations.md.",
            "Needs the same PostgreSQL (tangthu.database.*) and object store (tangthu.storage.*), and a"
                    + " TANGTHU_HOME of its own: docs/operations.md."
        })
final class WorkOptions {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "By what the desk knows this machine; its host name unless said")
    String name = "";

    @Option(
            names = "--processes",
            defaultValue = "0",
            paramLabel = "N",
            description = "Tesseract processes; 0 (default) for one a core")
    int processes;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This help")
    boolean help;

    /**
     * @return null when the arguments are wrong; that was said
     */
    static @Nullable WorkOptions parse(List<String> arguments, PrintWriter out, PrintWriter err) {
        WorkOptions options = new WorkOptions();
        CommandLine commandLine = new CommandLine(options).setCommandName("tangthu work");
        try {
            commandLine.parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
            if (options.processes < 0) {
                throw new CommandLine.ParameterException(commandLine, "--processes is 0 or more");
            }
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

    /** Verified copies of files are kept no longer than they are read. */
    List<String> properties() {
        List<String> properties = new ArrayList<>();
        properties.add("--tangthu.extraction.enabled=true");
        properties.add("--tangthu.extraction.helps=true");
        properties.add("--tangthu.dissemination.copies=0B");
        properties.add("--tangthu.dissemination.pages=0B");
        if (!name.isBlank()) {
            properties.add("--tangthu.extraction.name=" + name.strip());
        }
        if (processes > 0) {
            properties.add("--tangthu.extraction.ocr.processes=" + processes);
        }
        return properties;
    }
}
