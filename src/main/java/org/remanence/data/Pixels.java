package org.remanence.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import org.remanence.text.BadInput;
import org.remanence.text.Text;

/// One PNG or JPEG image as numbers.
/// @param shape of it
/// @param largest value a pixel can have
/// @param alpha whether it had a channel of opacity
/// @param values row-major, channels innermost
record Pixels(ImageShape shape, int largest, boolean alpha, double[] values) {
    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int END = 0x49454E44;
    private static final int CHECKSUM = 4;

    static Pixels read(Path file) {
        BufferedImage image = Reading.of(file, () -> {
            if (isPng(file)) {
                checkEnd(file);
            }
            return decoded(file);
        });
        boolean alpha = image.getColorModel().hasAlpha();
        return image.getColorModel() instanceof IndexColorModel palette
                ? indexed(image, palette, alpha) : direct(image, alpha);
    }

    /// Whether a file holds a coloured image. Of images without a palette, this is told by the header alone.
    static boolean isColoured(Path file) {
        return Reading.of(file, () -> {
            try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
                ImageReader reader = reader(in, file);
                try {
                    reader.setInput(in, true, true);
                    Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
                    if (!types.hasNext()) {
                        return false;
                    }
                    var colours = types.next().getColorModel();
                    return colours instanceof IndexColorModel palette ? !isGray(palette) : colours.getNumColorComponents() > 1;
                } finally {
                    reader.dispose();
                }
            } catch (IndexOutOfBoundsException | IllegalStateException e) {
                throw damaged(file, e);
            }
        });
    }

    /// The same image with three equal channels.
    Pixels coloured() {
        double[] three = new double[3 * values.length];
        for (int i = 0; i < three.length; i++) {
            three[i] = values[i / 3];
        }
        return new Pixels(new ImageShape(shape.height(), shape.width(), 3), largest, alpha, three);
    }

    /// For messages.
    String kind() {
        return Text.of("%d × %d with %d channel%s of at most %d", shape.height(), shape.width(), shape.channels(),
                        shape.channels() == 1 ? "" : "s", largest);
    }

    /// The image. What a library can only guess of a damaged one, it tells as a warning.
    private static BufferedImage decoded(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = reader(in, file);
            List<String> warnings = new ArrayList<>();
            try {
                reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
                reader.setInput(in, true, true);
                BufferedImage image = reader.read(0);
                if (!isPng(file) && !warnings.isEmpty()) {
                    throw new BadInput("%s is a damaged image: %s", file, warnings.getFirst());
                }
                return image;
            } finally {
                reader.dispose();
            }
        } catch (BadInput e) {
            throw e;
        } catch (RuntimeException e) {
            throw damaged(file, e);
        }
    }

    private static ImageReader reader(ImageInputStream in, Path file) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
        if (!readers.hasNext()) {
            throw new BadInput("%s is not a PNG or JPEG image", file);
        }
        return readers.next();
    }

    private static BadInput damaged(Path file, RuntimeException cause) {
        return new BadInput(cause, "%s is a damaged image: %s", file, cause.getMessage());
    }

    private static boolean isPng(Path file) throws IOException {
        byte[] head = Reading.head(file, Long.BYTES);
        return head.length == Long.BYTES && ByteBuffer.wrap(head).getLong() == SIGNATURE;
    }

    /// Walks to the last chunk, because the library shows what there is of a truncated image without complaint.
    private static void checkEnd(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(Long.BYTES);
            int type = 0;
            while (type != END) {
                long length = Integer.toUnsignedLong(in.readInt()) + CHECKSUM;
                type = in.readInt();
                in.skipNBytes(length);
            }
        }
    }

    private static Pixels direct(BufferedImage image, boolean alpha) {
        int channels = image.getRaster().getNumBands() - (alpha ? 1 : 0);
        ImageShape shape = new ImageShape(image.getHeight(), image.getWidth(), channels);
        double[] values = new double[shape.size()];
        for (int c = 0; c < channels; c++) {
            double[] channel = image.getRaster().getSamples(0, 0, shape.width(), shape.height(), c,
                    (double[]) null);
            for (int i = 0; i < channel.length; i++) {
                values[i * channels + c] = channel[i];
            }
        }
        return new Pixels(shape, (1 << image.getSampleModel().getSampleSize(0)) - 1, alpha, values);
    }

    private static Pixels indexed(BufferedImage image, IndexColorModel palette, boolean alpha) {
        ImageShape shape = new ImageShape(image.getHeight(), image.getWidth(), isGray(palette) ? 1 : 3);
        int[] colours = image.getRGB(0, 0, shape.width(), shape.height(), null, 0, shape.width());
        double[] values = new double[shape.size()];
        for (int i = 0; i < values.length; i++) {
            int shift = 16 - 8 * (i % shape.channels());
            values[i] = colours[i / shape.channels()] >> shift & 0xFF;
        }
        return new Pixels(shape, 255, alpha, values);
    }

    private static boolean isGray(IndexColorModel palette) {
        return IntStream.range(0, palette.getMapSize())
                .allMatch(i -> palette.getRed(i) == palette.getGreen(i)
                        && palette.getGreen(i) == palette.getBlue(i));
    }
}
