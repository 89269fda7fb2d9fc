#!/usr/bin/env bash
# Checks what pages say against what comes: the messages of docs/troubleshooting.md, the commands and manifests of docs/ci.md, docs/containers.md and docs/windows.md.
#   .ci/pages.sh PROGRAM_DIRECTORY      with ResetPassword and what was published beside it, as docker/publish.sh leaves them
set -euo pipefail
[ -x "${1:?the directory of the program}/ResetPassword" ] || { echo "$1 has no ResetPassword."; exit 2; }
PROGRAM_DIRECTORY=$(cd "$1" && pwd)
export PROGRAM_DIRECTORY
cd "$(dirname "$0")"
./packages-of-node.sh
# The blocks of docs/windows.md are PowerShell.
PATH=$PATH:$PWD/bin
command -v pwsh >/dev/null || dotnet tool install PowerShell --version 7.6.9 --tool-path bin >/dev/null
exec node --test pages.test.mjs troubleshooting.test.mjs
