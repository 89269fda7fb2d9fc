import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import * as imported from '../index.js';

test('import and require give the same', () => {
  const required = createRequire(import.meta.url)('../index.js');

  assert.deepEqual(Object.keys(required).sort(), ['EmulatorError', 'startEmulator']);
  assert.equal(imported.startEmulator, required.startEmulator);
  assert.equal(imported.EmulatorError, required.EmulatorError);
});
