package org.remanence.plot;

/// An image grid on a page: a table of small pictures, pixels kept crisp.
final class ImageGridHtml {
    private ImageGridHtml() { }

    static String html(ImageGrid grid) {
        boolean labels = grid.rows().stream().anyMatch(row -> !row.label().isEmpty());
        StringBuilder out = new StringBuilder("<figure class=\"gallery\" id=\"" + grid.name()
                + "\">\n<figcaption><strong>"
                + Maths.html(grid.title()) + "</strong></figcaption>\n<div class=\"wide\"><table style=\"--columns: " + grid.columns().size() + "; --label: " + (labels ? "4.5rem" : "0rem")
                + "\">\n<thead><tr>");
        out.append(labels ? "<td></td>" : "");
        grid.columns().forEach(column -> out.append("<th scope=\"col\">").append(Maths.html(column)).append("</th>"));
        out.append("</tr></thead>\n<tbody>\n");
        for (ImageGrid.Row row : grid.rows()) {
            out.append("<tr>").append(labels ? "<th scope=\"row\">" + Maths.html(row.label()) + "</th>" : "");
            for (int i = 0; i < row.cells().size(); i++) {
                out.append(cell(row.cells().get(i), row.label() + " " + grid.columns().get(i)));
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table></div>\n");
        if (!grid.caption().isEmpty()) {
            out.append("<p>").append(Maths.html(grid.caption())).append("</p>\n");
        }
        return out.append("</figure>\n").toString();
    }

    private static String cell(ImageGrid.Cell cell, String alternative) {
        StringBuilder out = new StringBuilder("<td>");
        for (Picture picture : cell.pictures()) {
            out.append("<img alt=\"").append(Maths.escape(Maths.plain(alternative + " " + cell.caption()).strip()))
                    .append("\" src=\"").append(Png.dataUri(picture.image())).append("\">");
        }
        if (!cell.caption().isEmpty()) {
            out.append("<small>").append(Maths.html(cell.caption())).append("</small>");
        }
        return out.append("</td>").toString();
    }
}
