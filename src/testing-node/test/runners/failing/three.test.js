const { startEmulator } = require('../../../index.js');
const { reset } = require('../reset.js');

test('an account that is not there is reset', async () => {
  const emulator = await startEmulator();
  await emulator.withTenant(async (tenant) => {
    await expect(reset(tenant, 'nobody')).resolves.toBeDefined();
  });
}, 120_000);

test('an expectation is not met', async () => {
  const emulator = await startEmulator();
  await emulator.withTenant(async (tenant) => {
    await reset(tenant, 'test1');
    expect((await tenant.verifyPassword('rm-running', 'test1', 'Other_pass1')).matches).toBe(true);
  });
}, 120_000);
