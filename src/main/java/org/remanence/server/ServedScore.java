package org.remanence.server;

import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.remanence.score.Score;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// Any score, such as a learned one: it tells the score and the denoiser that comes with it.
final class ServedScore implements ServedModel {
    /// A score that keeps nothing can be asked at any times.
    static final int ANY = Integer.MAX_VALUE;

    private final Score score;
    private final String description;
    private final int mostTimes;
    private final Runnable release;
    private final Set<Double> times = new HashSet<>();

    /// @param score asked by one thread at a time
    /// @param description what it is, for people
    /// @param mostTimes at how many different times it can be asked, [#ANY] unless it keeps something for each
    /// @param release gives back what the score holds
    ServedScore(Score score, String description, int mostTimes, Runnable release) {
        this.score = score;
        this.description = description;
        this.mostTimes = mostTimes;
        this.release = release;
    }

    @Override
    public int dimension() {
        return score.dimension();
    }

    @Override
    public Set<ModelOutput> outputs() {
        return EnumSet.of(ModelOutput.SCORE, ModelOutput.DENOISER);
    }

    @Override
    public String platform() {
        return "remanence_score";
    }

    @Override
    public String description() {
        return description;
    }

    /// States may come on the heap; linear algebra wants them outside.
    @Override
    public ModelAnswer evaluate(Matrix given, double time, Set<ModelOutput> wanted) {
        Matrix states = Matrix.zeros(given.rows(), given.columns());
        states.segment().copyFrom(given.segment());
        if (mostTimes < ANY) {
            checkTime(time);
        }
        Map<ModelOutput, MemorySegment> values = new EnumMap<>(ModelOutput.class);
        if (wanted.contains(ModelOutput.SCORE)) {
            Matrix into = Matrix.zeros(states.rows(), dimension());
            score.score(states, time, into);
            values.put(ModelOutput.SCORE, into.segment());
        }
        if (wanted.contains(ModelOutput.DENOISER)) {
            Matrix into = Matrix.zeros(states.rows(), dimension());
            score.denoise(states, time, into);
            values.put(ModelOutput.DENOISER, into.segment());
        }
        return new ModelAnswer(dimension(), values);
    }

    private void checkTime(double time) {
        if (times.size() == mostTimes && !times.contains(time)) {
            throw new BadInput(
                    "this model keeps what it learns for each time, and has been asked at %d times already, the most "
                            + "it can hold", mostTimes);
        }
        times.add(time);
    }

    @Override
    public void close() {
        release.run();
    }
}
