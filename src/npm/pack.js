// Packs the npm packages: one for a native file with what was published beside it, the one that names them all, and the test kit.
//   node src/npm/pack.js file RID FILE VERSION OUTPUT_DIR
//   node src/npm/pack.js program VERSION OUTPUT_DIR [RID...]      without RIDs: all
//   node src/npm/pack.js testing VERSION OUTPUT_DIR
'use strict';
const { execFileSync } = require('node:child_process');
const { chmodSync, copyFileSync, cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { basename, dirname, join, resolve } = require('node:path');
const program = require('./package.json');
const testing = require('../testing-node/package.json');

// What npm calls the machines that .NET's runtime identifiers name.
const platforms = {
  'linux-x64': { os: ['linux'], cpu: ['x64'], libc: ['glibc'] },
  'linux-arm64': { os: ['linux'], cpu: ['arm64'], libc: ['glibc'] },
  'linux-musl-x64': { os: ['linux'], cpu: ['x64'], libc: ['musl'] },
  'win-x64': { os: ['win32'], cpu: ['x64'] },
  'osx-arm64': { os: ['darwin'], cpu: ['arm64'] },
};

const nameOf = (rid) => {
  if (!platforms[rid]) throw new Error(`There is no native file for ${rid}: ${Object.keys(platforms).join(', ')}.`);
  const { os, cpu, libc } = platforms[rid];
  return `resetpassword-${os}${String(libc) === 'musl' ? '-musl' : ''}-${cpu}`;
};

// A package says where it was built, or its provenance is refused.
const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
const repository = GITHUB_REPOSITORY && { type: 'git', url: `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git` };

const pack = (manifest, output, fill) => {
  const folder = mkdtempSync(join(tmpdir(), 'resetpassword-npm-'));
  try {
    fill(folder);
    writeFileSync(join(folder, 'package.json'), `${JSON.stringify({ ...manifest, repository }, null, 2)}\n`);
    execFileSync('npm', ['pack', '--silent', '--pack-destination', resolve(output)], { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const commands = {
  file(rid, file, version, output) {
    const { description, license } = program;
    const files = readdirSync(dirname(file));
    const manifest = { name: nameOf(rid), version, description: `${description}: the native file for ${rid}`, license, files, ...platforms[rid] };
    pack(manifest, output, (folder) => {
      for (const published of files) copyFileSync(join(dirname(file), published), join(folder, published));
      chmodSync(join(folder, basename(file)), 0o755);
    });
  },
  program(version, output, ...rids) {
    const all = rids.length > 0 ? rids : Object.keys(platforms);
    const optionalDependencies = Object.fromEntries(all.map((rid) => [nameOf(rid), version]));
    pack({ ...program, version, optionalDependencies }, output, (folder) => {
      for (const file of program.files) copyFileSync(join(__dirname, file), join(folder, file));
    });
  },
  // The kit knows the controls of its own version.
  testing(version, output) {
    const { devDependencies, ...manifest } = testing;
    pack({ ...manifest, version, peerDependencies: { resetpassword: `^${version}` } }, output, (folder) => {
      for (const file of testing.files) cpSync(join(__dirname, '../testing-node', file), join(folder, file), { recursive: true });
    });
  },
};

const [command, ...values] = process.argv.slice(2);
if (!commands[command] || values.length < commands[command].length) {
  console.error('node src/npm/pack.js file RID FILE VERSION OUTPUT_DIR | program VERSION OUTPUT_DIR [RID...] | testing VERSION OUTPUT_DIR');
  process.exit(2);
}
commands[command](...values);
