#!/usr/bin/env bash
# Does what the Dockerfile does, without a container engine: publishes the native file, starts it as an unprivileged user without .NET from a directory
# that nobody can write to, and checks health, a call, and a clean exit on SIGTERM while a request is open.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
chmod 755 "$work"
service=""
trap '[ -z "$service" ] || kill -KILL "$service" 2>/dev/null || true; chmod -R u+w "$work"; rm -rf "$work"' EXIT

"$root/docker/publish.sh" "$work/app" >"$work/publish.log" || { cat "$work/publish.log"; exit 1; }
mkdir "$work/etc"
cp "$root/docker/seed.json" "$work/etc/seed.json"
chmod -R a-w,a+rX "$work/app" "$work/etc"

as_nobody=()
[ "$(id -u)" != 0 ] || as_nobody=(setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs)
port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
endpoint="http://127.0.0.1:$port"

cd "$work/app"
env -i PATH=/usr/bin:/bin HOME=/nonexistent TMPDIR=/nonexistent ResetPassword__Seed="$work/etc/seed.json" \
  "${as_nobody[@]}" ./ResetPassword --urls "$endpoint" >"$work/log" 2>&1 &
service=$!

for _ in $(seq 120); do
  ./ResetPassword healthcheck --endpoint "$endpoint" >/dev/null 2>&1 && break
  kill -0 "$service" 2>/dev/null || { cat "$work/log"; echo "the service ended"; exit 1; }
done
./ResetPassword healthcheck --endpoint "$endpoint"
read -r _ first_call < <(grep -E '^  .* call ' "$work/log")
eval "./ResetPassword $first_call"

# A request whose body never comes is open when the signal arrives.
exec 3<>"/dev/tcp/127.0.0.1/$port"
printf 'POST / HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nContent-Length: 10\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n' "$port" >&3
kill -TERM "$service"
code=0
timeout 60 tail --pid="$service" -f /dev/null || { echo "the service did not end"; exit 1; }
wait "$service" || code=$?
service=""
[ "$code" = 0 ] || { cat "$work/log"; echo "the service ended with $code"; exit 1; }
echo "docker/check.sh: published, healthy as an unprivileged user from a read-only directory, ended cleanly on SIGTERM"
