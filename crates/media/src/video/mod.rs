//! Video beyond what is decoded here: the system's own ffmpeg where it is installed, what a platform refuses, and a copy
//! that it will take. Without ffmpeg everything else goes on, and [`ffmpeg`] says that it is missing.

mod copy;
mod frame;
mod rule;
mod tool;

pub use copy::{CopyError, platform_copy};
pub(crate) use frame::{Bytes, Input, MAX_FRAME_PIXELS, first_frame};
pub(crate) use rule::codec_label;
pub use rule::{Refusal, VideoRule, refusals};
pub(crate) use tool::find;
pub use tool::{Tool, ffmpeg, ffmpeg_among};
