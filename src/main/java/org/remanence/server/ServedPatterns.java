package org.remanence.server;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.remanence.data.PatternSet;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Progress;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.text.Text;

/// The exact score of a set of patterns.
final class ServedPatterns implements ServedModel {
    private final Arena arena = Arena.ofShared();
    private final Session session;
    private final PatternSet patterns;
    private final EmpiricalScore score;
    private final String description;

    /// Opens the patterns.
    /// @param threads that share a pass over them
    /// @throws IllegalArgumentException if they cannot be opened
    ServedPatterns(ModelChoice choice, int threads) {
        this.session = new Session(choice.seed(), threads, Progress.SILENT);
        try {
            this.patterns = choice.data().openWeighted(arena, choice.scoring().precision(), session);
            this.score = choice.scoring().score(patterns, choice.process(), session);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
        this.description = Text.of("exact score of %d patterns of %s, process %s", patterns.rows(), patterns.name(),
                choice.process().name());
    }

    @Override
    public int dimension() {
        return score.dimension();
    }

    @Override
    public Set<ModelOutput> outputs() {
        return EnumSet.allOf(ModelOutput.class);
    }

    @Override
    public String platform() {
        return "remanence_score";
    }

    @Override
    public String description() {
        return description;
    }

    /// Without vectors, at half the cost.
    @Override
    public ModelAnswer evaluate(Matrix states, double time, Set<ModelOutput> wanted) {
        Matrix prepared = prepared(states);
        boolean vectors = wanted.stream().anyMatch(ModelOutput::isVector);
        Posterior posterior = vectors ? score.posterior(prepared, time) : score.moments(prepared, time);
        Map<ModelOutput, MemorySegment> values = new EnumMap<>(ModelOutput.class);
        if (vectors) {
            values.put(ModelOutput.SCORE, posterior.score().segment());
            values.put(ModelOutput.DENOISER, posterior.denoiser().segment());
        }
        values.put(ModelOutput.LOG_DENSITY, MemorySegment.ofArray(posterior.logDensity()));
        values.put(ModelOutput.EFFECTIVE_PATTERNS, MemorySegment.ofArray(posterior.effectivePatterns()));
        values.put(ModelOutput.ENTROPY, MemorySegment.ofArray(posterior.entropy()));
        values.put(ModelOutput.LARGEST, MemorySegment.ofArray(posterior.largest()));
        values.put(ModelOutput.NEAREST, MemorySegment.ofArray(posterior.nearest()));
        values.put(ModelOutput.ERROR_BOUND, MemorySegment.ofArray(posterior.errorBound()));
        return new ModelAnswer(dimension(), values);
    }

    @Override
    public void close() {
        session.close();
        arena.close();
    }

    /// States come in the units of the data.
    private Matrix prepared(Matrix states) {
        if (patterns.preparation().isNone()) {
            return states;
        }
        Matrix prepared = Matrix.zeros(states.rows(), states.columns());
        for (long b = 0; b < states.rows(); b++) {
            prepared.setRow(b, patterns.preparation().apply(states.row(b)));
        }
        return prepared;
    }
}
