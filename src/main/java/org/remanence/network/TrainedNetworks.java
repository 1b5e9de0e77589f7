package org.remanence.network;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.remanence.text.BadInput;

/// Trained networks by the name of their file, or of the folder in which their training keeps it.
public final class TrainedNetworks {
    /// The network in the folder of a training.
    public static final String FILE = "net.safetensors";

    private static final String OWN = ".safetensors";
    private static final String ONNX = ".onnx";

    private TrainedNetworks() { }

    /// Opens a network.
    /// @param path a folder with [#FILE], a file of that format, or an ONNX file
    /// @param description JSON with keys in place of those that lie in or beside the file; `{}` to change nothing
    /// @throws BadInput if there is none, it cannot be read, or its description makes no sense
    public static TrainedNetwork open(Path path, String description) {
        Path file = file(path);
        String name = file.getFileName().toString();
        if (name.endsWith(OWN)) {
            return StoredNetwork.read(file, description);
        }
        for (NetworkReader each : ServiceLoader.load(NetworkReader.class, NetworkReader.class.getClassLoader())) {
            if (name.endsWith(each.ending())) {
                return each.open(file, description);
            }
        }
        if (name.endsWith(ONNX)) {
            throw new BadInput("""
                    %s needs ONNX Runtime, which this build does not have: build one with \
                    ./mvnw -Ponnx -Dmaven.test.skip=true package, and run target/remanence-VERSION-onnx/remanence""", file);
        }
        throw new BadInput("%s is no trained network: give a folder of the command train, a %s or an %s file", path, OWN, ONNX);
    }

    /// The files that [#open] reads.
    public static List<Path> files(Path path) {
        Path file = file(path);
        return Stream.concat(Stream.of(file), Stream.of(".json", ".data").map(ending -> file.resolveSibling(file.getFileName()
                + ending))
                .filter(Files::exists)).toList();
    }

    private static Path file(Path path) {
        Path file = Files.isDirectory(path) ? path.resolve(FILE) : path;
        if (!Files.exists(file)) {
            throw new BadInput("there is no trained network %s: ./remanence train DATA --out %s trains one", file, path);
        }
        return file;
    }
}
