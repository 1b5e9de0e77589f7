package org.remanence.sampler;

import org.remanence.tensor.Matrix;

/// Two continuations of the same states with independent noise, at the end of the reverse process.
/// @param first `[B × d]`, row b continues state b
/// @param second `[B × d]`, another continuation of state b
public record Clones(Matrix first, Matrix second) { }
