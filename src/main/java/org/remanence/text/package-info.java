/// Sentences for people: numbers in one notation, refusals of bad input, the word that was meant.
package org.remanence.text;
