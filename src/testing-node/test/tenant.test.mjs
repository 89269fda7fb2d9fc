import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startEmulator } from '../index.js';
import { resetV1, resetV3 } from './clients.mjs';

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator.stop());

test('a reset by the V3 SDK is proved', () => emulator.withTenant(async (tenant) => {
  await resetV3(tenant, 'New_pass1');

  const proof = await tenant.verifyPassword('rm-running', 'test1', 'New_pass1');
  assert.deepEqual([proof.matches, proof.passwordVersion], [true, 2]);
}));

test('a reset by the V1 SDK is proved', () => emulator.withTenant(async (tenant) => {
  await resetV1(tenant, 'New_pass1');

  const proof = await tenant.verifyPassword('rm-running', 'test1', 'New_pass1');
  assert.deepEqual([proof.matches, proof.passwordVersion], [true, 2]);
}));

test('two tenants do not see each other', () => emulator.withTenant((one) => emulator.withTenant(async (other) => {
  await resetV3(one, 'New_pass1');

  assert.equal((await other.verifyPassword('rm-running', 'test1', 'Initial_pass1')).matches, true);
  assert.equal(await other.journal.count(), 0);
  assert.notEqual(one.ownerId, other.ownerId);
})));

test('a throttled reset changes nothing, and the next one succeeds', () => emulator.withTenant(async (tenant) => {
  const fault = await tenant.faults.arm({ match: { product: 'Rds', action: 'ResetAccountPassword' }, error: { code: 'Throttling.User' }, schedule: { first: 1 } });

  await assert.rejects(resetV3(tenant, 'New_pass1'), { code: 'Throttling.User', statusCode: 400 });
  assert.equal((await tenant.verifyPassword('rm-running', 'test1', 'New_pass1')).matches, false);
  await resetV3(tenant, 'New_pass1');

  assert.equal((await tenant.verifyPassword('rm-running', 'test1', 'New_pass1')).matches, true);
  const [{ id, matched, hits }] = await tenant.faults.list();
  assert.deepEqual({ id, matched, hits }, { id: fault.id, matched: 2, hits: 1 });
}));

test('a lost answer leaves the password changed', () => emulator.withTenant(async (tenant) => {
  await tenant.faults.arm({ match: { product: 'Rds', action: 'ResetAccountPassword' }, when: 'after', connection: 'reset' });

  await assert.rejects(resetV3(tenant, 'New_pass1'), { code: 'ECONNRESET' });

  assert.equal((await tenant.verifyPassword('rm-running', 'test1', 'New_pass1')).matches, true);
}));
