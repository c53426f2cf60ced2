package vn.tangthu.storage.faults;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Prints what the tests that {@link Breaks} something came to, one line a row of the table. */
public final class FaultReport {
    private record Case(
            Breakage fault, String test, String outcome, long trials, double seconds, String why) {
        static Case parse(String line) {
            String[] cells = line.split("\t", -1);
            return new Case(
                    Breakage.valueOf(cells[0]),
                    cells[1],
                    cells[2],
                    Long.parseLong(cells[3]),
                    Double.parseDouble(cells[4]),
                    cells[5]);
        }
    }

    private FaultReport() {}

    /**
     * @param modules the directories whose tests ran
     */
    public static void main(String[] modules) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String module : modules) {
            Path ledger = Path.of(module, "target", FaultLedger.FILE);
            if (Files.exists(ledger)) {
                Files.readAllLines(ledger).forEach(line -> cases.add(Case.parse(line)));
            }
        }
        print(cases, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        System.exit(cases.stream().anyMatch(one -> one.outcome().equals("FAILED")) ? 1 : 0);
    }

    private static void print(List<Case> cases, PrintStream out) {
        out.printf("%-3s%-66s%7s%9s%9s  %s%n", "", "fault", "tests", "trials", "seconds", "");
        for (Breakage fault : Breakage.values()) {
            List<Case> its = cases.stream().filter(one -> one.fault() == fault).toList();
            List<Case> ran = its.stream().filter(one -> !one.outcome().equals("not run")).toList();
            long failed = ran.stream().filter(one -> one.outcome().equals("FAILED")).count();
            String outcome = ran.isEmpty() ? "NOT RUN" : failed > 0 ? failed + " FAILED" : "passed";
            out.printf(
                    Locale.ROOT,
                    "%-3d%-66s%7d%9d%9.0f  %s%n",
                    fault.ordinal() + 1,
                    fault.what(),
                    ran.size(),
                    ran.stream().mapToLong(Case::trials).sum(),
                    ran.stream().mapToDouble(Case::seconds).sum(),
                    outcome);
            for (Case one : its) {
                if (!one.outcome().equals("passed")) {
                    out.printf("     %s: %s, %s%n", one.test(), one.outcome(), one.why());
                }
            }
        }
        out.printf(
                Locale.ROOT,
                "%d tests, %d trials, %.0f s of tests%n",
                cases.size(),
                cases.stream().mapToLong(Case::trials).sum(),
                cases.stream().mapToDouble(Case::seconds).sum());
    }
}
