package vn.tangthu.portal.api;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What the API answers when it does not do what was asked (RFC 9457), in both languages. */
enum ApiProblem {
    UNAUTHORIZED(
            401,
            "Cần mã truy cập còn hiệu lực trong tiêu đề Authorization: Bearer.",
            "A valid token is needed in the header Authorization: Bearer."),
    TOO_MANY_ATTEMPTS(
            429,
            "Quá nhiều mã truy cập sai từ địa chỉ này; thử lại sau số giây trong Retry-After.",
            "Too many wrong tokens from this address; try again after the seconds in Retry-After."),
    FORBIDDEN(
            403,
            "Tài khoản của mã truy cập này không được làm việc đó.",
            "The account of this token may not do that."),
    NOT_FOUND(404, "Không có địa chỉ hoặc gói này.", "There is no such address or delivery."),
    BAD_REQUEST(
            400,
            "Yêu cầu không đọc được; xem docs/openapi.yaml.",
            "The request cannot be read; see docs/openapi.yaml."),
    BAD_DIGEST(
            400,
            "Nội dung nhận được không khớp Content-Digest; hãy gửi lại.",
            "What arrived does not match Content-Digest; send it again."),
    INCOMPLETE(
            400,
            "Nội dung đến không đủ; hãy gửi lại.",
            "Not all of the content arrived; send it again."),
    TOO_LARGE(413, "Gói quá lớn.", "The delivery is too large."),
    NOT_A_ZIP(
            415,
            "Gửi một tệp ZIP hoặc tar, Content-Type: application/zip, application/x-tar hoặc application/gzip, không có Content-Encoding.",
            "Send one ZIP or tar file, Content-Type: application/zip, application/x-tar or application/gzip, without Content-Encoding."),
    BUSY(
            503,
            "Đang nhận quá nhiều gói cùng lúc; thử lại sau số giây trong Retry-After.",
            "Too many deliveries are arriving; try again after the seconds in Retry-After."),
    NO_SPACE(507, "Máy chủ không đủ chỗ cho gói này.", "The server has no room for it."),
    INTERNAL(500, "Máy chủ gặp lỗi; hãy báo quản trị.", "The server failed; tell who runs it.");

    static final String TYPE = "application/problem+json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final String vietnamese;
    private final String english;

    ApiProblem(int status, String vietnamese, String english) {
        this.status = status;
        this.vietnamese = vietnamese;
        this.english = english;
    }

    int status() {
        return status;
    }

    void write(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(TYPE);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:tangthu:problem:" + name().toLowerCase(Locale.ROOT));
        body.put("status", status);
        body.put("title", vietnamese);
        body.put("titleEn", english);
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
        response.flushBuffer();
    }

    /** Carries a problem to where it is written. */
    static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final ApiProblem problem;

        Found(ApiProblem problem) {
            super(problem.name());
            this.problem = problem;
        }

        ApiProblem problem() {
            return problem;
        }
    }
}
