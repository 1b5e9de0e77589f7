package org.remanence.plot;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;

/// An image grid as one PNG picture, every pixel of an image a crisp square.
public final class ContactSheet {
    private static final int CELL = 88;
    private static final int GAP = 10;
    private static final int LINE = 16;
    private static final int LABELS = 120;

    private final ImageGrid grid;

    private ContactSheet(ImageGrid grid) {
        this.grid = grid;
    }

    /// The grid as a PNG file, two pixels a point.
    public static byte[] png(ImageGrid grid) {
        ContactSheet sheet = new ContactSheet(grid);
        int width = sheet.left() + grid.columns().size() * (CELL + GAP) + GAP;
        int height = 3 * GAP + 2 * LINE + grid.rows().stream().mapToInt(sheet::height).sum();
        return Png.encode(Chart.raster(width, height, sheet::draw));
    }

    private void draw(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        g.setColor(Hue.INK.color(1));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        g.drawString(Maths.plain(grid.title()), GAP, GAP + LINE - 3);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        int top = 2 * GAP + LINE;
        for (int column = 0; column < grid.columns().size(); column++) {
            centred(g, grid.columns().get(column), left() + column * (CELL + GAP), top + LINE - 4);
        }
        top += LINE;
        for (ImageGrid.Row row : grid.rows()) {
            g.drawString(Maths.plain(row.label()), GAP, top + CELL / 2);
            for (int column = 0; column < row.cells().size(); column++) {
                draw(g, row.cells().get(column), left() + column * (CELL + GAP), top);
            }
            top += height(row);
        }
    }

    private void draw(Graphics2D g, ImageGrid.Cell cell, int x, int y) {
        int top = y;
        for (Picture picture : cell.pictures()) {
            double scale = (double) CELL / Math.max(picture.width(), picture.height());
            int width = (int) Math.round(scale * picture.width());
            int height = (int) Math.round(scale * picture.height());
            g.drawImage(picture.image(), x + (CELL - width) / 2, top + (CELL - height) / 2, width, height, null);
            top += CELL + 2;
        }
        centred(g, cell.caption(), x, top + LINE - 5);
    }

    private static void centred(Graphics2D g, String text, int x, int y) {
        FontMetrics metrics = g.getFontMetrics();
        String plain = Maths.plain(text);
        g.drawString(plain, x + (CELL - metrics.stringWidth(plain)) / 2, y);
    }

    private int left() {
        return grid.rows().stream().allMatch(row -> row.label().isEmpty()) ? GAP : GAP + LABELS;
    }

    private int height(ImageGrid.Row row) {
        int pictures = row.cells().stream().mapToInt(cell -> cell.pictures().size()).max().orElse(0);
        boolean captions = row.cells().stream().anyMatch(cell -> !cell.caption().isEmpty());
        return pictures * (CELL + 2) + (captions ? LINE : 0) + GAP;
    }
}
