package org.remanence.plot;

import java.awt.Color;
import org.jfree.chart.renderer.PaintScale;

/// Colours for values: viridis, which grows evenly in lightness and is safe for every kind of colour vision.
/// @param low value of the darkest colour
/// @param high value of the lightest colour
record ColorScale(double low, double high) implements PaintScale {
    /// Ten evenly spaced colours of viridis, by Smith and van der Walt (CC0).
    private static final int[] VIRIDIS = {
        0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725};

    @Override
    public double getLowerBound() {
        return low;
    }

    /// A flat map has a bar of one colour, long enough to be ticked.
    @Override
    public double getUpperBound() {
        return high > low ? high : low + Math.max(1, Math.abs(low));
    }

    @Override
    public Color getPaint(double value) {
        if (!Double.isFinite(value)) {
            return new Color(0, 0, 0, 0);
        }
        double at = high > low ? Math.clamp((value - low) / (high - low), 0, 1) * (VIRIDIS.length - 1) : 0;
        int k = (int) Math.min(at, VIRIDIS.length - 2);
        return new Color(mix(k, at - k, 16), mix(k, at - k, 8), mix(k, at - k, 0));
    }

    private static int mix(int k, double part, int shift) {
        return (int) Math.round((1 - part) * (VIRIDIS[k] >> shift & 255) + part * (VIRIDIS[k + 1] >> shift & 255));
    }
}
