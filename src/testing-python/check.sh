#!/usr/bin/env bash
# Runs the tests of the Python kit against a real emulator, then follows docs/python.md in an empty directory.
#   src/testing-python/check.sh PROGRAM [ARGUMENT...]      what starts the emulator: a native file, or dotnet ResetPassword.dll
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 PROGRAM [ARGUMENT...]" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(printf '%q ' "$(realpath "$(command -v "$1")")" "${@:2}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RESETPASSWORD_ENDPOINT RESETPASSWORD_COMMAND RESETPASSWORD_ADMIN_TOKEN PYTEST_ADDOPTS
export PYTHONDONTWRITEBYTECODE=1

has_pytest() { "$1" -c 'import pytest, xdist' 2>/dev/null; }
python=$(command -v python3 || true)
if [ -z "$python" ] || ! has_pytest "$python"; then
  python=/usr/bin/python3
  if ! has_pytest "$python"; then
    echo "== apt-get install python3-pytest python3-pytest-xdist"
    privileged=""
    [ "$(id -u)" = 0 ] || privileged="sudo"
    $privileged apt-get update -qq
    $privileged apt-get install -y -qq python3-pytest python3-pytest-xdist >/dev/null
  fi
fi

# What the page expects of a machine: python3 has pytest, and the program is on the PATH.
mkdir "$work/bin" "$work/page"
ln -s "$python" "$work/bin/python3"
printf '#!/bin/sh\nexec %s"$@"\n' "$program" >"$work/bin/resetpassword"
chmod +x "$work/bin/resetpassword"

echo "== the kit's own tests"
(cd "$root/src/testing-python" && RESETPASSWORD_COMMAND="${program% }" "$python" -m pytest -q -p no:cacheprovider)

echo "== docs/python.md"
cp "$root/src/testing-python/resetpassword_testing.py" "$work/page"
PATH="$work/bin:$PATH" node "$root/.ci/page.mjs" "$root/docs/python.md" "$work/page"
