//! `carbet serve`: listens first, then opens the database, drops root, and serves until it is told to stop.
//!
//! Without its database it serves the saved snapshot and says so; with neither, it says what is missing.

use crate::clock::Clock;
use crate::config::{Basemap, Config};
use crate::database::{Database, DatabaseError};
use crate::drop_root::drop_root;
use crate::live::listener;
use crate::live::refresh::Refresher;
use crate::private_postgres::claim_serve;
use crate::snapshot::data::PublicData;
use crate::snapshot::keys::Key;
use crate::snapshot::{DatabaseState, Holder, Snapshot};
use crate::state::AppState;
use anyhow::{Context, anyhow};
use std::io::ErrorKind;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// What requests under way are given to finish.
const FAREWELL: Duration = Duration::from_secs(10);

pub async fn run(config: Config) -> anyhow::Result<()> {
    let socket = bind(config.listen)?;
    let address = socket.local_addr()?;
    let _claim = claim_serve(&config.data_dir, &config.user)?;
    let key = Key::load_or_create(&config.snapshot_key_file)?;
    check_basemap(&config)?;
    let stop = stopped()?;

    let opened = open(&config).await;
    let (database, reachable) = match opened {
        Ok(database) => (database, Ok(())),
        Err(error) if is_fatal(&error) => return Err(error.into()),
        Err(error) => (Database::absent(), Err(error)),
    };
    let refresher = Arc::new(Refresher {
        database: Arc::new(database),
        clock: Clock::System,
        departements: config.territory.clone(),
        data_dir: config.data_dir.clone(),
        key,
    });
    let (data, snapshot) = first(&refresher, reachable).await?;
    drop_root(&config.user)?;
    let state = if data.is_some() { DatabaseState::Up } else { DatabaseState::Away };
    if let Some(data) = data {
        refresher.save_or_say(data, &snapshot).await;
    }
    let holder = Arc::new(Holder::new(snapshot, state));
    greet(&holder, address);

    let listener = tokio::spawn(listener::run(refresher.clone(), holder.clone()));
    let app = crate::app(AppState::new(holder, Clock::System, &config));
    let served = serve(socket, app, stop).await;
    listener.abort();
    // The task is over once its connection is given back; that it was cancelled is what we asked for.
    let _ = listener.await;
    println!("Arrêt.");
    if let Some(refresher) = Arc::into_inner(refresher)
        && let Some(database) = Arc::into_inner(refresher.database)
    {
        database.close().await;
    }
    served
}

/// The database at this version's schemas.
async fn open(config: &Config) -> Result<Database, DatabaseError> {
    let database = Database::open(config).await?;
    match database.migrate().await {
        Ok(()) => Ok(database),
        // It may come back: the listener keeps asking.
        Err(DatabaseError::Away(error)) => {
            tracing::warn!(%error, "the database is away");
            Ok(database)
        }
        Err(error) => {
            database.close().await;
            Err(error)
        }
    }
}

/// An address that is none, schemas that do not fit, a private cluster that refuses itself (durability off, accounts
/// or programs missing) are mistakes to put right, not a database away.
fn is_fatal(error: &DatabaseError) -> bool {
    match error {
        DatabaseError::Private(error) => error.is_refusal(),
        DatabaseError::Address { .. } | DatabaseError::Migration(_) => true,
        DatabaseError::Away(_) => false,
    }
}

/// The first snapshot: from the database, with its rows to save; else the saved one.
async fn first(
    refresher: &Refresher,
    reachable: Result<(), DatabaseError>,
) -> anyhow::Result<(Option<PublicData>, Snapshot)> {
    let read = match reachable {
        Ok(()) => refresher.read().await.map_err(anyhow::Error::from),
        Err(error) => Err(error.into()),
    };
    match read {
        Ok((data, snapshot)) => Ok((Some(data), snapshot)),
        Err(error) => match refresher.saved() {
            Ok(saved) => {
                let why = super::sentence(&error);
                eprintln!("carbet : {why} ; l'instantané enregistré est servi");
                Ok((None, saved))
            }
            Err(saved) => Err(anyhow!("{} ; {saved}", super::sentence(&error))),
        },
    }
}

async fn serve(socket: TcpListener, app: axum::Router, stop: watch::Receiver<bool>) -> anyhow::Result<()> {
    socket.set_nonblocking(true)?;
    let socket = tokio::net::TcpListener::from_std(socket)?;
    let server = axum::serve(socket, app).with_graceful_shutdown(told(stop.clone()));
    let too_long = async {
        told(stop).await;
        tokio::time::sleep(FAREWELL).await;
    };
    tokio::select! {
        served = server => Ok(served?),
        () = too_long => Ok(()),
    }
}

/// Turns to true at Ctrl-C or SIGTERM. Set up before the database is opened, so that neither is lost meanwhile.
fn stopped() -> anyhow::Result<watch::Receiver<bool>> {
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    let (tell, stop) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tell.send_replace(true);
        tell.closed().await;
    });
    Ok(stop)
}

async fn told(mut stop: watch::Receiver<bool>) {
    // The sender lives as long as its receivers: waiting cannot fail.
    let _ = stop.wait_for(|stop| *stop).await;
}

fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => anyhow!(
            "le port {} est déjà pris : arrêtez l'autre programme, ou choisissez un autre port avec CARBET_LISTEN={}:{}",
            address.port(),
            address.ip(),
            address.port().wrapping_add(1)
        ),
        ErrorKind::PermissionDenied => {
            anyhow!("le port {} demande des droits particuliers : choisissez-en un à partir de 1024, par exemple CARBET_LISTEN={}:8080", address.port(), address.ip())
        }
        _ => anyhow!("impossible d'écouter sur {address} (CARBET_LISTEN) : {error}"),
    })
}

fn check_basemap(config: &Config) -> anyhow::Result<()> {
    let Some(Basemap::Archive(path)) = &config.basemap else { return Ok(()) };
    std::fs::File::open(path)
        .map(drop)
        .with_context(|| format!("CARBET_BASEMAP : {} ne s'ouvre pas", path.display()))
}

fn greet(holder: &Holder, address: SocketAddr) {
    let snapshot = holder.current();
    let (total, located) = snapshot.totals();
    println!("Carbet, {} : {total} fiches, dont {located} sur la carte.", snapshot.served().label);
    if let Some(message) = holder.message() {
        println!("Attention : {message}.");
    }
    println!("Prêt : http://{address}");
}
