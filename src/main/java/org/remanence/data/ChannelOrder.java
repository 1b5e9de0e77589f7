package org.remanence.data;

import java.util.List;

/// Where the channels of images stand among the axes of an array.
/// @param channels of a pixel, 0 if the rows are no images
/// @param pixels numbers of one channel
/// @param isFirst whether a whole channel comes before the next one
record ChannelOrder(int channels, int pixels, boolean isFirst) implements RowMap {
    /// The rows are no images.
    static final ChannelOrder NONE = new ChannelOrder(0, 0, false);

    /// One or three channels last, as in (n, h, w, c), else second, as in (n, c, h, w); three axes are gray images.
    static ChannelOrder of(List<Long> axes) {
        if (axes.size() == 3) {
            return new ChannelOrder(1, pixels(axes, 1), false);
        }
        if (axes.size() != 4) {
            return NONE;
        }
        if (isChannels(axes.getLast())) {
            return new ChannelOrder(axes.getLast().intValue(), pixels(axes, 1), false);
        }
        return isChannels(axes.get(1)) ? new ChannelOrder(axes.get(1).intValue(), pixels(axes, 2), true) : NONE;
    }

    /// Whether the rows are images.
    boolean isImage() {
        return channels > 0;
    }

    /// Whether the numbers of a row change places.
    boolean moves() {
        return isFirst && channels > 1;
    }

    /// Where a number of a row belongs with the channels of a pixel side by side.
    int place(int at) {
        return moves() ? at % pixels * channels + at / pixels : at;
    }

    /// Brings the channels of each pixel of consecutive rows side by side.
    void rearrange(double[] values, int rows, int columns) {
        for (int row = 0; moves() && row < rows; row++) {
            apply(values, row * columns);
        }
    }

    @Override
    public void apply(double[] values, int at) {
        double[] row = new double[channels * pixels];
        System.arraycopy(values, at, row, 0, row.length);
        for (int k = 0; k < row.length; k++) {
            values[at + place(k)] = row[k];
        }
    }

    private static boolean isChannels(long length) {
        return length == 1 || length == 3;
    }

    private static int pixels(List<Long> axes, int first) {
        return Math.toIntExact(axes.get(first) * axes.get(first + 1));
    }
}
