//! One page of a list.

use serde::Serialize;
use utoipa::ToSchema;

#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Give it back as `cursor` for the page after; absent on the last.
    #[schema(required)]
    pub next: Option<String>,
    /// How many match in all.
    pub total: u64,
}
