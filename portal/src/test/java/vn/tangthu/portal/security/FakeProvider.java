package vn.tangthu.portal.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** An identity provider (OpenID Connect) that says whatever a test lets it say. */
final class FakeProvider implements AutoCloseable {
    static final String CLIENT = "tang-thu";
    static final String SECRET = "bi mat cua kho";

    private final HttpServer server;
    private final RSAKey key = key();
    private final Map<String, Map<String, String>> asked = new ConcurrentHashMap<>();

    /** What is claimed of whoever comes next. */
    final Map<String, Object> claims = new ConcurrentHashMap<>();

    /** Who signs. */
    volatile RSAKey signer = key;

    FakeProvider(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.createContext("/.well-known/openid-configuration", this::discovery);
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.createContext("/keys", exchange -> answer(exchange, 200, keys()));
        server.start();
        reset();
    }

    static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("khoa-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Somebody of the province's provider, as it should be. */
    void reset() {
        signer = key;
        claims.clear();
        claims.put("sub", "f:1:tran.binh");
        claims.put("preferred_username", "tran.binh");
        claims.put("name", "Trần Thị Bình");
        claims.put("realm_access", Map.of("roles", List.of("luu-tru", "khac")));
    }

    private String keys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    private void discovery(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                200,
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of(
                                        "issuer",
                                        issuer(),
                                        "authorization_endpoint",
                                        issuer() + "/authorize",
                                        "token_endpoint",
                                        issuer() + "/token",
                                        "jwks_uri",
                                        issuer() + "/keys",
                                        "end_session_endpoint",
                                        issuer() + "/logout",
                                        "response_types_supported",
                                        List.of("code"),
                                        "subject_types_supported",
                                        List.of("public"),
                                        "id_token_signing_alg_values_supported",
                                        List.of("RS256"))));
    }

    /** The person is known here already and agrees. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> parameters = parsed(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        asked.put(code, parameters);
        exchange.getResponseHeaders()
                .add(
                        "Location",
                        parameters.get("redirect_uri")
                                + "?code="
                                + code
                                + "&state="
                                + URLEncoder.encode(
                                        parameters.getOrDefault("state", ""),
                                        StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    /** A code counts once, for whoever began with it and knows the secret. */
    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                parsed(
                        new String(
                                exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> began = asked.remove(form.getOrDefault("code", ""));
        if (began == null
                || !challenge(form.getOrDefault("code_verifier", ""))
                        .equals(began.get("code_challenge"))
                || !began.getOrDefault("redirect_uri", "").equals(form.get("redirect_uri"))
                || !authorized(exchange)) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(
                exchange,
                200,
                JsonMapper.shared()
                        .writeValueAsString(
                                Map.of(
                                        "access_token",
                                        "a",
                                        "token_type",
                                        "Bearer",
                                        "expires_in",
                                        300,
                                        "id_token",
                                        word(began.getOrDefault("nonce", "")))));
    }

    private static boolean authorized(HttpExchange exchange) {
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        String expected =
                URLEncoder.encode(CLIENT, StandardCharsets.UTF_8)
                        + ":"
                        + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return ("Basic "
                        + Base64.getEncoder()
                                .encodeToString(expected.getBytes(StandardCharsets.UTF_8)))
                .equals(basic);
    }

    private String word(String nonce) {
        Instant now = Instant.now();
        Map<String, Object> all = new HashMap<>();
        all.put("iss", issuer());
        all.put("aud", CLIENT);
        all.put("iat", Date.from(now));
        all.put("exp", Date.from(now.plusSeconds(300)));
        all.put("nonce", nonce);
        all.putAll(claims);
        JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
        all.forEach(set::claim);
        SignedJWT word =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("khoa-1").build(),
                        set.build());
        try {
            word.sign(new RSASSASigner(signer));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return word.serialize();
    }

    private static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, String> parsed(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            parameters.put(
                    URLDecoder.decode(each.substring(0, equals), StandardCharsets.UTF_8),
                    URLDecoder.decode(each.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
