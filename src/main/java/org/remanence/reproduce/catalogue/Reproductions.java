package org.remanence.reproduce.catalogue;

import java.util.List;
import java.util.stream.Stream;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;
import org.remanence.reproduce.features.FeatureFigures;
import org.remanence.reproduce.geometry.GeometryFigures;
import org.remanence.reproduce.memories.MemoriesFigures;
import org.remanence.reproduce.networks.NetworkFigures;
import org.remanence.reproduce.perceptrons.PerceptronFigures;
import org.remanence.reproduce.regimes.RegimesFigures;

/// Every published figure there is.
public final class Reproductions {
    private static final List<Reproduction> ALL = Stream.of(RegimesFigures.all(), GeometryFigures.all(),
            FeatureFigures.all(),
            MemoriesFigures.all(), PerceptronFigures.all(), NetworkFigures.all())
            .flatMap(List::stream).toList();

    private static final List<Unmade> UNMADE = List.of(
            new Unmade(Listing.Document.REGIMES, "generated pictures, cosmological fields",
            "works of large models and of simulations, without numbers"),
            new Unmade(Listing.Document.REGIMES, "the same of CIFAR, ImageNet and LSUN", """
                    needs those images and convolutional networks of 25.7 million parameters; network-speciation and \
                    network-collapse make the figures of the digits, 'run network-regimes --data FILE' those of other \
                    images, and portrait --score FILE those of a network given as a file"""),
            new Unmade(Listing.Document.GEOMETRY, "1", "a drawing without numbers"),
            new Unmade(Listing.Document.FEATURES, "diagrams of the replica calculation",
            "a drawing without numbers; its equation is that of mixture-outlier"),
            new Unmade(Listing.Document.LEARNING_CURVES, "motivation, Zhang et al. 2024", """
                    needs the image data and convolutional networks of that work; 'run copying' shows how copies \
                    vanish with more patterns for a network trained on the digits"""));

    /// A figure that is not made.
    /// @param document where it was published
    /// @param figure its number
    /// @param why it is not made
    public record Unmade(Listing.Document document, String figure, String why) { }

    private Reproductions() { }

    /// Those that can be made, in the order of the documents.
    public static List<Reproduction> all() {
        return ALL;
    }

    /// Those that cannot.
    public static List<Unmade> unmade() {
        return UNMADE;
    }
}
