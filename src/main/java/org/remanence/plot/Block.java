package org.remanence.plot;

import java.util.List;

/// A part of the page.
sealed interface Block {
    /// @param text the words of a heading
    record Heading(String text) implements Block { }

    /// @param text a paragraph
    record Paragraph(String text) implements Block { }

    /// @param lines commands of a shell, one a line, as they are typed
    record Commands(List<String> lines) implements Block { }

    /// @param timeline a strip of regimes
    record Strip(Timeline timeline) implements Block { }

    /// @param figure an interactive figure
    record Drawing(Figure figure) implements Block { }

    /// @param table numbers
    record Numbers(Table table) implements Block { }

    /// @param cards links to other pages
    record Cards(List<Card> cards) implements Block { }

    /// @param grid small images
    record Gallery(ImageGrid grid) implements Block { }
}
