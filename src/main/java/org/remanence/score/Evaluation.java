package org.remanence.score;

import java.util.function.IntPredicate;
import org.remanence.kernel.Moments;
import org.remanence.kernel.Rounding;
import org.remanence.kernel.States;
import org.remanence.tensor.Precision;

/// One evaluation of a batch of states: a chain of stages, each of which settles the states it can and returns those it
/// could not. Which stage a state meets depends on nothing but the state.
final class Evaluation {
    private final PatternScoring set;
    private final States all;
    private final FirstPass first;
    private final NeighbourLists lists;
    private final PosteriorResult result;
    private final ProductError error;
    private final ProductError errorInDouble;

    /// @param all the batch
    /// @param first knows the radius
    /// @param lists what is known of the states
    /// @param result receives every state
    Evaluation(PatternScoring set, States all, FirstPass first, NeighbourLists lists, PosteriorResult result) {
        this.set = set;
        this.all = all;
        this.first = first;
        this.lists = lists;
        this.result = result;
        this.error = error(set.precision());
        this.errorInDouble = set.precision() == Precision.DOUBLE ? error : error(Precision.DOUBLE);
    }

    private ProductError error(Precision by) {
        return ProductError.of(all, by, first.centre().radius(), set.tolerance());
    }

    Posterior run() {
        Selection unlisted = lists.settle(all, result);
        Selection unresolved = byProducts(unlisted);
        Selection unheard = byListScreening(unresolved);
        byProductsInDouble(byScreening(unheard));
        lists.learn(result.posterior(), unlisted, unresolved.without(unheard));
        return result.posterior();
    }

    /// States whose weight is spread over many patterns and whose log-weights the products resolve. In double they wait for
    /// the last stage, so that one pass serves all.
    private Selection byProducts(Selection open) {
        Selection which = open.filter(b -> !isConcentrated(b) && error.isTolerable(b));
        if (!which.isEmpty() && which.equals(first.which())) {
            take(which, set.precision(), first.moments(), error);
        } else if (set.precision() == Precision.DOUBLE) {
            return open;
        } else {
            products(which, set.precision(), error);
        }
        return open.without(which);
    }

    /// States whose weight was concentrated: patterns are held against the heaviest of before, and lists are made.
    private Selection byListScreening(Selection open) {
        Selection which = open.filter(this::isConcentrated);
        if (which.isEmpty()) {
            return open;
        }
        Screening screening = screening(Precision.FLOAT, lists.cut());
        return open.without(screening.knowing(which, lists.known(all, which), few -> lists.listener(all, few)));
    }

    /// States that products do not resolve, unless direct distances would be worse.
    private Selection byScreening(Selection open) {
        Selection which = open.filter(b -> !isConcentrated(b) && !error.isTolerable(b) && !errorInDouble.isBelowDirect(b));
        if (which.isEmpty()) {
            return open;
        }
        // What underflows is dropped in double; in float, what together weighs less than 2⁻⁴⁰.
        double cut = set.precision() == Precision.DOUBLE ? 746 : Math.log(set.patterns().rows()) + 40 * Math.log(2);
        return open.without(screening(set.precision(), cut).scouting(which));
    }

    /// What is left, such as states to which too many patterns matter for a screen.
    private void byProductsInDouble(Selection open) {
        products(open, Precision.DOUBLE, errorInDouble);
    }

    private boolean isConcentrated(int state) {
        return lists.isConcentrated(state) && Rounding.of(all, state, Precision.FLOAT).holds();
    }

    private void products(Selection which, Precision by, ProductError bound) {
        if (!which.isEmpty()) {
            take(which, by, passes(by).fused(which.of(all), result.isWeighted()), bound);
        }
    }

    private void take(Selection which, Precision by, Moments moments, ProductError bound) {
        double sums = Rounding.ofSums(set.tiling(by), by, set.patterns().rows());
        result.takeFused(which, moments, b -> bound.bound(b) + sums);
    }

    /// In float, states to which many patterns matter are left to products in double, if those resolve them.
    private Screening screening(Precision by, double cut) {
        IntPredicate cheaper = by == Precision.FLOAT ? errorInDouble::isTolerable : _ -> false;
        ProductError bound = by == set.precision() ? error : error(by);
        return new Screening(bound, cheaper, cut, set.kernels().distance(), passes(by), result);
    }

    private Passes passes(Precision by) {
        return set.passes(first.centre().point(), by);
    }
}
