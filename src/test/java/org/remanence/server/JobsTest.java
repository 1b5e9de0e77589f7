package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.result.Npy;
import tools.jackson.databind.JsonNode;

/// Jobs whose processes are a script in the place of the command line: it takes the same words, tells its progress and
/// leaves a result.
/// A job of seed 13 waits until it is stopped, one of seed 14 fails, one of seed 15 waits at its first attempt alone.
final class JobsTest {
    private static final String SCRIPT = """
            #!/bin/sh
            words="$*"
            while [ $# -gt 0 ]; do case $1 in --out) out=$2; shift ;; --seed) seed=$2; shift ;; esac; shift; done
            echo '{"progress":{"task":"posteriors","done":1,"total":2,"eta":3.5}}' >&2
            echo "some talk" >&2
            if [ $seed = 13 ] || { [ $seed = 15 ] && ! [ -e "$out.begun" ]; }; then touch "$out.begun"; exec sleep 100; fi
            if [ $seed = 14 ]; then echo "remanence: the machine is tired" >&2; exit 3; fi
            mkdir "$out"; echo "$words" | tee "$out/words" >"$out/words.txt"; pwd >>"$out/words"
            mkdir "$out/deep"; echo 0123456789 >"$out/deep/digits.txt"; echo '<p>report</p>' >"$out/report.html"
            echo '{"result":1}' >"$out/result.json"; echo '{}' >"$out/manifest.json"; echo summary
            """;
    private static final String QUESTION =
            "{\"experiment\":\"excess-entropy\",\"parameters\":{\"data\":\"faces.npy\",\"times\":[0.1,0.5],"
                    + "\"draws\":100},\"seed\":%d}";

    @TempDir
    private Path folder;
    private Served served;

    @BeforeEach
    void start() throws IOException {
        Path script = Files.createFile(folder.resolve("program"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));
        Files.writeString(script, SCRIPT);
        Files.createDirectories(folder.resolve("root"));
        Npy.write(folder.resolve("root/faces.npy"), new double[] {1, 2, 3, 4}, 2, 2);
        Npy.write(folder.resolve("secret.npy"), new double[] {1, 2, 3, 4}, 2, 2);
        Files.createSymbolicLink(folder.resolve("root/link.npy"), folder.resolve("secret.npy"));
        Files.createDirectories(folder.resolve("root/.hidden"));
        serve();
    }

    private void serve() {
        served = Served.with(Served.settings(folder.resolve("state"), Optional.of(folder.resolve("root")), false),
                List.of(folder.resolve("program").toString()));
    }

    @AfterEach
    void stop() {
        served.close();
        assertEquals(List.of(), served.faults);
    }

    private JsonNode ask(long seed) {
        Served.Got got = served.post("/v1/jobs", QUESTION.formatted(seed));
        assertEquals(202, got.status(), got.text());
        assertEquals("/v1/jobs/" + got.json().path("id").asString(), got.header("Location"));
        return got.json();
    }

    private JsonNode job(String id) {
        return served.get("/v1/jobs/" + id).json();
    }

