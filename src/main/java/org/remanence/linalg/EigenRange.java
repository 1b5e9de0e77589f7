package org.remanence.linalg;

import org.remanence.tensor.Check;
import org.remanence.text.Text;

/// Which eigenvalues of a symmetric p × p matrix are wanted. They come in ascending order, as do their ranks, from 0.
public sealed interface EigenRange {
    /// All p of them.
    record All() implements EigenRange { }

    /// By rank.
    /// @param first rank of the smallest wanted, from 0
    /// @param count how many, from 1
    record Ranks(int first, int count) implements EigenRange {
        /// Refuses a negative rank and an empty range.
        public Ranks {
            Check.atLeast("first rank", 0, first);
            Check.atLeast("number of eigenvalues", 1, count);
        }
    }

    /// The largest.
    /// @param count how many, from 1
    record Largest(int count) implements EigenRange {
        /// Refuses an empty range.
        public Largest {
            Check.atLeast("number of eigenvalues", 1, count);
        }
    }

    /// Those in `(low, high]`; there may be none.
    /// @param low exclusive
    /// @param high inclusive, above `low`
    record Between(double low, double high) implements EigenRange {
        /// Refuses ends in the wrong order, and NaN.
        public Between {
            if (!(low < high)) {
                throw new IllegalArgumentException(Text.of("low must lie below high, got (%s, %s]", low, high));
            }
        }
    }

    /// All of them.
    static EigenRange all() {
        return new All();
    }

    /// The `count` largest.
    static EigenRange largest(int count) {
        return new Largest(count);
    }
}
