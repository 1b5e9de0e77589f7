package org.remanence.bench;

import org.remanence.session.Session;
import org.remanence.tensor.Precision;

/// Loops as one would write them first, one state and one pattern after another, with the running maximum and sum of online
/// softmax. Patterns are shared among the threads. Goes through a tenth of a second's worth of patterns.
final class PlainJava implements Peer {
    private static final double FLOP = 2e8;

    private final PeerProblem problem;
    private final Session session;
    private final float[] patterns;
    private final float[] states;
    private final int count;
    private final double[] largest;
    private final double[] sum;
    private final double[][] weighted;

    PlainJava(PeerProblem problem, Session session) {
        this.problem = problem;
        this.session = session;
        this.patterns = PeerProblem.floats(problem.patterns());
        this.states = PeerProblem.floats(problem.states());
        this.count = Math.clamp((long) (FLOP / (4.0 * problem.states().length)), Math.min(problem.count(), 64), problem.count());
        int parts = problem.threads() * problem.batch();
        largest = new double[parts];
        sum = new double[parts];
        weighted = new double[parts][problem.dimension()];
    }

    @Override
    public int patterns() {
        return count;
    }

    @Override
    public void run() {
        int threads = problem.threads();
        session.parallel(threads, thread -> {
            for (int b = 0; b < problem.batch(); b++) {
                int part = thread * problem.batch() + b;
                int first = (int) ((long) count * thread / threads);
                int end = (int) ((long) count * (thread + 1) / threads);
                if (problem.precision() == Precision.FLOAT) {
                    floats(b, first, end, part);
                } else {
                    doubles(b, first, end, part);
                }
            }
        });
    }

    private void floats(int b, int first, int end, int part) {
        int d = problem.dimension();
        float max = Float.NEGATIVE_INFINITY;
        float total = 0;
        float[] mean = new float[d];
        for (int row = first; row < end; row++) {
            float dot = 0;
            for (int k = 0; k < d; k++) {
                dot += states[b * d + k] * patterns[row * d + k];
            }
            float log = (float) problem.slope() * dot + (float) problem.bias()[row];
            if (log > max) {
                float shrink = (float) Math.exp(max - log);
                total *= shrink;
                for (int k = 0; k < d; k++) {
                    mean[k] *= shrink;
                }
                max = log;
            }
            float weight = (float) Math.exp(log - max);
            total += weight;
            for (int k = 0; k < d; k++) {
                mean[k] += weight * patterns[row * d + k];
            }
        }
        keep(part, max, total, PeerProblem.doubles(mean));
    }

    private void doubles(int b, int first, int end, int part) {
        int d = problem.dimension();
        double[] from = problem.patterns();
        double[] at = problem.states();
        double max = Double.NEGATIVE_INFINITY;
        double total = 0;
        double[] mean = new double[d];
        for (int row = first; row < end; row++) {
            double dot = 0;
            for (int k = 0; k < d; k++) {
                dot += at[b * d + k] * from[row * d + k];
            }
            double log = problem.slope() * dot + problem.bias()[row];
            if (log > max) {
                double shrink = Math.exp(max - log);
                total *= shrink;
                for (int k = 0; k < d; k++) {
                    mean[k] *= shrink;
                }
                max = log;
            }
            double weight = Math.exp(log - max);
            total += weight;
            for (int k = 0; k < d; k++) {
                mean[k] += weight * from[row * d + k];
            }
        }
        keep(part, max, total, mean);
    }

    private void keep(int part, double max, double total, double[] mean) {
        largest[part] = max;
        sum[part] = total;
        weighted[part] = mean;
    }

    @Override
    public double[] denoiser() {
        int batch = problem.batch();
        int d = problem.dimension();
        double[] denoiser = new double[batch * d];
        for (int b = 0; b < batch; b++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int part = b; part < largest.length; part += batch) {
                max = Math.max(max, largest[part]);
            }
            double total = 0;
            for (int part = b; part < largest.length; part += batch) {
                double share = Math.exp(largest[part] - max);
                total += share * sum[part];
                for (int k = 0; k < d; k++) {
                    denoiser[b * d + k] += share * weighted[part][k];
                }
            }
            for (int k = 0; k < d; k++) {
                denoiser[b * d + k] /= total;
            }
        }
        return denoiser;
    }
}
