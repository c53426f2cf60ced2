package vn.tangthu.repository;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Part of a process that only helps to read texts ({@link TextWorkers}), too. Whatever is not
 * marked so is not there: such a process takes nothing in, finishes nothing at its start, keeps no
 * index and no log.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface InWorkers {}
