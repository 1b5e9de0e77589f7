package org.remanence.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.remanence.Golden;

/// The reference of the fast network is held to numbers of PyTorch.
final class TwinNetworkTest {
    static final ResidualArchitecture TINY = new ResidualArchitecture(3, 4, 1, 4, 5, 1);
    private static final double[][] INPUTS = {{0.5, -1, 2}, {0, 0.25, -0.75}};
    private static final double[] READINGS = {0.7, 3};
    private static final double[][] TARGETS = {{0.1, 0.2, -0.3}, {1, -1, 0.5}};

    private static double[] parameters() {
        double[] values = IntStream.range(0, TINY.parameters()).mapToDouble(j -> Math.sin(1 + j) / 2).toArray();
        for (ParameterTensor each : TINY.tensors()) {
            if (each.name().contains("norm") && each.name().endsWith("weight")) {
                for (int i = 0; i < each.size(); i++) {
                    values[each.offset() + i]++;
                }
            }
        }
        return values;
    }

    private static int at(String name, int index) {
        return TINY.tensors().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow().offset() + index;
    }

    private static double loss(TwinNetwork twin) {
        double loss = 0;
        for (int b = 0; b < INPUTS.length; b++) {
            for (double error : errors(twin, b)) {
                loss += error * error / 6;
            }
        }
        return loss;
    }

    /// Leaves the gradient of the loss in the twin.
    private static void gradient(TwinNetwork twin) {
        for (int b = 0; b < INPUTS.length; b++) {
            twin.backward(INPUTS[b], READINGS[b], Arrays.stream(errors(twin, b)).map(error -> error / 3).toArray());
        }
    }

    private static double[] errors(TwinNetwork twin, int b) {
        double[] answer = twin.forward(INPUTS[b], READINGS[b]);
        return IntStream.range(0, answer.length).mapToDouble(i -> answer[i] - TARGETS[b][i]).toArray();
    }

    @Test
    void answersAreThoseOfTorch() {
        TwinNetwork twin = new TwinNetwork(TINY, parameters());
        Golden.read("training", "tiny_forward").getFirst().check(IntStream.range(0, 2)
                .mapToObj(b -> twin.forward(INPUTS[b], READINGS[b])).flatMapToDouble(Arrays::stream).toArray());
        Golden.read("training", "tiny_loss").getFirst().check(loss(twin));
    }

    @Test
    void gradientsAreThoseOfTorch() {
        TwinNetwork twin = new TwinNetwork(TINY, parameters());
        gradient(twin);
        double norm = Math.sqrt(Arrays.stream(twin.gradient).map(g -> g * g).sum());
        Golden.read("training", "tiny_gradient").getFirst().check(twin.gradient[at("in.weight", 0)], twin.gradient[at("time.0.weight", 0)],
                twin.gradient[at("block.0.norm2.weight", 1)], twin.gradient[at("block.0.lin2.weight", 3 * 4 + 2)], twin.gradient[at("out.bias", 2)], norm);
    }

    @Test
    void jacobianIsThatOfTorch() {
        TwinNetwork twin = new TwinNetwork(TINY, parameters());
        Golden.read("training", "tiny_jacobian").getFirst().check(IntStream.range(0, 3).mapToObj(i -> {
            double[] unit = new double[3];
            unit[i] = 1;
            return twin.backward(INPUTS[0], READINGS[0], unit);
        }).flatMapToDouble(Arrays::stream).toArray());
    }

    @Test
    void aStepOfAdamIsThatOfTorch() {
        TwinNetwork twin = new TwinNetwork(TINY, parameters());
        gradient(twin);
        double[] moments = new double[2 * twin.parameters.length];
        OptimizerTest.follow(Optimizer.ADAM.at(1, 0.01, 1), twin.parameters, twin.gradient, moments);
        Golden.read("training", "tiny_after_adam").getFirst().check(twin.parameters[at("in.weight", 0)], loss(twin));
    }

    @Test
    void sizesAreThoseOfThePublishedNetworks() {
        Golden.read("training", "parameters").getFirst().check(TrainingSettings.published(30, 1).architecture().parameters(),
                TrainingSettings.vectors(30, 1, 1).architecture().parameters(), TrainingSettings.images(64, 1).architecture().parameters(),
                TrainingSettings.published(100, 1).architecture().parameters(), TINY.parameters());
        ParameterTensor last = TINY.tensors().getLast();
        assertEquals(TINY.parameters(), last.offset() + last.size());
    }
}
