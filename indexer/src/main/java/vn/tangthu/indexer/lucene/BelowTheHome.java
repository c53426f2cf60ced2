package vn.tangthu.indexer.lucene;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** Of the index below the home; not there where another engine searches. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ConditionalOnProperty(
        name = "tangthu.search.engine",
        havingValue = "lucene",
        matchIfMissing = true)
@interface BelowTheHome {}
