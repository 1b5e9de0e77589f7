package org.remanence.experiment.networks;

import java.util.Arrays;
import org.remanence.data.ImageShape;
import org.remanence.experiment.AxisValues;
import org.remanence.experiment.Parameter;
import org.remanence.experiment.Schema;
import org.remanence.network.MinibatchDraw;
import org.remanence.network.TrainingSettings;
import org.remanence.tensor.Matrix;
import org.remanence.text.BadInput;

/// Which network is trained, for how long, and when it is looked at.
public record NetworkSettings(
        @Parameter(value = "default", help = """
                vectors: a preconditioned denoiser at levels from 0.01 to 50; images: noise at the indices of a \
                denoising-diffusion schedule; published: the network of the manifold paper; default: images for \
                images, else vectors""")
                Kind network,
        @Parameter(value = "20000", min = 1, max = 1e8, help = "steps of the training") long steps,
        @Parameter(value = "128", min = 1, max = 65_536, help = "rows of a step; fewer patterns repeat in it")
                int batch,
        @Parameter(value = "0.05,0.1,0.2,0.4,0.7,1", above = 0, max = 1, unit = "share of the steps",
                        help = "when the network is looked at")
                AxisValues checkpoints) {
    /// A network with its training.
    public enum Kind {
        /// Images for images, otherwise vectors.
        DEFAULT,
        /// See [TrainingSettings#vectors].
        VECTORS,
        /// See [TrainingSettings#images].
        IMAGES,
        /// See [TrainingSettings#published].
        PUBLISHED
    }

    /// Refuses parameters out of bounds.
    public NetworkSettings {
        Schema.check(NetworkSettings.class, network, steps, batch, checkpoints);
        checkIncreasing("checkpoints", checkpoints);
    }

    /// Refuses an axis that stands still or turns back.
    static void checkIncreasing(String name, AxisValues axis) {
        for (int i = 1; i < axis.size(); i++) {
            if (!(axis.at(i) > axis.at(i - 1))) {
                throw new BadInput("%s must increase, got %s after %s", name, axis.at(i), axis.at(i - 1));
            }
        }
    }

    /// The checkpoints in steps, each at least one, increasing.
    long[] checkpointSteps() {
        return Arrays.stream(checkpoints.values()).mapToLong(share -> Math.max(1, Math.round(share * steps))).distinct()
                .toArray();
    }

    /// The settings for these patterns.
    TrainingSettings settings(Matrix patterns, ImageShape image) {
        int d = patterns.columns();
        TrainingSettings chosen = switch (network) {
            case DEFAULT -> image.isImage() ? TrainingSettings.images(d, steps)
                    : TrainingSettings.vectors(d, rootMeanSquare(patterns), steps);
            case VECTORS -> TrainingSettings.vectors(d, rootMeanSquare(patterns), steps);
            case IMAGES -> TrainingSettings.images(d, steps);
            case PUBLISHED -> TrainingSettings.published(d, steps);
        };
        return chosen.with(MinibatchDraw.INDEPENDENT, batch);
    }

    /// Root mean square of all coordinates.
    static double rootMeanSquare(Matrix patterns) {
        double square = Arrays.stream(patterns.toArray()).flatMapToDouble(Arrays::stream).map(each -> each * each)
                .average()
                .orElseThrow();
        if (!(square > 0)) {
            throw new BadInput("the patterns are all the same: there is nothing to learn");
        }
        return Math.sqrt(square);
    }
}
