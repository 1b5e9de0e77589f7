package org.remanence.server;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.remanence.tensor.Matrix;
import tools.jackson.databind.JsonNode;

/// A question to a model, as the Open Inference Protocol writes it: states `x`, the `time` of all of them, and which
/// outputs.
/// @param id given back with the answer
/// @param states `[B × d]`, finite
/// @param time > 0
/// @param outputs in the order of the answer
record InferenceRequest(Optional<String> id, Matrix states, double time, List<Requested> outputs) {
    /// Largest number of states.
    static final int MOST_STATES = 1 << 20;

    private static final String STATES = "x";
    private static final String TIME = "time";
    private static final String PARAMETERS = "parameters";

    /// An output as it is wanted.
    /// @param binary whether after the JSON document rather than in it
    /// @param shared memory that receives it instead
    /// @param parameters as they came
    record Requested(ModelOutput output, boolean binary, Optional<SharedMemory.Slice> shared, JsonNode parameters) { }

    /// Which outputs are wanted, each once.
    Set<ModelOutput> wanted() {
        return outputs.stream().map(Requested::output).collect(Collectors.toCollection(() ->
                EnumSet.noneOf(ModelOutput.class)));
    }

    /// Reads a body.
    /// @param headerLength value of `Inference-Header-Content-Length`
    /// @param model that is asked
    /// @throws Refusal in one sentence, if anything in it is not as the protocol or the model has it
    static InferenceRequest read(byte[] body, Optional<String> headerLength, ServedModel model, SharedMemory memory) {
        int length = headerLength.map(text -> length(text, body.length)).orElse(body.length);
        InferenceJson.Parsed parsed = InferenceJson.inference(body, length);
        return new Reader(parsed, new Tail(body, length, headerLength.isPresent()), model, memory).read();
    }

    private static int length(String text, int most) {
        if (!text.strip().matches("\\d{1,9}") || Integer.parseInt(text.strip()) > most) {
            throw Refusal.of(Refusal.BAD_REQUEST,
                    "Inference-Header-Content-Length must be the length of the JSON, at most the %d bytes of the "
                            + "body, got %s",
                    most, text);
        }
        int length = Integer.parseInt(text.strip());
        if (length == 0) {
            throw Refusal.of(Refusal.BAD_REQUEST,
                    "a raw body (Inference-Header-Content-Length 0) is for models of one input, this one has x and "
                            + "time");
        }
        return length;
    }

    /// The bytes after the document, taken by the inputs in turn.
    private static final class Tail {
        private final byte[] body;
        private final boolean there;
        private int next;

        Tail(byte[] body, int next, boolean there) {
            this.body = body;
            this.next = next;
            this.there = there;
        }

        MemorySegment take(long size, String name) {
            if (!there) {
                throw bad("input %s has binary_data_size, but the header Inference-Header-Content-Length is missing",
                        name);
            }
            if (size > body.length - next) {
                throw bad("input %s must have %d bytes after the JSON, %d are left", name, size, body.length - next);
            }
            next += (int) size;
            return MemorySegment.ofArray(body).asSlice(next - size, size);
        }

        void checkEmpty() {
            if (there && next < body.length) {
                throw bad("%d bytes are left after the last input", body.length - next);
            }
        }
    }

    private record Reader(InferenceJson.Parsed parsed, Tail tail, ServedModel model, SharedMemory memory) {
        InferenceRequest read() {
            JsonNode document = parsed.document();
            Optional<String> id = text(document, "id");
            JsonNode parameters = object(document, PARAMETERS);
            Matrix states = null;
            double[] time = null;
            JsonNode inputs = document.path("inputs");
            if (!inputs.isArray()) {
                throw bad("inputs must be an array of tensors");
            }
            for (int i = 0; i < inputs.size(); i++) {
                JsonNode input = inputs.get(i);
                String name = text(input, "name").orElseThrow(() -> bad("each input must have a name"));
                switch (name) {
                    case STATES -> states = once(states, name, states(input, i));
                    case TIME -> time = once(time, name, time(input, i));
                    default -> throw bad("the model has no input %s: it takes x and time", name);
                }
            }
            tail.checkEmpty();
            if (states == null) {
                throw bad("input x, the states, is missing");
            }
            return new InferenceRequest(id, states, moment(time, parameters), outputs(document, parameters));
        }

