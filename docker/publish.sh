#!/bin/sh
# The one way the service is published as a native file: the Dockerfile, docker/check.sh and .ci/packages.sh call this. It needs clang and zlib1g-dev.
#   docker/publish.sh OUTPUT_DIR [linux-x64|linux-arm64]
set -eu
cd "$(dirname "$0")/.."
case "${2:-$(uname -m)}" in
  linux-*) runtime=$2 ;;
  aarch64|arm64) runtime=linux-arm64 ;;
  *) runtime=linux-x64 ;;
esac
exec dotnet publish src/ResetPassword -c Release -r "$runtime" -o "$1"
