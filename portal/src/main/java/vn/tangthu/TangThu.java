package vn.tangthu;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import vn.tangthu.portal.cli.Launcher;

/** The application. It stands in the root package so that module checks see all four floors. */
@SpringBootApplication
public class TangThu {
    public static void main(String[] arguments) {
        int status = new Launcher(TangThu.class).run(arguments);
        System.exit(status);
    }
}
