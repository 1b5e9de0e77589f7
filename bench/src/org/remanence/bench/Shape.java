package org.remanence.bench;

/// The size of a problem, written `20000x128x256`.
/// @param patterns n
/// @param dimension d
/// @param batch B
record Shape(int patterns, int dimension, int batch) {
    static Shape of(String text) {
        String[] parts = text.split("x");
        return new Shape(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /// Billions of floating-point operations of a score, 4·B·n·d.
    double gigaflop() {
        return 4e-9 * batch * patterns * dimension;
    }
}
