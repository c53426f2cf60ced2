package vn.tangthu.portal.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.Contractors.Confirmed;
import vn.tangthu.repository.Contractors.Field;
import vn.tangthu.repository.DeliveryList;
import vn.tangthu.repository.Reader;

@Command(
        name = "columns",
        description = {
            "Các cột đã xác nhận của danh mục từng đơn vị giao nộp; xác nhận thêm hoặc bỏ.",
            "What was confirmed of the columns in a contractor's lists; confirms more or removes."
        })
final class ColumnsVerb extends Verb {
    /** In place of a field: the column is not to be read. */
    private static final String IGNORED = "-";

    @Parameters(arity = "0..1", paramLabel = "CONTRACTOR", description = "Without: lists them")
    String contractor = "";

    @Option(
            names = "--records",
            paramLabel = "HEADING=FIELD",
            description = "Of the list of hồ sơ, repeatable; FIELD as the template calls it, or -")
    List<String> records = List.of();

    @Option(
            names = "--documents",
            paramLabel = "HEADING=FIELD",
            description = "Of the list of documents, repeatable")
    List<String> documents = List.of();

    @Option(
            names = "--remove",
            paramLabel = "HEADING",
            description = "Takes back what was said of it, in both lists; repeatable")
    List<String> remove = List.of();

    ColumnsVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() {
        Contractors contractors = ports.contractors().getObject();
        if (contractor.isBlank()) {
            contractors.names().forEach(name -> say(Findings.printable(name)));
            return 0;
        }
        List<Choice> choices = new ArrayList<>();
        records.forEach(each -> choices.add(choice(contractors, DeliveryList.RECORDS, each)));
        documents.forEach(each -> choices.add(choice(contractors, DeliveryList.DOCUMENTS, each)));
        if (!choices.isEmpty()) {
            contractors.confirm(contractor, choices, Reader.OPERATOR);
        }
        for (String heading : remove) {
            for (DeliveryList list : DeliveryList.values()) {
                contractors.remove(contractor, list, heading, Reader.OPERATOR);
            }
        }
        for (Confirmed each : contractors.confirmed(contractor)) {
            say(
                    "--"
                            + each.list().name().toLowerCase(Locale.ROOT)
                            + " \""
                            + Findings.printable(each.heading())
                            + "="
                            + (each.field() == null ? IGNORED : each.field())
                            + "\"");
        }
        return 0;
    }

    /** A heading may have an equals sign, a field never. */
    private static Choice choice(Contractors contractors, DeliveryList list, String said) {
        int cut = said.lastIndexOf('=');
        String heading = said.substring(0, Math.max(0, cut)).strip();
        String field = said.substring(cut + 1).strip();
        if (field.equals(IGNORED)) {
            return new Choice(list, heading, null);
        }
        return new Choice(
                list,
                heading,
                contractors.fields(list).stream()
                        .filter(f -> f.name().equals(field) || f.heading().equalsIgnoreCase(field))
                        .findFirst()
                        .map(Field::name)
                        .orElse(field));
    }
}
