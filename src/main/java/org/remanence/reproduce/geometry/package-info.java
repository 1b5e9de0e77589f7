/// Figures of Achilli et al., "Losing dimensions: geometric memorization in generative diffusion".
package org.remanence.reproduce.geometry;
