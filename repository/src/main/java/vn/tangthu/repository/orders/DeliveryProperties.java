package vn.tangthu.repository.orders;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param mostBytes that one delivery may have
 */
@ConfigurationProperties("tangthu.agency-deliveries")
record DeliveryProperties(@DefaultValue("50GB") DataSize mostBytes) {}
