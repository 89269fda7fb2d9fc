const { startEmulator } = require('../../../index.js');
const { reset } = require('../reset.js');

let emulator;
beforeAll(async () => {
  emulator = await startEmulator();
}, 120_000);

test('a password is reset', () => emulator.withTenant(async (tenant) => {
  await reset(tenant, 'test1');

  expect((await tenant.verifyPassword('rm-running', 'test1', 'New_pass1')).matches).toBe(true);
  await tenant.journal.assertCalled({}, 1);
  expect(emulator.endpoint).toBe(process.env.RESETPASSWORD_ENDPOINT);
}), 120_000);
