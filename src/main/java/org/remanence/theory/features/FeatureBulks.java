package org.remanence.theory.features;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.complex.Complex;
import org.remanence.text.BadInput;
import org.remanence.theory.NotConverged;
import org.remanence.theory.features.Sensitivities.By;

/// The spectrum of U in the limit d → ∞: an atom, and one to a few bulks between edges.
///
/// With more features than patterns than directions there are three bulks: d eigenvalues that generalize, n − d of noise, and
/// d small ones that memorize; the published picture joins the latter two. Edges are good to about 1e-10, masses to 1e-8.
/// All of it lies above s²; at late times the lower bulks come close to it, so that what counts is the distance from there.
/// Source: Bonnaire et al. 2025 for the equations; the split of the lower bulk is derived.
public final class FeatureBulks {
    private static final int FINE = 24;
    /// Relative width of a bulk that the even grid does not miss.
    private static final double WIDE = 0.5;
    private static final int PER_DECADE = 60;
    private static final double HEIGHT = 1e-7;
    /// Im q over what it is outside the spectrum.
    private static final double VISIBLE = 10;
    /// Distances from s², relative to it, that doubles resolve.
    private static final double RESOLVED = 3e-11;
    /// Im q over |q| that may be rounding.
    private static final double ROUNDING = 1e-12;
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
        double nearest = nearest();
        double[] distance = distances(nearest);
        boolean[] inside = new boolean[distance.length];
        OrderParameters<Complex> y = null;
        for (int i = distance.length - 1; i >= 0; i--) {
            Complex z = at(distance[i], HEIGHT);
            y = y == null ? resolvent.at(z) : resolvent.near(y, z);
            inside[i] = inside(y, z);
        }
        List<Double> edges = new ArrayList<>();
        if (inside[0]) {
            edges.add(lowest(nearest));
        }
        for (int i = 1; i < distance.length; i++) {
            if (inside[i] != inside[i - 1]) {
                edges.add(edge(distance[i - 1], distance[i], inside[i - 1]));
            }
        }
        return edges;
    }

    /// A distance from s² below the lowest bulk, but where that begins at s² itself.
    private double nearest() {
        FeatureCoefficients c = law.coefficients();
        double wide = 1 + 1 / Math.sqrt(law.sampleRatio());
        double data = c.signal() * law.spectrum().largest() * wide * wide;
        double ratio = law.featureRatio() / law.sampleRatio();
        double nearest = NEAREST * c.shared() * Math.min(1, ratio * Math.min(1, c.noise() / (data + c.noise())));
        if (!(nearest > RESOLVED * c.fresh())) {
            throw new BadInput("""
                    the time must be such that the bulks of U part from s² = %.6g, got %s, at which what parts them, v² = %.3g, is lost in \
                    rounding: choose an earlier time""", c.fresh(), c.time(), c.shared());
        }
        return nearest;
    }

    /// An even grid in the logarithm, and finer ones where bulks may be too narrow for it.
    private double[] distances(double nearest) {
        double upper = law.top();
        int count = (int) Math.ceil(PER_DECADE * Math.log10(upper / nearest));
        DoubleStream.Builder all = DoubleStream.builder();
        IntStream.rangeClosed(0, count).forEach(i -> all.add(nearest * Math.pow(upper / nearest, (double) i / count)));
        FeatureCoefficients c = law.coefficients();
        double ratio = law.featureRatio() / law.sampleRatio();
        around(c.shared() * (1 + ratio), 4 * Math.sqrt(ratio) / (1 + ratio), all);
        double spread = 4 * (1 / Math.sqrt(law.featureRatio()) + 1 / Math.sqrt(law.sampleRatio()));
        for (double variance : law.spectrum().eigenvalues()) {
            double noised = c.signal() * variance + c.noise();
            around(law.featureRatio() * c.slope() * c.slope() * noised, spread, all);
            around(ratio * c.shared() * c.noise() / noised, spread, all);
        }
        return all.build().filter(each -> each >= nearest && each <= upper).sorted().toArray();
    }

    private static void around(double centre, double width, DoubleStream.Builder into) {
        if (width < WIDE) {
            IntStream.rangeClosed(-FINE, FINE).forEach(i -> into.add(centre * (1 + width * i / FINE)));
        }
    }

    private Complex at(double distance, double height) {
        return new Complex(law.coefficients().fresh() + distance, height * distance);
    }

    /// Outside the spectrum q is real on the axis, so that Im q = Im z · q′ above it; inside, Im q stays. The atom is left out.
    private boolean inside(OrderParameters<Complex> y, Complex z) {
        var sensitivities = new Sensitivities(law.equations(), y, z);
        Complex pole = z.negate().add(law.coefficients().fresh()).reciprocal();
        Complex q = y.q().subtract(pole.multiply(law.atom()));
        Complex slope = sensitivities.of(sensitivities.unknowns().q(), By.Z).subtract(pole.multiply(pole).multiply(law.atom()));
        return q.getImaginaryPart() > VISIBLE * z.getImaginaryPart() * slope.norm() && q.getImaginaryPart() > ROUNDING * y.q()
                .norm();
    }

    /// The edge below a point inside; s² itself where no gap is left, as at ψ_p = 1 + ψ_n.
    private double lowest(double inside) {
        double origin = law.coefficients().fresh();
        for (double distance = inside / 2; distance > RESOLVED * origin; distance /= 2) {
            Complex z = at(distance, HEIGHT);
            if (!inside(resolvent.at(z), z)) {
                return edge(distance, 2 * distance, false);
            }
        }
        return origin;
    }

    /// The edge between two distances from s², one inside and one outside.
    private double edge(double from, double to, boolean upperEdge) {
        double origin = law.coefficients().fresh();
        double a = from;
        double b = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = Math.sqrt(a * b);
            Complex z = at(middle, 0.1 * HEIGHT);
            if (inside(resolvent.at(z), z) == upperEdge) {
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
        boolean open = !edges.isEmpty() && edges.getFirst() > origin;
        List<Bulk> found = new ArrayList<>();
        for (int k = open ? 0 : 1; 2 * k + 1 < edges.size(); k++) {
            double lower = edges.get(2 * k);
            double upper = edges.get(2 * k + 1);
            double before = k == 0 ? INSIDE_GAP * (lower - origin)
                    : Math.sqrt((edges.get(2 * k - 1) - origin) * (lower - origin));
            double behind = 2 * k + 2 < edges.size() ? Math.sqrt((upper - origin) * (edges.get(2 * k + 2) - origin)) : 1.3
                    * (upper - origin);
            double narrowest = Math.min(Math.log((lower - origin) / before), Math.log(behind / (upper - origin)));
            Contour contour = Contour.around(origin, origin + before, origin + behind,
                    2 * (int) Math.clamp(NODES_TIMES_GAP / narrowest, NODES, MOST_NODES));
            List<OrderParameters<Complex>> solutions = contour.solve(resolvent);
            double mass = contour.sum(i -> solutions.get(i).q()).getRealPart();
            double share = factor * contour.sum(i -> solutions.get(i).r().divide(contour.nodes()[i])).getRealPart();
            found.add(new Bulk("", lower, upper, mass, share));
        }
        if (!open) {
            found.addFirst(rest(edges, found, factor));
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

    /// No contour passes below a bulk that begins at s²: it has what the others leave.
    private Bulk rest(List<Double> edges, List<Bulk> others, double factor) {
        if (edges.size() < 2) {
            throw new NotConverged("no bulk of the feature spectrum was found");
        }
        double mass = 1 - law.atom() - others.stream().mapToDouble(Bulk::mass).sum();
        double share = factor * resolvent.below(0).r().getRealPart() - others.stream().mapToDouble(Bulk::lossShare).sum();
        return new Bulk("", edges.get(0), edges.get(1), mass, share);
    }
}
