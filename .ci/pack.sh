#!/usr/bin/env bash
# Makes the NuGet packages. The tool is several: what names the others, the native file for Linux x64 with glibc, and what .NET runs on every other machine.
#   .ci/pack.sh OUTPUT_DIR VERSION [portable|native]      native: the native file's package alone, portable: all others, nothing: all
set -euo pipefail
cd "$(dirname "$0")/.."
output=$1
version=$2
part=${3:-}
pack() { dotnet pack "$@" -o "$output" -p:Version="$version" -v quiet --nologo; }

if [ "$part" != native ]; then
  pack src/ResetPassword.Testing
  pack src/ResetPassword.Testing.Xunit
  pack src/ResetPassword
  pack src/ResetPassword -r linux-musl-x64 -p:PublishAot=false
  pack src/ResetPassword -r any -p:PublishAot=false
fi
if [ "$part" != portable ]; then
  pack src/ResetPassword -r linux-x64
fi
