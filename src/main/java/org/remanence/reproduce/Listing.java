package org.remanence.reproduce;

/// A published figure as `reproduce` lists it.
/// @param name on the command line
/// @param document where it was published
/// @param figure its number or, in a talk, what it is called
/// @param shows what it shows, as a sentence of one line without a full stop
/// @param cost on two cores, at the default size
/// @param fullCost on two cores, at the published size; the same where they are the same
public record Listing(String name, Document document, String figure, String shows, String cost, String fullCost) {
    /// Where figures were published.
    public enum Document {
        /// Biroli, Bonnaire, de Bortoli and Mézard, "Dynamical regimes of diffusion models", 2024, and the talk on it.
        REGIMES("dynamical regimes"),
        /// Achilli et al., "Losing dimensions: geometric memorization in generative diffusion", 2024.
        GEOMETRY("losing dimensions"),
        /// Lucibello, "Generative diffusion in high dimension", a talk; on memories also Lucibello and Mézard, 2024.
        HIGH_DIMENSION("high dimension"),
        /// Bandera, "A solvable model of generative diffusion and the memorization phenomenon", a talk.
        FEATURES("solvable model"),
        /// George, Veiga and Macris, "Denoising score matching with random features: insights on diffusion models from precise
        /// learning curves", 2025, and the talk on it.
        LEARNING_CURVES("learning curves");

        private final String title;

        Document(String title) {
            this.title = title;
        }

        /// As people call it.
        public String title() {
            return title;
        }
    }
}
