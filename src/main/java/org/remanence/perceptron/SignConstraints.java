package org.remanence.perceptron;

import org.remanence.random.RandomStream;
import org.remanence.session.Session;

/// Constraints with entries ±1/√N, two bits each: one by rows and one by columns, so that both products read in order.
///
/// Sums are those of [SignMatrix]: with signs as weights, stabilities are whole numbers over √N, without rounding.
final class SignConstraints implements Constraints {
    private final SignMatrix rows;
    private final SignMatrix columns;
    private final double scale;

    private SignConstraints(SignMatrix rows, Session session) {
        this.rows = rows;
        this.columns = rows.transposed(session);
        this.scale = 1 / Math.sqrt(rows.columns());
    }

    /// Bit i of row μ is bit i of the words of the stream at index μ.
    static SignConstraints draw(int count, int weights, RandomStream stream, Session session) {
        return new SignConstraints(SignMatrix.draw(count, weights, stream, session), session);
    }

    @Override
    public int count() {
        return rows.rows();
    }

    @Override
    public int weights() {
        return rows.columns();
    }

    @Override
    public void stabilities(double[] w, double[] into) {
        rows.multiply(w, scale, into);
    }

    @Override
    public void fields(double[] g, double[] into) {
        columns.multiply(g, scale, into);
    }
}
