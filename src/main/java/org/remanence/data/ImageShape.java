package org.remanence.data;

import org.remanence.tensor.Check;
import org.remanence.text.BadInput;

/// How a row is laid out when it is an image: row-major pixels, channels innermost.
/// @param height pixels from top to bottom
/// @param width pixels from left to right
/// @param channels numbers a pixel: 1 for gray, 3 for red, green, blue
public record ImageShape(int height, int width, int channels) {
    /// The rows are not images.
    public static final ImageShape NONE = new ImageShape(0, 0, 0);

    /// @throws IllegalArgumentException if a size is negative, or some are zero and others not
    public ImageShape {
        Check.atLeast("height", 0, height);
        Check.atLeast("width", 0, width);
        Check.atLeast("channels", 0, channels);
        long pixels = Math.multiplyExact((long) height * width, (long) channels);
        if (pixels == 0 && height + width + channels > 0) {
            throw new BadInput("an image must have at least one pixel, got %d × %d × %d", height, width, channels);
        }
    }

    /// A gray image.
    public static ImageShape gray(int height, int width) {
        return new ImageShape(height, width, 1);
    }

    /// Whether the rows are images.
    public boolean isImage() {
        return height > 0;
    }

    /// Numbers in an image.
    public int size() {
        return Math.toIntExact((long) height * width * channels);
    }
}
