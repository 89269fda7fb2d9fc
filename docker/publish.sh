#!/bin/sh
# The one way the service is published as a native file: the Dockerfile, docker/check.sh and .ci/release.sh call this. On Linux it needs clang and zlib1g-dev.
#   docker/publish.sh OUTPUT_DIR [RID]      without RID: for this machine, which is what a native file can be made on
set -eu
cd "$(dirname "$0")/.."
case "${2:-$(uname -m)}" in
  aarch64|arm64) runtime=linux-arm64 ;;
  x86_64|amd64) runtime=linux-x64 ;;
  *) runtime=$2 ;;
esac
exec dotnet publish src/ResetPassword -c Release -r "$runtime" -o "$1"
