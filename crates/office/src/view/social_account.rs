//! What the office is called on its platforms.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// One for each brand that the office's SOPs publish on, in their order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SocialAccounts {
    pub accounts: Vec<SocialAccountView>,
}

/// Name and handle are empty while nobody has entered them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SocialAccountView {
    /// As SOPs name it: instagram, facebook, …
    pub brand: String,
    /// At most 60 characters.
    pub name: String,
    /// Without "@"; at most 30 letters, digits, ".", "_" and "-".
    pub handle: String,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetSocialAccounts {
    pub accounts: Vec<SocialAccountView>,
    /// The list that the person saw and changed.
    pub seen: Vec<SocialAccountView>,
}
