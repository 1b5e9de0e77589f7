package org.remanence.experiment.memories;

import java.util.Arrays;
import org.remanence.session.Session;
import org.remanence.theory.memories.AllPatterns;
import org.remanence.theory.memories.PatternLaw;

/// Lines between the phases of a dense memory at some λ.
/// @param single load up to which a pattern is retrieved
/// @param all load up to which all are; empty where it is not known
/// @param condensed load above which exponentially many patterns carry the noise, where it exceeds that of one pattern; NaN
///     elsewhere
/// @param most load of a single pattern at saturation; NaN if there is none
record PhaseLines(double[] single, double[] all, double[] condensed, double most) {
    /// @param saturation λ from which on the single pattern gains nothing
    static PhaseLines of(MemoryPatterns kind, double[] lambdas, double saturation, Session session) {
        PatternLaw law = kind.law();
        double[] single = new double[lambdas.length];
        double[] condensed = new double[lambdas.length];
        double most = Double.isInfinite(saturation) ? Double.NaN : saturation - law.freeEntropy(saturation, 1);
        session.progress().begin("lines", lambdas.length);
        for (int i = 0; i < lambdas.length; i++) {
            session.checkCancelled();
            PatternLaw.Tilted tilted = law.tilted(lambdas[i], 1);
            single[i] = lambdas[i] < saturation ? lambdas[i] - tilted.freeEntropy() : most;
            condensed[i] = lambdas[i] < saturation ? Double.NaN
                    : Math.max(most, lambdas[i] * tilted.overlap() - tilted.freeEntropy());
            session.progress().advance(1);
        }
        session.progress().end();
        double[] all = switch (kind.patterns()) {
            case GAUSSIAN -> Arrays.stream(lambdas).map(AllPatterns::load).toArray();
            case SPHERE, BINARY -> single.clone();
            case HIDDEN -> new double[0];
        };
        return new PhaseLines(single, all, condensed, most);
    }

    /// The same lines at some of their λ.
    /// @param lambdas of these lines, in order
    /// @param some of them
    PhaseLines at(double[] lambdas, double[] some) {
        return new PhaseLines(pick(single, lambdas, some), all.length == 0 ? all : pick(all, lambdas, some),
                pick(condensed, lambdas, some), most);
    }

    private static double[] pick(double[] line, double[] lambdas, double[] some) {
        return Arrays.stream(some).map(lambda -> line[Arrays.binarySearch(lambdas, lambda)]).toArray();
    }
}
