package org.remanence.reproduce.networks;

import java.util.List;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;

/// The figures of trained networks in the documents on geometric memorization and on dynamical regimes.
public final class NetworkFigures {
    private static final List<Reproduction> ALL = List.of(
            new TrainedManifold(listing("network-jacobian", "5",
                    "Networks trained on a manifold show it in the Jacobian's spectrum, m = 7", "2 min", "10 h"), 2, 5),
            new TrainedManifold(listing("network-jacobian-15", "16", "Networks trained on a manifold show it in the Jacobian's spectrum, m = 15", "2 min", "10 h"), 5, 10),
            new TrainedSubspaces(), new TrainedImages(), new TrainedSpeciation(), new TrainedCollapse());

    private NetworkFigures() { }

    /// In the order of the documents.
    public static List<Reproduction> all() {
        return ALL;
    }

    private static Listing listing(String name, String figure, String shows, String cost, String full) {
        return new Listing(name, Listing.Document.GEOMETRY, figure, shows, cost, full);
    }
}
