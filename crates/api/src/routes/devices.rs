//! The PCs that joined the office.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use office::view::{DeviceCard, JoinOffice, JoinedOffice, PairingCode};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::app::App;
use crate::body::{Named, Sent};
use crate::client::Sender;
use crate::failure::Failure;
use crate::problems::{Mutation, SignedInOnly, TooManyTries};
use crate::signed_in::SignedIn;

pub(super) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, join)).routes(routes!(code)).routes(routes!(revoke))
}

/// Every PC that ever joined, the last one first. For the administrator.
#[utoipa::path(
    get, path = "/devices", operation_id = "list_devices", tag = "perangkat",
    responses(
        (status = 200, body = Vec<DeviceCard>),
        (status = 403, description = "`not_admin`", body = Failure),
        SignedInOnly,
    )
)]
async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<Json<Vec<DeviceCard>>, Failure> {
    app.run(move |office| office.devices(&signed_in.caller)).await.map(Json)
}

/// A PC joins, with the secret of a pairing code and a token of its own.
#[utoipa::path(
    post, path = "/devices", operation_id = "join_office", tag = "perangkat", request_body = JoinOffice,
    responses(
        (status = 201, body = JoinedOffice),
        (status = 403, description = "`wrong_pairing_code` or `device_revoked`", body = Failure),
        (status = 409, description = "`not_founded`", body = Failure),
        (status = 429, description = "`too_many_tries`", body = TooManyTries),
        Mutation,
    )
)]
async fn join(
    State(app): State<App>,
    Sender(whence): Sender,
    Sent(form): Sent<JoinOffice>,
) -> Result<(StatusCode, Json<JoinedOffice>), Failure> {
    let joined = app.run(move |office| office.join(&form, whence.address)).await?;
    Ok((StatusCode::CREATED, Json(joined)))
}

/// A code with which one PC may join. For the administrator.
#[utoipa::path(
    post, path = "/devices/code", operation_id = "make_pairing_code", tag = "perangkat",
    responses(
        (status = 201, body = PairingCode),
        (status = 409, description = "`not_on_network`", body = Failure),
        Mutation, SignedInOnly,
    )
)]
async fn code(
    State(app): State<App>,
    signed_in: SignedIn,
) -> Result<(StatusCode, Json<PairingCode>), Failure> {
    let reach = app.reach.borrow().clone();
    let secret = app.run(move |office| office.pairing_secret(&signed_in.caller)).await?;
    let reach = reach.ok_or_else(|| {
        let message = "Kantor ini belum dilayani di jaringan, jadi komputer lain belum dapat bergabung. Di komputer yang menyimpan data kantor, buka Pengaturan, lalu tekan “Jadikan komputer ini pusat kantor”.";
        Failure::new(StatusCode::CONFLICT, "not_on_network", message)
    })?;
    Ok((StatusCode::CREATED, Json(reach.code(&secret))))
}

/// Has a PC refused from now on; doing it twice changes nothing. For the administrator.
#[utoipa::path(
    delete, path = "/devices/{id}", operation_id = "revoke_device", tag = "perangkat", params(("id" = Uuid, Path)),
    responses((status = 204), (status = 404, description = "`not_found`: no id", body = Failure), Mutation, SignedInOnly)
)]
async fn revoke(
    State(app): State<App>,
    signed_in: SignedIn,
    Named(id): Named<Uuid>,
) -> Result<StatusCode, Failure> {
    app.run(move |office| office.revoke_device(&signed_in.caller, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}
