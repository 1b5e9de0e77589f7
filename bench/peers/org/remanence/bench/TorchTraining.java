package org.remanence.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.remanence.network.ParameterTensor;
import org.remanence.network.ResidualArchitecture;

/// The residual network and a step of its training by libtorch on one thread: noise, forward, backward, Adam, average of the
/// parameters. Levels of noise are drawn log-uniformly.
final class TorchTraining implements AutoCloseable {
    private static final double NORM_EPSILON = 1e-5;
    private static final double LEAST_SIGMA = 0.01;
    private static final double SIGMA_RANGE = 1e4;
    private static final double AVERAGED = 1e-3;

    private final ResidualArchitecture architecture;
    private final int batch;
    private final PointerScope scope = new PointerScope();
    private final Map<String, Tensor> parameters = new LinkedHashMap<>();
    private final Map<String, Tensor> average = new LinkedHashMap<>();
    private final Tensor patterns;
    private final Tensor frequencies;
    private final Adam adam;

    /// @param values of the parameters, in the order of [ResidualArchitecture#tensors]
    /// @param patterns `[n × d]`
    TorchTraining(ResidualArchitecture architecture, float[] values, float[] patterns, int batch) {
        torch.set_num_threads(1);
        this.architecture = architecture;
        this.batch = batch;
        int d = architecture.dimension();
        this.patterns = Tensor.create(patterns, patterns.length / d, d);
        this.frequencies = Tensor.create(frequencies(architecture), 1, architecture.embedding() / 2);
        List<ParameterTensor> tensors = architecture.tensors();
        for (int i = 0; i < tensors.size(); i++) {
            ParameterTensor each = tensors.get(i);
            int size = each.rows() * each.columns();
            float[] part = new float[size];
            System.arraycopy(values, each.offset(), part, 0, size);
            long[] shape = each.vector() ? new long[] {size} : new long[] {each.rows(), each.columns()};
            average.put(each.name(), Tensor.create(part, shape));
            parameters.put(each.name(), Tensor.create(part, shape).set_requires_grad(true));
        }
        this.adam = new Adam(new TensorVector(parameters.values().toArray(Tensor[]::new)), new AdamOptions(1e-3));
    }

    private static float[] frequencies(ResidualArchitecture architecture) {
        float[] frequencies = new float[architecture.embedding() / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) (architecture.clockFactor() * Math.pow(10_000, -i / Math.max(1.0, frequencies.length - 1)));
        }
        return frequencies;
    }

    /// What the network answers.
    /// @param inputs `[B × d]`
    /// @param readings of the clock, one a row
    float[] answers(float[] inputs, float[] readings) {
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            Tensor answer = forward(Tensor.create(inputs, readings.length, architecture.dimension()),
                    Tensor.create(readings, readings.length, 1));
            float[] answers = new float[inputs.length];
            answer.contiguous().data_ptr_float().get(answers);
            return answers;
        }
    }

    /// One step.
    void step() {
        try (PointerScope _ = new PointerScope()) {
            Tensor rows = patterns.index_select(0, torch.randint(patterns.size(0), new long[] {batch}));
            Tensor reading = torch.rand(batch, 1);
            Tensor sigma = torch.pow(new Scalar(SIGMA_RANGE), reading).mul_(new Scalar(LEAST_SIGMA));
            Tensor noise = torch.randn(batch, architecture.dimension());
            Tensor scale = sigma.square().add(new Scalar(1)).rsqrt();
            Tensor loss = torch.mse_loss(forward(rows.add(sigma.mul(noise)).mul_(scale), reading), noise);
            adam.zero_grad();
            loss.backward();
            adam.step();
            try (NoGradGuard _ = new NoGradGuard()) {
                parameters.forEach((name, value) -> average.get(name).lerp_(value, new Scalar(AVERAGED)));
            }
        }
    }

    private Tensor forward(Tensor x, Tensor reading) {
        Tensor angle = reading.mul(frequencies);
        Tensor clock = torch.cat(new TensorVector(angle.sin(), angle.cos()), 1);
        Tensor context = torch.silu(linear("time.2", torch.silu(linear("time.0", clock))));
        Tensor hidden = linear("in", x);
        for (int i = 0; i < architecture.blocks(); i++) {
            String block = "block." + i;
            Tensor inner = linear(block + ".lin1", active(block + ".norm1", hidden)).add(linear(block + ".time", context));
            hidden = hidden.add(linear(block + ".lin2", active(block + ".norm2", inner)));
        }
        return linear("out", active("norm", hidden));
    }

    private Tensor linear(String name, Tensor x) {
        return torch.linear(x, parameters.get(name + ".weight"), new TensorOptional(parameters.get(name + ".bias")));
    }

    private Tensor active(String name, Tensor x) {
        return torch.silu(torch.layer_norm(x, new long[] {architecture.width()},
                new TensorOptional(parameters.get(name + ".weight")), new TensorOptional(parameters.get(name + ".bias")),
                NORM_EPSILON, false));
    }

    @Override
    public void close() {
        scope.close();
    }
}
