//! `carbet serve`: takes its port, opens the database, drops root, then listens until it is told to stop.
//!
//! The port is only reserved while root is held: no connection enters before root is dropped.
//! Without its database it serves the saved snapshot and says so; with neither, it says what is missing.

use crate::clock::Clock;
use crate::config::{Basemap, Config};
use crate::database::{Database, DatabaseError};
use crate::drop_root::drop_root;
use crate::http::connections::{self, Bounds};
use crate::live::listener;
use crate::live::refresh::Refresher;
use crate::private_postgres::claim_serve;
use crate::snapshot::data::PublicData;
use crate::snapshot::keys::Key;
use crate::snapshot::{DatabaseState, Holder, Snapshot};
use crate::state::AppState;
use anyhow::{Context, anyhow};
use std::io::ErrorKind;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpSocket;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// Connections the system keeps waiting while all seats are taken.
const QUEUE: u32 = 1_024;

pub async fn run(config: Config) -> anyhow::Result<()> {
    let socket = reserve(config.listen)?;
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
    let is_absent = reachable.is_err();
    let refresher = Arc::new(Refresher {
        database: Arc::new(database),
        clock: Clock::System,
        departements: config.territory.clone(),
        data_dir: config.data_dir.clone(),
        key,
    });
    let (data, snapshot) = first(&refresher, reachable).await?;
    drop_root(&config.user)?;
    let socket = socket.listen(QUEUE).map_err(|error| port_error(config.listen, &error))?;
    let state = if data.is_some() { DatabaseState::Up } else { DatabaseState::Away };
    if let Some(data) = data {
        refresher.save_or_say(data, &snapshot).await;
    }
    let holder = Arc::new(Holder::new(snapshot, state));
    greet(&holder, socket.local_addr()?);
    if is_absent {
        // Starting a cluster takes rights that are gone by now.
        eprintln!(
            "carbet : la base ne sera pas reprise en marche ; réparez-la, puis redémarrez « carbet serve »"
        );
    }

    let listener = tokio::spawn(listener::run(refresher.clone(), holder.clone()));
    let app = crate::app(AppState::new(holder, Clock::System, &config));
    connections::serve(socket, app, Bounds::USUAL, told(stop)).await;
    listener.abort();
    // The task is over once its connection is given back; that it was cancelled is what we asked for.
    let _ = listener.await;
    println!("Arrêt.");
    if let Some(refresher) = Arc::into_inner(refresher)
        && let Some(database) = Arc::into_inner(refresher.database)
    {
        database.close().await;
    }
    Ok(())
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

/// Takes the port without listening on it.
fn reserve(address: SocketAddr) -> anyhow::Result<TcpSocket> {
    let reserved = || {
        let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
        // A port left a moment ago is free again; one that is listened on is not.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        Ok(socket)
    };
    reserved().map_err(|error| port_error(address, &error))
}

fn port_error(address: SocketAddr, error: &std::io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::AddrInUse => anyhow!(
            "le port {} est déjà pris : arrêtez l'autre programme, ou choisissez un autre port avec CARBET_LISTEN={}:{}",
            address.port(),
            address.ip(),
            address.port().wrapping_add(1)
        ),
        ErrorKind::PermissionDenied => {
            anyhow!(
                "le port {} demande des droits particuliers : choisissez-en un à partir de 1024, par exemple CARBET_LISTEN={}:8080",
                address.port(),
                address.ip()
            )
        }
        _ => anyhow!("impossible d'écouter sur {address} (CARBET_LISTEN) : {error}"),
    }
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
