//! The figures, line by line.

/// What was measured, in nanoseconds.
#[derive(Clone, Copy, Debug)]
pub struct Figures {
    /// One proposal that is prepared.
    pub prepared: f64,
    /// One proposal from JSON.
    pub json: f64,
    /// Reading the policy and building what decides by it.
    pub build: f64,
}

/// The line above the figures.
pub fn head() {
    println!(
        "{:<24} {:>12} {:>12} {:>12}",
        "", "prepared", "JSON in", "build"
    );
}

/// A line of figures.
pub fn tell(name: &str, figures: &Figures) {
    println!(
        "{name:<24} {:>9.3} µs {:>9.2} µs {:>9.2} ms",
        figures.prepared / 1e3,
        figures.json / 1e3,
        figures.build / 1e6
    );
}
