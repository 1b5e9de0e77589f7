package org.remanence.network;

import java.util.HashMap;
import java.util.Map;

/// The definition of a residual network, in double and loop by loop: the reference of the fast one.
final class TwinNetwork {
    private final ResidualArchitecture architecture;
    final double[] parameters;
    final double[] gradient;
    private final Map<String, ParameterTensor> tensors = new HashMap<>();

    TwinNetwork(ResidualArchitecture architecture, double[] parameters) {
        this.architecture = architecture;
        this.parameters = parameters;
        this.gradient = new double[parameters.length];
        architecture.tensors().forEach(each -> tensors.put(each.name(), each));
    }

    /// What one input leaves on its way.
    private static final class Trace {
        double[] x;
        double[] e;
        double[] z1;
        double[] z2;
        double[] c;
        double[][] h;
        double[][] u;
    }

    double[] forward(double[] x, double reading) {
        return forward(x, reading, new Trace());
    }

    private double[] forward(double[] x, double reading, Trace trace) {
        int blocks = architecture.blocks();
        trace.x = x;
        trace.e = embed(reading);
        trace.z1 = linear("time.0", trace.e);
        trace.z2 = linear("time.2", silu(trace.z1));
        trace.c = silu(trace.z2);
        trace.h = new double[blocks + 1][];
        trace.u = new double[blocks][];
        trace.h[0] = linear("in", x);
        for (int i = 0; i < blocks; i++) {
            String block = "block." + i;
            trace.u[i] = add(linear(block + ".lin1", silu(norm(block + ".norm1", trace.h[i]))), linear(block + ".time", trace.c));
            trace.h[i + 1] = add(trace.h[i], linear(block + ".lin2", silu(norm(block + ".norm2", trace.u[i]))));
        }
        return linear("out", silu(norm("norm", trace.h[blocks])));
    }

    /// Adds the gradient at the parameters, for a gradient at the output.
    /// @return the gradient at the input
    double[] backward(double[] x, double reading, double[] atOutput) {
        Trace trace = new Trace();
        forward(x, reading, trace);
        int blocks = architecture.blocks();
        double[] c = new double[trace.c.length];
        double[] g = normBack("norm", trace.h[blocks], linearBack("out", silu(norm("norm", trace.h[blocks])), atOutput));
        for (int i = blocks - 1; i >= 0; i--) {
            String block = "block." + i;
            double[] u = normBack(block + ".norm2", trace.u[i], linearBack(block + ".lin2", silu(norm(block + ".norm2", trace.u[i])), g));
            c = add(c, linearBack(block + ".time", trace.c, u));
            g = add(g, normBack(block + ".norm1", trace.h[i], linearBack(block + ".lin1", silu(norm(block + ".norm1", trace.h[i])), u)));
        }
        double[] z1 = times(linearBack("time.2", silu(trace.z1), times(c, trace.z2)), trace.z1);
        linearBack("time.0", trace.e, z1);
        return linearBack("in", x, g);
    }

    double[] embed(double reading) {
        int half = architecture.embedding() / 2;
        double[] e = new double[2 * half];
        for (int i = 0; i < half; i++) {
            double angle = architecture.clockFactor() * reading * Math.pow(10_000, -i / Math.max(1.0, half - 1));
            e[i] = Math.sin(angle);
            e[half + i] = Math.cos(angle);
        }
        return e;
    }

    private double[] linear(String name, double[] x) {
        ParameterTensor weight = tensors.get(name + ".weight");
        int bias = tensors.get(name + ".bias").offset();
        double[] y = new double[weight.rows()];
        for (int i = 0; i < y.length; i++) {
            y[i] = parameters[bias + i];
            for (int j = 0; j < x.length; j++) {
                y[i] += parameters[weight.offset() + i * x.length + j] * x[j];
            }
        }
        return y;
    }

    private double[] linearBack(String name, double[] x, double[] gy) {
        ParameterTensor weight = tensors.get(name + ".weight");
        int bias = tensors.get(name + ".bias").offset();
        double[] gx = new double[x.length];
        for (int i = 0; i < gy.length; i++) {
            gradient[bias + i] += gy[i];
            for (int j = 0; j < x.length; j++) {
                gradient[weight.offset() + i * x.length + j] += gy[i] * x[j];
                gx[j] += gy[i] * parameters[weight.offset() + i * x.length + j];
            }
        }
        return gx;
    }

    private double[] norm(String name, double[] x) {
        double[] n = normal(x);
        double[] z = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            z[i] = parameters[tensors.get(name + ".weight").offset() + i] * n[i] + parameters[tensors.get(name + ".bias").offset() + i];
        }
        return z;
    }

    private static double[] normal(double[] x) {
        double mean = 0;
        for (double each : x) {
            mean += each / x.length;
        }
        double[] n = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            n[i] = (x[i] - mean) * scale(x, mean);
        }
        return n;
    }

    private static double scale(double[] x, double mean) {
        double variance = 0;
        for (double each : x) {
            variance += (each - mean) * (each - mean) / x.length;
        }
        return 1 / Math.sqrt(variance + 1e-5);
    }

    /// Through the activation and the norm before it.
    private double[] normBack(String name, double[] x, double[] gy) {
        double[] n = normal(x);
        double[] z = times(gy, norm(name, x));
        double[] gn = new double[x.length];
        double mean = 0;
        double sum = 0;
        double along = 0;
        for (int i = 0; i < x.length; i++) {
            gradient[tensors.get(name + ".weight").offset() + i] += z[i] * n[i];
            gradient[tensors.get(name + ".bias").offset() + i] += z[i];
            gn[i] = z[i] * parameters[tensors.get(name + ".weight").offset() + i];
            mean += x[i] / x.length;
            sum += gn[i] / x.length;
            along += gn[i] * n[i] / x.length;
        }
        double[] gx = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            gx[i] = scale(x, mean) * (gn[i] - sum - n[i] * along);
        }
        return gx;
    }

    private static double[] silu(double[] x) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = x[i] / (1 + Math.exp(-x[i]));
        }
        return y;
    }

    /// A gradient through an activation that saw z.
    private static double[] times(double[] g, double[] z) {
        double[] product = new double[g.length];
        for (int i = 0; i < g.length; i++) {
            double s = 1 / (1 + Math.exp(-z[i]));
            product[i] = g[i] * s * (1 + z[i] * (1 - s));
        }
        return product;
    }

    private static double[] add(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }
}
