#!/bin/sh
# The one way the service is published as a native file: the Dockerfile, docker/check.sh, .ci/native.sh and .ci/release.sh call this. On Linux it needs clang and
# zlib1g-dev.
#   docker/publish.sh OUTPUT_DIR [RID]      without RID: for this machine, which is the kind that a native file can be made on
set -eu
cd "$(dirname "$0")/.."
if [ $# -gt 1 ]; then set -- "$1" -r "$2"; else set -- "$1" --use-current-runtime; fi
output=$1
shift
exec dotnet publish src/ResetPassword -c Release "$@" -o "$output"
