package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;

/**
 * The token of a form whose body the filter chain cannot read, since it has files: matched with the
 * cookie as the chain matches those of other forms.
 */
final class FormToken {
    /** As the chain's own. */
    private static final XorCsrfTokenRequestAttributeHandler READER =
            new XorCsrfTokenRequestAttributeHandler();

    private FormToken() {}

    /**
     * @param typed the field {@code _csrf} of the form
     */
    static boolean isRight(HttpServletRequest request, String typed) {
        if (!(request.getAttribute(DeferredCsrfToken.class.getName())
                instanceof DeferredCsrfToken kept)) {
            return false;
        }
        CsrfToken token = kept.get();
        if (kept.isGenerated()) {
            return false; // there was no cookie
        }
        String value = READER.resolveCsrfTokenValue(new Form(request, typed), token);
        return value != null
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8),
                        token.getToken().getBytes(StandardCharsets.UTF_8));
    }

    private static final class Form extends HttpServletRequestWrapper {
        private final String typed;

        Form(HttpServletRequest request, String typed) {
            super(request);
            this.typed = typed;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return null; // a form has none
        }

        @Override
        public String getParameter(String name) {
            return typed;
        }
    }
}
