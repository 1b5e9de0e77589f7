/// Associative memories: which patterns a dense memory or a Hopfield network retrieves, beside the theory of exponential
/// capacity.
package org.remanence.experiment.memories;