    private JsonNode await(String id, String state) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (; System.nanoTime() < until; Thread.sleep(5)) {
            if (job(id).path("state").asString().equals(state)) {
                return job(id);
            }
        }
        throw new AssertionError("the job never was " + state + ": " + job(id));
    }

    @Test
    void aJobIsAskedOnceAndGivesItsFiles() throws Exception {
        JsonNode asked = ask(1);
        String id = asked.path("id").asString();
        assertTrue(id.matches("[0-9a-f]{16}"));
        assertEquals("faces.npy", asked.at("/parameters/data").asString());
        assertEquals("double", asked.at("/parameters/precision").asString(), "defaults are filled in");
        assertEquals("./remanence run excess-entropy --data faces.npy --times 0.1,0.5 --draws 100",
                asked.path("command").asString());
        JsonNode done = await(id, "succeeded");
        assertEquals(1, done.path("attempt").asInt());
        assertTrue(done.path("progress").isNull() && done.path("error").isNull());
        Served.Got again = served.post("/v1/jobs", QUESTION.formatted(1));
        assertEquals(200, again.status());
        assertEquals(id, again.json().path("id").asString());
        assertEquals("{\"result\":1}\n", served.get("/v1/jobs/" + id + "/result").text());
        assertEquals("summary\n", served.get("/v1/jobs/" + id + "/summary").text());
        assertEquals(302, served.get("/v1/jobs/" + id + "/report").status());
        Served.Got report = served.get("/v1/jobs/" + id + "/files/report.html");
        assertTrue(report.header("Content-Security-Policy").startsWith("sandbox"));
        assertEquals("nosniff", report.header("X-Content-Type-Options"));
        assertEquals(List.of("deep/digits.txt", "manifest.json", "report.html", "result.json", "words", "words.txt"),
                served.get("/v1/jobs/" + id + "/files").json().path("files").valueStream()
                        .map(each -> each.path("name").asString()).toList());
        List<String> words = served.get("/v1/jobs/" + id + "/files/words").text().lines().toList();
        String command = "run excess-entropy --data=%s --times=0.1,0.5 --draws=100 --seed 1 --threads 2 --progress "
                + "json --out %s";
        assertEquals(command.formatted(
                folder.resolve("root/faces.npy").toRealPath(), folder.resolve("state/jobs/" + id + "/result")),
                        words.getFirst());
        assertTrue(served.get("/v1/jobs/" + id + "/files/words.txt").text().contains(" --data=faces.npy "),
                "texts tell names, not paths");
        assertTrue(words.getLast().endsWith("/work"), "the process stands where no name reaches a file");
        assertFalse(served.get("/v1/jobs").text().contains(folder.toString()), "no path is told");
        assertEquals("some talk\n", Files.readString(folder.resolve("state/jobs/" + id + "/log.txt")));
    }

    @Test
    void filesComeInPartsAndNoneFromOutside() throws Exception {
        String id = ask(1).path("id").asString();
        await(id, "succeeded");
        String files = "/v1/jobs/" + id + "/files/";
        Served.Got part = served.get(files + "deep/digits.txt", "Range", "bytes=2-4");
        assertEquals(206, part.status());
        assertEquals("234", part.text());
        assertEquals("bytes 2-4/11", part.header("Content-Range"));
        assertEquals("9\n", served.get(files + "deep/digits.txt", "Range", "bytes=-2").text());
        for (String nowhere : List.of("bytes=50-", "bytes=-0")) {
            Served.Got refused = served.get(files + "deep/digits.txt", "Range", nowhere);
            assertEquals(416, refused.status(), nowhere);
            assertEquals("bytes */11", refused.header("Content-Range"));
            assertEquals("Range Not Satisfiable", refused.json().path("title").asString());
        }
        assertEquals(304, served.get(files + "deep/digits.txt", "If-None-Match", part.header("ETag")).status());
        for (String outside : List.of("..%2fjob.json", "%2e%2e/job.json", "deep/..%2f..%2fjob.json", "/etc/passwd",
                "deep", "", "result.json%00")) {
            int status = served.get(files + outside).status();
            assertTrue(status == 404 || status == 400, outside + " gives " + status);
        }
    }

    @Test
    void watchersAreToldEverythingOnce() throws Exception {
        String id = ask(1).path("id").asString();
        String events = served.get("/v1/jobs/" + id + "/events").text();
        List<String> kinds = events.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7))
                .toList();
        assertEquals(List.of("state", "state", "progress", "state"), kinds);
        List<Long> numbers = events.lines().filter(line -> line.startsWith("id: "))
                .map(line -> Long.parseLong(line.substring(4))).toList();
        assertEquals(numbers.stream().sorted().distinct().toList(), numbers);
        assertTrue(events.contains("data: {\"task\":\"posteriors\",\"done\":1,\"total\":2,\"eta\":3.5}"));
        String rest = served.get("/v1/jobs/" + id + "/events", "Last-Event-ID", String.valueOf(numbers.get(1))).text();
        assertEquals(events.substring(events.indexOf("id: " + numbers.get(2))), rest.substring(rest.indexOf("id: ")));
        assertEquals(204, served.get("/v1/jobs/" + id + "/events", "Last-Event-ID", String.valueOf(numbers.getLast()))
                .status());
        served.close();
        serve();
        assertEquals(204, served.get("/v1/jobs/" + id + "/events", "Last-Event-ID", String.valueOf(numbers.getLast()))
                .status(), "also by the next server");
        assertTrue(served.get("/v1/jobs/" + id + "/events").text().contains("\"succeeded\""));
    }

    @Test
    void aJobCanBeStoppedRemovedAndAskedAgain() throws Exception {
        String id = ask(13).path("id").asString();
        await(id, "running");
        assertEquals("posteriors", awaitProgress(id).path("task").asString());
        assertEquals(409, served.send("DELETE", "/v1/jobs/" + id, new byte[0]).status());
        assertEquals(409, served.get("/v1/jobs/" + id + "/result").status());
        assertEquals(202, served.post("/v1/jobs/" + id + "/cancel", "").status());
        await(id, "cancelled");
        assertEquals(2, ask(13).path("attempt").asInt());
        served.post("/v1/jobs/" + id + "/cancel", "");
        await(id, "cancelled");
        assertEquals(204, served.send("DELETE", "/v1/jobs/" + id, new byte[0]).status());
        assertEquals(404, served.get("/v1/jobs/" + id).status());
        assertFalse(Files.exists(folder.resolve("state/jobs/" + id)));
    }

    private JsonNode awaitProgress(String id) throws InterruptedException {
        while (job(id).path("progress").isNull()) {
            Thread.sleep(5);
        }
        return job(id).path("progress");
    }

    @Test
    void aFailureTellsWhyAndFreshComputesAgain() throws Exception {
        String id = ask(14).path("id").asString();
        assertEquals("the machine is tired", await(id, "failed").path("error").asString());
        assertTrue(served.get("/v1/jobs/" + id + "/result").json().path("detail").asString()
                .contains("the machine is tired"));
        String good = ask(1).path("id").asString();
        await(good, "succeeded");
        Served.Got fresh = served.post("/v1/jobs", QUESTION.formatted(1)
                .replace("\"seed\"", "\"fresh\":true,\"seed\""));
        assertEquals(202, fresh.status());
        await(good, "succeeded");
        assertEquals(2, job(good).path("attempt").asInt());
    }

    @Test
    void theQueueHasAnEnd() throws Exception {
        String first = ask(13).path("id").asString();
        await(first, "running");
        for (int seed = 20; seed < 23; seed++) {
            assertEquals(seed - 19, ask(seed).path("position").asInt());
        }
        Served.Got refused = served.post("/v1/jobs", QUESTION.formatted(30));
        assertEquals(429, refused.status());
        assertEquals("10", refused.header("Retry-After"));
        assertEquals(4, served.get("/v1/jobs").json().path("jobs").size());
        assertEquals(3, served.get("/v1/jobs?state=queued").json().path("jobs").size());
        JsonNode page = served.get("/v1/jobs?limit=3").json();
        assertEquals(3, page.path("jobs").size());
        assertEquals(first, served.get("/v1/jobs?after=" + page.path("after").asString()).json().at("/jobs/0/id")
                .asString());
        assertTrue(served.get("/metrics").text().contains("remanence_jobs{state=\"queued\"} 3"));
    }

    /// A server that was killed in the middle of a removal leaves parts of a result without its manifest.
    @Test
    void halfOfAResultIsNoResult() throws Exception {
        String id = ask(1).path("id").asString();
        await(id, "succeeded");
        assertEquals(204, served.send("DELETE", "/v1/jobs/" + id, new byte[0]).status());
        Files.createDirectories(folder.resolve("state/jobs/" + id + "/result/deep"));
        ask(1);
        await(id, "succeeded");
        Path job = folder.resolve("state/jobs/" + id + "/job.json");
        String text = Files.readString(job);
        served.close();
        Files.createDirectories(folder.resolve("state/jobs/old"));
        Files.writeString(folder.resolve("state/jobs/old/job.json"), text.replace("excess-entropy",
                "excess-of-yesterday").replace(id, "old"));
        serve();
        assertEquals(200, served.get("/v1/jobs/" + id).status(),
                "the next server does not fail at an experiment that is no more");
        assertEquals(404, served.get("/v1/jobs/old").status());
    }

    @Test
    void theEndIsTheLastEventOfALongJob() throws Exception {
        JobEvents events = new JobEvents();
        events.begin(1);
        for (int i = 0; i < 1_100_000; i++) {
            events.add("progress", "{}");
        }
        long seen = events.after(0, 0).getLast().number();
        events.end(1, "state", "{}");
        assertEquals(List.of("state"), events.after(seen, 0).stream().map(JobEvents.Event::type).toList());
    }

    /// The next server finds what ran, ends its process if it still lives, and begins again.
    @Test
    void jobsOutliveTheServer() throws Exception {
        String id = ask(15).path("id").asString();
        String waits = ask(16).path("id").asString();
        await(id, "running");
        Path state = folder.resolve("state/jobs/" + id + "/job.json");
        String running = Files.readString(state);
        ProcessHandle orphan = new ProcessBuilder("sleep", "100").start().toHandle();
        served.close();
        Files.writeString(state, running.replaceFirst("\"process\":\\d+", "\"process\":" + orphan.pid())
                .replaceFirst("\"processStarted\":\"[^\"]*\"", "\"processStarted\":\"" + orphan.info().startInstant()
                        .orElseThrow() + "\""));
        serve();
        assertFalse(orphan.isAlive());
        assertEquals(2, await(id, "succeeded").path("attempt").asInt());
        assertEquals(1, await(waits, "succeeded").path("attempt").asInt());
    }

    @Test
    void theIdIsWhatTheAnswerDependsOn() throws IOException {
        String id = ask(1).path("id").asString();
        assertNotEquals(id, ask(2).path("id").asString());
        String spelled = QUESTION.formatted(1).replace("[0.1,0.5]", "\"0.1,0.5\"").replace("100", "\"1e2\"");
        assertEquals(id, served.post("/v1/jobs", spelled).json().path("id").asString(),
                "another way to write the same");
        Npy.write(folder.resolve("root/faces.npy"), new double[] {1, 2, 3, 5}, 2, 2);
        assertNotEquals(id, served.post("/v1/jobs", QUESTION.formatted(1)).json().path("id").asString(),
                "other bytes under the same name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{`experiment`:`exces-entropy`}; experiment; did you mean excess-entropy?",
        "{}; experiment; there is no experiment",
        "{`experiment`:`excess-entropy`,`more`:1}; more; no member more",
        "{`experiment`:`excess-entropy`,`seed`:1.5}; seed; whole number",
        "{`experiment`:`excess-entropy`,`parameters`:[1]}; parameters; object",
        "{`experiment`:`excess-entropy`,`parameters`:{`drwas`:1}}; drwas; did you mean draws?",
        "{`experiment`:`excess-entropy`,`parameters`:{`draws`:-1}}; draws; draws must be at least 2",
        "{`experiment`:`excess-entropy`,`parameters`:{`draws`:{}}}; draws; must be integer",
        "{`experiment`:`excess-entropy`,`parameters`:{`times`:[0.1,0]}}; times; each of times must be above 0, got 0.0",
        "{`experiment`:`excess-entropy`,`parameters`:{`precision`:`half`}}; precision; double | float",
        "{`experiment`:`score`,`parameters`:{`data`:`digits`,`at`:`digits`}}; time; time must be given",
        "{`experiment`:`scaling`,`parameters`:{`ask`:`excess-entropy --data /etc/{x} --times 1`}}; ask; data root",
        "{`experiment`:`scaling`,`parameters`:{`measure`:`x`,`ask`:`excess-entropy --data secret{x}.npy --times 1`}};"
                + " ask; data root",
    })
    void refusesParametersByName(String question, String parameter, String part) {
        Served.Got got = served.post("/v1/jobs", question.replace('`', '"'));
        assertEquals(422, got.status(), got.text());
        assertEquals("application/problem+json", got.type());
        assertEquals(parameter, got.json().path("parameter").asString());
        assertTrue(got.json().path("detail").asString().contains(part), got.text());
        assertEquals(0, served.get("/v1/jobs").json().path("jobs").size());
    }

    /// What is forbidden looks as what does not exist.
    @Test
    void dataLieBelowTheRootAlone() {
        String question = "{\"experiment\":\"excess-entropy\",\"parameters\":{\"data\":\"%s\"}}";
        String absent = served.post("/v1/jobs", question.formatted("absent.npy")).text();
        for (String name : List.of("/etc/passwd", "../secret.npy", "link.npy", "pom.xml", "src", ".", "..", "",
                "faces.npy/..", "./faces.npy", "a\\u0000b", "~/x",
                folder.resolve("root/faces.npy").toString(), folder.resolve("secret.npy").toString(), "nosuch:x",
                        "../secret.npz:x")) {
            Served.Got got = served.post("/v1/jobs", question.formatted(name));
            assertEquals(422, got.status(), name);
            if (!name.isEmpty()) {
                assertEquals(absent.replace("absent.npy", name.replace("a\\u0000b", "a?b")), got.text(), name);
            }
        }
        assertEquals("[\"faces.npy\"]", served.get("/v1/data").json().path("data").toString());
        Served.Got model = served.post("/v1/models", "{\"name\":\"faces\",\"data\":\"faces.npy\",\"process\":\"ve\"}");
        assertEquals(201, model.status(), model.text());
        assertEquals("[-1,2]", served.get("/v2/models/faces").json().at("/inputs/0/shape").toString());
        assertEquals(409, served.post("/v1/models", "{\"name\":\"faces\",\"data\":\"faces.npy\"}").status());
        assertEquals(422, served.post("/v1/models", "{\"name\":\"stolen\",\"data\":\"../secret.npy\"}").status());
        assertEquals(422, served.post("/v1/models", "{\"name\":\"x\",\"data\":\"faces.npy\",\"process\":\"vp\"}")
                .status());
        assertEquals(422, served.post("/v1/models", "{\"data\":\"faces.npy\"}").status());
        assertEquals(204, served.send("DELETE", "/v1/models/faces", new byte[0]).status());
        assertEquals(404, served.get("/v2/models/faces").status());
    }

    @Test
    void arraysAreUploadedWholeOrNotAtAll() throws Exception {
        byte[] array = Files.readAllBytes(folder.resolve("root/faces.npy"));
        assertEquals(409, served.send("PUT", "/v1/data/faces.npy", array).status(), "files of the data root stay");
        assertEquals(404, served.send("DELETE", "/v1/data/faces.npy", new byte[0]).status());
        Served.Got put = served.send("PUT", "/v1/data/mine.npy", array);
        assertEquals(201, put.status(), put.text());
        assertEquals(200, served.send("PUT", "/v1/data/mine.npy", array).status());
        assertEquals("[\"faces.npy\",\"mine.npy\"]", served.get("/v1/data").json().path("data").toString());
        Served.Got asked = served.post("/v1/jobs", QUESTION.formatted(1).replace("faces", "mine"));
        assertEquals("mine.npy", asked.json().at("/parameters/data").asString(), asked.text());
        await(asked.json().path("id").asString(), "succeeded");
        for (String name : List.of("mine.npz", ".npy", "..npy", "a b.npy", "..%2fmine.npy", "a%2fb.npy", "x".repeat(101)
                + ".npy")) {
            int status = served.send("PUT", "/v1/data/" + name.replace(" ", "%20"), array).status();
            assertTrue(status == 400 || status == 404, name + " gives " + status);
            assertEquals(404, served.send("DELETE", "/v1/data/" + name.replace(" ", "%20"), new byte[0]).status(),
                    name);
        }
        for (byte[] wrong : List.of(new byte[0], new byte[100], Arrays.copyOf(array, array.length - 1),
                Arrays.copyOf(array, array.length + 1),
                new String(array, StandardCharsets.ISO_8859_1).replace("<f8", "|O8")
                        .getBytes(StandardCharsets.ISO_8859_1))) {
            assertEquals(400, served.send("PUT", "/v1/data/wrong.npy", wrong).status());
        }
        assertEquals(415, served.send("PUT", "/v1/data/packed.npy", array, "Content-Encoding", "gzip").status());
        assertEquals(List.of("mine.npy"), uploads());
        assertEquals(204, served.send("DELETE", "/v1/data/mine.npy", new byte[0]).status());
        assertEquals(List.of(), uploads());
    }

    /// 2 MiB in all, here, and 1 MiB for any other body.
    @Test
    void uploadsHaveAQuota() throws IOException {
        Npy.write(folder.resolve("large.npy"), new double[180_000], 90_000, 2);
        byte[] large = Files.readAllBytes(folder.resolve("large.npy"));
        assertTrue(large.length > 1 << 20);
        assertEquals(201, served.send("PUT", "/v1/data/one.npy", large).status());
        byte[] less = Arrays.copyOf(large, 1 << 20);
        Served.Got full = served.send("PUT", "/v1/data/two.npy", less);
        assertEquals(413, full.status());
        assertTrue(full.json().path("detail").asString().contains("2097152 bytes"), full.text());
        assertEquals(200, served.get("/v1/data").status());
        String head = "PUT /v1/data/two.npy HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = new String(Arrays.copyOf(large, 0xfffff), StandardCharsets.ISO_8859_1);
        String chunked = served.raw(head + "fffff\r\n" + chunk + "\r\n0\r\n\r\n");
        assertTrue(chunked.startsWith("HTTP/1.1 413"), chunked);
        assertEquals(List.of("one.npy"), uploads());
        served.close();
        Files.write(folder.resolve("state/data/.unfinished-7"), large);
        serve();
        assertEquals(List.of("one.npy"), uploads());
        assertEquals(413, served.send("PUT", "/v1/data/two.npy", less).status(), "also by the next server");
        assertEquals(204, served.send("DELETE", "/v1/data/one.npy", new byte[0]).status());
        assertEquals(201, served.send("PUT", "/v1/data/two.npy", large).status());
    }

    private List<String> uploads() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("state/data"))) {
            return files.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void foldersHideNoWayOut() throws IOException {
        Files.createDirectories(folder.resolve("root/pictures"));
        Files.createSymbolicLink(folder.resolve("root/pictures/1.png"), folder.resolve("secret.npy"));
        Served.Got got =
                served.post("/v1/jobs", "{\"experiment\":\"excess-entropy\",\"parameters\":{\"data\":\"pictures\"}}");
        assertEquals(422, got.status());
        assertTrue(got.text().contains("data root"), got.text());
    }

    @Test
    void namesWithBlanksMembersAndColumnsAreData() throws IOException {
        Files.copy(folder.resolve("root/faces.npy"), folder.resolve("root/more faces.npy"));
        Files.writeString(folder.resolve("root/table.csv"), "a,b,kind\n1,2,x\n3,4,y\n");
        for (String parameters : List.of("\"data\":\"more faces.npy\"",
                "\"data\":\"table.csv\",\"labels\":\"kind\",\"separator\":\"comma\",\"columns\":\"a,b\"",
                "\"data\":\"table.csv\",\"labels\":\"auto\"")) {
            Served.Got got = served.post("/v1/jobs", "{\"experiment\":\"excess-entropy\",\"parameters\":{" + parameters
                    + "}}");
            assertEquals(202, got.status(), got.text());
        }
        for (String labels : List.of("../secret.npy", "/etc/passwd", "absent.npy")) {
            Served.Got got =
                    served.post("/v1/jobs",
                    "{\"experiment\":\"excess-entropy\",\"parameters\":{\"data\":\"table.csv\",\"labels\":\"" + labels
                    + "\"}}");
            assertEquals(422, got.status(), labels);
            assertTrue(got.text().contains("which has no " + labels), got.text());
        }
        Served.Got network =
                served.post("/v1/jobs",
                "{\"experiment\":\"sample\",\"parameters\":{\"data\":\"faces.npy\",\"count\":3,\"score\":\"../net\"}}");
        assertEquals(422, network.status());
        assertEquals("score", network.json().path("parameter").asString());
    }

    @Test
    void learnedFeaturesAreModelsToo() {
        assertEquals(201,
                served.post("/v1/models",
                "{\"name\":\"learned\",\"data\":\"gaussian:d=2,n=9\",\"score\":\"learned\",\"features\":20}").status());
        assertEquals(List.of("score", "denoiser"),
                served.get("/v2/models/learned").json().path("outputs").valueStream()
                        .map(each -> each.path("name").asString()).toList());
        String state = "{\"parameters\":{\"time\":%s},\"inputs\":[{\"name\":\"x\",\"shape\":[1,2],"
                + "\"datatype\":\"FP64\",\"data\":[1,2]}]}";
        JsonNode outputs = served.post("/v2/models/learned/infer", state.formatted("0.5")).json().path("outputs");
        double score = outputs.get(0).at("/data/0").asDouble();
        double tweedie = (1 + (1 - Math.exp(-1)) * score) / Math.exp(-0.5);
        assertEquals(tweedie, outputs.get(1).at("/data/0").asDouble(), 1e-12);
        for (int i = 1; i < 64; i++) {
            assertEquals(200, served.post("/v2/models/learned/infer", state.formatted("0.5" + (100 + i))).status());
        }
        Served.Got full = served.post("/v2/models/learned/infer", state.formatted("0.6"));
        assertEquals(400, full.status());
        assertTrue(full.text().contains("64 times"));
    }
}
