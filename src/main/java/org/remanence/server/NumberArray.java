package org.remanence.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Numbers that came as JSON, flat or nested, read without an object a number.
/// @param nesting lengths of the arrays, outermost first
/// @param values row-major
record NumberArray(List<Integer> nesting, double[] values) {
    /// Reads the array whose bracket the parser stands at, and leaves the parser at its end.
    /// @param name what the message calls the array
    /// @throws Refusal if it is not an array of numbers, or its rows differ in length
    static NumberArray read(JsonParser parser, String name) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.of(Refusal.BAD_REQUEST, "%s must be an array of numbers", name);
        }
        return new Reader(parser, name).array();
    }

    private static final class Reader {
        private final JsonParser parser;
        private final String name;
        /// Length of the first array of each depth.
        private final List<Integer> nesting = new ArrayList<>();
        private double[] values = new double[64];
        private int count;
        /// Depth at which numbers stand.
        private int leaf = -1;

        Reader(JsonParser parser, String name) {
            this.parser = parser;
            this.name = name;
        }

        NumberArray array() {
            read(0);
            return new NumberArray(List.copyOf(nesting), Arrays.copyOf(values, count));
        }

        private void read(int depth) {
            if (nesting.size() == depth) {
                nesting.add(-1);
            }
            int length = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && leaf != depth) {
                    read(depth + 1);
                } else if (token != null && token.isNumeric() && (leaf == -1 && nesting.size() == depth + 1
                        || leaf == depth)) {
                    leaf = depth;
                    add(parser.getDoubleValue());
                } else {
                    throw Refusal.of(Refusal.BAD_REQUEST,
                            "%s must hold numbers alone, flat or in rows, got %s after %d of them", name,
                            token == null ? "its end" : token.isNumeric() ? "a number among rows" : parser.getString(),
                                    count);
                }
                length++;
            }
            if (nesting.get(depth) >= 0 && nesting.get(depth) != length) {
                throw Refusal.of(Refusal.BAD_REQUEST, "%s must have rows of one length, got %d and %d", name,
                        nesting.get(depth), length);
            }
            nesting.set(depth, length);
        }

        private void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }
    }
}
