package vn.tangthu;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import vn.tangthu.portal.EntryPoint;

/** The application. It stands in the root package so that module checks see all four floors. */
@SpringBootApplication
public class TangThu {
    public static void main(String[] arguments) {
        int status = EntryPoint.run(TangThu.class, arguments);
        System.exit(status);
    }
}
