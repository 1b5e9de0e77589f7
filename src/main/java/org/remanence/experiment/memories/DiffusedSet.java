package org.remanence.experiment.memories;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.remanence.data.PatternSet;
import org.remanence.hopfield.DenseMemory;
import org.remanence.process.VarianceExploding;
import org.remanence.random.RandomStream;
import org.remanence.score.EmpiricalScore;
import org.remanence.score.Posterior;
import org.remanence.session.Session;
import org.remanence.tensor.Matrix;
import org.remanence.tensor.Precision;
import org.remanence.theory.memories.GaussianPatterns;

/// One set of patterns of a diffusion, and what their weights are.
/// @param question parameters
/// @param size dimension N
/// @param instance number of the set
/// @param name of its streams
record DiffusedSet(MemoryDiffusion question, int size, int instance, String name) {
    /// Noises r of the cues that look for the edge of a trap, over r_max.
    private static final double[] TRAP = {0.25, 0.5, 0.75, 1, 1.25, 1.5, 2};
    /// Index of fresh points in the stream of the patterns.
    private static final long FRESH = 1L << 40;

    /// What a set gives, as it is kept.
    /// @param own mean weight of the pattern that was noised, at each time
    /// @param fresh largest weight at a fresh point, at each time
    /// @param divergence of the law of the diffusion from N(0, I), at each time; of use for Gaussian patterns alone
    /// @param nearestSquare squared distance per dimension of a fresh point to its nearest pattern
    /// @param trapped share of the cues that their pattern has, at each noise; empty unless Gaussian
    record Weights(double[] own, double[] fresh, double[] divergence, double nearestSquare, double[] trapped) { }

    /// Noises at which traps are looked at, in units of r_max.
    static double[] trapNoises() {
        return TRAP.clone();
    }

    /// Noises its patterns and looks at fresh points of their law.
    /// @param collapse unit of the times
    Weights weights(double collapse, Session session) {
        try (Arena arena = Arena.ofShared()) {
            PatternSet set = question.patterns(size, instance, name, arena, session);
            var score = new EmpiricalScore(set, new VarianceExploding(), Precision.DOUBLE, session);
            int looked = (int) Math.min(question.cues(), set.rows());
            RandomStream noise = session.stream("noise " + name);
            Matrix patterns = Matrix.zeros(looked, size);
            Matrix points = Matrix.zeros(looked, size);
            double[] values = new double[size];
            for (int i = 0; i < looked; i++) {
                patterns.setRow(i, set.row(i));
                question.kind().model(size, instance).fill(session.stream("patterns " + name), FRESH + i, 1, values, 0);
                points.setRow(i, values);
            }
            double[] own = new double[question.ratios().size()];
            double[] fresh = new double[own.length];
            double[] divergence = new double[own.length];
            for (int k = 0; k < own.length; k++) {
                double time = collapse * question.ratios().values()[k];
                double[] weights = ownWeights(noised(patterns, time, noise, k), patterns, time, score);
                own[k] = Arrays.stream(weights).average().orElseThrow();
                Posterior there = score.moments(points, time);
                for (int i = 0; i < looked; i++) {
                    fresh[k] += there.largest()[i] / looked;
                    double log = -0.5 * DenseMemory.squaredLength(points.row(i)) - 0.5 * size * Math.log(2 * Math.PI);
                    divergence[k] += (log - there.logDensity()[i]) / size / looked;
                }
            }
            return new Weights(own, fresh, divergence, nearestSquare(set, points, score),
                    question.isGaussian() ? trapped(score, patterns, noise) : new double[0]);
        }
    }

    private static Matrix noised(Matrix patterns, double time, RandomStream noise, int k) {
        int size = patterns.columns();
        Matrix states = Matrix.zeros(patterns.rows(), size);
        double[] g = new double[size];
        for (int i = 0; i < patterns.rows(); i++) {
            noise.gaussians(i, (long) k * ((size + 3) / 4 * 4), g, 0, size);
            double[] row = patterns.row(i);
            for (int j = 0; j < size; j++) {
                row[j] += Math.sqrt(time) * g[j];
            }
            states.setRow(i, row);
        }
        return states;
    }

    /// The pattern of largest weight is the nearest at any time.
    private static double nearestSquare(PatternSet set, Matrix points, EmpiricalScore score) {
        long[] nearest = score.moments(points, 1).nearest();
        double sum = 0;
        for (int i = 0; i < nearest.length; i++) {
            sum += DenseMemory.squaredDistance(points.row(i), set.row(nearest[i])) / points.columns() / nearest.length;
        }
        return sum;
    }

    /// Whether the own pattern carries more than half of the weight at cues around it: from there −log p_t falls towards it.
    private double[] trapped(EmpiricalScore score, Matrix patterns, RandomStream noise) {
        double time = question.trapTime();
        double radius = GaussianPatterns.trap(question.logLoad(), time);
        double[] shares = new double[TRAP.length];
        for (int k = 0; k < TRAP.length; k++) {
            Matrix states = noised(patterns, radius * TRAP[k], noise, question.ratios().size() + k);
            double[] own = ownWeights(states, patterns, time, score);
            shares[k] = Arrays.stream(own).filter(each -> each > 0.5).count() / (double) own.length;
        }
        return shares;
    }

    private static double[] ownWeights(Matrix states, Matrix patterns, double time, EmpiricalScore score) {
        Posterior posterior = score.moments(states, time);
        double norm = 0.5 * patterns.columns() * Math.log(2 * Math.PI * time) + Math.log(score.patterns().rows());
        return IntStream.range(0, Math.toIntExact(patterns.rows())).mapToDouble(i -> Math.exp(Math.min(0,
                -DenseMemory.squaredDistance(states.row(i), patterns.row(i)) / (2 * time) - norm - posterior.logDensity()[i])))
                .toArray();
    }
}
