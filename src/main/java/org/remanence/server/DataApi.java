package org.remanence.server;

import java.io.IOException;
import java.util.Map;
import org.remanence.result.OutputFailure;

/// Names of data that clients may ask about, and arrays that they send and remove.
final class DataApi {
    private static final String ONE = "/v1/data/{name}";
    private static final String NAME = "name";

    private final DataRoot root;
    private final Uploads uploads;

    DataApi(DataRoot root, Uploads uploads) {
        this.root = root;
        this.uploads = uploads;
    }

    void addTo(Routes routes) {
        routes.get("/v1/data", _ -> Reply.json(Map.of("data", root.names())));
        routes.add("PUT", ONE, this::put);
        routes.add("DELETE", ONE, this::remove);
    }

    private Reply put(Request request) {
        String name = request.part(NAME);
        Uploads.checkName(name);
        if (root.isElsewhere(name, uploads.folder())) {
            throw Refusal.of(Refusal.CONFLICT, "the data root has a file %s of its own: choose another name", name);
        }
        try {
            boolean isNew = request.upload((in, bytes) -> uploads.put(name, in, bytes));
            return isNew ? Reply.json(Reply.CREATED, Map.of(NAME, name)).with("Location", "/v1/data/" + name)
                    : Reply.json(Map.of(NAME, name));
        } catch (IOException e) {
            throw new OutputFailure(uploads.folder(), e);
        }
    }

    private Reply remove(Request request) {
        try {
            uploads.remove(request.part(NAME));
            return Reply.empty(Reply.NO_CONTENT);
        } catch (IOException e) {
            throw new OutputFailure(uploads.folder(), e);
        }
    }
}
