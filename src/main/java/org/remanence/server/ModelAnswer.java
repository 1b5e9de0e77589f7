package org.remanence.server;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;

/// What a model tells about a batch of states. Each output is numbers of 8 bytes, row-major, in the byte order of this
/// machine.
/// @param dimension d
/// @param values by output
record ModelAnswer(int dimension, Map<ModelOutput, MemorySegment> values) {
    /// Some of the states.
    ModelAnswer rows(long first, long count) {
        Map<ModelOutput, MemorySegment> some = new EnumMap<>(ModelOutput.class);
        values.forEach((output, all) -> {
            long width = (long) output.width(dimension) * Long.BYTES;
            some.put(output, all.asSlice(first * width, count * width));
        });
        return new ModelAnswer(dimension, some);
    }

    MemorySegment of(ModelOutput output) {
        return values.get(output);
    }
}
