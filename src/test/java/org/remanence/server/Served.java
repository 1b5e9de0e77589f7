package org.remanence.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.remanence.experiment.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server inside the test, on a free port, and a client of it.
final class Served implements AutoCloseable {
    static final String MODEL = "gaussian:d=3,n=20";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    final RemanenceServer server;
    final List<String> faults = new ArrayList<>();

    private Served(ServerSettings settings, Map<String, String> models, List<String> program) {
        Map<String, ModelChoice> choices = new LinkedHashMap<>();
        models.forEach((name, data) -> choices.put(name, Schema.of(ModelChoice.class).fill(Map.of("data", data))));
        this.server = RemanenceServer.start(settings, choices, program, (where, failure) ->
                faults.add(where + ": " + failure));
    }

    static Served plain(Path state) {
        return with(settings(state, Optional.empty(), false), List.of("/bin/false"));
    }

    static Served with(ServerSettings settings, List<String> program) {
        return new Served(settings, Map.of("small", MODEL), program);
    }

    static ServerSettings settings(Path state, Optional<Path> dataRoot, boolean token) {
        return new ServerSettings("127.0.0.1", 0, List.of("friend.example"), state, dataRoot, token, Optional.empty(),
                true, 2, 1 << 20, 1 << 21,
                new ServerSettings.JobLimits(1, 3, 60));
    }

    /// The same, for jobs of the whole program on a busy machine.
    static ServerSettings patient(ServerSettings settings) {
        return new ServerSettings(settings.host(), settings.port(), settings.allowedHosts(), settings.state(),
                settings.dataRoot(), settings.token(), settings.tls(), settings.sharedMemory(), settings.threads(), settings.mostBody(),
                settings.mostUploaded(), new ServerSettings.JobLimits(1, 3, 1200));
    }

    /// @param bytes of the body
    record Got(int status, String type, Map<String, List<String>> headers, byte[] bytes) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return new JsonMapper().readTree(bytes);
        }

        String header(String name) {
            return headers.entrySet().stream().filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().getFirst())
                    .findFirst().orElse("");
        }
    }

    Got get(String path, String... headers) {
        return send("GET", path, new byte[0], headers);
    }

    Got post(String path, String body, String... headers) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    Got send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            return new Got(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
                    response.headers().map(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What comes back for these very bytes, until the server closes the connection.
    String raw(String request) {
        URI address = URI.create(server.address());
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(3_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
