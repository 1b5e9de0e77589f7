package org.remanence.perceptron;

import org.remanence.random.RandomStream;
import org.remanence.session.Session;

/// The matrix F of the constraints, `[M × N]`, with its products; bits do not depend on the number of threads.
public interface Constraints {
    /// Independent entries N(0, 1/N).
    /// @param count M
    /// @param weights N
    static RealConstraints gaussian(int count, int weights, RandomStream stream, Session session) {
        return RealConstraints.gaussian(count, weights, stream, session);
    }

    /// Independent entries ±1/√N, each with probability ½.
    /// @param count M
    /// @param weights N
    static Constraints rademacher(int count, int weights, RandomStream stream, Session session) {
        return SignConstraints.draw(count, weights, stream, session);
    }

    /// M.
    int count();

    /// N.
    int weights();

    /// The stabilities F w.
    /// @param into receives `[M]`
    void stabilities(double[] w, double[] into);

    /// Fᵀ g.
    /// @param into receives `[N]`
    void fields(double[] g, double[] into);

    /// How many stabilities of signs or weights lie below an edge, from scratch.
    default int violations(double[] w, double edge) {
        double[] s = new double[count()];
        stabilities(w, s);
        int violations = 0;
        for (double each : s) {
            violations += each < edge ? 1 : 0;
        }
        return violations;
    }
}
