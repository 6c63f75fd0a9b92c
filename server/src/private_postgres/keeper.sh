# One user's hold on the private cluster. Started under the cluster's account by a command that uses the cluster;
# outlives it by a moment, however it ends (release, Ctrl-C, kill -9), and stops PostgreSQL when no one is left.
# $1: mutex file, $2: users file, $3: pg_ctl, $4: the cluster's folder
trap '' HUP INT TERM
exec 8<"$1" 9<"$2" || exit 1
flock -s 9 || exit 1
echo ready
exec >/dev/null
# Ends when the other side of the pipe is closed, by its owner or by the system.
while read -r _; do :; done
flock -x 8
if flock -n -x 9; then
    "$3" stop -s -w -m fast -t 60 -D "$4"
fi
# Before the mutex goes: another keeper, next to hold it, must not see this one as a user.
flock -u 9
