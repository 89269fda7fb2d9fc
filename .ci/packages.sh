#!/usr/bin/env bash
# Makes the packages and the native file, installs the tool from its package and makes a call with each, and runs the C# samples against the kit's package.
#   .ci/packages.sh [OUTPUT_DIR]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
service=""
trap '[ -z "$service" ] || kill "$service" 2>/dev/null || true; rm -rf "$work"' EXIT
packages=${1:-$work/packages}
mkdir -p "$packages"

# A version of its own, so that no cache has it already.
version="$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")-check.$(date +%s)"
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }

# The tool is three packages: what names them, the native file, and what .NET runs where there is no native file.
tool="$root/src/ResetPassword"
quietly dotnet pack "$tool" -o "$packages" -p:Version="$version"
quietly dotnet pack "$tool" -r linux-x64 -o "$packages" -p:Version="$version"
quietly dotnet pack "$tool" -r any -p:PublishAot=false -o "$packages" -p:Version="$version"
quietly dotnet pack "$root/src/ResetPassword.Testing" -o "$packages" -p:Version="$version"
quietly "$root/docker/publish.sh" "$work/native"
quietly dotnet publish "$tool" -c Release -p:PublishAot=false -o "$work/portable"

serve_and_call() { # the program: installed, native, or run by .NET
  local port endpoint
  port=$(node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  endpoint="http://127.0.0.1:$port"
  "$1" --urls "$endpoint" >"$work/log" 2>&1 &
  service=$!
  for _ in $(seq 120); do
    "$1" healthcheck --endpoint "$endpoint" >/dev/null 2>&1 && break
    kill -0 "$service" 2>/dev/null || { cat "$work/log"; exit 1; }
  done
  RESETPASSWORD="$1" ENDPOINT="$endpoint" "$root/docs/samples/shell/reset.sh" >"$work/sample" 2>&1 || { cat "$work/sample"; exit 1; }
  grep -q '"matches":true' "$work/sample"
  grep -q '{"count":2}' "$work/sample"
  kill "$service"
  wait "$service" || true
  service=""
}

quietly dotnet tool install ResetPassword --tool-path "$work/tools" --add-source "$packages" --version "$version"
serve_and_call "$work/tools/resetpassword"
serve_and_call "$work/native/ResetPassword"
serve_and_call "$work/portable/ResetPassword"

cp -r "$root/docs/samples" "$work/samples"
quietly dotnet run --project "$work/samples/csharp" -p:RestoreAdditionalProjectSources="$packages"
grep -q "the new password matches: True" "$work/log"
for framework in xunit.v3 xunit.v2 nunit; do
  cd "$work/samples/testing/$framework" # away from the repository's global.json, which names another test runner
  quietly dotnet test -p:RestoreAdditionalProjectSources="$packages"
  grep -q "Passed: *2," "$work/log" || { cat "$work/log"; exit 1; }
done
echo ".ci/packages.sh: packed $version, called with the installed tool, the native file and the build for .NET, ran the C# samples with the kit's package"
