package org.remanence.network;

/// Where a named tensor lies among the parameters of a network.
/// @param name as PyTorch would call it
/// @param rows of a matrix, 1 for a vector
/// @param columns of a matrix, length of a vector
/// @param vector whether PyTorch sees it with one axis
/// @param offset of its first number
public record ParameterTensor(String name, int rows, int columns, boolean vector, int offset) {
    /// Numbers in it.
    public int size() {
        return rows * columns;
    }
}
