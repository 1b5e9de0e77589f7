package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.remanence.data.DataSource;
import org.remanence.data.PatternSet;
import org.remanence.process.OrnsteinUhlenbeck;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Open Inference Protocol as its specification and the clients of it have it.
final class InferenceTest {
    private static final String INFER = "/v2/models/small/infer";
    private static final String TIME = "{\"name\":\"time\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[0.5]}";
    private static final String X = "{\"name\":\"x\",\"shape\":[1,3],\"datatype\":\"FP64\",\"data\":[1,2,3]}";
    private static final String IHCL = "Inference-Header-Content-Length";

    @TempDir
    private static Path folder;
    private static Served served;

    @BeforeAll
    static void start() {
        served = Served.plain(folder);
    }

    @AfterAll
    static void stop() {
        served.close();
        assertEquals(List.of(), served.faults);
    }

    /// By the library alone.
    private static Posterior expected(double[][] states, double time) {
        try (Session session = Session.seeded(1); Arena arena = Arena.ofShared()) {
            PatternSet patterns = DataSource.open(Served.MODEL, session.stream("patterns"), Precision.DOUBLE, arena);
            return new EmpiricalScore(patterns, new OrnsteinUhlenbeck(), Precision.DOUBLE, session)
                    .posterior(Matrix.of(states), time);
        }
    }

