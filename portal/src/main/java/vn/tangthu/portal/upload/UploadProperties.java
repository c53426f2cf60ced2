package vn.tangthu.portal.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What browsers may send, {@code tangthu.upload.*}.
 *
 * @param largest the most of one package
 * @param files the most files of one package; a delivery may not have more either
 * @param packages the most packages of one account that are arriving or wait to be handed in
 * @param perAccount the most bytes of those
 * @param spare what must stay free on the disk of the home
 * @param keep how long a package that came to a halt is kept
 * @param piece the most that the browser sends with one request; smaller where a proxy has limits
 * @param parallel files that one browser sends at once
 * @param atOnce requests with bytes that are served at once, of all people; the others wait a
 *     moment, so that the portal always has threads left
 */
@ConfigurationProperties("tangthu.upload")
public record UploadProperties(
        @DefaultValue("200GB") DataSize largest,
        @DefaultValue("100000") int files,
        @DefaultValue("30") int packages,
        @DefaultValue("500GB") DataSize perAccount,
        @DefaultValue("2GB") DataSize spare,
        @DefaultValue("7d") Duration keep,
        @DefaultValue("8MB") DataSize piece,
        @DefaultValue("3") int parallel,
        @DefaultValue("12") int atOnce) {}
