//! Bytes that nobody can guess, from the system.

use rand::TryRngCore as _;

use crate::OfficeError;

pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], OfficeError> {
    let mut bytes = [0; N];
    let filled = rand::rngs::OsRng.try_fill_bytes(&mut bytes);
    filled.map_err(|error| OfficeError::Internal(format!("angka acak: {error}")))?;
    Ok(bytes)
}
