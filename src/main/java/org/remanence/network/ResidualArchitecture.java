package org.remanence.network;

import java.util.ArrayList;
import java.util.List;
import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// Sizes of a residual multi-layer perceptron with a clock.
///
/// `h = W_in x`; each block adds `h += L₂ silu(N₂ u)` with `u = L₁ silu(N₁ h) + T c`, N a layer norm; `F = W_out silu(N h)`. The clock
/// enters as `c = silu(M₂ silu(M₁ e))`, e the sines and cosines of its reading. All maps have a bias.
/// @param dimension d of inputs and outputs
/// @param width of the hidden layers
/// @param blocks residual blocks
/// @param embedding sines and cosines of the clock, an even number
/// @param timeWidth of the two maps behind them
/// @param clockFactor the reading is multiplied by this before its sines are taken
public record ResidualArchitecture(int dimension, int width, int blocks, int embedding, int timeWidth, double clockFactor) {
    private static final long MOST = 1L << 28;

    /// Refuses sizes that make no network.
    public ResidualArchitecture {
        Check.atLeast("dimension of a network", 1, dimension);
        Check.atLeast("width of a network", 1, width);
        Check.atLeast("blocks of a network", 0, blocks);
        Check.atLeast("embedding of the clock", 2, embedding);
        Check.atLeast("width of the clock's maps", 1, timeWidth);
        Check.positive("factor of the clock", clockFactor);
        if (embedding % 2 != 0) {
            throw new BadInput("the embedding of the clock holds sines and cosines: it must be even, got %d", embedding);
        }
        double parameters = parameters(dimension, width, blocks, embedding, timeWidth);
        if (parameters > MOST) {
            throw new BadInput("a network may have up to %d parameters, got %.0f: make it narrower", MOST, parameters);
        }
    }

    /// Number of parameters.
    public int parameters() {
        return (int) parameters(dimension, width, blocks, embedding, timeWidth);
    }

    /// All parameters in the order in which they lie in memory, under the names of a PyTorch module, weights `[out × in]`.
    public List<ParameterTensor> tensors() {
        Layout layout = new Layout();
        layout.linear("time.0", embedding, timeWidth);
        layout.linear("time.2", timeWidth, timeWidth);
        layout.linear("in", dimension, width);
        for (int i = 0; i < blocks; i++) {
            String block = "block." + i;
            layout.norm(block + ".norm1", width);
            layout.linear(block + ".lin1", width, width);
            layout.linear(block + ".time", timeWidth, width);
            layout.norm(block + ".norm2", width);
            layout.linear(block + ".lin2", width, width);
        }
        layout.norm("norm", width);
        layout.linear("out", width, dimension);
        return List.copyOf(layout.tensors);
    }

    private static double parameters(double d, double h, double blocks, double e, double te) {
        double block = 2 * (2 * h) + 2 * (h * h + h) + te * h + h;
        return e * te + te + te * te + te + d * h + h + blocks * block + 2 * h + h * d + d;
    }

    private static final class Layout {
        private final List<ParameterTensor> tensors = new ArrayList<>();
        private int end;

        void linear(String name, int in, int out) {
            add(name + ".weight", out, in, false);
            add(name + ".bias", 1, out, true);
        }

        void norm(String name, int width) {
            add(name + ".weight", 1, width, true);
            add(name + ".bias", 1, width, true);
        }

        private void add(String name, int rows, int columns, boolean vector) {
            tensors.add(new ParameterTensor(name, rows, columns, vector, end));
            end += rows * columns;
        }
    }
}
