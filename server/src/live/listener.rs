//! One LISTEN connection that wakes the refresher. NOTIFY only wakes: the revision in the table is the truth.
//!
//! A lost connection is taken up again, later and later; a slow poll catches what was said meanwhile.

use super::refresh::{Checked, Refresher};
use crate::snapshot::Holder;
use crate::store::revision::CHANNEL;
use sqlx::postgres::PgListener;
use std::sync::Arc;
use std::time::Duration;

/// The net: a change nobody told of is seen within this time.
const POLL: Duration = Duration::from_secs(30);
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Keeps a holder up to date until the task is aborted.
pub async fn run(refresher: Arc<Refresher>, holder: Arc<Holder>) {
    let mut wait = FIRST_WAIT;
    loop {
        if follow(&refresher, &holder).await.is_ok() {
            wait = FIRST_WAIT;
        }
        refresher.check(&holder).await;
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(LONGEST_WAIT);
    }
}

/// Follows one connection until it is lost; an error means that there was none.
async fn follow(refresher: &Refresher, holder: &Holder) -> Result<(), sqlx::Error> {
    let mut listener = PgListener::connect_with(&refresher.database.public).await?;
    listener.listen(CHANNEL).await?;
    // What changed before LISTEN was not told: look once.
    while refresher.check(holder).await != Checked::Away {
        let pause = POLL.min(refresher.until_midnight() + Duration::from_millis(10));
        match tokio::time::timeout(pause, listener.try_recv()).await {
            // A transaction may tell of many revisions: one look is enough for all that have arrived.
            Ok(Ok(Some(_))) => while listener.next_buffered().is_some() {},
            Ok(Ok(None) | Err(_)) => break,
            Err(_) => {}
        }
    }
    Ok(())
}
