//! Whom a helper lets go first.

/// What helpers leave to everybody else on their machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Priority {
    /// Behind what people do there, and still sure of its share: where others wait for what is decoded.
    #[default]
    BelowNormal,
    /// Only what nobody else has a use for at the moment: where somebody looks at the screen meanwhile. On a machine
    /// that is busy throughout a picture may take long, so it is waited for longer.
    Idle,
}

impl Priority {
    /// How much longer a job may take.
    pub(super) const fn patience(self) -> u32 {
        match self {
            Self::BelowNormal => 1,
            Self::Idle => 4,
        }
    }
}
