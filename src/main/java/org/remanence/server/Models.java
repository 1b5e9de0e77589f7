package org.remanence.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.remanence.text.BadInput;
import org.remanence.text.EditDistance;
import org.remanence.text.Text;

/// The models that are served, by name.
final class Models implements AutoCloseable {
    /// The one version each model has.
    static final String VERSION = "1";

    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";
    private static final int MOST = 64;

    private final SequencedMap<String, BatchedModel> open = new LinkedHashMap<>();

    /// Takes a model over.
    /// @throws BadInput if the name cannot be one
    /// @throws Refusal if it is taken, or there are too many
    synchronized void add(String name, ServedModel model) {
        try {
            checkFree(name);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
        open.put(name, new BatchedModel(name, model));
    }

    /// Refuses a name before anything is opened for it.
    synchronized void checkFree(String name) {
        if (!name.matches(NAME)) {
            throw new BadInput(
                    "the name of a model must be letters, digits and . _ - after a letter or digit, at most 100, got "
                            + "'%s'", name);
        }
        if (open.containsKey(name)) {
            throw Refusal.of(Refusal.CONFLICT, "there is a model %s already: remove it first, or choose another name",
                    name);
        }
        if (open.size() >= MOST) {
            throw Refusal.of(Refusal.CONFLICT, "%d models are served already: remove one first", MOST);
        }
    }

    /// @throws Refusal if there is none of that name
    synchronized void remove(String name) {
        named(name);
        open.remove(name).close();
    }

    synchronized List<String> names() {
        return List.copyOf(open.keySet());
    }

    /// @throws Refusal if there is none of that name
    synchronized BatchedModel named(String name) {
        return Optional.ofNullable(open.get(name)).orElseThrow(() -> Refusal.of(Refusal.NOT_FOUND, "%s",
                unknown(name)));
    }

    /// As [#named], of a version.
    /// @throws Refusal if it has no such version
    BatchedModel named(String name, String version) {
        BatchedModel model = named(name);
        if (!version.equals(VERSION)) {
            throw Refusal.of(Refusal.NOT_FOUND, "model %s has version %s alone, not %s", name, VERSION, version);
        }
        return model;
    }

    synchronized Map<String, BatchedModel> all() {
        return new LinkedHashMap<>(open);
    }

    private String unknown(String name) {
        String nearest = EditDistance.nearest(name, open.keySet()).map(word -> Text.of(", did you mean %s?", word))
                .orElse("");
        return Text.of("there is no model %s%s%s", name, nearest,
                open.isEmpty() ? ": none is served" : nearest.isEmpty() ? "; there are "
                        + String.join(", ", open.keySet()) : "");
    }

    @Override
    public synchronized void close() {
        open.values().forEach(BatchedModel::close);
        open.clear();
    }
}
