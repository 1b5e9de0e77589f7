/// Figures of Biroli, Bonnaire, de Bortoli and Mézard, "Dynamical regimes of diffusion models", and of the talk on it.
package org.remanence.reproduce.regimes;
