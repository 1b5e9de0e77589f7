package org.remanence.server;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a served model can tell about each state.
enum ModelOutput {
    /// ∇ log p_t(x).
    SCORE(true, "∇ log p_t(x), [B × d]"),
    /// Posterior mean of the datum.
    DENOISER(true, "posterior mean E[a | x], [B × d]"),
    /// log p_t(x).
    LOG_DENSITY(false, "log p_t(x) in nats, [B]"),
    /// 1/Σw².
    EFFECTIVE_PATTERNS(false, "1/Σw², [B]"),
    /// Entropy of the responsibilities.
    ENTROPY(false, "entropy of the responsibilities in nats, [B]"),
    /// Largest responsibility.
    LARGEST(false, "largest responsibility, [B]"),
    /// Row of the nearest pattern.
    NEAREST(false, "row of the nearest pattern, from 0, [B]"),
    /// Bound on the error of the log density.
    ERROR_BOUND(false, "bound on the error of log_density in nats, [B]");

    private final boolean vector;
    private final String meaning;

    ModelOutput(boolean vector, String meaning) {
        this.vector = vector;
        this.meaning = meaning;
    }

    /// The output of that name.
    static Optional<ModelOutput> named(String name) {
        return Arrays.stream(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    /// Its name on the wire.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it is a row of d numbers a state, rather than one number.
    boolean isVector() {
        return vector;
    }

    /// Whether it is a whole number of 8 bytes, rather than a double.
    boolean isWhole() {
        return this == NEAREST;
    }

    /// Its type in the Open Inference Protocol.
    String datatype() {
        return isWhole() ? "INT64" : "FP64";
    }

    String meaning() {
        return meaning;
    }

    /// Numbers a state.
    /// @param dimension d
    int width(int dimension) {
        return vector ? dimension : 1;
    }
}
