package vn.tangthu.portal.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a second {@code serve} or {@code demo} says while the first one runs. */
@Command(name = "where", hidden = true)
final class WhereVerb extends Verb {
    @Parameters(paramLabel = "VERB", arity = "0..1")
    String verb = "serve";

    WhereVerb(Session session, Ports ports) {
        super(session, ports);
    }

    @Override
    public Integer call() {
        Serving serving = ports.serving().getIfAvailable();
        if (serving == null || serving.address() == null) {
            complain("Kho đang được dùng bởi một lệnh khác. / Another verb is using this home.");
            return 2;
        }
        say("Cổng đang chạy / the portal is running: " + serving.address());
        if (verb.equals("demo")) {
            serving.printThingsToTry(session.out());
        }
        return 0;
    }
}
