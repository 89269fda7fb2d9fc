#!/usr/bin/env bash
# Runs the tests of the Node.js kit against a program, then follows docs/nodejs.md in an empty directory.
#   src/testing-node/check.sh PROGRAM [ARGUMENT...]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || { echo "usage: $0 PROGRAM [ARGUMENT...]"; exit 2; }

# Each word in quotes, as RESETPASSWORD_COMMAND takes it; a file is named from anywhere.
RESETPASSWORD_COMMAND=""
for word in "$@"; do
  [ ! -e "$word" ] || word=$(realpath "$word")
  RESETPASSWORD_COMMAND+="'$word' "
done
export RESETPASSWORD_COMMAND
unset RESETPASSWORD_ENDPOINT RESETPASSWORD_ADMIN_TOKEN

cd "$here"
npm ci
npx tsc -p test
npx tsc -p test --module commonjs --moduleResolution node10
node --test --test-reporter=spec test/*.test.mjs

# What differs from the page: resetpassword and resetpassword-testing come from here, since no release has them. They are installed before the page begins, and its own
# "npm install" keeps what is there. The emulator is the program above and not the npm package's. The home is empty: no profile of the machine's user is found.
node "$root/src/npm/pack.js" testing 0.0.0 "$work"
npm pack --silent --pack-destination "$work" "$root/src/npm"
mkdir "$work/page" "$work/home"
cache=$(npm config get cache)
cd "$work/page"
npm install --silent --save-dev --no-audit --no-fund "$work/resetpassword-0.0.0.tgz" "$work/resetpassword-testing-0.0.0.tgz"
HOME="$work/home" npm_config_cache="$cache" npm_config_audit=false npm_config_fund=false node "$root/.ci/page.mjs" "$root/docs/nodejs.md" .
echo "src/testing-node/check.sh: the tests passed and the page was followed, with $*"
