package org.remanence.reproduce;

import java.util.List;

/// Every published figure there is.
public final class Reproductions {
    private static final List<Reproduction> ALL = List.of(
            new Strips(), new Potential(), new SameClassClusters(), new SpeciationTable(), new ExcessEntropyClusters(), new CollapseClusters(),
            new DataSets(), new ManifoldGaps(), new ScoreFields(),
            new CondensationFigure(),
            new JacobianInTime(listing("jacobian", "4, 11", "the Jacobian's spectrum in time, m = 7", "1 min", "20 min"), 2, 5, true),
            new JacobianInSize(listing("jacobian-sizes", "9, 13", "the Jacobian's spectrum for several sizes of the data set, m = 7", "1 min", "10 min"),
                    2, 5, List.of(new double[] {0.180, 0.058}, new double[] {0.123, 0.042}, new double[] {0.084, 0.029}, new double[] {0.061, 0.022})),
            new JacobianInSize(listing("jacobian-sizes-15", "10, 14", "the same with m = 15", "1 min", "10 min"), 5, 10, List.of()),
            new JacobianInTime(listing("jacobian-15", "12", "the Jacobian's spectrum in time, m = 15", "1 min", "20 min"), 5, 10, false));

    private static final List<Unmade> UNMADE = List.of(
            new Unmade(Listing.Document.DIMENSIONS, "1", "a drawing without numbers"),
            new Unmade(Listing.Document.DIMENSIONS, "5, 16", "needs a trained network: later"),
            new Unmade(Listing.Document.DIMENSIONS, "6, 7", "needs trained networks and their image data: later"),
            new Unmade(Listing.Document.DIMENSIONS, "15", "needs a trained network: later"));

    /// A figure that is not made.
    /// @param document where it was published
    /// @param figure its number
    /// @param why it is not made
    public record Unmade(Listing.Document document, String figure, String why) { }

    private Reproductions() { }

    private static Listing listing(String name, String figure, String shows, String cost, String full) {
        return new Listing(name, Listing.Document.DIMENSIONS, figure, shows, cost, full);
    }

    /// Those that can be made, in the order of the documents.
    public static List<Reproduction> all() {
        return ALL;
    }

    /// Those that cannot.
    public static List<Unmade> unmade() {
        return UNMADE;
    }
}
