package org.remanence.experiment.catalogue;

import java.util.Arrays;
import java.util.Locale;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.remanence.random.RandomStream;
import org.remanence.result.Estimate;
import org.remanence.text.BadInput;

/// How a measured quantity may depend on a size.
public enum ScalingLaw {
    /// `y = constant · x^coefficient`: a line in the logarithms.
    POWER {
        @Override
        double abscissa(double x) {
            return Math.log(x);
        }

        @Override
        Estimate ordinate(Estimate y) {
            return new Estimate(Math.log(y.mean()), y.stderr() / Math.abs(y.mean()), y.count());
        }

        @Override
        double constant(double intercept) {
            return Math.exp(intercept);
        }

        @Override
        public double at(double x, double constant, double coefficient) {
            return constant * Math.pow(x, coefficient);
        }
    },
    /// `y = constant + coefficient · ln x`.
    LOGARITHMIC {
        @Override
        double abscissa(double x) {
            return Math.log(x);
        }

        @Override
        public double at(double x, double constant, double coefficient) {
            return constant + coefficient * Math.log(x);
        }
    },
    /// `y = constant + coefficient · x`.
    LINEAR {
        @Override
        double abscissa(double x) {
            return x;
        }

        @Override
        public double at(double x, double constant, double coefficient) {
            return constant + coefficient * x;
        }
    };

    abstract double abscissa(double x);

    Estimate ordinate(Estimate y) {
        return y;
    }

    double constant(double intercept) {
        return intercept;
    }

    /// The law itself.
    public abstract double at(double x, double constant, double coefficient);

    /// A fit by weighted least squares, with errors by the bootstrap.
    ///
    /// Where every measurement has an error, samples are drawn around the measurements with it, and the weights are its
    /// inverse square. Else residuals of the unweighted fit are drawn with replacement.
    /// @param law fitted
    /// @param constant of the law
    /// @param coefficient of the law
    /// @param chiSquared sum of squared residuals in standard errors; NaN without errors
    /// @param degreesOfFreedom points less two
    /// @param samples constant and coefficient of each bootstrap sample, `[2 × B]`
    public record Fit(ScalingLaw law, Estimate constant, Estimate coefficient, double chiSquared, int degreesOfFreedom, double[][] samples) {
        /// What the fit says.
        public double at(double x) {
            return law.at(x, constant.mean(), coefficient.mean());
        }

        /// Spread of the bootstrap samples there, one standard deviation.
        public double spread(double x) {
            double[] values = new double[samples[0].length];
            Arrays.setAll(values, i -> law.at(x, samples[0][i], samples[1][i]));
            return deviation(values);
        }
    }

    /// Fits the law.
    /// @param x sizes, at least two different ones; positive unless the law is linear
    /// @param y measured there; positive for a power law
    /// @param stream of the bootstrap
    /// @param bootstraps samples
    /// @throws IllegalArgumentException if the points cannot follow such a law
    public Fit fit(double[] x, Estimate[] y, RandomStream stream, int bootstraps) {
        double[] u = Arrays.stream(x).map(this::abscissa).toArray();
        Estimate[] v = Arrays.stream(y).map(this::ordinate).toArray(Estimate[]::new);
        check(x, y, u, v);
        boolean weighted = Arrays.stream(v).allMatch(each -> each.stderr() > 0 && Double.isFinite(each.stderr()));
        double[] error = Arrays.stream(v).mapToDouble(each -> weighted ? each.stderr() : 1).toArray();
        double[] mean = Arrays.stream(v).mapToDouble(Estimate::mean).toArray();
        double[] best = line(u, mean, error);
        double[] residual = new double[u.length];
        Arrays.setAll(residual, i -> mean[i] - best[0] - best[1] * u[i]);
        double[][] samples = new double[2][bootstraps];
        for (int sample = 0; sample < bootstraps; sample++) {
            double[] drawn = weighted ? around(mean, error, stream, sample) : resampled(u, best, residual, stream, sample);
            double[] line = line(u, drawn, error);
            samples[0][sample] = constant(line[0]);
            samples[1][sample] = line[1];
        }
        double chi = 0;
        for (int i = 0; i < u.length; i++) {
            chi += residual[i] * residual[i] / (error[i] * error[i]);
        }
        return new Fit(this, estimate(constant(best[0]), samples[0], u.length), estimate(best[1], samples[1], u.length),
                weighted ? chi : Double.NaN, u.length - 2, samples);
    }

    private void check(double[] x, Estimate[] y, double[] u, Estimate[] v) {
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(u[i]) || !Double.isFinite(v[i].mean())) {
                throw new BadInput("a %s law needs finite%s values, got %s at %s; choose other sizes or another law", word(), this == POWER ? ", positive" : "", y[i].mean(), x[i]);
            }
        }
        if (Arrays.stream(u).distinct().count() < 2) {
            throw new BadInput("a fit needs at least 2 different sizes, got " + x.length);
        }
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static double[] around(double[] mean, double[] error, RandomStream stream, int sample) {
        double[] drawn = new double[mean.length];
        Arrays.setAll(drawn, i -> mean[i] + error[i] * stream.gaussian(sample, i));
        return drawn;
    }

    /// Residuals of n points about a line are too small by √((n − 2)/n).
    private static double[] resampled(double[] u, double[] best, double[] residual, RandomStream stream, int sample) {
        double inflated = u.length > 2 ? Math.sqrt(u.length / (u.length - 2.0)) : Double.NaN;
        double[] drawn = new double[u.length];
        Arrays.setAll(drawn, i -> best[0] + best[1] * u[i] + inflated * residual[stream.below(sample, i, u.length)]);
        return drawn;
    }

    private static double[] line(double[] u, double[] v, double[] error) {
        double[][] design = new double[u.length][];
        double[] right = new double[u.length];
        for (int i = 0; i < u.length; i++) {
            design[i] = new double[] {1 / error[i], u[i] / error[i]};
            right[i] = v[i] / error[i];
        }
        return new QRDecomposition(new Array2DRowRealMatrix(design, false)).getSolver().solve(new ArrayRealVector(right, false)).toArray();
    }

    private static Estimate estimate(double best, double[] samples, int points) {
        return new Estimate(best, deviation(samples), points);
    }

    private static double deviation(double[] values) {
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        Estimate estimate = Estimate.of(values);
        return estimate.stderr() * Math.sqrt(values.length);
    }
}
