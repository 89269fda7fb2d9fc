#!/usr/bin/env bash
# Checks what pages say against what comes: the messages of docs/troubleshooting.md, the commands and manifests of docs/ci.md and docs/containers.md.
#   .ci/pages.sh PROGRAM_DIRECTORY      with ResetPassword and what was published beside it, as docker/publish.sh leaves them
set -euo pipefail
[ -x "${1:?the directory of the program}/ResetPassword" ] || { echo "$1 has no ResetPassword."; exit 2; }
PROGRAM_DIRECTORY=$(cd "$1" && pwd)
export PROGRAM_DIRECTORY
cd "$(dirname "$0")"
./packages-of-node.sh
exec node --test pages.test.mjs troubleshooting.test.mjs