        private static <T> T once(T before, String name, T now) {
            if (before != null) {
                throw bad("input %s is given twice", name);
            }
            return now;
        }

        private double moment(double[] input, JsonNode parameters) {
            JsonNode parameter = parameters.path(TIME);
            if (input != null && !parameter.isMissingNode()) {
                throw bad("time is given twice, as an input and as a parameter");
            }
            if (input == null && !parameter.isNumber()) {
                throw bad("time is missing: give an input time of shape [1], or a number as parameter time");
            }
            double time = input == null ? parameter.asDouble() : input[0];
            if (!(time > 0 && time < Double.POSITIVE_INFINITY)) {
                throw bad("time must be positive and finite, got %s", time);
            }
            return time;
        }

        private Matrix states(JsonNode input, int place) {
            long[] shape = shape(input, STATES);
            int d = model.dimension();
            if (shape.length != 2 || shape[1] != d) {
                throw bad("input x must have the shape [B, %d], got %s", d, input.path("shape"));
            }
            if (shape[0] < 1 || shape[0] > MOST_STATES) {
                throw bad("input x must hold 1 to %d states, got %d", MOST_STATES, shape[0]);
            }
            double[] values = values(input, place, STATES, shape);
            for (int i = 0; i < values.length; i++) {
                if (!Double.isFinite(values[i])) {
                    throw bad("input x must hold finite numbers, got %s in state %d, number %d, from 0", values[i],
                            i / d, i % d);
                }
            }
            return Matrix.over(MemorySegment.ofArray(values), shape[0], d);
        }

        private double[] time(JsonNode input, int place) {
            long[] shape = shape(input, TIME);
            if (shape.length != 1 || shape[0] != 1) {
                throw bad("input time must have the shape [1], got %s", input.path("shape"));
            }
            return values(input, place, TIME, shape);
        }

        private static long[] shape(JsonNode input, String name) {
            JsonNode shape = input.path("shape");
            long[] lengths = new long[shape.size()];
            long product = 1;
            for (int i = 0; i < lengths.length; i++) {
                JsonNode each = shape.get(i);
                if (!each.isIntegralNumber() || !each.canConvertToLong() || each.asLong() < 0) {
                    throw bad("the shape of input %s must be lengths from 0, got %s", name, shape);
                }
                lengths[i] = each.asLong();
                try {
                    product = Math.multiplyExact(product, Math.max(1, lengths[i]));
                } catch (ArithmeticException e) {
                    throw bad("the shape of input %s multiplies to more than 2^63: %s", name, shape);
                }
            }
            if (!shape.isArray() || shape.isEmpty()) {
                throw bad("input %s must have a shape, an array of lengths", name);
            }
            return lengths;
        }

        private double[] values(JsonNode input, int place, String name, long[] shape) {
            String datatype = text(input, "datatype").orElseThrow(() -> bad("input %s must have a datatype", name));
            int bytes = switch (datatype) {
                case "FP64" -> Double.BYTES;
                case "FP32" -> Float.BYTES;
                default -> throw bad("input %s must be FP64 or FP32, got %s", name, datatype);
            };
            long count = 1;
            for (long each : shape) {
                count *= each;
            }
            JsonNode parameters = object(input, PARAMETERS);
            NumberArray data = parsed.data().get(place);
            Optional<MemorySegment> raw = raw(parameters, name, count * bytes);
            if (raw.isPresent() == (data != null)) {
                throw bad("input %s must have either data or %s", name, data == null ? "binary_data_size"
                        : "bytes elsewhere, got both");
            }
            double[] values = raw.map(segment -> numbers(segment, bytes)).orElseGet(() -> rounded(data, bytes));
            if (values.length != count || data != null && data.nesting().size() > 1
                    && !matches(data.nesting(), shape)) {
                throw bad("data of input %s must have the shape %s, got %s", name, input.path("shape"), data == null
                        ? values.length : data.nesting());
            }
            return values;
        }

