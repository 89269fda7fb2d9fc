#!/usr/bin/env bash
# Makes the native file of this kind of machine, makes a signed call with it, and leaves it as an archive of a release, as an npm package and, for Linux x64, as the tool's.
#   .ci/release.sh RID OUTPUT_DIR [VERSION]
set -euo pipefail
rid=$1
output=$2
root=$(cd "$(dirname "$0")/.." && pwd)
version=${3:-$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' "$root/Directory.Build.props")}
mkdir -p "$output"
file=ResetPassword
case "$rid" in win-*) file=ResetPassword.exe ;; esac

# With the version of the packages, so that the tool's is packed from the same file.
"$root/docker/publish.sh" "$output/$rid" "$rid" -p:Version="$version"
"$root/.ci/call.sh" "$output/$rid/$file"
[ "$rid" != linux-x64 ] || "$root/.ci/pack.sh" "$output" "$version" native
node "$root/src/npm/pack.js" file "$rid" "$output/$rid/$file" "$version" "$output"
cp "$root/LICENSE" "$output/$rid/"
case "$rid" in
  win-*) (cd "$output/$rid" && 7z a -bd "../resetpassword-$version-$rid.zip" ./*) ;;
  *) (cd "$output/$rid" && tar -czf "../resetpassword-$version-$rid.tar.gz" ./*) ;;
esac
rm -r "${output:?}/$rid"
