package org.remanence.plot;

import java.awt.Color;

/// The colours of all figures: Okabe and Ito's palette, told apart by readers with every kind of colour vision.
enum Hue {
    /// Text and the main theory line; light on a dark page.
    INK("#1b1f24"),
    /// Marks and levels; adapts to a dark page too.
    MUTED("#646c76"),
    BLUE("#0072B2"),
    VERMILLION("#D55E00"),
    GREEN("#009E73"),
    PURPLE("#CC79A7"),
    ORANGE("#E69F00"),
    SKY("#56B4E9");

    private static final Hue[] CYCLE = {BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY};

    private final String hex;

    Hue(String hex) {
        this.hex = hex;
    }

    /// The hue of the k-th series.
    static Hue of(int k) {
        return CYCLE[k % CYCLE.length];
    }

    /// As `#rrggbb`.
    String hex() {
        return hex;
    }

    /// As an AWT colour with that opacity.
    Color color(double opacity) {
        Color solid = Color.decode(hex);
        return new Color(solid.getRed(), solid.getGreen(), solid.getBlue(), (int) Math.round(255 * opacity));
    }
}
