//! The endpoints, a file for each part of the office.

mod accounts;
mod archive;
mod assets;
mod changes;
mod copies;
mod delegations;
mod devices;
mod drafts;
mod health;
mod home;
mod inbox;
mod media;
mod office;
mod reject_reasons;
mod renditions;
mod second_factor;
mod session;
mod social_accounts;
mod sops;
mod submissions;
mod tiles;
mod uploads;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub(crate) fn all() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(health::routes())
        .merge(office::routes())
        .merge(session::routes())
        .merge(second_factor::routes())
        .merge(accounts::routes())
        .merge(devices::routes())
        .merge(delegations::routes())
        .merge(reject_reasons::routes())
        .merge(social_accounts::routes())
        .merge(home::routes())
        .merge(sops::routes())
        .merge(drafts::routes())
        .merge(assets::routes())
        .merge(uploads::routes())
        .merge(media::routes())
        .merge(renditions::routes())
        .merge(copies::routes())
        .merge(tiles::routes())
        .merge(submissions::routes())
        .merge(inbox::routes())
        .merge(archive::routes())
        .merge(changes::routes())
}
