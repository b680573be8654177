//! What to call a remark in a sentence: its number, and what it is on.

use std::fmt;

use workflow::{AnnotationId, Content, Event};

/// A remark as the trail has met it.
pub(super) struct Marked {
    id: AnnotationId,
    number: usize,
    /// A file's name, or "caption".
    on: String,
}

impl fmt::Display for Marked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "tanda {} pada {}", self.number, self.on)
    }
}

/// Notes the remark that an event makes, and answers the one that the event is about.
pub(super) fn met<'a>(
    known: &'a mut Vec<Marked>,
    event: &Event,
    content: Option<&Content>,
) -> Option<&'a Marked> {
    let id = match event {
        Event::Annotated { annotation, .. } => {
            let named = annotation
                .file()
                .and_then(|file| content?.assets.iter().find(|asset| asset.sha256 == *file));
            let on = named.map_or_else(|| "caption".to_owned(), |asset| asset.name.clone());
            known.push(Marked { id: annotation.id, number: known.len() + 1, on });
            annotation.id
        }
        Event::AnnotationReplied { thread, .. }
        | Event::AnnotationResolved { thread, .. }
        | Event::AnnotationReopened { thread, .. }
        | Event::AnnotationAssigned { thread, .. } => *thread,
        _ => return None,
    };
    known.iter().find(|marked| marked.id == id)
}
