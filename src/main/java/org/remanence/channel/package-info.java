/// Output channels of perceptrons: the weight ψ(s) of a stability s = w·x/√N, averaged over the Gaussian that is known of s.
package org.remanence.channel;
