//! Runs PostgreSQL's programs under the cluster's account, in a clean environment. Knows nothing of their meaning.

use super::accounts::Accounts;
use super::error::PrivatePostgresError;
use std::path::Path;
use tokio::process::Command;

/// A program to be run as the cluster's account: no inherited variable, no inherited working folder, no
/// supplementary group, and a process group of its own so that Ctrl-C reaches the caller only.
pub(super) fn command(program: &Path, accounts: &Accounts) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs([("LANG", "C.UTF-8"), ("TZ", "UTC"), ("PATH", "/usr/local/bin:/usr/bin:/bin")]);
    command.current_dir("/").process_group(0).stdin(std::process::Stdio::null());
    if accounts.as_root {
        // From root, setting the user also clears the supplementary groups.
        command.gid(accounts.cluster.gid).uid(accounts.cluster.uid);
    }
    command
}

/// Runs to the end and answers what was printed; a failure carries the program's last lines.
pub(super) async fn run(name: &'static str, command: &mut Command) -> Result<String, PrivatePostgresError> {
    let output = command
        .output()
        .await
        .map_err(|error| PrivatePostgresError::Program { program: name, reason: error.to_string() })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let text = [output.stdout, output.stderr].concat();
    Err(PrivatePostgresError::Program { program: name, reason: last_lines(&String::from_utf8_lossy(&text)) })
}

/// The last five non-empty lines, on one line: enough to say why.
pub(super) fn last_lines(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(5)..].join(" / ")
}

#[cfg(test)]
mod tests {
    use super::last_lines;

    #[test]
    fn keeps_the_end_of_what_was_said() {
        assert_eq!(last_lines(""), "");
        assert_eq!(last_lines("a\n\n b \n"), "a / b");
        assert_eq!(last_lines("1\n2\n3\n4\n5\n6"), "2 / 3 / 4 / 5 / 6");
    }
}
