/// The fast loops: each contract in one file with its scalar twin, and the place that chooses between them.
///
/// - [Kernels] chooses. The contracts: [Tiles] and [PosteriorTile] between patterns and states, [Distance], [Gaussians], [StepPass],
///   and [LayerPass] with its [ParameterUpdate], what a neural network does between its products.
///   Their definitions are [ScalarTile] and the `SCALAR` of each; `kernel.simd` has them on lanes, with a map of its own.
/// - One pass over the patterns for a batch of [States], cut as [Tiling] says: [PosteriorPass] by products;
///   [ScreenedPass] where products cannot resolve a state or few patterns matter, after [MaximaPass] with its [TileMaxima] and
///   [CandidateCount] with its [OverfullStates]; it goes by a [Screen], scores by [DirectScoring] and tells a [NearListener].
/// - What a pass leaves: [Moments], merged by a [MergeTree]. How far rounding can put them off: [Rounding].
/// - Steps of the reverse process under a drift that is nearly linear: [FusedStep].
/// - Common ground: [Exponential], [Philox], [Partials], [Workers].
package org.remanence.kernel;
