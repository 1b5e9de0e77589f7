/// Statistics of a memorization audit: p-values, tests and bounds whose levels hold in finite samples, and what the rules in use
/// say of points that nobody copied.
///
/// A sample has a closeness, small for a copy. Two null hypotheses: the samples are *fresh*, exchangeable with points held out, given
/// the training set; or the model treats *symmetrically* which points of the pool of both were the training set. Shrinking and
/// blurring break the first, only copying the second.
package org.remanence.theory.audit;
