/// The published figures, made again: data, picture and verdict against theory.
///
/// A figure is one class that implements [Reproduction], in the package of its document. It asks experiments, or simulates
/// what no experiment asks, draws the figure, and states what must hold as [FigureCheck]s, each with a limit and its cause.
package org.remanence.reproduce;
