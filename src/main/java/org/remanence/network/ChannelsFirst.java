package org.remanence.network;

import java.util.List;
import org.remanence.linalg.FloatMatrix;

/// A network that takes images channel by channel, for rows that hold them pixel by pixel.
/// @param network of layout [NetworkDescription.Layout#NCHW]
public record ChannelsFirst(TrainedNetwork network) implements TrainedNetwork {
    @Override
    public NetworkDescription description() {
        NetworkDescription inner = network.description();
        double[] shift = inner.shift();
        if (shift.length > 1) {
            shift = new double[shift.length];
            int[] place = places(inner);
            for (int k = 0; k < shift.length; k++) {
                shift[k] = inner.shift()[place[k]];
            }
        }
        return new NetworkDescription(inner.meaning(), NetworkDescription.Layout.FLAT, List.of(inner.dimension()), inner.inputs(),
                shift,
                inner.factor(), inner.range());
    }

    @Override
    public NetworkFunction function() {
        return new Reordered(network.function(), places(network.description()));
    }

    @Override
    public void close() {
        network.close();
    }

    /// Where the network has each number of a row.
    private static int[] places(NetworkDescription inner) {
        int channels = inner.shape().get(0);
        int pixels = inner.dimension() / channels;
        int[] place = new int[channels * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int c = 0; c < channels; c++) {
                place[pixel * channels + c] = c * pixels + pixel;
            }
        }
        return place;
    }

    /// @param inner the network's own function
    /// @param place where it has each number of a row
    private record Reordered(NetworkFunction inner, int[] place) implements NetworkFunction {
        @Override
        public int dimension() {
            return place.length;
        }

        @Override
        public void apply(FloatMatrix inputs, double reading, FloatMatrix into) {
            int rows = Math.toIntExact(inputs.rows());
            int d = place.length;
            float[] pixelwise = new float[rows * d];
            float[] channelwise = new float[rows * d];
            inputs.copy(0, rows, pixelwise, 0);
            for (int i = 0; i < rows * d; i++) {
                channelwise[i / d * d + place[i % d]] = pixelwise[i];
            }
            FloatMatrix answers = FloatMatrix.of(pixelwise, rows, d);
            inner.apply(FloatMatrix.of(channelwise, rows, d), reading, answers);
            answers.copy(0, rows, channelwise, 0);
            for (int i = 0; i < rows * d; i++) {
                pixelwise[i] = channelwise[i / d * d + place[i % d]];
            }
            into.write(0, rows, pixelwise, 0);
        }

        @Override
        public void close() {
            inner.close();
        }
    }
}
