#!/usr/bin/env bash
# Starts a program on a free port with everything kept in a file, so that SQLite's library is needed, waits until it is healthy, makes the calls of the shell sample
# with it, and ends it.
#   [STORE=memory] .ci/call.sh PROGRAM [ARGUMENT...]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
service=""
trap '[ -z "$service" ] || kill "$service" 2>/dev/null || true; rm -rf "$work"' EXIT

port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
endpoint="http://127.0.0.1:$port"
"$@" --urls "$endpoint" --store "${STORE:-sqlite:$work/emulator.db}" >"$work/log" 2>&1 &
service=$!
"$@" healthcheck --endpoint "$endpoint" --wait 60 >/dev/null || { cat "$work/log"; exit 1; }
RESETPASSWORD="$*" ENDPOINT="$endpoint" "$root/docs/samples/shell/reset.sh" >"$work/sample" 2>&1 || { cat "$work/sample"; exit 1; }
grep -q '"matches":true' "$work/sample"
grep -q '{"count":2}' "$work/sample"
kill "$service"
code=0
wait "$service" || code=$?
service=""
# npm ends by the signal that it hands on, and to end a program of Windows from here is to kill it.
case "$1 $code $(uname -s)" in
  *" 0 "* | "npx 143 "* | *" 143 MINGW"*) ;;
  *) false ;;
esac || { cat "$work/log"; echo "$* ended with $code"; exit 1; }
timeout 60 sh -c 'while curl -s -o "$0" "$1"; do :; done' "$work/after" "$endpoint/_emulator/health" || { echo "$* left a process that serves."; exit 1; }
