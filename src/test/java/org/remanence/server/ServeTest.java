package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.remanence.Slow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `serve` in a process of its own, killed in the middle of a job.
@Slow
final class ServeTest {
    private static final String QUESTION = """
            {"experiment":"scaling","parameters":{"ask":"excess-entropy --data gaussian:d=16,n={x} --times 0.2,0.5,1 --draws 4000",
            "sizes":"1000,1100,1200,1300,1400,1500,1600,1700,1800,1900,2000,2100,2200,2300,2400,2500,2600,2700,2800,2900",
            "measure":"theory.collapseTime.isotropic","bootstraps":20}}""";

    @TempDir
    private Path folder;
    private Process process;
    private String address;

    private void serve() throws IOException {
        List<String> words = new ArrayList<>(DashboardTest.program());
        words.addAll(List.of("serve", "--port", "0", "--no-token", "--state", folder.resolve("state").toString(),
                "--model", "small=gaussian:d=3,n=9"));
        process = new ProcessBuilder(words).redirectError(folder.resolve("err").toFile()).start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        assertTrue(line != null && line.startsWith("listening on http://127.0.0.1:"), line
                + Files.readString(folder.resolve("err")));
        address = line.substring("listening on ".length());
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return new JsonMapper().readTree(client.send(HttpRequest.newBuilder(URI.create(address + path))
                    .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                    BodyHandlers.ofString()).body());
        }
    }

    private JsonNode ended(String id) throws IOException, InterruptedException {
        for (JsonNode job = send("GET", "/v1/jobs/" + id, "");; job = send("GET", "/v1/jobs/" + id, "")) {
            if (!job.path("ended").isNull()) {
                assertEquals("succeeded", job.path("state").asString(), job.toString());
                return job;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private long parts(String id) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("state/jobs/" + id))) {
            return files.filter(each -> each.getParent().getFileName().toString().startsWith("result.parts-")
                    && each.toString().endsWith(".json")).count();
        }
    }

    @Test
    void aKilledServerGoesOnFromFinishedParts() throws IOException, InterruptedException {
        serve();
        assertEquals("small", send("GET", "/v2/models/small", "").path("name").asString());
        String id = send("POST", "/v1/jobs", QUESTION).path("id").asString();
        while (parts(id) < 3) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        ProcessHandle job = process.children().findFirst().orElseThrow();
        process.destroyForcibly().waitFor();
        assertTrue(parts(id) >= 3);
        serve();
        assertFalse(job.isAlive(), "the process without a server is ended");
        assertEquals(2, ended(id).path("attempt").asInt());
        String log = Files.readString(folder.resolve("state/jobs/" + id + "/log.txt"));
        assertTrue(log.contains("goes on after "), log);
        String resumed = send("GET", "/v1/jobs/" + id + "/result", "").at("/manifest/resultHash").asString();
        send("POST", "/v1/jobs", QUESTION.replaceFirst("\\{", "{\"fresh\":true,"));
        assertEquals(3, ended(id).path("attempt").asInt());
        assertEquals(resumed, send("GET", "/v1/jobs/" + id + "/result", "").at("/manifest/resultHash").asString(),
                "to the bit");
        process.destroy();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    }
}
