/// The figures of networks that were trained, of either document.
package org.remanence.reproduce.networks;
