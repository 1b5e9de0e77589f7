package org.remanence.bench;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.remanence.tensor.Precision;

/// The denoiser by libtorch: `scaled_dot_product_attention` with the bias as an additive mask (`sdpa`) or as one more
/// coordinate (`sdpa-augmented`), or two products and a softmax (`torch`).
final class Torch implements Peer {
    private final PeerProblem problem;
    private final String way;
    private final PointerScope scope = new PointerScope();
    private final Tensor queries;
    private final Tensor keys;
    private final Tensor values;
    private final Tensor bias;
    private Tensor result;

    Torch(PeerProblem problem, String way) {
        this.problem = problem;
        this.way = way;
        torch.set_num_threads(problem.threads());
        if (torch.get_num_threads() != problem.threads()) {
            throw new IllegalStateException("libtorch was asked for %d threads and uses %d".formatted(problem.threads(), torch.get_num_threads()));
        }
        int d = problem.dimension();
        boolean augmented = way.equals("sdpa-augmented");
        double[] scaledBias = problem.bias().clone();
        for (int i = 0; i < scaledBias.length; i++) {
            scaledBias[i] /= problem.slope();
        }
        queries = augmented ? tensor(wider(problem.states(), d, 1), d + 1) : tensor(problem.states(), d);
        keys = augmented ? tensor(wider(problem.patterns(), d, scaledBias), d + 1) : tensor(problem.patterns(), d);
        values = augmented ? tensor(wider(problem.patterns(), d, 0), d + 1) : keys;
        bias = tensor(problem.bias(), problem.count());
    }

    /// `[1 × 1 × rows × columns]`.
    private Tensor tensor(double[] numbers, int columns) {
        long[] shape = {1, 1, numbers.length / columns, columns};
        return problem.precision() == Precision.FLOAT ? Tensor.create(PeerProblem.floats(numbers), shape) : Tensor.create(numbers, shape);
    }

    /// Rows with one more number, the same for all or one for each.
    private static double[] wider(double[] rows, int columns, double... last) {
        int count = rows.length / columns;
        double[] wide = new double[count * (columns + 1)];
        for (int i = 0; i < count; i++) {
            System.arraycopy(rows, i * columns, wide, i * (columns + 1), columns);
            wide[i * (columns + 1) + columns] = last[last.length == 1 ? 0 : i];
        }
        return wide;
    }

    @Override
    public int patterns() {
        return problem.count();
    }

    @Override
    public void run() {
        if (result != null) {
            result.close();
        }
        try (PointerScope temporaries = new PointerScope()) {
            result = switch (way) {
                case "sdpa" -> attention(new TensorOptional(bias));
                case "sdpa-augmented" -> attention(new TensorOptional());
                case "torch" -> torch.matmul(torch.softmax(torch.matmul(queries, keys.transpose(-2, -1))
                        .mul_(new Scalar(problem.slope())).add_(bias), -1), values);
                default -> throw new IllegalArgumentException("libtorch has no way called " + way);
            };
            temporaries.detach(result.retainReference());
        }
    }

    private Tensor attention(TensorOptional mask) {
        return torch.scaled_dot_product_attention(queries, keys, values, mask, 0, false, new DoubleOptional(problem.slope()), false);
    }

    @Override
    public double[] denoiser() {
        int d = problem.dimension();
        int wide = (int) result.size(3);
        double[] all = new double[problem.batch() * wide];
        result.to(ScalarType.Double).contiguous().data_ptr_double().get(all);
        double[] denoiser = new double[problem.batch() * d];
        for (int b = 0; b < problem.batch(); b++) {
            System.arraycopy(all, b * wide, denoiser, b * d, d);
        }
        return denoiser;
    }

    @Override
    public void close() {
        scope.close();
    }
}
