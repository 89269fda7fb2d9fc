#!/usr/bin/env bash
# Does what CONTRIBUTING.md says under "An action", in a copy: writes its blocks of code and runs its commands. It fails where the page does not lead to an action that passes.
# A block's first line says what it is: "title=FILE" a new file, "title=FILE after=TEXT" lines behind the one that has the text, "run" commands.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

cd "$root"
git ls-files -z --cached --others --exclude-standard | tar --null --files-from=- --ignore-failed-read -cf - 2>/dev/null | tar -xf - -C "$copy"
packages=tests/ResetPassword.SdkTests/node_modules
[ ! -d "$packages" ] || cp -a "$packages" "$copy/$packages"

cd "$copy"
node - <<'SCRIPT'
const { spawnSync } = require("node:child_process");
const fs = require("node:fs");

const page = fs.readFileSync("CONTRIBUTING.md", "utf8");
const blocks = [...page.matchAll(/^```\w+ (run|title=(\S+)(?: after=(.*))?)\n([^]*?)^```$/gm)];
if (blocks.length === 0)
  throw new Error("CONTRIBUTING.md has no block to follow.");

for (const [, what, file, after, text] of blocks) {
  console.log(`== ${what}`);
  if (what === "run") {
    if (spawnSync("bash", ["-e", "-c", text], { stdio: "inherit" }).status !== 0)
      process.exit(1);
  } else if (after === undefined)
    fs.writeFileSync(file, text, { flag: "wx" });
  else {
    const lines = fs.readFileSync(file, "utf8").split("\n");
    const places = lines.flatMap((line, index) => line.includes(after) ? [index] : []);
    if (places.length !== 1)
      throw new Error(`${file} has ${places.length} lines with: ${after}`);
    // A list's opening bracket may stand on the next line.
    const place = /^\s*[[{]$/.test(lines[places[0] + 1] ?? "") ? places[0] + 1 : places[0];
    lines.splice(place + 1, 0, text.trimEnd());
    fs.writeFileSync(file, lines.join("\n"));
  }
}
SCRIPT