        private Optional<MemorySegment> raw(JsonNode parameters, String name, long bytes) {
            JsonNode size = parameters.path("binary_data_size");
            Optional<SharedMemory.Slice> shared = memory.slice(parameters);
            if (!size.isMissingNode() && shared.isPresent()) {
                throw bad("input %s must be either binary or in shared memory, got both", name);
            }
            if (shared.isPresent()) {
                if (shared.get().size() != bytes) {
                    throw bad("input %s must hold %d bytes of shared memory, got %d", name, bytes, shared.get().size());
                }
                return Optional.of(shared.get().memory());
            }
            if (size.isMissingNode()) {
                return Optional.empty();
            }
            if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() != bytes) {
                throw bad("binary_data_size of input %s must be %d, the bytes of its shape, got %s", name, bytes, size);
            }
            return Optional.of(tail.take(bytes, name));
        }

        private static double[] numbers(MemorySegment bytes, int width) {
            double[] values = new double[(int) (bytes.byteSize() / width)];
            if (width == Double.BYTES) {
                MemorySegment.copy(bytes, ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0,
                        values, 0, values.length);
            } else {
                ValueLayout.OfFloat layout = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < values.length; i++) {
                    values[i] = bytes.get(layout, (long) i * Float.BYTES);
                }
            }
            return values;
        }

        /// FP32 is rounded to what it can hold.
        private static double[] rounded(NumberArray data, int width) {
            double[] values = data.values();
            for (int i = 0; width == Float.BYTES && i < values.length; i++) {
                values[i] = (float) values[i];
            }
            return values;
        }

        private static boolean matches(List<Integer> nesting, long[] shape) {
            boolean same = nesting.size() == shape.length;
            for (int i = 0; same && i < shape.length; i++) {
                same = nesting.get(i) == shape[i];
            }
            return same;
        }

        private List<Requested> outputs(JsonNode document, JsonNode parameters) {
            boolean binary = flag(parameters, "binary_data_output").orElse(false);
            JsonNode outputs = document.path("outputs");
            if (outputs.isMissingNode() || outputs.isArray() && outputs.isEmpty()) {
                return model.outputs().stream().map(each -> new Requested(each, binary, Optional.empty(), parameters))
                        .toList();
            }
            if (!outputs.isArray()) {
                throw bad("outputs must be an array");
            }
            List<Requested> requested = new ArrayList<>();
            for (JsonNode each : outputs) {
                String name = text(each, "name").orElseThrow(() -> bad("each output must have a name"));
                ModelOutput output = ModelOutput.named(name).filter(model.outputs()::contains)
                        .orElseThrow(() -> bad("the model has no output %s: it has %s", name,
                        model.outputs().stream().map(ModelOutput::word).collect(Collectors.joining(", "))));
                if (requested.stream().anyMatch(other -> other.output == output)) {
                    throw bad("output %s is asked for twice", name);
                }
                JsonNode own = object(each, PARAMETERS);
                requested.add(new Requested(output, flag(own, "binary_data").orElse(binary), memory.slice(own), own));
            }
            return requested;
        }

        private static Optional<Boolean> flag(JsonNode parameters, String name) {
            JsonNode value = parameters.path(name);
            if (!value.isMissingNode() && !value.isBoolean()) {
                throw bad("%s must be true or false, got %s", name, value);
            }
            return value.isMissingNode() ? Optional.empty() : Optional.of(value.asBoolean());
        }

        private static Optional<String> text(JsonNode object, String name) {
            JsonNode value = object.path(name);
            if (!value.isMissingNode() && !value.isString()) {
                throw bad("%s must be a text, got %s", name, value);
            }
            return value.isMissingNode() ? Optional.empty() : Optional.of(value.asString());
        }

        private static JsonNode object(JsonNode parent, String name) {
            JsonNode value = parent.path(name);
            if (!value.isMissingNode() && !value.isObject()) {
                throw bad("%s must be an object, got %s", name, value);
            }
            return value;
        }
    }

    private static Refusal bad(String format, Object... values) {
        return Refusal.of(Refusal.BAD_REQUEST, format, values);
    }
}
