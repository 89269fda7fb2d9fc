#!/usr/bin/env bash
# Runs the tests of the Go kit against a real emulator, with aliyungo of Debian as a real client, then follows docs/go.md in an empty directory.
#   src/testing-go/check.sh PROGRAM [ARGUMENT...]      what starts the emulator: a native file, or dotnet ResetPassword.dll
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 PROGRAM [ARGUMENT...]" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(printf '%q ' "$(realpath "$(command -v "$1")")" "${@:2}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RESETPASSWORD_ENDPOINT RESETPASSWORD_COMMAND RESETPASSWORD_ADMIN_TOKEN
# Nothing is fetched: the kit needs nothing, and aliyungo is Debian's.
export GOFLAGS="" GOPROXY=off GOTOOLCHAIN=local

debian=/usr/share/gocode
if ! command -v go >/dev/null || [ ! -d "$debian/src/github.com/denverdino/aliyungo" ]; then
  echo "== apt-get install golang-go golang-github-denverdino-aliyungo-dev"
  privileged=""
  [ "$(id -u)" = 0 ] || privileged="sudo"
  $privileged apt-get update -qq
  $privileged apt-get install -y -qq golang-go golang-github-denverdino-aliyungo-dev >/dev/null
fi

# What the page expects of a machine: the program is on the PATH.
mkdir -p "$work/bin" "$work/page/resetpassword"
printf '#!/bin/sh\nexec %s"$@"\n' "$program" >"$work/bin/resetpassword"
chmod +x "$work/bin/resetpassword"

echo "== the kit's own tests"
cd "$root/src/testing-go"
unformatted=$(gofmt -l .)
[ -z "$unformatted" ] || { echo "gofmt: $unformatted"; exit 1; }
export GOPATH="$debian" GO111MODULE=off
go vet .
RESETPASSWORD_COMMAND="${program% }" go test -count=1 .
unset GOPATH GO111MODULE

echo "== docs/go.md"
cp resetpassword.go "$work/page/resetpassword"
PATH="$work/bin:$PATH" node "$root/.ci/page.mjs" "$root/docs/go.md" "$work/page"
