package vn.tangthu.portal.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

@Command(
        name = "fonds",
        description = {
            "Liệt kê phông; với --add thì lập phông mới (và mục lục).",
            "Lists the fonds; with --add creates one (and its series)."
        })
final class FondsVerb extends Verb {
    @Option(names = "--add", paramLabel = "CODE", description = "Mã phông of the new fonds")
    String add = "";

    @Option(
            names = "--archive",
            paramLabel = "CODE",
            description = "Mã cơ quan lưu trữ, prefix of its arcFileCodes")
    String archive = "";

    @Option(
            names = "--series",
            paramLabel = "CODE",
            split = ",",
            description = "Mục lục số to create, 01,02 …")
    List<String> series = List.of();

    @Parameters(arity = "0..1", paramLabel = "TITLE", description = "Tên phông")
    String title = "";

    FondsVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() {
        if (add.isEmpty()) {
            for (Fonds fonds :
                    ports.catalogue().getObject().fonds(0, 1000, Reader.OPERATOR).items()) {
                say(
                        fonds.code()
                                + "  "
                                + Findings.printable(fonds.title())
                                + "  "
                                + fonds.archiveCode()
                                + "  "
                                + fonds.recordCount()
                                + " hồ sơ");
            }
            return 0;
        }
        Holdings holdings = ports.holdings().getObject();
        FondsId id =
                holdings.createFonds(
                        new Holdings.NewFonds(add, title, archive, null, null, Rights.OPEN),
                        Reader.OPERATOR);
        for (String code : series) {
            holdings.createSeries(id, code, "Mục lục số " + code, Reader.OPERATOR);
        }
        say(id.toString());
        return 0;
    }
}
