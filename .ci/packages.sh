#!/usr/bin/env bash
# Makes what a release has for this machine, installs each from its package and makes calls with it: the file from its archive, the npm package, the tool, and what
# .NET runs; and runs the C# samples against the kits' packages, and the first test of docs/nodejs.md with the npm packages.
#   .ci/packages.sh [OUTPUT_DIR]
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packages=${1:-$work/packages}
mkdir -p "$packages" "$work/npm" "$work/nodejs" "$work/file"

# A version of its own, so that no cache has it already.
version="$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")-check.$(date +%s)"
quietly() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }; }

rid=linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')
quietly "$root/.ci/release.sh" "$rid" "$packages" "$version"
tar -xzf "$packages/resetpassword-$version-$rid.tar.gz" -C "$work/file"
"$root/.ci/call.sh" "$work/file/ResetPassword"

# As from a registry, where npm finds the file's package by itself.
quietly node "$root/src/npm/pack.js" program "$version" "$packages"
cd "$work/npm"
quietly npm init --yes
quietly npm install --offline --no-audit --no-fund "$packages/resetpassword-$rid-$version.tgz" "$packages/resetpassword-$version.tgz"
"$root/.ci/call.sh" node_modules/.bin/resetpassword
"$root/.ci/call.sh" npx resetpassword

# The kit starts the program that npm has put beside it. The page's own "npm install" keeps what is there; only the vendor's SDK comes from elsewhere.
quietly node "$root/src/npm/pack.js" testing "$version" "$packages"
cd "$work/nodejs"
quietly npm install --offline --no-audit --no-fund --save-dev "$packages/resetpassword-$rid-$version.tgz" "$packages/resetpassword-$version.tgz" "$packages/resetpassword-testing-$version.tgz"
sed '/^## Jest/,$d' "$root/docs/nodejs.md" >"$work/first.md"
quietly env -u RESETPASSWORD_COMMAND -u RESETPASSWORD_ENDPOINT node "$root/.ci/page.mjs" "$work/first.md" .
grep -q " pass 1$" "$work/log" || { cat "$work/log"; exit 1; }
cd "$root"

quietly "$root/.ci/pack.sh" "$packages" "$version" portable
quietly dotnet tool install ResetPassword --tool-path "$work/tools" --add-source "$packages" --version "$version"
"$root/.ci/call.sh" "$work/tools/resetpassword"
"$root/.ci/call.sh" dotnet tool exec "ResetPassword@$version" --add-source "$packages" --yes --

# What the tool is where there is no native file. SQLite's library for musl cannot be loaded beside glibc: it is only seen to be the right one.
for runtime in any linux-musl-x64; do
  cat >"$work/unzip.proj" <<XML
<Project><Target Name="Unzip"><Unzip SourceFiles="$packages/ResetPassword.$runtime.$version.nupkg" DestinationFolder="$work/$runtime" /></Target></Project>
XML
  quietly dotnet msbuild "$work/unzip.proj"
done
"$root/.ci/call.sh" dotnet "$(find "$work/any" -name ResetPassword.dll)"
STORE=memory "$root/.ci/call.sh" dotnet "$(find "$work/linux-musl-x64" -name ResetPassword.dll)"
cmp "$(find "$work/any" -path '*/linux-musl-x64/*' -name libe_sqlite3.so)" "$(find "$work/linux-musl-x64" -name libe_sqlite3.so)"

cp -r "$root/docs/samples" "$work/samples"
quietly dotnet run --project "$work/samples/csharp" -p:RestoreAdditionalProjectSources="$packages"
grep -q "the new password matches: True" "$work/log"
for project in xunit.v3:10 xunit.v2:2 nunit:2 mstest:2 application/Tests:2; do
  cd "$work/samples/testing/${project%:*}" # away from the repository's global.json, which names another test runner
  quietly dotnet test -p:RestoreAdditionalProjectSources="$packages"
  grep -q "Passed: *${project#*:}," "$work/log" || { cat "$work/log"; exit 1; }
done
# What it does needs Docker: it is only compiled.
quietly dotnet build "$work/samples/testing/container" -p:RestoreAdditionalProjectSources="$packages"
echo ".ci/packages.sh: packed $version, called with the file, npx, the tool and what .NET runs, ran the C# samples and the first Node.js test with the kits' packages"
