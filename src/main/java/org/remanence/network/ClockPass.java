package org.remanence.network;

import java.lang.foreign.Arena;
import org.remanence.linalg.FloatMatrix;

/// The part of a residual network that sees the clock: `c = silu(M₂ silu(M₁ e))`, one row a reading.
final class ClockPass {
    private final Arithmetic by;
    private final SinusoidalEmbedding embedding;
    private final float[] sines;
    private final FloatMatrix embedded;
    private final FloatMatrix first;
    private final FloatMatrix firstActive;
    private final FloatMatrix second;
    private final FloatMatrix firstGradient;
    /// What the blocks see, `[readings × time width]`.
    final FloatMatrix context;
    /// The gradient there, to be filled before [#gradient].
    final FloatMatrix contextGradient;

    ClockPass(ResidualArchitecture architecture, int readings, Arithmetic by, Arena arena) {
        this.by = by;
        this.embedding = new SinusoidalEmbedding(architecture.embedding(), architecture.clockFactor());
        this.sines = new float[readings * architecture.embedding()];
        this.embedded = FloatMatrix.zeros(arena, readings, architecture.embedding());
        this.first = FloatMatrix.zeros(arena, readings, architecture.timeWidth());
        this.firstActive = FloatMatrix.zeros(arena, readings, architecture.timeWidth());
        this.second = FloatMatrix.zeros(arena, readings, architecture.timeWidth());
        this.context = FloatMatrix.zeros(arena, readings, architecture.timeWidth());
        this.contextGradient = FloatMatrix.zeros(arena, readings, architecture.timeWidth());
        this.firstGradient = FloatMatrix.zeros(arena, readings, architecture.timeWidth());
    }

    void forward(ResidualParameters parameters, double[] readings) {
        for (int i = 0; i < readings.length; i++) {
            embedding.into(readings[i], sines, i * embedded.columns());
        }
        embedded.write(0, readings.length, sines, 0);
        long size = first.rows() * first.columns();
        parameters.firstTime.apply(by, embedded, first);
        by.layers().silu(first.segment(), size, firstActive.segment());
        parameters.secondTime.apply(by, firstActive, second);
        by.layers().silu(second.segment(), size, context.segment());
    }

    /// The gradient at the parameters; what lies in [#contextGradient] is lost.
    void gradient(ResidualParameters parameters, ResidualParameters into) {
        long size = first.rows() * first.columns();
        by.layers().siluGradient(second.segment(), contextGradient.segment(), size, contextGradient.segment());
        into.secondTime.become(by, contextGradient, firstActive);
        parameters.secondTime.inputGradient(by, contextGradient, 0, firstGradient);
        by.layers().siluGradient(first.segment(), firstGradient.segment(), size, firstGradient.segment());
        into.firstTime.become(by, firstGradient, embedded);
    }
}
