package org.remanence.server;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.remanence.result.ResultJson;

/// An answer as the Open Inference Protocol writes it.
final class InferenceReply {
    private static final String HEADER_LENGTH = "Inference-Header-Content-Length";
    /// So that typed arrays over the body can begin where the numbers do.
    private static final int ALIGNMENT = 8;
    private static final int BLOCK = 1 << 16;

    private final InferenceRequest request;
    private final ModelAnswer answer;
    private final List<MemorySegment> binary = new ArrayList<>();

    private InferenceReply(InferenceRequest request, ModelAnswer answer) {
        this.request = request;
        this.answer = answer;
    }

    /// The answer to that request.
    /// @param name of the model
    static Reply of(String name, InferenceRequest request, ModelAnswer answer) {
        return new InferenceReply(request, answer).reply(name);
    }

    private Reply reply(String name) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("model_name", name);
        document.put("model_version", Models.VERSION);
        request.id().ifPresent(id -> document.put("id", id));
        document.put("outputs", request.outputs().stream().map(this::output).toList());
        byte[] json = ResultJson.compact(document).getBytes(StandardCharsets.UTF_8);
        if (binary.isEmpty()) {
            return Reply.of(Reply.OK, Reply.JSON, json);
        }
        byte[] header = padded(json);
        long length = header.length + binary.stream().mapToLong(MemorySegment::byteSize).sum();
        return new Reply(Reply.OK, Reply.BINARY, Map.of(HEADER_LENGTH, String.valueOf(header.length)), out -> {
            out.write(header);
            for (MemorySegment each : binary) {
                write(each, out);
            }
        }, length);
    }

    private Map<String, Object> output(InferenceRequest.Requested requested) {
        ModelOutput output = requested.output();
        MemorySegment values = answer.of(output);
        long states = request.states().rows();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("name", output.word());
        shown.put("datatype", output.datatype());
        shown.put("shape", output.isVector() ? List.of(states, (long) answer.dimension()) : List.of(states));
        if (requested.shared().isPresent()) {
            share(output, values, requested.shared().get());
            shown.put("parameters", requested.parameters());
        } else if (requested.binary()) {
            binary.add(values);
            shown.put("parameters", Map.of("binary_data_size", values.byteSize()));
        } else {
            shown.put("data", output.isWhole() ? values.toArray(ValueLayout.JAVA_LONG)
                    : values.toArray(ValueLayout.JAVA_DOUBLE));
        }
        return shown;
    }

    private static void share(ModelOutput output, MemorySegment values, SharedMemory.Slice slice) {
        if (slice.size() < values.byteSize()) {
            throw Refusal.of(Refusal.BAD_REQUEST, "output %s needs %d bytes of shared memory, got %d", output.word(),
                    values.byteSize(), slice.size());
        }
        slice.memory().asSlice(0, values.byteSize()).copyFrom(values);
    }

    private static byte[] padded(byte[] json) {
        byte[] header = new byte[Math.ceilDiv(json.length, ALIGNMENT) * ALIGNMENT];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(json, 0, header, 0, json.length);
        return header;
    }

    private static void write(MemorySegment values, OutputStream out) throws IOException {
        byte[] block = new byte[(int) Math.min(BLOCK, values.byteSize())];
        for (long at = 0; at < values.byteSize(); at += block.length) {
            int count = (int) Math.min(block.length, values.byteSize() - at);
            MemorySegment.copy(values, ValueLayout.JAVA_BYTE, at, block, 0, count);
            out.write(block, 0, count);
        }
    }
}
