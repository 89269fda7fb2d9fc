// Follows a page as a new user would: writes its files into DIRECTORY and runs its commands there, in the page's order.
//   node .ci/page.mjs PAGE DIRECTORY
// A block's first line says what it is: "```python title=FILE" a new file, "```python title=FILE after=TEXT" lines behind the one line of FILE that has TEXT, "```sh run" commands
// (bash -e). Any other block is only read. It fails where a command fails, where a file is there already, and where the page has nothing to run.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

const [page, directory] = process.argv.slice(2);
if (directory === undefined)
  fail("usage: node .ci/page.mjs PAGE DIRECTORY");

const text = readFileSync(page, "utf8");
const blocks = [...text.matchAll(/^```\w+ (run|title=(\S+)(?: after=(.*))?)\n([^]*?)^```$/gm)]
  .map(([, what, file, after, body]) => ({ what, file, after, body }));
if (!blocks.some(block => block.what === "run"))
  fail(`${page} has no block to run.`);

process.chdir(directory);
for (const { what, file, after, body } of blocks) {
  console.log(`== ${what}`);
  if (what === "run")
    run(body);
  else if (after === undefined)
    write(resolve(file), body);
  else
    insert(resolve(file), after, body);
}

function run(commands) {
  const { status, signal } = spawnSync("bash", ["-e", "-c", commands], { stdio: "inherit" });
  if (status !== 0)
    fail(`${page}: the commands ended with ${signal ?? status}:\n${commands}`);
}

function write(file, body) {
  if (existsSync(file))
    fail(`${page}: ${file} is there already.`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, body);
}

function insert(file, after, body) {
  const lines = readFileSync(file, "utf8").split("\n");
  const places = lines.flatMap((line, index) => line.includes(after) ? [index] : []);
  if (places.length !== 1)
    fail(`${file} has ${places.length} lines with: ${after}`);
  // A list's opening bracket may stand on the next line.
  const place = /^\s*[[{]$/.test(lines[places[0] + 1] ?? "") ? places[0] + 1 : places[0];
  lines.splice(place + 1, 0, body.trimEnd());
  writeFileSync(file, lines.join("\n"));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
