/// The fast loops on vector lanes; the only package that knows `jdk.incubator.vector`.
///
/// [Lanes] is the width of the vectors. [SimdGaussians], [SimdDistance], [SimdStepPass], [SimdSignedSums], [SimdAnnealedEnergy],
/// [SimdLayerPass] and [SimdTiles] are the contracts of `kernel` on lanes; all other classes are parts of a tile, in float below and in double under the same name.
///
/// **Which tile serves which shape.** [SimdTiles] chooses, [StateBlocks] says how many states make a block.
///
/// | tile | coordinates | states | on the lanes |
/// |---|---|---|---|
/// | [FloatLowTile] low dimension | up to 12 | any, in blocks of up to 12 | patterns |
/// | [FloatFewTile] few states | from 13 | up to half a line: 8 in float, 4 in double | patterns |
/// | [FloatStripTile] strips | from 13 | blocks of a line (16 or 8) where wide ones would stay a quarter empty | states |
/// | [FloatTile] wide | from 13 | blocks of four lines (64 or 32) | states |
///
/// **Which class does which part of its work**, in the order of the work.
///
/// | part | low dimension | few states | strips | wide |
/// |---|---|---|---|---|
/// | states packed | [FloatQueries] | [FloatFewStates] | [FloatTile] | [FloatTile] |
/// | patterns found or copied | [FloatSource] [FloatStage] | [FloatSource] [FloatStage] | [FloatSource] [FloatStage] | [FloatSource] [FloatStage] |
/// | patterns transposed | [FloatShuffle] [FloatTranspose] | [FloatTranspose] | | |
/// | patterns read, norms | [FloatLowTile] | [FloatScan] | [FloatScan] | [FloatScan] |
/// | products | [FloatProduct] | [FloatCross], unordered: [FloatDots] | [FloatNarrow] | [FloatProduct] |
/// | log-weights | [FloatLogs] | [FloatLogs] | [FloatTileLogs] | [FloatTileLogs] |
/// | weights, their sums | [FloatWeights] | [FloatWeights] | [FloatTileWeights] | [FloatTileWeights] |
/// | weighted sums | [FloatFlat] | [FloatSums] [FloatGather] | [FloatSums] [FloatGather] | [FloatProduct] |
/// | partial sums to one number | [FloatFold] | [FloatFold] | [FloatFold] | [FloatFold] |
///
/// **Why every class stands twice.** Java has no generic primitives, and a type parameter or a switch inside a kernel would cost
/// the speed that the kernel is for. Both sides are committed, and a test finds every pair and holds the double side to
/// the float side under a short list of replacements. Generating the double side at build time would save the
/// reader nothing, who reads one side anyway, and would cost a build step that every way in must know (Maven, IDE, javadoc,
/// launcher, the benchmarks' comparison with older commits), with stack traces and searches that lead to files no
/// checkout holds. Whoever changes a kernel changes the float side and replaces in the other, or the test fails.
package org.remanence.kernel.simd;
