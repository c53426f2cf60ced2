package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.BodyRegister.Outcome;
import vn.tangthu.repository.Reader;

@Command(
        name = "bodies",
        description = {
            "Danh mục cơ quan: tra theo tên hoặc mã; --import nhận danh sách cơ quan và kế thừa, --shipped nhận"
                    + " các đợt sắp xếp đi kèm phần mềm; --dry-run chỉ báo. 1: có điều chặn, không nhận gì.",
            "The register of bodies: looks one up; takes in lists of bodies and successions, all or nothing."
        })
final class BodiesVerb extends Verb {
    private static final int MOST = 50;

    @Option(
            names = "--import",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Lists (.xlsx, .ods, .xls, .csv), taken in together")
    List<String> files = List.of();

    @Option(
            names = "--shipped",
            description = "The reorganisations of 2024 and 2025 that come along")
    boolean shipped;

    @Option(names = "--dry-run", description = "Only tells what would change")
    boolean dryRun;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Beginning of a name, or a code")
    String name = "";

    BodiesVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() throws IOException {
        if (shipped || !files.isEmpty()) {
            return takeIn();
        }
        Bodies bodies = ports.bodies().getObject();
        LocalDate today = LocalDate.now(ZoneId.of("Asia/Ho_Chi_Minh"));
        List<Body.Line> found =
                bodies.byCode(name, today)
                        .map(body -> bodies.lines(List.of(body.id())))
                        .orElseGet(() -> bodies.named(name, null, MOST));
        for (Body.Line line : found) {
            String now =
                    bodies.responsible(line.id(), today).bodies().stream()
                            .filter(one -> !one.id().equals(line.id()))
                            .map(Body.Line::name)
                            .collect(Collectors.joining(", "));
            say(
                    line.reference()
                            + "  "
                            + line.name()
                            + (line.within().isEmpty() ? "" : " (" + line.within() + ")")
                            + (line.from() == null ? "" : "  từ " + line.from())
                            + (line.until() == null ? "" : "  trước " + line.until())
                            + (now.isEmpty() ? "" : "  → " + now));
        }
        return found.isEmpty() ? 1 : 0;
    }

    private int takeIn() throws IOException {
        BodyLists lists = ports.bodyLists().getObject();
        Outcome outcome;
        if (shipped) {
            outcome = lists.takeInShipped(dryRun, Reader.OPERATOR);
        } else {
            List<Path> paths = files.stream().map(session::resolve).toList();
            for (Path path : paths) {
                if (!Files.isRegularFile(path)) {
                    complain("Không có tệp / no such file: " + path);
                    return 2;
                }
            }
            outcome = lists.takeIn(paths, dryRun, Reader.OPERATOR);
        }
        Findings.print(outcome.findings(), session.err());
        if (outcome.refused()) {
            say("Không nhận gì. / Nothing was taken in.");
            return 1;
        }
        say(
                (dryRun ? "Sẽ thêm / would add " : "Đã thêm / added ")
                        + outcome.added()
                        + ", sửa / changed "
                        + outcome.changed()
                        + ", không đổi / same "
                        + outcome.same());
        return 0;
    }
}
