package org.remanence.plot;

import java.awt.image.BufferedImage;
import org.remanence.text.Text;

/// A small image: one data point looked at.
/// @param width pixels a row
/// @param height rows
/// @param rgb one `0xrrggbb` a pixel, rows from the top
public record Picture(int width, int height, int[] rgb) {
    /// Refuses a picture that is not filled exactly.
    public Picture {
        if (width < 1 || height < 1 || rgb.length != width * height) {
            throw new IllegalArgumentException(Text.of("a picture of %d × %d must have %d pixels, got %d", width, height, width * height, rgb.length));
        }
    }

    /// A picture of numbers; `low` is black, `high` white, what lies beyond is cut off.
    /// @param values `[height × width × channels]`, channels last: 1 is grey, 3 is red, green, blue
    /// @throws IllegalArgumentException if the shape does not fit, or a value is not finite
    public static Picture of(int width, int height, int channels, double[] values, double low, double high) {
        if (channels != 1 && channels != 3) {
            throw new IllegalArgumentException("a picture must have 1 or 3 channels, got " + channels);
        }
        if (!(low < high)) {
            throw new IllegalArgumentException(Text.of("the range of a picture must end above its start, got [%s, %s]", low, high));
        }
        if (values.length != width * height * channels) {
            throw new IllegalArgumentException(Text.of("a picture of %d × %d × %d must have %d values, got %d", width, height, channels, width * height * channels, values.length));
        }
        int[] rgb = new int[width * height];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(Text.of("pixels must be finite, got %s at %d", values[i], i));
            }
            int level = (int) Math.round(255 * Math.clamp((values[i] - low) / (high - low), 0, 1));
            rgb[i / channels] |= channels == 1 ? 0x010101 * level : level << 8 * (2 - i % 3);
        }
        return new Picture(width, height, rgb);
    }

    /// As an AWT image, one pixel a pixel.
    BufferedImage image() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, width, height, rgb, 0, width);
        return image;
    }
}
