package vn.tangthu.repository.orders;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param days for which what was granted is handed out
 */
@ConfigurationProperties("tangthu.agency-orders")
record OrderProperties(@DefaultValue("30") int days) {
    OrderProperties {
        if (days < 1 || days > 365) {
            throw new IllegalArgumentException("tangthu.agency-orders.days: 1 to 365");
        }
    }
}
