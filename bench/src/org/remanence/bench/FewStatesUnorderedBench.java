package org.remanence.bench;

import org.remanence.kernel.Kernels;

/// The shapes of [FewStatesBench] with `--reproducible off`.
public class FewStatesUnorderedBench extends FewStatesBench {
    @Override
    Kernels kernels() {
        return Kernels.get().unordered();
    }
}
