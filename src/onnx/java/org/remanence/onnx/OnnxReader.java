package org.remanence.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.remanence.network.NetworkDescription;
import org.remanence.network.NetworkReader;
import org.remanence.network.TrainedNetwork;
import org.remanence.text.BadInput;

/// Reads `.onnx` files. What is said in the metadata of a model is replaced, key by key, by what is said in the file
/// `NAME.onnx.json`
/// beside it, and that by what the user says now; shape and layout are those of the model's input where nobody says anything.
public final class OnnxReader implements NetworkReader {
    @Override
    public String ending() {
        return ".onnx";
    }

    @Override
    public TrainedNetwork open(Path file, String description) {
        OrtSession session = session(file);
        try {
            OnnxInputs inputs = OnnxInputs.of(file, session);
            Map<String, String> said = new LinkedHashMap<>();
            inputs.shape(description).ifPresent(shape -> said.put("the inputs of " + file, shape));
            String inside = session.getMetadata().getCustomMetadata().get(NetworkDescription.KEY);
            if (inside != null) {
                said.put("the metadata of " + file, inside);
            }
            Path beside = file.resolveSibling(file.getFileName() + ".json");
            if (Files.exists(beside)) {
                said.put(beside.toString(), Files.readString(beside));
            }
            said.put("--description", description);
            return OnnxNetwork.of(file, session, NetworkDescription.read(said));
        } catch (RuntimeException | Error e) {
            close(session);
            throw e;
        } catch (OrtException | IOException e) {
            close(session);
            throw new BadInput(e, "%s cannot be read: %s", file, e.getMessage());
        }
    }

    private static OrtSession session(Path file) {
        try {
            return OnnxRuntime.open(file);
        } catch (OrtException e) {
            throw new BadInput(e, "%s is no network that ONNX Runtime can read: %s", file, e.getMessage());
        }
    }

    private static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
