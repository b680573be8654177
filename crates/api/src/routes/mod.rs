//! The endpoints, a file for each part of the office.

mod accounts;
mod archive;
mod assets;
mod changes;
mod drafts;
mod health;
mod home;
mod media;
mod office;
mod session;
mod sops;
mod submissions;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub(crate) fn all() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(health::routes())
        .merge(office::routes())
        .merge(session::routes())
        .merge(accounts::routes())
        .merge(home::routes())
        .merge(sops::routes())
        .merge(drafts::routes())
        .merge(assets::routes())
        .merge(media::routes())
        .merge(submissions::routes())
        .merge(archive::routes())
        .merge(changes::routes())
}
