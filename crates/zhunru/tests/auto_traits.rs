//! An engine and all that it takes and gives can be shared between threads.

use zhunru::decision::Decision;
use zhunru::model::Proposal;
use zhunru::pack::Pack;
use zhunru::{DecideError, Engine, EngineBuilder, Request};

fn shared<T: Send + Sync + Clone>() {}

#[test]
fn public_types_are_send_sync_and_clone() {
    shared::<Engine>();
    shared::<EngineBuilder>();
    shared::<Pack>();
    shared::<Proposal>();
    shared::<Request>();
    shared::<Decision>();
    shared::<DecideError>();
}
