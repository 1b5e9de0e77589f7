package org.remanence.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.remanence.result.Npy;
import tools.jackson.databind.JsonNode;

/// States as `.npy` in, an output as `.npy` out.
final class NpyApiTest {
    private static final String STATES =
            "{\"parameters\":{\"time\":0.5},\"inputs\":[{\"name\":\"x\",\"shape\":[2,3],\"datatype\":\"FP64\","
                    + "\"data\":[1,2,3,4,5,6]}]}";

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
    }

    private static byte[] npy(long... shape) throws IOException {
        Path file = folder.resolve("x.npy");
        double[] values = new double[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        Arrays.setAll(values, i -> i + 1);
        Npy.write(file, values, shape);
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @CsvSource({"score, 2, <f8", "denoiser, 2, <f8", "log_density, 1, <f8", "nearest, 1, <i8", "largest, 1, <f8"})
    void givesTheNumbersOfTheProtocol(String output, int axes, String type) throws IOException {
        Served.Got got = served.send("POST", "/v1/score?model=small&time=0.5&output=" + output, npy(2, 3));
        assertEquals(200, got.status(), got.text());
        Npy header = Npy.read(new ByteArrayInputStream(got.bytes()), "answer");
        assertEquals(axes == 2 ? List.of(2L, 3L) : List.of(2L), header.shape());
        assertEquals(type, header.type());
        ByteBuffer numbers = ByteBuffer.wrap(got.bytes(), (int) header.offset(),
                got.bytes().length - (int) header.offset()).order(ByteOrder.LITTLE_ENDIAN);
        JsonNode outputs = served.post("/v2/models/small/infer", STATES).json().path("outputs");
        JsonNode same = outputs.valueStream().filter(each -> each.path("name").asString().equals(output)).findFirst()
                .orElseThrow();
        double[] expected = same.path("data").valueStream().mapToDouble(JsonNode::asDouble).toArray();
        double[] found = new double[expected.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = type.equals("<i8") ? numbers.getLong() : numbers.getDouble();
        }
        assertArrayEquals(expected, found, 0);
    }

    @Test
    void oneStateNeedsNoBatchAndOneModelNoName() throws IOException {
        Served.Got one = served.send("POST", "/v1/score?time=0.5", npy(3));
        assertEquals(List.of(3L), Npy.read(new ByteArrayInputStream(one.bytes()), "answer").shape());
        Served.Got number = served.send("POST", "/v1/score?time=0.5&output=entropy", npy(3));
        assertEquals(List.of(), Npy.read(new ByteArrayInputStream(number.bytes()), "answer").shape());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"?model=small; 3; 400; time must be given",
            "?model=small&time=0; 3; 400; time must be a number above 0",
            "?model=none&time=1; 3; 404; there is no model none",
        "?time=1&output=x; 3; 400; no output x", "?time=1&outputs=score; 3; 400; no parameter is called outputs",
                "?time=1; 4; 400; shape (B, 3)"})
    void refusesInOneSentence(String query, int columns, int status, String part) throws IOException {
        Served.Got got = served.send("POST", "/v1/score" + query, npy(1, columns));
        assertEquals(status, got.status());
        assertEquals("application/problem+json", got.type());
        assertTrue(got.json().path("detail").asString().contains(part), got.text());
    }

    @Test
    void refusesWhatIsNoArray() throws IOException {
        assertEquals(400, served.post("/v1/score?time=1", "{}").status());
        byte[] whole = npy(2, 3);
        assertEquals(400, served.send("POST", "/v1/score?time=1", Arrays.copyOf(whole, whole.length - 1)).status());
        assertEquals(400, served.send("POST", "/v1/score?time=1", Arrays.copyOf(whole, 20)).status());
        byte[] hole = whole.clone();
        ByteBuffer.wrap(hole).order(ByteOrder.LITTLE_ENDIAN).putDouble(hole.length - 8, Double.NaN);
        assertTrue(served.send("POST", "/v1/score?time=1", hole).text().contains("NaN in row 1, column 2"));
    }

    @Test
    void dataStandInThePlaceOfAModel() throws IOException {
        Served.Got named = served.send("POST", "/v1/score?model=small&time=0.5", npy(2, 3));
        for (int i = 0; i < 2; i++) {
            Served.Got got = served.send("POST", "/v1/score?data=" + Served.MODEL + "&time=0.5", npy(2, 3));
            assertArrayEquals(named.bytes(), got.bytes(), got.text());
        }
        assertEquals(2, served.get("/v1/models").json().path("models").size(), "the same data are opened once");
        Served.Got other = served.send("POST", "/v1/score?data=" + Served.MODEL + "&process=ve&time=0.5", npy(2, 3));
        assertEquals(200, other.status());
        assertFalse(Arrays.equals(named.bytes(), other.bytes()));
        for (int i = 0; i < 9; i++) {
            assertEquals(200, served.send("POST", "/v1/score?data=gaussian:d=3,n=" + (30 + i) + "&time=0.5", npy(2, 3))
                    .status());
        }
        assertEquals(1 + 8, served.get("/v1/models").json().path("models").size(), "not all are kept");
        assertEquals(422, served.send("POST", "/v1/score?data=/etc/passwd&time=0.5", npy(2, 3)).status());
        assertEquals(422, served.send("POST", "/v1/score?data=digits&process=vp&time=0.5", npy(2, 3)).status());
        assertEquals(400, served.send("POST", "/v1/score?data=digits&model=small&time=0.5", npy(2, 3)).status());
        assertEquals(400, served.send("POST", "/v1/score?model=small&process=ve&time=0.5", npy(2, 3)).status());
        served.get("/v1/models").json().path("models").valueStream().map(each -> each.path("name").asString())
                .filter(name -> !name.equals("small"))
                .forEach(name -> served.send("DELETE", "/v1/models/" + name, new byte[0]));
        assertEquals(200, served.send("POST", "/v1/score?data=" + Served.MODEL + "&time=0.5", npy(2, 3)).status());
    }
}
