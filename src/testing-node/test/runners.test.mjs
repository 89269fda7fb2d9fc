import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('runners', import.meta.url));
const require = createRequire(import.meta.url);
const jest = [require.resolve('jest/bin/jest'), '--ci', '--colors=false'];
const vitest = [join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs'), 'run'];

/** A runner, with what it prints, on the tests of a folder. */
const run = (words) => new Promise((resolve, reject) => {
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const runner = spawn(process.execPath, words, { cwd: folder, env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [runner.stdout, runner.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  runner.on('error', reject);
  runner.on('close', (code) => resolve({ code, output }));
});

const refusedCall = /Calls of the tenant test-\w+:\n\s+\d\d:\d\d:\d\d\.\d{3} Rds ResetAccountPassword rm-running\/nobody 404 InvalidAccountName\.NotFound {2}rm-running has no account of this name\./;
const rightCall = /Calls of the tenant test-\w+:\n\s+\d\d:\d\d:\d\d\.\d{3} Rds ResetAccountPassword rm-running\/test1 200 OK/;

test('workers of Jest share an emulator', async () => {
  const { code, output } = await run([...jest, 'passing']);

  assert.match(output, /^Tests: +2 passed, 2 total$/m);
  assert.equal(code, 0, output);
});

test('Jest shows what the tenant of a failed test called', async () => {
  const { code, output } = await run([...jest, 'failing']);

  assert.match(output, /^Tests: +2 failed, 2 total$/m);
  assert.match(output, refusedCall);
  assert.match(output, rightCall);
  assert.equal(code, 1, output);
});

test('workers of Vitest share an emulator', async () => {
  const { code, output } = await run([...vitest, 'passing']);

  assert.match(output, /^ +Tests +2 passed \(2\)$/m);
  assert.equal(code, 0, output);
});

test('Vitest shows what the tenant of a failed test called', async () => {
  const { code, output } = await run([...vitest, 'failing']);

  assert.match(output, /^ +Tests +2 failed \(2\)$/m);
  assert.match(output, refusedCall);
  assert.match(output, rightCall);
  assert.equal(code, 1, output);
});
