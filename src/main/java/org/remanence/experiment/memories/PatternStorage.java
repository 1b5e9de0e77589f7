package org.remanence.experiment.memories;

import java.lang.foreign.Arena;
import org.remanence.data.DataModel;
import org.remanence.data.Memory;
import org.remanence.data.PatternSet;
import org.remanence.random.RandomStream;
import org.remanence.tensor.Precision;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// Where e^{αN} patterns are while they are used; their bits are the same.
public enum PatternStorage {
    /// In memory.
    KEPT {
        @Override
        PatternSet open(DataModel model, long count, RandomStream stream, Arena arena) {
            Memory.require(8.0 * count * model.dimension(), Text.of("%d patterns of %d numbers", count, model.dimension()),
                    "choose smaller loads or dimensions, or --storage generated, which computes patterns whenever they are read");
            return model.draw(count, stream, arena, Precision.DOUBLE);
        }
    },
    /// Computed whenever they are read: no memory, more time.
    GENERATED {
        @Override
        PatternSet open(DataModel model, long count, RandomStream stream, Arena arena) {
            return model.generate(count, stream, Precision.DOUBLE);
        }
    };

    private static final double MOST = 2e9;

    /// Opens that many patterns.
    /// @param arena owner of the memory
    abstract PatternSet open(DataModel model, long count, RandomStream stream, Arena arena);

    /// `e^{αN}`, from 2 on.
    static long count(double load, double dimension) {
        return Math.max(2, Math.round(Math.exp(load * dimension)));
    }

    /// Refuses more patterns than can be read in a lifetime of a run.
    static void check(double load, double dimension) {
        if (load * dimension > Math.log(MOST)) {
            throw new BadInput("patterns e^(logLoad · n) must be at most %.0e, got log-load %s at n = %.0f: choose log-loads up to %.3f or a smaller n",
                    MOST, load, dimension, Math.log(MOST) / dimension);
        }
    }
}
