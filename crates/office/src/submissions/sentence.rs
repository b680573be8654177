//! Events told in a sentence, as one would say what a colleague did.

use workflow::event::PicChannel;
use workflow::sop::Goal;
use workflow::{Event, Sop};

pub(super) fn sentence(sop: &Sop, event: &Event) -> String {
    let short = |id: &str| sop.step(id).map_or_else(|| id.to_owned(), |step| step.short.clone());
    let platform = |id: &String| {
        sop.platform(id).map_or_else(|| id.clone(), |platform| platform.label.clone())
    };
    match event {
        Event::Submitted { .. } => "Menyusun ajuan".to_owned(),
        Event::Revised { version, .. } => format!("Mengubah isi menjadi versi {version}"),
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
    }
}
