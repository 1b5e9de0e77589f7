package org.remanence.data;

import java.util.List;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// What the shape of a stored array means: one axis for the patterns, the others one pattern.
/// @param rows patterns
/// @param columns numbers of a pattern
/// @param image how they are laid out in memory, channels innermost
/// @param layout how they are laid out in the array
record ArrayShape(long rows, int columns, ImageShape image, ChannelOrder layout) {
    /// Two axes are patterns × dimension; three, gray images; four with 1 or 3 last, or second, images with channels; any
    /// other four, patterns without a layout.
    /// @throws IllegalArgumentException if there are fewer or more axes, or the array is empty
    static ArrayShape of(List<Long> axes, String name) {
        if (axes.size() < 2) {
            throw new BadInput("%s must have two axes, patterns × dimension, got shape %s: reshape it to (n, d)", name, axes);
        }
        if (axes.size() > 4) {
            throw new BadInput("%s must have two to four axes, got shape %s: reshape it to (n, d)", name, axes);
        }
        if (axes.contains(0L)) {
            throw new BadInput(
                    Text.of("%s is empty: at least one pattern and one number a pattern are needed, got ", name) + "shape " + axes);
        }
        long columns = axes.stream().skip(1).reduce(1L, ArrayShape::product);
        if (columns > Integer.MAX_VALUE - 8 || product(columns, axes.getFirst()) > Long.MAX_VALUE >> 3) {
            throw new BadInput(
                    Text.of("%s is too large: a pattern must have fewer than 2^31 numbers, and all together ", name) + "fewer than 2^60, got shape " + axes);
        }
        return new ArrayShape(axes.getFirst(), (int) columns, image(axes), ChannelOrder.of(axes));
    }

    private static ImageShape image(List<Long> axes) {
        ChannelOrder order = ChannelOrder.of(axes);
        int before = order.isFirst() ? 2 : 1;
        return order.isImage() ? new ImageShape(axes.get(before).intValue(), axes.get(before + 1).intValue(), order.channels()) : ImageShape.NONE;
    }

    /// The product, or the largest long where it overflows.
    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }
}
