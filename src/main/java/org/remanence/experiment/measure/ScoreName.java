package org.remanence.experiment.measure;

import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.remanence.data.DataSource;
import org.remanence.data.FileForm;
import org.remanence.data.PatternSet;
import org.remanence.network.TrainedNetworks;
import org.remanence.process.Diffusion;
import org.remanence.session.Session;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.GivenPath;

/// Whose score a question is about, as a user writes it: one of some words, or the file or folder of a trained network.
/// @param text as written
/// @param description of a network, as JSON whose keys replace those in or beside its file, or [#UNDESCRIBED]
/// @param words that are known
public record ScoreName(String text, String description, List<String> words) {
    /// The default of a description.
    public static final String UNDESCRIBED = "none";
    /// What may be written for a network, for the help of a parameter.
    public static final String NETWORK = "a trained network: the folder of a training, a .safetensors or an .onnx file";
    /// Help of a description.
    public static final String DESCRIPTION = """
            what the inputs and outputs of a network mean, as JSON whose keys replace those in or beside its file""";

    /// Refuses what is neither a word nor there, and descriptions without a network.
    public ScoreName {
        if (!words.contains(text) && !Files.exists(GivenPath.of(text))) {
            String meant = EditDistance.nearest(text, words).map(near -> ", did you mean " + near + "?").orElse("");
            throw new BadInput("score must be %s, or %s; there is no file %s%s", String.join(", ", words), NETWORK, text, meant);
        }
        if (words.contains(text) && !description.equals(UNDESCRIBED)) {
            throw new BadInput("description has no effect without a trained network: leave it out, got %s", description);
        }
    }

    /// Whether a trained network is meant.
    public boolean isNetwork() {
        return !words.contains(text);
    }

    /// The files of the network, if one is meant.
    public Stream<DataSource> sources() {
        return isNetwork() ? TrainedNetworks.files(GivenPath.of(text)).stream().map(file -> new DataSource.Stored(file, "",
                FileForm.AUTO)) : Stream.empty();
    }

    /// The score of the network, in the units of these patterns.
    /// @throws BadInput if it is of another dimension, or its description does not fit the patterns
    public NetworkScore open(PatternSet patterns, Diffusion process, Session session) {
        return NetworkScore.open(GivenPath.of(text), description.equals(UNDESCRIBED) ? "{}" : description, patterns, process,
                session);
    }
}
