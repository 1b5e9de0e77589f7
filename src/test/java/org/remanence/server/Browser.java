package org.remanence.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.remanence.result.ResultJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A page in a real browser, Chromium, told what to do through its DevTools protocol.
final class Browser implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/chromium");

    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private int calls;

    /// @param profile an empty folder
    Browser(Path profile) throws IOException, InterruptedException {
        this.process = new ProcessBuilder(PROGRAM.toString(), "--headless", "--no-sandbox", "--disable-gpu",
                "--remote-debugging-port=0", "--no-first-run",
                "--user-data-dir=" + profile, "about:blank").redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        Path port = profile.resolve("DevToolsActivePort");
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS); !Files.exists(port)
                || Files.size(port) == 0; Thread.sleep(20)) {
            if (System.nanoTime() > until) {
                process.destroyForcibly();
                throw new IOException("the browser does not start");
            }
        }
        String at = "http://127.0.0.1:" + Files.readAllLines(port).getFirst();
        HttpClient client = HttpClient.newHttpClient();
        JsonNode page = new JsonMapper().readTree(client.send(HttpRequest.newBuilder(
                URI.create(at + "/json/new?about:blank"))
                .PUT(HttpRequest.BodyPublishers.noBody()).build(), BodyHandlers.ofString()).body());
        this.socket = client.newWebSocketBuilder().buildAsync(URI.create(page.path("webSocketDebuggerUrl").asString()),
                new Listener()).join();
        call("Page.enable", Map.of());
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonNode message = new JsonMapper().readTree(text.toString());
                text.setLength(0);
                if (message.has("id")) {
                    answers.add(message);
                }
            }
            from.request(1);
            return null;
        }
    }

    JsonNode call(String method, Map<String, Object> parameters) throws InterruptedException {
        calls++;
        socket.sendText(ResultJson.compact(Map.of("id", calls, "method", method, "params", parameters)), true).join();
        JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (answer == null || answer.path("id").asInt() != calls || answer.has("error")) {
            throw new IllegalStateException(method + " gives " + answer);
        }
        return answer.path("result");
    }

    void open(String address) throws InterruptedException {
        call("Page.navigate", Map.of("url", address));
    }

    /// Width and height in pixels of CSS.
    void size(int width, int height) throws InterruptedException {
        call("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1,
                "mobile", width < 600));
    }

    /// The value of an expression in the page, as text.
    String value(String expression) throws InterruptedException {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true,
                "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            return "thrown: " + result.at("/exceptionDetails/exception/description").asString("");
        }
        return result.at("/result/value").asString("");
    }

    /// Waits until the expression is true.
    void await(String expression) throws InterruptedException {
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS); !value("Boolean(" + expression
                + ")").equals("true"); Thread.sleep(50)) {
            if (System.nanoTime() > until) {
                throw new AssertionError("never: " + expression + "; the page says "
                        + value("document.body.innerText"));
            }
        }
    }

    /// Presses a key.
    void press(String key) throws InterruptedException {
        for (String type : List.of("keyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", key.length() == 1 && type.equals("keyDown")
                    ? Map.of("type", type, "key", key, "text", key) : key.equals("Enter")
                    ? Map.of("type", type, "key", key, "text", "\r", "windowsVirtualKeyCode", 13)
                            : Map.of("type", type, "key", key));
        }
    }

    void type(String text) throws InterruptedException {
        call("Input.insertText", Map.of("text", text));
    }

    void screenshot(Path file) throws IOException, InterruptedException {
        Files.write(file, Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png"))
                .path("data").asString()));
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
