package org.remanence.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.imageio.ImageIO;

/// A link to another page, with a small picture of what it shows.
/// @param title what it shows, in a sentence without a full stop
/// @param text what is to be known of it, below the title
/// @param page the page, relative to the folder of this one, `potential/report.html`
/// @param picture an image file, read when the card is drawn; may be none
public record Card(String title, String text, String page, Optional<Path> picture) {
    private static final int WIDTH = 480;

    /// The picture, no wider than a card, as an address that carries it.
    /// @throws IllegalStateException if the file cannot be read as an image
    String dataUri() {
        try {
            BufferedImage whole = ImageIO.read(picture.orElseThrow().toFile());
            if (whole == null) {
                throw new IOException("it is no image");
            }
            return Png.dataUri(whole.getWidth() <= WIDTH ? whole : smaller(whole));
        } catch (IOException e) {
            throw new IllegalStateException("the picture " + picture.orElseThrow() + " of a card cannot be read", e);
        }
    }

    private static BufferedImage smaller(BufferedImage whole) {
        int height = Math.max(1, Math.round((float) whole.getHeight() * WIDTH / whole.getWidth()));
        var small = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = small.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        g.drawImage(whole, 0, 0, WIDTH, height, null);
        g.dispose();
        return small;
    }
}
