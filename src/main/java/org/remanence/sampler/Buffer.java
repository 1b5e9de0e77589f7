package org.remanence.sampler;

import org.remanence.tensor.Matrix;

/// A matrix of scratch that lives as long as its stepper and is replaced only by a longer one.
final class Buffer {
    private final int columns;
    private Matrix whole;
    private Matrix current;

    Buffer(int columns) {
        this.columns = columns;
        this.whole = Matrix.zeros(0, columns);
        this.current = whole;
    }

    /// Scratch of that many rows, with whatever it held before.
    Matrix rows(long rows) {
        if (rows > whole.rows()) {
            whole = Matrix.zeros(rows, columns);
        }
        if (rows != current.rows()) {
            current = whole.slice(0, rows);
        }
        return current;
    }
}
