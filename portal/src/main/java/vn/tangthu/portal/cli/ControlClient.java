package vn.tangthu.portal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.storage.TangThuHome;

/** Runs a verb in the process that owns the home, if there is one. */
final class ControlClient {
    private ControlClient() {}

    /**
     * @return the exit status, or empty when no process answers for this home
     */
    static OptionalInt run(
            TangThuHome home, List<String> arguments, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException {
        ControlFile control = ControlFile.read(home).orElse(null);
        if (control == null) {
            return OptionalInt.empty();
        }
        JsonMapper json = JsonMapper.builder().build();
        String directory = Path.of("").toAbsolutePath().toString();
        String host = InetAddress.getLoopbackAddress().getHostAddress();
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create("http://" + host + ":" + control.port() + "/verb"))
                        .header("Authorization", "Bearer " + control.token())
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        json.writeValueAsBytes(
                                                new ControlServer.Call(arguments, directory))))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<InputStream> response =
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                return OptionalInt.empty(); // another program on a port that was once ours
            }
            return OptionalInt.of(copy(response.body(), json, arguments, out, err));
        } catch (ConnectException e) {
            return OptionalInt.empty(); // left over from a process that was killed
        } catch (IOException e) {
            return OptionalInt.of(stopped(arguments, err)); // it took the call, and died
        }
    }

    private static int copy(
            InputStream body,
            JsonMapper json,
            List<String> arguments,
            PrintWriter out,
            PrintWriter err)
            throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (line.charAt(0)) {
                    case 'o' -> {
                        out.print(json.readValue(line.substring(1), String.class));
                        out.flush();
                    }
                    case 'e' -> {
                        err.print(json.readValue(line.substring(1), String.class));
                        err.flush();
                    }
                    default -> {
                        return Integer.parseInt(line.substring(1));
                    }
                }
            }
        }
        return stopped(arguments, err);
    }

    private static int stopped(List<String> arguments, PrintWriter err) {
        err.println("Máy chủ dừng giữa chừng. / The server stopped before the work was done.");
        if (arguments.getFirst().equals("ingest") && !arguments.contains("--dry-run")) {
            err.println(
                    "Phần đã lưu không mất: lần khởi động tới, máy chủ nhận lại đợt giao nộp này; nếu"
                            + " ghi là bị gián đoạn thì gọi lại đúng lệnh này để đi tiếp từ chỗ dừng."
                            + " Xem: ./tangthu status, hoặc trang Giao nộp.");
            err.println(
                    "What is stored is not lost: at its next start the server takes the delivery up;"
                            + " where it is called interrupted, the same command goes on where it"
                            + " stood. Look: ./tangthu status, or the page of deliveries.");
        }
        err.flush();
        return 2;
    }
}
