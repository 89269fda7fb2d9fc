#!/usr/bin/env bash
# Does what CONTRIBUTING.md says under "An action", in a copy: writes its blocks of code and runs its commands. It fails where the page does not lead to an action that passes.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

cd "$root"
git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --ignore-failed-read -cf - 2>/dev/null | tar -xf - -C "$copy"
packages=tests/ResetPassword.SdkTests/node_modules
[ ! -d "$packages" ] || cp -a "$packages" "$copy/$packages"

node .ci/page.mjs CONTRIBUTING.md "$copy"
