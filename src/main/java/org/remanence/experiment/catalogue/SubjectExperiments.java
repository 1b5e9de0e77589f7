package org.remanence.experiment.catalogue;

import java.util.List;
import org.remanence.experiment.ExperimentType;
import org.remanence.experiment.audit.Audit;
import org.remanence.experiment.features.FeatureMemorization;
import org.remanence.experiment.features.FeatureMixture;
import org.remanence.experiment.features.FeatureMixtureSampling;
import org.remanence.experiment.features.FeaturePhase;
import org.remanence.experiment.features.FeatureSpectrum;
import org.remanence.experiment.features.FeatureTimeIntegrated;
import org.remanence.experiment.features.FeatureTraining;
import org.remanence.experiment.features.LearningCurve;
import org.remanence.experiment.geometry.Condensation;
import org.remanence.experiment.geometry.CondensationPositions;
import org.remanence.experiment.geometry.CovarianceSpectrum;
import org.remanence.experiment.geometry.Dimension;
import org.remanence.experiment.geometry.Jacobian;
import org.remanence.experiment.geometry.RemOracle;
import org.remanence.experiment.geometry.ScoreField;
import org.remanence.experiment.memories.Basin;
import org.remanence.experiment.memories.HopfieldLoad;
import org.remanence.experiment.memories.MemoryDiffusion;
import org.remanence.experiment.memories.MemoryPhaseDiagram;
import org.remanence.experiment.memories.Retrieval;
import org.remanence.experiment.model.NeighbourSearch;
import org.remanence.experiment.model.Sampling;
import org.remanence.experiment.model.Scoring;
import org.remanence.experiment.networks.Copying;
import org.remanence.experiment.networks.NetworkJacobian;
import org.remanence.experiment.networks.NetworkRegimes;
import org.remanence.experiment.networks.NetworkTraining;
import org.remanence.experiment.networks.Overlap;
import org.remanence.experiment.perceptrons.Annealing;
import org.remanence.experiment.perceptrons.FreeEntropy;
import org.remanence.experiment.perceptrons.StochasticLocalization;
import org.remanence.experiment.portrait.Portrait;
import org.remanence.experiment.regimes.CloneAgreement;
import org.remanence.experiment.regimes.Collapse;
import org.remanence.experiment.regimes.ExcessEntropy;
import org.remanence.experiment.regimes.Speciation;
import org.remanence.experiment.regimes.SpeciationDimensions;

/// What the subjects ask, each experiment once; the only place that sees all subjects.
final class SubjectExperiments {
    private static final List<ExperimentType<?>> ALL = List.of(
            new ExperimentType<>(Portrait.class),
            new ExperimentType<>(ExcessEntropy.class),
            new ExperimentType<>(CloneAgreement.class),
            new ExperimentType<>(Collapse.class),
            new ExperimentType<>(ScoreField.class),
            new ExperimentType<>(Jacobian.class),
            new ExperimentType<>(Dimension.class),
            new ExperimentType<>(Speciation.class),
            new ExperimentType<>(CovarianceSpectrum.class),
            new ExperimentType<>(SpeciationDimensions.class),
            new ExperimentType<>(Condensation.class),
            new ExperimentType<>(CondensationPositions.class),
            new ExperimentType<>(RemOracle.class),
            new ExperimentType<>(FeatureSpectrum.class),
            new ExperimentType<>(FeatureTraining.class),
            new ExperimentType<>(FeatureTimeIntegrated.class),
            new ExperimentType<>(LearningCurve.class),
            new ExperimentType<>(FeaturePhase.class),
            new ExperimentType<>(FeatureMemorization.class),
            new ExperimentType<>(FeatureMixture.class),
            new ExperimentType<>(FeatureMixtureSampling.class),
            new ExperimentType<>(Retrieval.class),
            new ExperimentType<>(Basin.class),
            new ExperimentType<>(MemoryPhaseDiagram.class),
            new ExperimentType<>(MemoryDiffusion.class),
            new ExperimentType<>(HopfieldLoad.class),
            new ExperimentType<>(StochasticLocalization.class),
            new ExperimentType<>(FreeEntropy.class),
            new ExperimentType<>(Annealing.class),
            new ExperimentType<>(Overlap.class),
            new ExperimentType<>(Copying.class),
            new ExperimentType<>(NetworkRegimes.class),
            new ExperimentType<>(NetworkJacobian.class),
            new ExperimentType<>(Audit.class));
    private static final List<ExperimentType<?>> VERBS = List.of(
            new ExperimentType<>(Portrait.class),
            new ExperimentType<>(Scoring.class),
            new ExperimentType<>(NeighbourSearch.class),
            new ExperimentType<>(Sampling.class),
            new ExperimentType<>(NetworkTraining.class),
            new ExperimentType<>(Audit.class));

    private SubjectExperiments() { }

    /// In the order of `list`.
    static List<ExperimentType<?>> all() {
        return ALL;
    }

    /// Those that have a verb of their own on the command line.
    static List<ExperimentType<?>> verbs() {
        return VERBS;
    }
}
