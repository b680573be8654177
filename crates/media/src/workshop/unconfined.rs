//! Where this crate knows no safe way to limit a process from within (Windows): the program's deadline still holds, and
//! a helper still ends with the program that started it.

pub(super) const fn give_up_rights(_memory: u64) {}

pub(super) const fn limit_memory(_bytes: u64) {}

pub(super) const fn end_group() {}
