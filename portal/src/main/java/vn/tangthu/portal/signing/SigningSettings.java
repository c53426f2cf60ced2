package vn.tangthu.portal.signing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The key that PDFs are signed with; none of both for none.
 *
 * @param pkcs12 a file with the key and its certificates (PKCS#12), or blank
 * @param pkcs11 the driver's library of a token or an HSM (PKCS#11), or blank
 * @param slot of the token, from 0
 * @param passwordFile its first line is the password or PIN; only its owner should read it
 * @param alias which key, where there are several; blank for the only one
 * @param location for the signature, or blank
 */
@ConfigurationProperties("tangthu.signing")
record SigningSettings(
        @DefaultValue("") String pkcs12,
        @DefaultValue("") String pkcs11,
        @DefaultValue("0") int slot,
        @DefaultValue("") String passwordFile,
        @DefaultValue("") String alias,
        @DefaultValue("") String location) {

    boolean configured() {
        return !pkcs12.isBlank() || !pkcs11.isBlank();
    }

    char[] password() throws IOException {
        if (passwordFile.isBlank()) {
            return new char[0];
        }
        return Files.readString(Path.of(passwordFile.strip()))
                .lines()
                .findFirst()
                .orElse("")
                .toCharArray();
    }
}