    private static double[] numbers(JsonNode data) {
        return IntStream.range(0, data.size()).mapToDouble(i -> data.get(i).asDouble()).toArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "/v2/health/live; {\"live\":true}",
        "/v2/health/ready; {\"ready\":true}",
        "/v2/models/small/ready; {\"name\":\"small\",\"ready\":true}",
        "/v2/models/small/versions/1/ready; {\"name\":\"small\",\"ready\":true}",
    })
    void healthIsToldInTheWordsOfTheProtocol(String path, String body) {
        Served.Got got = served.get(path);
        assertEquals(200, got.status());
        assertEquals(body, got.text());
        assertEquals("application/json", got.type());
    }

    @Test
    void metadataNamesServerModelAndTensors() {
        for (String path : List.of("/v2", "/v2/")) {
            JsonNode server = served.get(path).json();
            assertEquals("remanence", server.path("name").asString());
            assertTrue(server.path("extensions").toString().contains("binary_tensor_data"));
            assertTrue(server.path("version").isString());
        }
        for (String path : List.of("/v2/models/small", "/v2/models/small/versions/1")) {
            JsonNode model = served.get(path).json();
            assertEquals("[\"1\"]", model.path("versions").toString());
            assertEquals("remanence_score", model.path("platform").asString());
            assertEquals("[{\"name\":\"x\",\"datatype\":\"FP64\",\"shape\":[-1,3]},{\"name\":\"time\","
                    + "\"datatype\":\"FP64\",\"shape\":[1]}]", model.path("inputs").toString());
            assertEquals(List.of("score", "denoiser", "log_density", "effective_patterns", "entropy", "largest",
                    "nearest", "error_bound"),
                    model.path("outputs").valueStream().map(each -> each.path("name").asString()).toList());
            assertEquals("{\"name\":\"nearest\",\"datatype\":\"INT64\",\"shape\":[-1]}", model.path("outputs").get(6)
                    .toString());
        }
        assertEquals("small", served.post("/v2/repository/index", "{}").json().get(0).path("name").asString());
        assertEquals("TYPE_FP64", served.get("/v2/models/small/config").json().path("input").get(0).path("data_type")
                .asString());
    }

    @Test
    void answersInJsonWhatTheLibraryComputes() {
        Served.Got got =
                served.post(INFER, "{\"id\":\"q 7\",\"unknown\":[1],\"parameters\":{\"priority\":3},\"inputs\":[" + X
                + "," + TIME + "]}");
        assertEquals(200, got.status(), got.text());
        assertEquals("application/json", got.type());
        assertEquals("", got.header(IHCL));
        JsonNode answer = got.json();
        assertEquals("small", answer.path("model_name").asString());
        assertEquals("1", answer.path("model_version").asString());
        assertEquals("q 7", answer.path("id").asString());
        Posterior posterior = expected(new double[][] {{1, 2, 3}}, 0.5);
        Map<String, double[]> values = Map.of("score", posterior.score().row(0), "denoiser", posterior.denoiser()
                .row(0), "log_density", posterior.logDensity(),
                "effective_patterns", posterior.effectivePatterns(), "entropy", posterior.entropy(), "largest",
                        posterior.largest(),
                "nearest", new double[] {posterior.nearest()[0]}, "error_bound", posterior.errorBound());
        assertEquals(values.size(), answer.path("outputs").size());
        for (JsonNode output : answer.path("outputs")) {
            String name = output.path("name").asString();
            assertArrayEquals(values.get(name), numbers(output.path("data")), 0, name);
            assertEquals(name.equals("score") || name.equals("denoiser") ? "[1,3]" : "[1]", output.path("shape")
                    .toString());
        }
    }

    @Test
    void timeMayBeAParameterAndDataMayBeNested() {
        String nested = "{\"parameters\":{\"time\":0.5},\"inputs\":[{\"name\":\"x\",\"shape\":[2,3],"
                + "\"datatype\":\"FP64\",\"data\":[[1,2,3],[4,5,6]]}],"
                + "\"outputs\":[{\"name\":\"entropy\"},{\"name\":\"score\"}]}";
        JsonNode answer = served.post("/v2/models/small/versions/1/infer", nested).json();
        assertEquals(List.of("entropy", "score"), answer.path("outputs").valueStream()
                .map(each -> each.path("name").asString()).toList());
        assertFalse(answer.has("id"));
        assertArrayEquals(expected(new double[][] {{1, 2, 3}, {4, 5, 6}}, 0.5).entropy(),
                numbers(answer.path("outputs").get(0).path("data")), 0);
    }

    /// The document, then the numbers.
    private static byte[] binary(String document, ByteOrder order, Object... numbers) {
        byte[] json = document.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(json.length + 8 * numbers.length).order(order).put(json);
        for (Object each : numbers) {
            if (each instanceof Float number) {
                bytes.putFloat(number);
            } else {
                bytes.putDouble((Double) each);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    @Test
    void tensorsMayBeBytesBothWays() {
        String document =
                "{\"inputs\":[{\"name\":\"x\",\"shape\":[1,3],\"datatype\":\"FP32\","
                        + "\"parameters\":{\"binary_data_size\":12}},"
                + "{\"name\":\"time\",\"shape\":[1],\"datatype\":\"FP64\",\"parameters\":{\"binary_data_size\":8}}],"
                + "\"outputs\":[{\"name\":\"nearest\",\"parameters\":{\"binary_data\":true}},{\"name\":\"entropy\"},"
                + "{\"name\":\"score\",\"parameters\":{\"binary_data\":true}}]}";
        Served.Got got = served.send("POST", INFER, binary(document, ByteOrder.LITTLE_ENDIAN, 0.1f, 2f, 3f, 0.5), IHCL,
                String.valueOf(document.length()));
        assertEquals(200, got.status(), got.text());
        assertEquals("application/octet-stream", got.type());
        int header = Integer.parseInt(got.header(IHCL));
        assertEquals(0, header % 8, "numbers begin where typed arrays can");
        JsonNode outputs = new JsonMapper().readTree(got.bytes(), 0, header).path("outputs");
        assertEquals(List.of(8, 24), List.of(outputs.get(0).at("/parameters/binary_data_size").asInt(), outputs.get(2)
                .at("/parameters/binary_data_size").asInt()));
        Posterior posterior = expected(new double[][] {{0.1f, 2, 3}}, 0.5);
        assertArrayEquals(posterior.entropy(), numbers(outputs.get(1).path("data")), 0);
        ByteBuffer rest = ByteBuffer.wrap(got.bytes(), header, got.bytes().length - header)
                .order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(posterior.nearest()[0], rest.getLong());
        for (double each : posterior.score().row(0)) {
            assertEquals(each, rest.getDouble(), 0);
        }
        assertFalse(rest.hasRemaining());
    }

    @Test
    void allOutputsMayBeBytesByOneParameter() {
        String document = "{\"parameters\":{\"time\":1,\"binary_data_output\":true},\"inputs\":[" + X + "],"
                + "\"outputs\":[{\"name\":\"score\"},{\"name\":\"entropy\",\"parameters\":{\"binary_data\":false}}]}";
        Served.Got got = served.post(INFER, document);
        JsonNode outputs = new JsonMapper().readTree(got.bytes(), 0, Integer.parseInt(got.header(IHCL)))
                .path("outputs");
        assertTrue(outputs.get(1).has("data") && !outputs.get(0).has("data"));
        assertEquals(Integer.parseInt(got.header(IHCL)) + 24, got.bytes().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate"})
    void bodiesMayBePacked(String encoding) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoding.equals("gzip") ? new GZIPOutputStream(bytes)
                : new DeflaterOutputStream(bytes)) {
            out.write(("{\"inputs\":[" + X + "," + TIME + "]}").getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(200, served.send("POST", INFER, bytes.toByteArray(), "Content-Encoding", encoding).status());
        byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        assertEquals(400, served.send("POST", INFER, half, "Content-Encoding", encoding).status());
        assertEquals(400, served.send("POST", INFER, "{}".getBytes(StandardCharsets.UTF_8), "Content-Encoding",
                encoding).status());
    }

    @Test
    void bombsAndLongBodiesAreTooLarge() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(new byte[2 << 20]);
        }
        Served.Got bomb = served.send("POST", INFER, bytes.toByteArray(), "Content-Encoding", "gzip");
        assertEquals(413, bomb.status());
        assertEquals("application/json", bomb.type());
        String declared =
                served.raw("POST " + INFER + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999999999\r\n\r\n");
        assertTrue(declared.startsWith("HTTP/1.1 413") && declared.contains("Content-Type: application/json\r\n")
                && declared.contains("{\"error\":"), declared);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "{; 400; JSON",
        "; 400; JSON object",
        "[]; 400; one JSON object",
        "{} {}; 400; more after it",
        "{}; 400; inputs must be an array",
        "{`inputs`:[]}; 400; states, is missing",
        "{`id`:5,`inputs`:[X,T]}; 400; id must be a text",
        "{`inputs`:[X]}; 400; time is missing",
        "{`inputs`:[X,X,T]}; 400; given twice",
        "{`inputs`:[T]}; 400; x, the states, is missing",
        "{`inputs`:[X,T],`parameters`:{`time`:1}}; 400; time is given twice",
        "{`inputs`:[X],`parameters`:{`time`:-1}}; 400; time must be positive and finite",
        "{`inputs`:[X],`parameters`:[]}; 400; parameters must be an object",
        "{`inputs`:[X,T,{`name`:`y`,`shape`:[1],`datatype`:`FP64`,`data`:[1]}]}; 400; no input y",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`INT32`,`data`:[1,2,3]}]}; 400; must be FP64 or FP32, got "
                + "INT32",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`,`data`:[1,2]}]}; 400; shape",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`,`data`:[[1],[2],[3]]}]}; 400; shape",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`,`data`:[[1,2],[3]]}]}; 400; rows of one length",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`,`data`:[1,null,3]}]}; 400; numbers alone",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`,`data`:[1,`2`,3]}]}; 400; numbers alone",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`,`data`:[1,1e999,3]}]}; 400; finite",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`,`data`:5}]}; 400; array of numbers",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`}]}; 400; either data or binary_data_size",
        "{`inputs`:[T,{`name`:`x`,`shape`:[3],`datatype`:`FP64`,`data`:[1,2,3]}]}; 400; shape [B, 3]",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,4],`datatype`:`FP64`,`data`:[1,2,3,4]}]}; 400; shape [B, 3]",
        "{`inputs`:[T,{`name`:`x`,`shape`:[0,3],`datatype`:`FP64`,`data`:[]}]}; 400; 1 to 1048576 states",
        "{`inputs`:[T,{`name`:`x`,`shape`:[-1,3],`datatype`:`FP64`,`data`:[1,2,3]}]}; 400; lengths from 0",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1.5,3],`datatype`:`FP64`,`data`:[1,2,3]}]}; 400; lengths from 0",
        "{`inputs`:[T,{`name`:`x`,`shape`:[9223372036854775807,3],`datatype`:`FP64`,`data`:[1,2,3]}]}; 400; 2^63",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1000000000,3],`datatype`:`FP64`,`data`:[1,2,3]}]}; 400; 1 to 1048576 states",
        "{`inputs`:[T,{`name`:`x`,`datatype`:`FP64`,`data`:[1,2,3]}]}; 400; must have a shape",
        "{`inputs`:[T,{`shape`:[1,3],`datatype`:`FP64`,`data`:[1,2,3]}]}; 400; must have a name",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`data`:[1,2,3]}]}; 400; must have a datatype",
        "{`inputs`:[T,{`name`:`x`,`shape`:[1,3],`datatype`:`FP64`,`parameters`:{`binary_data_size`:24}}]}; 400; "
                + "header Inference-Header-Content-Length is missing",
        "{`inputs`:[T,5]}; 400; must have a name",
        "{`inputs`:[X,T],`outputs`:[{`name`:`nothing`}]}; 400; no output nothing",
        "{`inputs`:[X,T],`outputs`:[{`name`:`score`},{`name`:`score`}]}; 400; twice",
        "{`inputs`:[X,T],`outputs`:5}; 400; outputs must be an array",
        "{`inputs`:[X,T],`outputs`:[{`name`:`score`,`parameters`:{`binary_data`:1}}]}; 400; true or false",
        "{`inputs`:[X,T],`inputs`:[X,T]}; 400; JSON",
        "{`inputs`:[{`name`:`x`,`shape`:[1],`datatype`:`FP64`,"
                + "`data`:[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}]}; 400; JSON",
    })
    void refusesInOneSentence(String body, int status, String part) {
        String sent = body == null ? "" : body.replace("X", X).replace("T,", TIME + ",").replace("T]", TIME + "]")
                .replace('`', '"');
        Served.Got got = served.post(INFER, sent);
        assertEquals(status, got.status(), got.text());
        assertEquals("application/json", got.type());
        String sentence = got.json().path("error").asString();
        assertTrue(sentence.contains(part), sentence);
        assertEquals(1, sentence.lines().count());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "GET; /v2/models/nothing; 404", "GET; /v2/models/nothing/ready; 404", "GET; /v2/models/small/versions/2; 404",
                "POST; /v2/models/nothing/infer; 404",
        "GET; /v2/nowhere; 404", "GET; /v2/models/small/infer; 405", "POST; /v2/health/live; 405",
                "DELETE; /v2/models/small; 405", "GET; /v2/models/small/ready/; 404"})
    void refusesUnknownPlaces(String method, String path, int status) {
        Served.Got got = served.send(method, path, new byte[0]);
        assertEquals(status, got.status());
        assertEquals("application/json", got.type());
        assertTrue(got.json().path("error").isString());
        assertEquals(status == 405, !got.header("Allow").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "1000000", "3"})
    void refusesWrongHeaderLengths(String length) {
        Served.Got got = served.post(INFER, "{\"inputs\":[" + X + "," + TIME + "]}", IHCL, length);
        assertEquals(400, got.status());
        assertEquals("application/json", got.type());
    }

    @Test
    void refusesBytesTooFewOrTooMany() {
        String document =
                "{\"parameters\":{\"time\":1},\"inputs\":[{\"name\":\"x\",\"shape\":[1,3],\"datatype\":\"FP64\","
                        + "\"parameters\":{\"binary_data_size\":24}}]}";
        String length = String.valueOf(document.length());
        assertEquals(400, served.send("POST", INFER, binary(document, ByteOrder.LITTLE_ENDIAN, 1.0, 2.0), IHCL, length)
                .status());
        assertEquals(400, served.send("POST", INFER, binary(document, ByteOrder.LITTLE_ENDIAN, 1.0, 2.0, 3.0, 4.0),
                IHCL, length).status());
        assertEquals(400, served.send("POST", INFER, binary(document, ByteOrder.LITTLE_ENDIAN, 1.0, Double.NaN, 3.0),
                IHCL, length).status());
        String lie = document.replace("24", "16");
        assertEquals(400, served.send("POST", INFER, binary(lie, ByteOrder.LITTLE_ENDIAN, 1.0, 2.0), IHCL, length)
                .status());
    }

    /// Many clients at once, each with states of its own, get the bits they would get alone.
    @Test
    void nobodyNoticesTheOthers() throws Exception {
        int clients = 24;
        String all = "{\"parameters\":{\"time\":%s},\"inputs\":[{\"name\":\"x\",\"shape\":[1,3],"
                + "\"datatype\":\"FP64\",\"data\":[%s,0.25,-1]}]%s}";
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> together = pool.invokeAll(IntStream.range(0, clients).<Callable<String>>mapToObj(i ->
                    () -> served.post(INFER,
                    all.formatted(i % 3 == 0 ? "0.3" : "0.7", i * 0.1, i % 2 == 0 ? ""
                            : ",\"outputs\":[{\"name\":\"log_density\"}]")).text()).toList());
            for (int i = 0; i < clients; i++) {
                String alone = served.post(INFER, all.formatted(i % 3 == 0 ? "0.3" : "0.7", i * 0.1, i % 2 == 0 ? ""
                        : ",\"outputs\":[{\"name\":\"log_density\"}]")).text();
                assertEquals(alone, together.get(i).get());
                assertTrue(alone.contains("log_density"));
            }
        }
    }

    @Test
    void tensorsMayLieInSharedMemory() throws IOException {
        String key = "remanence-test-" + ProcessHandle.current().pid();
        Path file = Path.of("/dev/shm", key);
        try {
            ByteBuffer numbers = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN).putDouble(1).putDouble(2)
                    .putDouble(3);
            Files.write(file, numbers.array());
            String at = "/v2/systemsharedmemory";
            assertEquals(200, served.post(at + "/region/mine/register", "{\"key\":\"/" + key
                    + "\",\"offset\":0,\"byte_size\":64}").status());
            assertEquals(400, served.post(at + "/region/mine/register", "{\"key\":\"/" + key
                    + "\",\"offset\":0,\"byte_size\":64}").status());
            assertEquals("[{\"name\":\"mine\",\"key\":\"/" + key + "\",\"offset\":0,\"byte_size\":64}]",
                    served.get(at + "/status").text());
            assertEquals(served.get(at + "/status").text(), served.get(at + "/region/mine/status").text());
            String shared = "{\"shared_memory_region\":\"mine\",\"shared_memory_byte_size\":24";
            Served.Got got =
                    served.post(INFER,
                    "{\"parameters\":{\"time\":0.5},\"inputs\":[{\"name\":\"x\",\"shape\":[1,3],"
                            + "\"datatype\":\"FP64\",\"parameters\":"
                    + shared + "}}],\"outputs\":[{\"name\":\"score\",\"parameters\":" + shared
                            + ",\"shared_memory_offset\":24}}]}");
            assertEquals(200, got.status(), got.text());
            assertTrue(got.text().contains("shared_memory_region") && !got.text().contains("\"data\""), got.text());
            ByteBuffer now = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).position(24);
            for (double each : expected(new double[][] {{1, 2, 3}}, 0.5).score().row(0)) {
                assertEquals(each, now.getDouble(), 0);
            }
            for (String wrong : List.of("{\"key\":\"../../etc/passwd\",\"offset\":0,\"byte_size\":8}",
                    "{\"key\":\"none-such\",\"offset\":0,\"byte_size\":8}",
                    "{\"key\":\"" + key + "\",\"offset\":60,\"byte_size\":8}", "{\"key\":\"" + key
                            + "\",\"offset\":-1,\"byte_size\":8}", "{\"key\":\"" + key + "\"}", "{}")) {
                assertEquals(400, served.post(at + "/region/other/register", wrong).status(), wrong);
            }
            assertEquals(200, served.post(at + "/region/mine/unregister", "").status());
            assertEquals(404, served.get(at + "/region/mine/status").status());
            assertEquals("[]", served.get(at + "/status").text());
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
