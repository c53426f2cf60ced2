package vn.tangthu.storage.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test that breaks something on purpose; {@code ./tangthu test faults} runs them all. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Tag("fault")
@ExtendWith(FaultLedger.class)
public @interface Breaks {
    Breakage value();
}
