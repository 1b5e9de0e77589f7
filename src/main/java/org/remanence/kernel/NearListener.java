package org.remanence.kernel;

/// Hears, while a screened pass goes over the patterns, which of them lie near a state, though they may weigh nothing
/// yet.
public interface NearListener {
    /// Watches nothing.
    NearListener NONE = new NearListener() {
        @Override
        public double least(int state) {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public void heard(int state, int count, long[] patterns, double[] logs) { }
    };

    /// Log-weight, of the form −|x − s a|²/(2v), from which on patterns are heard; +∞ for none. It may rise during a
    /// pass.
    /// @param state row in the batch of the pass
    double least(int state);

    /// Hears of some patterns, from any thread; of those not heard the log-weight lies below [#least].
    /// @param count how many
    /// @param patterns their indices
    /// @param logs upper ends of their log-weights
    void heard(int state, int count, long[] patterns, double[] logs);
}
