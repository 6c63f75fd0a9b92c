//! Connections: how many at once, how long a client may take to say what it wants, how they end.
//!
//! Knows no route: what answers is given. Without these bounds a few silent clients would hold every descriptor.

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

/// What connections are allowed.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Connections at once; the next ones wait in the system's queue.
    pub connections: usize,
    /// Time to send the whole head of a request, and to start another one on a connection kept open.
    pub head: Duration,
    /// What requests under way are given to finish once the server is told to stop.
    pub farewell: Duration,
}

impl Bounds {
    /// One modest machine: a thousand connections stay under the usual limit of 1,024 open files with their timers.
    pub const USUAL: Self =
        Self { connections: 960, head: Duration::from_secs(10), farewell: Duration::from_secs(10) };
}

/// Answers until `stop` ends, then lets requests under way finish within the farewell.
pub async fn serve(listener: TcpListener, app: Router, bounds: Bounds, stop: impl Future<Output = ()>) {
    let seats = Arc::new(Semaphore::new(bounds.connections));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(bounds.head);
    let accept = async {
        loop {
            let seat = seats.clone().acquire_owned().await.expect("the semaphore is never closed");
            let stream = accepted(&listener).await;
            // Answers are written whole: waiting to fill a packet would only delay them.
            let _ = stream.set_nodelay(true);
            let service = TowerToHyperService::new(app.clone());
            let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
            tokio::spawn(async move {
                // A client that leaves in the middle is no event of ours.
                let _ = connection.await;
                drop(seat);
            });
        }
    };
    tokio::select! {
        () = accept => {}
        () = stop => {}
    }
    drop(listener);
    // Who is not done by then is cut.
    let _ = tokio::time::timeout(bounds.farewell, graceful.shutdown()).await;
}

/// The next connection. A client already gone is passed over; a system short of descriptors is given a second.
async fn accepted(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) => match error.kind() {
                ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset => {}
                _ => {
                    tracing::warn!(%error, "no connection can be accepted");
                    tokio::time::sleep(Duration::from_secs(1)).await;
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::get;
    use std::net::SocketAddr;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::oneshot;

    async fn served(bounds: Bounds) -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let (stop, stopped) = oneshot::channel();
        let app = Router::new().route("/", get(|| async { "here" }));
        let running = tokio::spawn(serve(listener, app, bounds, async {
            let _ = stopped.await;
        }));
        (address, stop, running)
    }

    const QUICK: Bounds =
        Bounds { connections: 1, head: Duration::from_millis(200), farewell: Duration::from_secs(5) };

    #[tokio::test]
    async fn a_silent_client_is_let_go_and_leaves_its_seat() {
        let (address, stop, running) = served(QUICK).await;
        let mut silent = TcpStream::connect(address).await.expect("accepted");
        silent.write_all(b"GET / HTTP/1.1\r\nHost: a").await.expect("half a head");
        // There is one seat: the second client is answered only once the first has lost it.
        let mut second = TcpStream::connect(address).await.expect("queued");
        second
            .write_all(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            .await
            .expect("a whole head");
        let mut answer = String::new();
        second.read_to_string(&mut answer).await.expect("answered");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("here"), "{answer}");
        let mut rest = Vec::new();
        // Closed without an answer, or with a refusal: the connection is over either way.
        let _ = silent.read_to_end(&mut rest).await;
        assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
        drop(stop);
        running.await.expect("stopped");
    }

    #[tokio::test]
    async fn told_to_stop_it_lets_idle_connections_go() {
        let (address, stop, running) = served(Bounds { head: Duration::from_secs(60), ..QUICK }).await;
        let mut idle = TcpStream::connect(address).await.expect("accepted");
        idle.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.expect("a whole head");
        let mut byte = [0; 1];
        idle.read_exact(&mut byte).await.expect("an answer begins");
        drop(stop);
        running.await.expect("stopped long before the head's minute");
        assert!(TcpStream::connect(address).await.is_err());
    }
}
