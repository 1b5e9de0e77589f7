package org.remanence.theory.geometry;

/// The condensation time in its forms, in time of the variance-exploding process; NaN where nothing condenses, or where
/// an expansion has broken down.
/// @param derived exact root of KL(posterior ‖ prior) = log N
/// @param paper eq. 15, the leading order for small load
/// @param nextOrder the next order of that expansion
/// @param paperAppendix eq. 34, wrong
/// @param largeLoad the leading order for large load
public record CondensationTimes(double derived, double paper, double nextOrder, double paperAppendix, double largeLoad) {
    /// All forms.
    /// @param law of the energies at the state
    /// @param logPatterns log N
    public static CondensationTimes of(EnergyLaw law, double logPatterns) {
        return new CondensationTimes(
                positive(CondensationTime.DERIVED, law, logPatterns),
                positive(CondensationTime.PAPER, law, logPatterns),
                positive(CondensationTime.NEXT_ORDER, law, logPatterns),
                positive(CondensationTime.PAPER_APPENDIX, law, logPatterns),
                positive(CondensationTime.LARGE_LOAD, law, logPatterns));
    }

    private static double positive(CondensationTime form, EnergyLaw law, double logPatterns) {
        double time = form.of(law, logPatterns);
        return time > 0 ? time : Double.NaN;
    }
}
