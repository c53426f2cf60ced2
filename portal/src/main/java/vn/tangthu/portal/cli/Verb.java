package vn.tangthu.portal.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A verb of the command line; lives for one call. */
abstract class Verb implements Callable<Integer> {
    /**
     * Member order is alphabetical nowhere: records print in their own order, which the schemas in
     * docs/cli follow.
     */
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    protected final Session session;
    protected final Ports ports;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "This help")
    boolean help;

    Verb(Session session, Ports ports) {
        this.session = session;
        this.ports = ports;
    }

    /** Prints one JSON document; nothing else goes to standard output then. */
    protected void printJson(Object document) {
        session.out().println(JSON.writeValueAsString(document));
        session.out().flush();
    }

    protected void say(String line) {
        session.out().println(line);
        session.out().flush();
    }

    protected void complain(String line) {
        session.err().println(line);
        session.err().flush();
    }
}
