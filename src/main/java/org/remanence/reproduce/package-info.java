/// The published figures, made again: data, picture and verdict against theory.
///
/// A figure is one class that implements [Reproduction]: it asks experiments, or simulates what no experiment asks, draws
/// the figure, and states what must hold as [Check]s, each with a limit and its cause. [Reproductions] names them all.
package org.remanence.reproduce;
