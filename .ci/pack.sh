#!/usr/bin/env bash
# Makes the NuGet packages: the test kit, and the tool, which is three: what names them, the native file, and what .NET runs where there is no native file.
#   .ci/pack.sh OUTPUT_DIR VERSION
set -euo pipefail
cd "$(dirname "$0")/.."
pack() { dotnet pack "$@" -o "$output" -p:Version="$version" -v quiet --nologo; }
output=$1
version=$2

pack src/ResetPassword.Testing
pack src/ResetPassword
pack src/ResetPassword -r linux-x64
pack src/ResetPassword -r any -p:PublishAot=false
