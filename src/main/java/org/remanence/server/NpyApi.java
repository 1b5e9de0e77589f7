package org.remanence.server;

import java.io.ByteArrayInputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.remanence.result.Npy;
import org.remanence.tensor.Matrix;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// `POST /v1/score?model=NAME&time=T&output=score`: states as `.npy` in, one output as `.npy` out, for everybody
/// without a
/// client. With `data=DATA&process=ou` in the place of the model, it is opened when it is first asked for.
final class NpyApi {
    private static final Set<String> KNOWN = Set.of("model", "data", "process", "time", "output");
    private static final String NAME = "the body";

    /// Models that were opened for their data and are kept.
    private static final int MOST_OPENED = 8;

    private final Models models;
    private final BiConsumer<String, ObjectNode> opening;
    /// Names of models by what they were opened for, the first one first.
    private final SequencedMap<String, String> opened = new LinkedHashMap<>();

    /// @param opening serves a model under a name, from its parameters
    NpyApi(Models models, BiConsumer<String, ObjectNode> opening) {
        this.models = models;
        this.opening = opening;
    }

    void addTo(Routes routes) {
        routes.post("/v1/score", this::score);
    }

    private Reply score(Request request) {
        request.queryNames().stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(name -> {
            throw bad("no parameter is called %s; there are model, data, process, time, output", name);
        });
        BatchedModel model = model(request);
        double time = time(request.query("time").orElseThrow(() -> bad("time must be given, as in ?time=0.5")));
        String word = request.query("output").orElse("score");
        ModelOutput output = ModelOutput.named(word).filter(model.model().outputs()::contains)
                .orElseThrow(() -> bad("the model has no output %s: it has %s", word, model.model().outputs().stream()
                        .map(ModelOutput::word).toList()));
        byte[] body = request.body();
        Npy header = Npy.read(new ByteArrayInputStream(body), NAME);
        Matrix states = states(body, header, model.model().dimension());
        MemorySegment values = model.ask(states, time, EnumSet.of(output)).answer().of(output);
        return reply(output, shape(output, header), values);
    }

    private BatchedModel model(Request request) {
        Optional<String> data = request.query("data");
        Optional<String> name = request.query("model");
        if (data.isPresent() == name.isPresent() && data.isPresent() || data.isEmpty() && request.query("process")
                .isPresent()) {
            throw bad("either model must be given, or data and perhaps process, as in ?data=digits&process=ve&time=0.5");
        }
        return data.isPresent() ? ofData(data.get(), request.query("process").orElse("ou"))
                : models.named(name.or(this::only)
                .orElseThrow(() -> bad("model must be given, as in ?model=NAME&time=0.5")));
    }

    private synchronized BatchedModel ofData(String data, String process) {
        String what = process + " " + data;
        String known = opened.get(what);
        if (known == null || !models.names().contains(known)) {
            String name = free();
            opening.accept(name, JsonNodeFactory.instance.objectNode().put("data", data).put("process", process));
            opened.put(what, name);
        }
        if (opened.size() > MOST_OPENED) {
            String oldest = opened.pollFirstEntry().getValue();
            if (models.names().contains(oldest)) {
                models.remove(oldest);
            }
        }
        return models.named(opened.get(what));
    }

    private String free() {
        List<String> taken = models.names();
        return IntStream.iterate(1, i -> i + 1).mapToObj(i -> "opened-" + i).filter(name -> !taken.contains(name)).findFirst()
                .orElseThrow();
    }

    /// That of the states, without their last axis where the output is a number for each.
    private static List<Long> shape(ModelOutput output, Npy header) {
        return output.isVector() ? header.shape() : header.shape().subList(0, header.shape().size() - 1);
    }

    /// Where one model is served alone, it need not be named.
    private synchronized Optional<String> only() {
        List<String> names = models.names().stream().filter(name -> !opened.containsValue(name)).toList();
        return names.size() == 1 ? Optional.of(names.getFirst()) : Optional.empty();
    }

    private static Reply reply(ModelOutput output, List<Long> shape, MemorySegment values) {
        byte[] header = Npy.header(output.isWhole() ? "<i8" : "<f8", shape);
        return new Reply(Reply.OK, Reply.BINARY, Map.of(), out -> {
            out.write(header);
            out.write(values.toArray(ValueLayout.JAVA_BYTE));
        }, header.length + values.byteSize());
    }

    private static double time(String text) {
        try {
            double time = Double.parseDouble(text);
            if (time > 0 && time < Double.POSITIVE_INFINITY) {
                return time;
            }
        } catch (NumberFormatException _) {
            // refused below, as what is out of bounds
        }
        throw bad("time must be a number above 0, got %s", text);
    }

    private static Matrix states(byte[] body, Npy header, int dimension) {
        int width = switch (header.type()) {
            case "<f8" -> Double.BYTES;
            case "<f4" -> Float.BYTES;
            default -> throw bad("%s must hold float64 or float32 in little-endian order, got %s", NAME, header.type());
        };
        List<Long> shape = header.shape();
        boolean one = shape.size() == 1;
        if (shape.isEmpty() || shape.size() > 2 || shape.getLast() != dimension) {
            throw bad("%s must be an array of shape (B, %d), or (%d,) for one state, got %s", NAME, dimension,
                    dimension, shape);
        }
        long rows = one ? 1 : shape.getFirst();
        if (rows < 1 || rows > InferenceRequest.MOST_STATES) {
            throw bad("%s must hold 1 to %d states, got %d", NAME, InferenceRequest.MOST_STATES, rows);
        }
        if (header.fortranOrder() && !one) {
            throw bad("%s must be in C order: pass numpy.ascontiguousarray(x)", NAME);
        }
        if (body.length - header.offset() != rows * dimension * width) {
            throw bad("%s must hold %d bytes after its header, got %d", NAME, rows * dimension * width,
                    body.length - header.offset());
        }
        return matrix(MemorySegment.ofArray(body).asSlice(header.offset()), rows, dimension, width);
    }

    private static Matrix matrix(MemorySegment bytes, long rows, int dimension, int width) {
        ValueLayout.OfDouble doubles = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        ValueLayout.OfFloat floats = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
        Matrix states = Matrix.zeros(rows, dimension);
        for (long i = 0; i < rows; i++) {
            for (int k = 0; k < dimension; k++) {
                long at = (i * dimension + k) * width;
                double value = width == Double.BYTES ? bytes.get(doubles, at) : bytes.get(floats, at);
                if (!Double.isFinite(value)) {
                    throw bad("%s must hold finite numbers, got %s in row %d, column %d, from 0", NAME, value, i, k);
                }
                states.set(i, k, value);
            }
        }
        return states;
    }

    private static Refusal bad(String format, Object... values) {
        return Refusal.of(Refusal.BAD_REQUEST, format, values);
    }
}
