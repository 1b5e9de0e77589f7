package org.remanence.kernel;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// What a neural network does between its matrix products, on row-major floats outside the heap: activations, layer norms, sums over
/// a batch, the step of an optimizer.
///
/// The activation is SiLU, `x/(1 + e^{−x})`, by [Exponential]. A sum over a row takes column k into partial sum k modulo
/// [Partials#COUNT] and adds the partial sums in double; a sum over a batch goes row by row. Only IEEE operations and fused
/// multiply-adds occur, so lanes of any width and any level of compilation give the same bits.
public interface LayerPass {
    /// Added to the variance of a layer before its root is taken.
    double NORM_FLOOR = 1e-5;
    /// Below this the sigmoid is 0 in float for every purpose: e^{−64} = 10⁻²⁸.
    float LEAST = -64;

    /// `into ← x + row` in every row.
    /// @param x `[rows × columns]`
    /// @param row `[columns]`
    void addRow(MemorySegment x, MemorySegment row, int rows, int columns, MemorySegment into);

    /// `into_k ← Σ_r x_rk`.
    void columnSums(MemorySegment x, int rows, int columns, MemorySegment into);

    /// `into ← silu(x)`.
    void silu(MemorySegment x, long count, MemorySegment into);

    /// `into ← gradient silu'(x)`, the gradient at the input of the activation; `into` may be `gradient`.
    void siluGradient(MemorySegment x, MemorySegment gradient, long count, MemorySegment into);

    /// `into ← silu(weight n + bias)` with the norm `n = (x − mean) scale`, `scale = 1/√(variance + 10⁻⁵)` of each row.
    /// @param x `[rows × columns]`
    /// @param moments receives mean and scale of each row, `[rows × 2]`
    void normSilu(MemorySegment x, int rows, int columns, MemorySegment weight, MemorySegment bias, MemorySegment moments, MemorySegment into);

    /// Gradients of [#normSilu].
    /// @param x its input
    /// @param moments what it left
    /// @param gradient at its output; lost
    /// @param into the gradient at its input is added to this
    /// @param atWeight receives the gradient of the weight
    /// @param atBias receives the gradient of the bias
    void normSiluGradient(MemorySegment x, int rows, int columns, MemorySegment weight, MemorySegment bias, MemorySegment moments,
                          MemorySegment gradient, MemorySegment into, MemorySegment atWeight, MemorySegment atBias);

    /// One step of an optimizer on all parameters.
    /// @param parameters `[count]`
    /// @param first their mean gradients
    /// @param second their mean squares of gradients
    /// @param average of the parameters
    /// @param gradient of the loss
    void update(MemorySegment parameters, MemorySegment first, MemorySegment second, MemorySegment average, MemorySegment gradient,
                long count, ParameterUpdate step);

    /// SiLU of one number.
    static float silu(float x) {
        return x * sigmoid(raised(x));
    }

    /// Derivative of SiLU, `s (1 + x (1 − s))` with the sigmoid s.
    static float slope(float x) {
        float e = raised(x);
        float s = sigmoid(e);
        return s * Math.fma(x, e * s, 1);
    }

    /// One coordinate of [#update].
    static void updateOne(MemorySegment parameters, MemorySegment first, MemorySegment second, MemorySegment average, MemorySegment gradient,
                       long i, ParameterUpdate step) {
        float g = gradient.getAtIndex(JAVA_FLOAT, i);
        float m = Math.fma((float) step.firstKeep(), first.getAtIndex(JAVA_FLOAT, i), (float) step.firstShare() * g);
        float v = Math.fma((float) step.secondKeep(), second.getAtIndex(JAVA_FLOAT, i), (float) step.secondShare() * g * g);
        float move = m / Math.fma((float) step.root(), (float) Math.sqrt(v), (float) step.floor());
        float theta = Math.fma(-(float) step.rate(), move, (float) step.keep() * parameters.getAtIndex(JAVA_FLOAT, i));
        float mean = average.getAtIndex(JAVA_FLOAT, i);
        first.setAtIndex(JAVA_FLOAT, i, m);
        second.setAtIndex(JAVA_FLOAT, i, v);
        parameters.setAtIndex(JAVA_FLOAT, i, theta);
        average.setAtIndex(JAVA_FLOAT, i, Math.fma((float) step.follow(), theta - mean, mean));
    }

    private static float raised(float x) {
        return Exponential.exp(x < LEAST ? -LEAST : -x);
    }

    private static float sigmoid(float e) {
        return 1 / (1 + e);
    }

