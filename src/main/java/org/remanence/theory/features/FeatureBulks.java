package org.remanence.theory.features;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.complex.Complex;
import org.remanence.theory.NotConverged;

/// The spectrum of U in the limit d → ∞: an atom, and one to a few bulks between edges.
///
/// With more features than patterns than directions there are three bulks: d eigenvalues that generalize, n − d of noise, and
/// d small ones that memorize; the published picture joins the latter two. Edges are good to about 1e-10, masses to 1e-8.
/// All of it lies above s²; at late times the lower bulks come close to it, so that what counts is the distance from there.
/// Source: Bonnaire et al. 2025 for the equations; the split of the lower bulk is derived.
public final class FeatureBulks {
    private static final int FINE = 24;
    private static final int GRID = 400;
    private static final double HEIGHT = 1e-7;
    private static final double VISIBLE = 1e-4;
    /// Where the search begins, in units of what moves the lowest bulk away from s².
    private static final double NEAREST = 1e-3;
    private static final double INSIDE_GAP = 0.3;
    private static final int BISECTIONS = 8;
    private static final int FARTHEST = 16;
    /// Nodes of half a contour: the rule errs by e^{−2π g/s}, g half the narrowest gap and s the distance of nodes, in log z.
    private static final int NODES = 64;
    private static final int MOST_NODES = 2048;
    private static final double NODES_TIMES_GAP = 14;
    /// How much of the mass may be missing, in a bulk too narrow for the grid, before that is an error.
    private static final double MISSING = 1e-6;

    private final FeatureLaw law;
    private final FeatureResolvent resolvent;
    private final List<Bulk> bulks;

    /// Finds the bulks.
    /// @throws NotConverged if they do not make up the whole spectrum
    public FeatureBulks(FeatureLaw law) {
        this.law = law;
        this.resolvent = law.resolvent();
        this.bulks = List.copyOf(bulks(edges()));
        double missing = 1 - law.atom() - bulks.stream().mapToDouble(Bulk::mass).sum();
        if (Math.abs(missing) > MISSING) {
            throw new NotConverged("the bulks found lack a share of %.3g of the feature spectrum", missing);
        }
    }

    /// The law.
    public FeatureLaw law() {
        return law;
    }

    /// Ascending.
    public List<Bulk> bulks() {
        return bulks;
    }

    /// Density of eigenvalues at each point, the atom left out; of mass 1 with it.
    /// @param points ascending or descending, so that each solution leads to the next
    public double[] density(double... points) {
        double[] density = new double[points.length];
        OrderParameters<Complex> y = null;
        for (int i = points.length - 1; i >= 0; i--) {
            double x = points[i];
            if (bulks.stream().anyMatch(bulk -> x > bulk.lower() && x < bulk.upper())) {
                Complex z = new Complex(x, HEIGHT * x);
                y = y == null ? resolvent.at(z) : resolvent.near(y, z);
                density[i] = y.q().getImaginaryPart() / Math.PI;
            } else {
                y = null;
            }
        }
        return density;
    }

    private List<Double> edges() {
        double origin = law.coefficients().fresh();
        double lower = NEAREST * law.coefficients().shared() * Math.min(1, law.featureRatio() / law.sampleRatio());
        double upper = law.top();
        double[] distance = DoubleStream.concat(
                IntStream.range(0, GRID).mapToDouble(i -> lower * Math.pow(upper / lower, i / (GRID - 1.0))),
                IntStream.rangeClosed(-FINE, FINE).mapToDouble(this::besideNoise)).sorted().toArray();
        boolean[] inside = new boolean[distance.length];
        OrderParameters<Complex> y = null;
        for (int i = distance.length - 1; i >= 0; i--) {
            Complex z = new Complex(origin + distance[i], HEIGHT * distance[i]);
            y = y == null ? resolvent.at(z) : resolvent.near(y, z);
            inside[i] = visible(y, distance[i]);
        }
        List<Double> edges = new ArrayList<>();
        if (inside[0]) {
            edges.add(edge(NEAREST * distance[0], distance[0], false));
        }
        for (int i = 1; i < distance.length; i++) {
            if (inside[i] != inside[i - 1]) {
                edges.add(edge(distance[i - 1], distance[i], inside[i - 1]));
            }
        }
        return edges;
    }

    /// Distances from s² around the noise of many patterns, whose bulk `v² (1 ∓ √(ψ_p/ψ_n))²` is too narrow for an even grid.
    private double besideNoise(int i) {
        double width = Math.min(0.5, 4 * Math.sqrt(law.featureRatio() / law.sampleRatio()));
        return law.coefficients().shared() * (1 + width * i / FINE);
    }

    private static boolean visible(OrderParameters<Complex> y, double distance) {
        return y.q().getImaginaryPart() / Math.PI * distance > VISIBLE;
    }

    /// The edge between two distances from s², one inside and one outside.
    private double edge(double from, double to, boolean upperEdge) {
        double origin = law.coefficients().fresh();
        double a = from;
        double b = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = Math.sqrt(a * b);
            boolean in = visible(resolvent.at(new Complex(origin + middle, 0.1 * HEIGHT * middle)), middle);
            if (in == upperEdge) {
                a = middle;
            } else {
                b = middle;
            }
        }
        return beside(origin + (upperEdge ? b : a), origin + (upperEdge ? a : b), !upperEdge);
    }

    /// The edge from a point outside it, farther and farther away until the solution there is real.
    private double beside(double outside, double inside, boolean lower) {
        double step = outside - inside;
        for (int i = 1; ; i *= 2) {
            try {
                return new SpectrumEdge(resolvent).near(outside + i * step, lower).z();
            } catch (NotConverged e) {
                if (i == FARTHEST) {
                    throw e;
                }
            }
        }
    }

    private List<Bulk> bulks(List<Double> edges) {
        double factor = law.coefficients().noiseSlope() * law.featureRatio();
        double origin = law.coefficients().fresh();
        List<Bulk> found = new ArrayList<>();
        for (int k = 0; 2 * k + 1 < edges.size(); k++) {
            double lower = edges.get(2 * k);
            double upper = edges.get(2 * k + 1);
            double before = k == 0 ? INSIDE_GAP * (lower - origin) : Math.sqrt((edges.get(2 * k - 1) - origin) * (lower - origin));
            double behind = 2 * k + 2 < edges.size() ? Math.sqrt((upper - origin) * (edges.get(2 * k + 2) - origin)) : 1.3 * (upper - origin);
            double narrowest = Math.min(Math.log((lower - origin) / before), Math.log(behind / (upper - origin)));
            Contour contour = Contour.around(origin, origin + before, origin + behind,
                    2 * (int) Math.clamp(NODES_TIMES_GAP / narrowest, NODES, MOST_NODES));
            List<OrderParameters<Complex>> solutions = contour.solve(resolvent);
            double mass = contour.sum(i -> solutions.get(i).q()).getRealPart();
            double share = factor * contour.sum(i -> solutions.get(i).r().divide(contour.nodes()[i])).getRealPart();
            found.add(new Bulk("", lower, upper, mass, share));
        }
        boolean three = found.size() == 3 && law.featureRatio() > law.sampleRatio() && law.sampleRatio() > 1;
        List<String> names = List.of("memorization", "noise", "generalization");
        List<Bulk> named = new ArrayList<>();
        for (Bulk each : found) {
            String name = three ? names.get(named.size()) : "bulk" + (named.size() + 1);
            named.add(new Bulk(name, each.lower(), each.upper(), each.mass(), each.lossShare()));
        }
        return named;
    }
}
