/// Figures and the HTML report.
///
/// A [Figure][org.remanence.plot.Figure] says what is drawn and knows no renderer. [Chart][org.remanence.plot.Chart]
/// turns it into SVG and PNG, [VegaLite][org.remanence.plot.VegaLite] into an interactive drawing for the page that
/// [Report][org.remanence.plot.Report] composes. Meaning is the same everywhere: what was measured is points or bars
/// with error bars, theory is a line. A vertical mark that is measured has a strip for its error, one from theory is
/// dashed.
///
/// Text may carry simple maths, `t_C`, `n_eff`, `e^{−2t}`: a single letter or a number with an index or a power.
package org.remanence.plot;
