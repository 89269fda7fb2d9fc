#!/usr/bin/env bash
# Makes the native file, says how large it is and how soon it answers, and runs against it the tests of the SDKs, and of the service those of commands, controls and what is seen; or all:
#   .ci/native.sh [OUTPUT_DIR [all]]      the file of OUTPUT_DIR, if there is one
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
output=$(realpath -m "${1:-$work/native}")
[ -e "$output/ResetPassword" ] || docker/publish.sh "$output" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
[ "$(ls "$output" | tr '\n' ' ')" = "ResetPassword libe_sqlite3.so " ] || { ls -la "$output"; echo "That is not one file and SQLite's library."; exit 1; }
export RESETPASSWORD_EXECUTABLE=$output/ResetPassword

echo "$(stat -c %s "$RESETPASSWORD_EXECUTABLE") bytes, $(gzip -9 -c "$RESETPASSWORD_EXECUTABLE" | wc -c) gzipped; SQLite's library $(stat -c %s "$output/libe_sqlite3.so"), $(gzip -9 -c "$output/libe_sqlite3.so" | wc -c) gzipped"
node .ci/start.mjs "$RESETPASSWORD_EXECUTABLE"
result=0

# A test has a process of its own here: those of the actions are left to the SDKs, which call each, and to the run of all.
service=(--filter-namespace "ResetPassword.Tests.CommandLine*" --filter-namespace "ResetPassword.Tests.Hosting*" --filter-namespace "ResetPassword.Tests.Http.Controls*")
seen=(--filter-class "*CauseTests" --filter-class "*ConsoleTests" --filter-class "*GuardTests" --filter-class "*RotationTests" --filter-class "*AuthorizationTests" --filter-class "*SqliteKillTests")
if [ "${2:-}" = all ]; then
  service=()
  seen=()
  for namespace in CommandLine Databases Durability Gateway Hosting Http Products Seeds Tenancy; do
    service+=(--filter-namespace "ResetPassword.Tests.$namespace*")
  done
fi
dotnet test --project tests/ResetPassword.Tests "${service[@]}" || result=1
[ ${#seen[@]} = 0 ] || dotnet test --project tests/ResetPassword.Tests "${seen[@]}" || result=1
dotnet test --project tests/ResetPassword.SdkTests || result=1
exit $result
