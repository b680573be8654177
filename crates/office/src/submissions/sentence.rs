//! Events told in a sentence, as one would say what a colleague did.

use workflow::event::PicChannel;
use workflow::sop::Goal;
use workflow::{Event, Sop};

use super::marked::Marked;

/// `marked`: the remark that the event is about, if it is about one.
pub(super) fn sentence(sop: &Sop, event: &Event, marked: Option<&Marked>) -> String {
    let told = plain(sop, event, marked);
    match event {
        Event::Accepted { same_person: true, .. } | Event::Rejected { same_person: true, .. } => {
            format!("{told} (diputuskan orang yang sama, diizinkan setelan kantor)")
        }
        _ => told,
    }
}

fn plain(sop: &Sop, event: &Event, marked: Option<&Marked>) -> String {
    let mark = || marked.map(Marked::to_string).unwrap_or_default();
    let short = |id: &str| sop.step(id).map_or_else(|| id.to_owned(), |step| step.short.clone());
    let platform = |id: &String| {
        sop.platform(id).map_or_else(|| id.clone(), |platform| platform.label.clone())
    };
    match event {
        Event::Submitted { .. } => "Menyusun ajuan".to_owned(),
        Event::Revised { version, took, .. } if took.is_empty() => {
            format!("Mengubah isi menjadi versi {version}")
        }
        Event::Revised { version, took, .. } => {
            let numbers: Vec<String> = took.iter().map(u32::to_string).collect();
            format!(
                "Mengubah isi menjadi versi {version} dengan usulan caption {}",
                numbers.join(", ")
            )
        }
        Event::CaptionSuggested { suggestion, .. } => {
            format!("Mengusulkan caption (usulan {suggestion})")
        }
        Event::SuggestionDeclined { suggestion, .. } => {
            format!("Tidak memakai usulan caption {suggestion}")
        }
        Event::PicAgreed { who, how, .. } => {
            let how = match how {
                PicChannel::FaceToFace => "tatap muka",
                PicChannel::Whatsapp => "WhatsApp",
                PicChannel::Other => "cara lain",
            };
            format!("Mencatat persetujuan PIC kegiatan, {who} ({how})")
        }
        Event::PlatformsChosen { platforms, .. } => {
            format!(
                "Memilih platform: {}",
                platforms.iter().map(platform).collect::<Vec<_>>().join(", ")
            )
        }
        Event::Completed { step, next: Goal::End, .. } => {
            format!("Menyelesaikan {}; ajuan selesai", short(step))
        }
        Event::Completed { step, next: Goal::Step(next), .. } if *step == sop.first_step().id => {
            format!("Menyerahkan ke {}", short(next))
        }
        Event::Completed { step, next: Goal::Step(next), .. } => {
            format!("Menyelesaikan {} dan meneruskan ke {}", short(step), short(next))
        }
        Event::Accepted { next: Goal::End, .. } => "Menerima; ajuan selesai".to_owned(),
        Event::Accepted { next: Goal::Step(next), .. } => {
            format!("Menerima dan meneruskan ke {}", short(next))
        }
        Event::Rejected { to, .. } => format!("Menolak dan mengembalikan ke {}", short(to)),
        Event::Published { platform: id, .. } => format!("Mencatat unggahan di {}", platform(id)),
        Event::Cancelled { .. } => "Membatalkan ajuan".to_owned(),
        Event::Annotated { .. } => format!("Memberi {}", mark()),
        Event::AnnotationReplied { .. } => format!("Membalas {}", mark()),
        Event::AnnotationResolved { .. } => format!("Menandai selesai {}", mark()),
        Event::AnnotationReopened { .. } => format!("Membuka lagi {}", mark()),
        Event::AnnotationAssigned { to, .. } => {
            let position = sop.position(to).map_or(to.as_str(), |position| &position.label);
            format!("Mengalihkan {} kepada {position}", mark())
        }
    }
}
