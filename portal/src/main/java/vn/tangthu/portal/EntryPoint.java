package vn.tangthu.portal;

import org.springframework.boot.SpringApplication;
import vn.tangthu.portal.cli.Launcher;

/** Where the application's main method enters this floor. */
public final class EntryPoint {
    private EntryPoint() {}

    /**
     * @return the exit status: 0 well, 1 a verb's own "no", 2 could not run
     */
    public static int run(Class<?> application, String... arguments) {
        return new Launcher(application).run(arguments);
    }

    /** The application without its web pages, as the verbs of the command line start it. */
    public static SpringApplication withoutWeb(Class<?> application) {
        return Launcher.withoutWeb(application);
    }
}
