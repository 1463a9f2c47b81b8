#!/usr/bin/env bash
# A PostgreSQL server with PostGIS for tests and benches: private, on loopback, gone when it is stopped.
#
#   tests/support/postgis.sh start FOLDER   makes a cluster in FOLDER, starts it, prints its port
#   tests/support/postgis.sh stop FOLDER    stops it and removes FOLDER
#
# Ends with 3 when PostGIS is not installed (Debian: postgresql-15 postgresql-15-postgis-3). PostgreSQL refuses to
# run as root, so root runs it as the user "postgres".
set -euo pipefail

binaries=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1 || true)
extension=$(ls /usr/share/postgresql/*/extension/postgis.control 2>/dev/null | tail -n 1 || true)
if [ -z "$binaries" ] || [ -z "$extension" ]; then
  echo "PostGIS is not installed: apt-get install postgresql-15 postgresql-15-postgis-3" >&2
  exit 3
fi

command=$1
folder=$(realpath -m "$2")

as_server() {
  if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

# Below the range from which the system gives ports to clients (32768 and up), so that no connection holds it.
some_port() {
  shuf -i 15000-32000 -n 1
}

# A port may be taken by another server between its choice and its use; then the start is tried on another one.
start_on_some_port() {
  local attempt
  for attempt in 1 2 3 4 5 6 7 8; do
    port=$(some_port)
    if as_server "$binaries/pg_ctl" -D "$folder/data" -l "$folder/server.log" -o "-p $port" -w start \
      >"$folder/start.log" 2>&1; then
      return 0
    fi
    echo "attempt $attempt on port $port failed" >>"$folder/start.log"
    sleep 0.5
  done
  echo "PostgreSQL could not be started in $folder" >&2
  cat "$folder/start.log" "$folder/server.log" >&2
  return 1
}

case $command in
start)
  mkdir -p "$folder"
  [ "$(id -u)" = 0 ] && chown postgres "$folder"
  cd "$folder"
  as_server "$binaries/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --locale=C -N >"$folder/initdb.log" 2>&1
  # What a tuned server of this size would have; durability is of no use to a test.
  cat >>"$folder/data/postgresql.conf" <<SETTINGS
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 256MB
work_mem = 64MB
fsync = off
synchronous_commit = off
full_page_writes = off
jit = off
SETTINGS
  start_on_some_port
  PGOPTIONS='-c client_min_messages=warning' psql -h 127.0.0.1 -p "$port" -U postgres -q -c 'CREATE EXTENSION postgis' >&2
  echo "$port"
  ;;
stop)
  cd /
  as_server "$binaries/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null || true
  rm -rf "$folder"
  ;;
*)
  echo "usage: $0 start|stop FOLDER" >&2
  exit 2
  ;;
esac
