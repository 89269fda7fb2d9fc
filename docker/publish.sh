#!/bin/sh
# The one way the service is published as a native file: the Dockerfile, docker/check.sh, .ci/native.sh and .ci/release.sh call this. On Linux it needs clang and
# zlib1g-dev.
#   docker/publish.sh OUTPUT_DIR [RID [-p:NAME=VALUE...]]      without RID: for this machine, which is the kind that a native file can be made on
set -eu
cd "$(dirname "$0")/.."
output=$1
shift
if [ $# -gt 0 ]; then set -- -r "$@"; else set -- --use-current-runtime; fi
exec dotnet publish src/ResetPassword -c Release "$@" -o "$output"
