/// What a network can learn at best from data of a known law.
package org.remanence.theory.networks;