    /// One number at a time: the definition.
    LayerPass SCALAR = new LayerPass() {
        @Override
        public void addRow(MemorySegment x, MemorySegment row, int rows, int columns, MemorySegment into) {
            for (int r = 0; r < rows; r++) {
                long at = (long) r * columns;
                for (int k = 0; k < columns; k++) {
                    into.setAtIndex(JAVA_FLOAT, at + k, x.getAtIndex(JAVA_FLOAT, at + k) + row.getAtIndex(JAVA_FLOAT, k));
                }
            }
        }

        @Override
        public void columnSums(MemorySegment x, int rows, int columns, MemorySegment into) {
            for (int k = 0; k < columns; k++) {
                float sum = 0;
                for (int r = 0; r < rows; r++) {
                    sum += x.getAtIndex(JAVA_FLOAT, (long) r * columns + k);
                }
                into.setAtIndex(JAVA_FLOAT, k, sum);
            }
        }

        @Override
        public void silu(MemorySegment x, long count, MemorySegment into) {
            for (long i = 0; i < count; i++) {
                into.setAtIndex(JAVA_FLOAT, i, LayerPass.silu(x.getAtIndex(JAVA_FLOAT, i)));
            }
        }

        @Override
        public void siluGradient(MemorySegment x, MemorySegment gradient, long count, MemorySegment into) {
            for (long i = 0; i < count; i++) {
                into.setAtIndex(JAVA_FLOAT, i, gradient.getAtIndex(JAVA_FLOAT, i) * slope(x.getAtIndex(JAVA_FLOAT, i)));
            }
        }

        @Override
        public void normSilu(MemorySegment x, int rows, int columns, MemorySegment weight, MemorySegment bias, MemorySegment moments,
                             MemorySegment into) {
            float[] partial = new float[Partials.COUNT];
            for (int r = 0; r < rows; r++) {
                long at = (long) r * columns;
                Arrays.fill(partial, 0);
                for (int k = 0; k < columns; k++) {
                    partial[k % Partials.COUNT] += x.getAtIndex(JAVA_FLOAT, at + k);
                }
                float mean = mean(partial, columns);
                Arrays.fill(partial, 0);
                for (int k = 0; k < columns; k++) {
                    float off = x.getAtIndex(JAVA_FLOAT, at + k) - mean;
                    partial[k % Partials.COUNT] = Math.fma(off, off, partial[k % Partials.COUNT]);
                }
                float scale = scale(partial, columns);
                moments.setAtIndex(JAVA_FLOAT, 2L * r, mean);
                moments.setAtIndex(JAVA_FLOAT, 2L * r + 1, scale);
                for (int k = 0; k < columns; k++) {
                    float n = (x.getAtIndex(JAVA_FLOAT, at + k) - mean) * scale;
                    float z = Math.fma(n, weight.getAtIndex(JAVA_FLOAT, k), bias.getAtIndex(JAVA_FLOAT, k));
                    into.setAtIndex(JAVA_FLOAT, at + k, LayerPass.silu(z));
                }
            }
        }

        @Override
        public void normSiluGradient(MemorySegment x, int rows, int columns, MemorySegment weight, MemorySegment bias, MemorySegment moments,
                                     MemorySegment gradient, MemorySegment into, MemorySegment atWeight, MemorySegment atBias) {
            float[] sum = new float[Partials.COUNT];
            float[] along = new float[Partials.COUNT];
            atWeight.fill((byte) 0);
            atBias.fill((byte) 0);
            for (int r = 0; r < rows; r++) {
                long at = (long) r * columns;
                float mean = moments.getAtIndex(JAVA_FLOAT, 2L * r);
                float scale = moments.getAtIndex(JAVA_FLOAT, 2L * r + 1);
                Arrays.fill(sum, 0);
                Arrays.fill(along, 0);
                for (int k = 0; k < columns; k++) {
                    float n = (x.getAtIndex(JAVA_FLOAT, at + k) - mean) * scale;
                    float w = weight.getAtIndex(JAVA_FLOAT, k);
                    float z = Math.fma(n, w, bias.getAtIndex(JAVA_FLOAT, k));
                    float g = gradient.getAtIndex(JAVA_FLOAT, at + k) * slope(z);
                    atWeight.setAtIndex(JAVA_FLOAT, k, Math.fma(g, n, atWeight.getAtIndex(JAVA_FLOAT, k)));
                    atBias.setAtIndex(JAVA_FLOAT, k, g + atBias.getAtIndex(JAVA_FLOAT, k));
                    g *= w;
                    gradient.setAtIndex(JAVA_FLOAT, at + k, g);
                    sum[k % Partials.COUNT] += g;
                    along[k % Partials.COUNT] = Math.fma(g, n, along[k % Partials.COUNT]);
                }
                float common = mean(sum, columns);
                float tilt = mean(along, columns);
                for (int k = 0; k < columns; k++) {
                    float n = (x.getAtIndex(JAVA_FLOAT, at + k) - mean) * scale;
                    float g = Math.fma(-n, tilt, gradient.getAtIndex(JAVA_FLOAT, at + k) - common);
                    into.setAtIndex(JAVA_FLOAT, at + k, Math.fma(scale, g, into.getAtIndex(JAVA_FLOAT, at + k)));
                }
            }
        }

        @Override
        public void update(MemorySegment parameters, MemorySegment first, MemorySegment second, MemorySegment average,
                           MemorySegment gradient, long count, ParameterUpdate step) {
            for (long i = 0; i < count; i++) {
                LayerPass.updateOne(parameters, first, second, average, gradient, i, step);
            }
        }
    };

    /// Mean of a row by its partial sums.
    static float mean(float[] partial, int columns) {
        return (float) (StepPass.total(partial) / columns);
    }

    /// `1/√(variance + 10⁻⁵)` of a row by the partial sums of its squares.
    static float scale(float[] partial, int columns) {
        return (float) (1 / Math.sqrt(StepPass.total(partial) / columns + NORM_FLOOR));
    }
}
