package org.remanence.experiment.audit;

import java.util.Locale;
import java.util.stream.IntStream;
import org.remanence.theory.audit.Conformal;
import org.remanence.theory.audit.EnrichmentScan;
import org.remanence.theory.audit.FalseDiscovery;
import org.remanence.theory.audit.SymmetricTest;
import org.remanence.theory.audit.TailTest;

/// Samples held against points held out: what the verdict rests on.
/// @param p conformal values of the samples, `[N]`
/// @param found which of them are discoveries, `[N]`
/// @param tail whether the closest are too often samples
/// @param symmetric whether the samples lean to the training set
/// @param patterns different patterns next to discoveries
record FreshComparison(double[] p, boolean[] found, EnrichmentScan tail, SymmetricTest symmetric, long patterns) {
    /// Level of the tail test.
    static final double TAIL = 0.01;
    /// Level of the symmetric test.
    static final double SYMMETRIC = 0.05;

    static FreshComparison of(Closeness samples, Closeness heldOut, SymmetricTest symmetric, double falseDiscoveryRate) {
        double[] p = Conformal.values(samples.value(), samples.duplicated(), heldOut.value(), heldOut.duplicated());
        boolean[] found = FalseDiscovery.found(p, falseDiscoveryRate);
        return new FreshComparison(p, found, TailTest.of(samples.value(), heldOut.value()), symmetric, patterns(samples, found));
    }

    /// Different patterns next to some of the samples.
    static long patterns(Closeness samples, boolean... found) {
        return IntStream.range(0, found.length).filter(i -> found[i]).mapToLong(i -> samples.nearest()[i]).distinct().count();
    }

    /// Discoveries.
    long count() {
        return IntStream.range(0, found.length).filter(i -> found[i]).count();
    }

    /// What the tests together say.
    Verdict verdict() {
        if (tail.p() > TAIL) {
            return Verdict.NONE;
        }
        if (symmetric.scan().p() <= SYMMETRIC) {
            return Verdict.COPYING;
        }
        return patterns >= symmetric.copiesNeeded(SYMMETRIC) ? Verdict.SHIFT : Verdict.UNDECIDED;
    }

    /// What an audit may find.
    enum Verdict {
        /// Samples are closer to patterns than chance has it, and to those of the training set rather than to those held out.
        COPYING,
        /// Samples crowd around data, the training set or not: the model shrinks or blurs.
        SHIFT,
        /// Too few points are held out to tell one from the other.
        UNDECIDED,
        /// No copying was found.
        NONE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
