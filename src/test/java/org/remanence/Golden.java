package org.remanence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One reference value computed elsewhere in high precision, with the tolerance it can be held to.
public record Golden(String name, JsonNode params, double[] value, double relative, double absolute) {
    /// All values of `golden/<topic>.json` whose name begins so.
    public static List<Golden> read(String topic, String prefix) {
        try (InputStream in = Golden.class.getResourceAsStream("/golden/" + topic + ".json")) {
            var entries = new JsonMapper().readTree(in).get("entries");
            var found = StreamSupport.stream(entries.spliterator(), false).map(Golden::of).filter(g -> g.name.startsWith(prefix)).toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("no entry of %s begins with %s".formatted(topic, prefix));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Golden of(JsonNode node) {
        JsonNode value = node.get("value");
        double[] numbers = value.isArray() ? numbers(value) : new double[] {value.doubleValue()};
        return new Golden(node.get("name").stringValue(), node.get("params"), numbers,
                node.get("tol_rel").doubleValue(), node.get("tol_abs").doubleValue());
    }

    /// A number among the parameters.
    public double param(String key) {
        return params.get(key).doubleValue();
    }

    /// A list of numbers among the parameters.
    public double[] params(String key) {
        return numbers(params.get(key));
    }

    /// Fails unless the numbers agree within the tolerance of the reference.
    public void check(double... actual) {
        assertEquals(value.length, actual.length, name);
        for (int i = 0; i < value.length; i++) {
            assertEquals(value[i], actual[i], absolute + relative * Math.abs(value[i]), name);
        }
    }

    /// The numbers of a JSON array.
    public static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).doubleValue();
        }
        return numbers;
    }
}
