package org.remanence.linalg;

/// How a matrix enters a product.
public enum Operand {
    /// As it is.
    PLAIN,
    /// Its transpose.
    TRANSPOSED;

    long rows(long rows, long columns) {
        return this == PLAIN ? rows : columns;
    }

    long columns(long rows, long columns) {
        return this == PLAIN ? columns : rows;
    }
}
