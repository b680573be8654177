//! Bytes that nobody can guess, from the system.

use rand::TryRngCore as _;

use crate::OfficeError;

/// Two digits a byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], OfficeError> {
    let mut bytes = [0; N];
    let filled = rand::rngs::OsRng.try_fill_bytes(&mut bytes);
    filled.map_err(|error| OfficeError::Internal(format!("angka acak: {error}")))?;
    Ok(bytes)
}
