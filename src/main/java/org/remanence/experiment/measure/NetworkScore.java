package org.remanence.experiment.measure;

import java.nio.file.Path;
import java.util.List;
import org.remanence.data.ImageShape;
import org.remanence.data.PatternSet;
import org.remanence.data.UniformScaling;
import org.remanence.network.ChannelsFirst;
import org.remanence.network.DescriptionFit;
import org.remanence.network.NetworkDescription;
import org.remanence.network.StoredNetwork;
import org.remanence.network.TrainedNetwork;
import org.remanence.network.TrainedNetworks;
import org.remanence.network.TrainedScore;
import org.remanence.process.Diffusion;
import org.remanence.session.Session;
import org.remanence.text.BadInput;

/// The score of a trained network beside patterns, in their units; several threads may use it.
/// @param score of the network
/// @param network that is closed with it
public record NetworkScore(TrainedScore score, TrainedNetwork network) implements AutoCloseable {
    /// Opens the network of a file or folder.
    /// @param description as JSON, `{}` for that in or beside the file
    /// @throws BadInput if it cannot be read, is of another dimension, or its description does not fit the patterns; those of
    /// networks
    /// that were trained here do
    static NetworkScore open(Path path, String description, PatternSet patterns, Diffusion process, Session session) {
        UniformScaling units = patterns.preparation().uniform(patterns.columns());
        TrainedNetwork network = ordered(TrainedNetworks.open(path, description), patterns, path);
        try {
            if (network.description().dimension() != patterns.columns()) {
                throw new BadInput("the network %s takes %d numbers, but a pattern of %s has %d", path,
                        network.description().dimension(),
                        patterns.name(), patterns.columns());
            }
            if (!(network instanceof StoredNetwork)) {
                DescriptionFit.require(network, patterns, units, session.stream("description"), path.toString());
            }
            return new NetworkScore(new TrainedScore(network, units, process, session), network);
        } catch (RuntimeException | Error e) {
            network.close();
            throw e;
        }
    }

    /// The network for rows as these patterns have them: images lie pixel by pixel.
    private static TrainedNetwork ordered(TrainedNetwork network, PatternSet patterns, Path path) {
        NetworkDescription says = network.description();
        ImageShape image = patterns.image();
        if (says.layout() != NetworkDescription.Layout.NCHW || !image.isImage()) {
            return network;
        }
        if (!says.shape().equals(List.of(image.channels(), image.height(), image.width()))) {
            network.close();
            throw new BadInput("the network %s takes images of %s channels, rows and columns, but those of %s have %s", path,
                    says.shape(),
                    patterns.name(), List.of(image.channels(), image.height(), image.width()));
        }
        return image.channels() > 1 ? new ChannelsFirst(network) : network;
    }

    @Override
    public void close() {
        score.close();
        network.close();
    }
}
