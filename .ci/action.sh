#!/usr/bin/env bash
# Tries .github/actions/setup-resetpassword without GitHub: with a release that is made of a directory that holds the program, and a server that answers as GitHub's API does.
#   .ci/action.sh PROGRAM_DIRECTORY      with ResetPassword and what was published beside it, as docker/publish.sh leaves them
set -euo pipefail
[ -x "${1:?the directory of the program}/ResetPassword" ] || { echo "$1 has no ResetPassword."; exit 2; }
PROGRAM_DIRECTORY=$(cd "$1" && pwd)
export PROGRAM_DIRECTORY
cd "$(dirname "$0")"
./packages-of-node.sh
exec node --test action.test.mjs
