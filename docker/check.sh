#!/usr/bin/env bash
# Does what the Dockerfile does, without a container engine: publishes the native file from what the Dockerfile copies, and nothing else; starts it as an unprivileged
# user without .NET from a directory that nobody can write to; checks health, a call, and a clean exit on SIGTERM while requests are open.
#   docker/check.sh [OUTPUT_DIR]      leaves the file there
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
service=""
trap '[ -z "$service" ] || kill -KILL "$service" 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT

mkdir "$work/source" "$work/etc"
cd "$root"
mapfile -t sources < <(sed -n '/ AS build$/,/^FROM mcr.*runtime-deps/ s/^COPY \(.*\) [^ ]*$/\1/p' docker/Dockerfile | tr ' ' '\n')
tar -cf - --exclude=bin --exclude=obj --exclude=node_modules "${sources[@]}" | tar -xf - -C "$work/source"
"$work/source/docker/publish.sh" "$work/app" >"$work/publish.log" || { cat "$work/publish.log"; exit 1; }
[ "$(ls "$work/app" | tr '\n' ' ')" = "ResetPassword libe_sqlite3.so " ] || { ls -la "$work/app"; echo "That is not one file and SQLite's library."; exit 1; }

# What runtime-deps has: the C library, and OpenSSL, which is looked for when it is needed.
libraries=$(ldd "$work/app/ResetPassword")
! grep -vE 'linux-vdso|ld-linux|/lib(c|m|dl|rt|pthread|gcc_s|stdc\+\+)\.so' <<<"$libraries" || { echo "The image's base has not all of these."; exit 1; }

[ $# = 0 ] || { mkdir -p "$1" && cp "$work/app"/* "$1"; }
cp docker/seed.json "$work/etc/seed.json"
chmod -R a-w,a+rX "$work/app" "$work/etc"
as_nobody=()
[ "$(id -u)" != 0 ] || as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs)
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
endpoint="http://127.0.0.1:$port"

serve() { # with these settings, until it is healthy
  cd "$work/app"
  env -i PATH=/usr/bin:/bin HOME=/nonexistent TMPDIR=/nonexistent "$@" "${as_nobody[@]}" ./ResetPassword --urls "$endpoint" >"$work/log" 2>&1 &
  service=$!
  ./ResetPassword healthcheck --endpoint "$endpoint" --wait 60 || { cat "$work/log"; exit 1; }
}

stop() { # as a container runtime does
  local begun=$EPOCHREALTIME code=0
  kill -TERM "$service"
  timeout 60 tail --pid="$service" --sleep-interval=0.02 -f /dev/null || { echo "the service did not end"; exit 1; }
  wait "$service" || code=$?
  service=""
  [ "$code" = 0 ] || { cat "$work/log"; echo "the service ended with $code"; exit 1; }
  echo "ended $(awk "BEGIN { printf \"%.0f\", ($EPOCHREALTIME - $begun) * 1000 }") ms after SIGTERM"
}

# compose.yaml: the default instances.
serve
read -r _ first_call < <(grep -E '^  .* call ' "$work/log")
eval "./ResetPassword $first_call"

# A request whose body never comes is open when the signal arrives, and one that a fault leaves without an answer.
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'POST / HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nContent-Length: 10\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n' "$port" >&3
curl -sS --fail-with-body -o "$work/fault" "$endpoint/_emulator/faults" -H 'Content-Type: application/json' \
  -d '{"match":{"product":"Rds","action":"DescribeAccounts"},"connection":"hang"}'
./ResetPassword call rds DescribeAccounts --DBInstanceId rm-running --endpoint "$endpoint" >/dev/null 2>&1 &
hanging=$!
curl -sS -o "$work/waited" "$endpoint/_emulator/requests/wait?action=DescribeAccounts&count=1&timeoutSeconds=60"
stop
wait "$hanging" || true

# compose.seed.yaml: instances of one's own.
serve ResetPassword__Seed="$work/etc/seed.json"
./ResetPassword call rds ResetAccountPassword --DBInstanceId rm-orders --AccountName orders --AccountPassword New_pass1 --endpoint "$endpoint"
stop

# A store in a file, from a directory that may be written: SQLite's library is found beside the native file.
mkdir -m 777 "$work/data"
serve ResetPassword__Store="sqlite:$work/data/emulator.db"
./ResetPassword call rds ResetAccountPassword --DBInstanceId rm-running --AccountName test1 --AccountPassword New_pass1 --endpoint "$endpoint"
stop
serve ResetPassword__Store="sqlite:$work/data/emulator.db"
curl -sS "$endpoint/_emulator/instances/rm-running/accounts/test1" | grep -q '"passwordVersion":2' || { echo "The store has forgotten a reset."; exit 1; }
stop
echo "docker/check.sh: published one file, healthy as an unprivileged user from a read-only directory, ended cleanly on SIGTERM"
