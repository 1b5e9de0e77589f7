package org.remanence.reproduce.geometry;

import java.util.List;
import org.remanence.reproduce.Listing;
import org.remanence.reproduce.Reproduction;

/// The figures of the document on geometric memorization.
public final class GeometryFigures {
    private static final List<Reproduction> ALL = List.of(new ManifoldGaps(), new ScoreFields(), new CondensationFigure(),
            new JacobianInTime(listing("jacobian", "4, 11", "The Jacobian's spectrum loses directions as the noise falls, m = 7", "1 min", "20 min"), 2, 5, true),
            new JacobianInSize(listing("jacobian-sizes", "9, 13", "More data keep directions of the Jacobian's spectrum to lower noise, m = 7", "1 min", "10 min"),
                    2, 5, List.of(new double[] {0.180, 0.058}, new double[] {0.123, 0.042}, new double[] {0.084, 0.029}, new double[] {0.061, 0.022})),
            new JacobianInSize(listing("jacobian-sizes-15", "10, 14", "More data keep directions of the Jacobian's spectrum to lower noise, m = 15", "1 min", "10 min"), 5, 10, List.of()),
            new JacobianInTime(listing("jacobian-15", "12", "The Jacobian's spectrum loses directions as the noise falls, m = 15", "1 min", "20 min"), 5, 10, false));

    private GeometryFigures() { }

    /// In the order of the document.
    public static List<Reproduction> all() {
        return ALL;
    }

    private static Listing listing(String name, String figure, String shows, String cost, String full) {
        return new Listing(name, Listing.Document.GEOMETRY, figure, shows, cost, full);
    }
}
