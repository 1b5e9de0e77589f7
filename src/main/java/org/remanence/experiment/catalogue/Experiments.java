package org.remanence.experiment.catalogue;

import java.util.ArrayList;
import java.util.List;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.regimes.SpeciationDimensions;

/// Every experiment there is: those of the subjects, and [Scaling], which asks them at several sizes.
public final class Experiments {
    private static final List<ExperimentType<?>> ALL = withScaling(SubjectExperiments.all());

    private Experiments() { }

    /// All of them, as `list` names them.
    public static List<ExperimentType<?>> all() {
        return ALL;
    }

    /// Those that have a verb of their own on the command line.
    public static List<ExperimentType<?>> verbs() {
        return SubjectExperiments.verbs();
    }

    private static List<ExperimentType<?>> withScaling(List<ExperimentType<?>> subjects) {
        List<ExperimentType<?>> all = new ArrayList<>(subjects);
        all.add(1 + all.indexOf(new ExperimentType<>(SpeciationDimensions.class)), new ExperimentType<>(Scaling.class));
        return List.copyOf(all);
    }
}
