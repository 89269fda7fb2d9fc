#!/usr/bin/env bash
# Makes the native file, says how large it is and how soon it answers, and runs the tests of the service and of the SDKs against it.
#   .ci/native.sh [OUTPUT_DIR]
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
output=$(realpath -m "${1:-$work/native}")
docker/publish.sh "$output" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
[ "$(ls "$output" | tr '\n' ' ')" = "ResetPassword libe_sqlite3.so " ] || { ls -la "$output"; echo "That is not one file and SQLite's library."; exit 1; }
export RESETPASSWORD_EXECUTABLE=$output/ResetPassword

echo "$(stat -c %s "$RESETPASSWORD_EXECUTABLE") bytes, $(gzip -9 -c "$RESETPASSWORD_EXECUTABLE" | wc -c) gzipped; SQLite's library $(stat -c %s "$output/libe_sqlite3.so"), $(gzip -9 -c "$output/libe_sqlite3.so" | wc -c) gzipped"
node .ci/start.mjs "$RESETPASSWORD_EXECUTABLE"
result=0

# What runs nothing but code of the tests' own process is the same without the file.
service=()
for namespace in CommandLine Databases Durability Gateway Hosting Http Products Seeds Tenancy; do
  service+=(--filter-namespace "ResetPassword.Tests.$namespace*")
done
dotnet test --project tests/ResetPassword.Tests "${service[@]}" || result=1
dotnet test --project tests/ResetPassword.SdkTests || result=1
exit $result
