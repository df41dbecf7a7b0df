#!/usr/bin/env bash
# A private PostgreSQL for tests and benchmarks, from Debian's package, reachable only through a socket in its own folder.
#
#   tools/postgres.sh start [--careless] [--while PID]   makes a cluster in a new folder, starts it, prints its settings
#   tools/postgres.sh stop FOLDER                        stops it and removes the folder
#
# Printed are lines NAME=VALUE: REMBUK_POSTGRES_FOLDER, PGHOST, PGPORT, PGUSER, PGDATABASE.
# --careless does not wait for the disk: for tests, never for data that matters. --while PID stops it when that process ends.
# As root the server runs as the system user postgres (or nobody), since PostgreSQL refuses to run as root.
set -euo pipefail

fail() {
    printf 'Rembuk: %s\n' "$@" >&2
    exit 1
}

# The newest of Debian's installed versions, else what the path offers.
find_programs() {
    local folder
    folder=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    [[ -x $folder/initdb ]] || folder=$(dirname "$(command -v initdb || echo /missing/initdb)")
    [[ -x $folder/initdb && -x $folder/pg_ctl ]] || fail \
        "PostgreSQL belum terpasang. Pasang dahulu sebagai root: apt-get install postgresql" \
        "PostgreSQL is not installed. Install it first, as root: apt-get install postgresql"
    printf '%s\n' "$folder"
}

# as_server COMMAND...: as the user the server runs as.
as_server() {
    if ((EUID != 0)); then
        "$@"
    else
        setpriv --reuid="$server_user" --regid="$(id -g "$server_user")" --clear-groups "$@"
    fi
}

start() {
    local options="-c listen_addresses='' -c unix_socket_permissions=0700" guarded="" folder programs
    while (($#)); do
        case $1 in
            --careless) options+=" -c fsync=off -c synchronous_commit=off -c full_page_writes=off" ;;
            --while) shift; guarded=$1 ;;
            *) fail "pilihan tidak dikenal: $1" "unknown option: $1" ;;
        esac
        shift
    done
    programs=$(find_programs)
    # Short: the path of a socket has at most 107 characters.
    folder=$(mktemp -d /tmp/rembuk-pg.XXXXXX)
    ((EUID != 0)) || chown "$server_user" "$folder"
    cd "$folder"
    run_quietly "$folder" "$programs/initdb" --pgdata="$folder/data" --username=rembuk --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync
    run_quietly "$folder" "$programs/pg_ctl" --pgdata="$folder/data" --log="$folder/log" --wait --silent \
        --options="$options -c unix_socket_directories=$folder" start
    [[ -z $guarded ]] || watch_over "$guarded" "$folder"
    printf '%s\n' "REMBUK_POSTGRES_FOLDER=$folder" "PGHOST=$folder" PGPORT=5432 PGUSER=rembuk PGDATABASE=postgres
}

# run_quietly FOLDER COMMAND...: what it says is shown only when it fails; then the folder goes.
run_quietly() {
    local folder=$1 said
    shift
    said=$(as_server "$@" </dev/null 2>&1 >"$folder/said") && return
    printf '%s\n' "$said" >&2
    cat "$folder/said" "$folder/log" >&2 2>/dev/null || true
    rm -rf "$folder"
    fail "PostgreSQL tidak dapat dijalankan; sebabnya tertulis di atas" "PostgreSQL could not be started; the reason stands above"
}

# Stops the cluster when the process ends, however it ends.
watch_over() {
    setsid bash -c 'while kill -0 "$1" 2>/dev/null && [[ -d $2 ]]; do sleep 1; done; [[ ! -d $2 ]] || exec "$0" stop "$2"' \
        "$script" "$1" "$2" </dev/null >/dev/null 2>&1 &
}

stop() {
    local folder=${1:?folder}
    [[ $folder == /tmp/rembuk-pg.* && -d $folder ]] || fail "bukan folder buatan skrip ini: $folder" "not a folder of this script: $folder"
    cd /
    as_server "$(find_programs)/pg_ctl" --pgdata="$folder/data" --mode=immediate --silent stop </dev/null || true
    rm -rf "$folder"
}

script=$(readlink -f "${BASH_SOURCE[0]}")
server_user=$(id -un postgres 2>/dev/null || echo nobody)
case ${1:-} in
    start) start "${@:2}" ;;
    stop) stop "${@:2}" ;;
    *) fail "pakai: tools/postgres.sh start [--careless] [--while PID] | stop FOLDER" "usage: as above" ;;
esac
