#!/usr/bin/env bash
# Runs the tests of the Java kit, side by side, against a real emulator, then follows docs/java.md in an empty directory.
#   src/testing-java/check.sh PROGRAM [ARGUMENT...]      what starts the emulator: a native file, or dotnet ResetPassword.dll
set -euo pipefail
[ $# -gt 0 ] || { echo "usage: $0 PROGRAM [ARGUMENT...]" >&2; exit 2; }
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(printf '%q ' "$(realpath "$(command -v "$1")")" "${@:2}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset RESETPASSWORD_ENDPOINT RESETPASSWORD_COMMAND RESETPASSWORD_ADMIN_TOKEN

junit=/usr/share/java/junit-platform-console-standalone.jar
if ! command -v javac >/dev/null || [ ! -e "$junit" ]; then
  echo "== apt-get install default-jdk-headless junit5"
  privileged=""
  [ "$(id -u)" = 0 ] || privileged="sudo"
  $privileged apt-get update -qq
  $privileged apt-get install -y -qq default-jdk-headless junit5 >/dev/null
fi

# What the page expects of a machine: the program is on the PATH.
mkdir -p "$work/bin" "$work/page/resetpassword"
printf '#!/bin/sh\nexec %s"$@"\n' "$program" >"$work/bin/resetpassword"
chmod +x "$work/bin/resetpassword"

echo "== the kit's own tests"
javac -J-XX:TieredStopAtLevel=1 -Xlint:all -Werror -cp "$junit" -d "$work/classes" "$root"/src/testing-java/*.java
RESETPASSWORD_COMMAND="${program% }" java -XX:TieredStopAtLevel=1 -cp "$junit:$work/classes" org.junit.platform.console.ConsoleLauncher \
  --scan-class-path "$work/classes" --fail-if-no-tests --disable-banner --disable-ansi-colors --details summary \
  --config junit.jupiter.execution.parallel.enabled=true --config junit.jupiter.execution.parallel.mode.default=concurrent

echo "== docs/java.md"
cp "$root/src/testing-java/ResetPasswordExtension.java" "$work/page/resetpassword"
ln -s "$junit" "$work/page/junit.jar"
PATH="$work/bin:$PATH" node "$root/.ci/page.mjs" "$root/docs/java.md" "$work/page"
