package vn.tangthu;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application. It stands in the root package so that module checks see all four floors. */
@SpringBootApplication
public class TangThu {
    public static void main(String[] args) {
        SpringApplication.run(TangThu.class, args);
    }
}
