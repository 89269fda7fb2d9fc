import assert from 'node:assert/strict';
import { exec, execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EmulatorError, startEmulator } from '../index.js';
import { resetSelectDb, resetV1, resetV3 } from './clients.mjs';

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator?.stop());

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

test('a reset of any product by the generic V3 client is proved', () => emulator.withTenant(async (tenant) => {
  await resetSelectDb(tenant, 'New_pass1');

  const proof = await tenant.verifyPassword('selectdb-cn-running', 'admin', 'New_pass1');
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

test('an instance is made, changed and deleted', () => emulator.withTenant(async (tenant) => {
  await tenant.instances.put('rm-own', { product: 'Rds', accounts: [{ name: 'app1', password: 'First_pass1' }] });
  await tenant.accounts.put('rm-own', 'app2', { password: 'Second_pass1' });
  await tenant.instances.patch('rm-own', { status: 'Rebooting' });

  await assert.rejects(resetV3(tenant, 'New_pass1', { instanceId: 'rm-own', accountName: 'app2' }), { code: 'IncorrectDBInstanceState' });
  assert.equal((await tenant.verifyPassword('rm-own', 'app2', 'Second_pass1')).matches, true);
  assert.deepEqual((await tenant.instances.get('rm-own')).accounts.map(({ name }) => name), ['app1', 'app2']);
  await tenant.accounts.delete('rm-own', 'app1');
  await assert.rejects(tenant.accounts.get('rm-own', 'app1'), { status: 404 });
  await tenant.instances.delete('rm-own');
  await assert.rejects(tenant.instances.get('rm-own'), { status: 404, detail: 'id: the tenant has no instance with this id.' });
}));

test('each part of a sharded cluster has a root of its own', () => emulator.withTenant(async (tenant) => {
  await tenant.accounts.patch('dds-sharded', 'root', { password: 'Given_pass1' }, { characterType: 'cs' });

  assert.equal((await tenant.verifyPassword('dds-sharded', 'root', 'Given_pass1', { characterType: 'cs' })).matches, true);
  assert.equal((await tenant.verifyPassword('dds-sharded', 'root', 'Given_pass1', { characterType: 'db' })).matches, false);
  await assert.rejects(tenant.accounts.get('dds-sharded', 'root'), { status: 400 });
}));

test('a tenant can have a seed of its own', () => emulator.withTenant(async (tenant) => {
  await resetV3(tenant, 'New_pass1', { instanceId: 'rm-orders', accountName: 'orders' });

  assert.deepEqual((await tenant.instances.list()).map(({ id }) => id), ['rm-orders']);
}, { seed: { instances: [{ product: 'Rds', id: 'rm-orders', accounts: [{ name: 'orders' }] }] } }));

test('a state is put back', () => emulator.withTenant(async (tenant) => {
  const state = await tenant.state.get();
  await resetV3(tenant, 'New_pass1');

  await tenant.state.put(state);

  assert.equal((await tenant.verifyPassword('rm-running', 'test1', 'Initial_pass1')).matches, true);
  assert.equal(await tenant.journal.count(), 1);
}));

test('a reset forgets everything', () => emulator.withTenant(async (tenant) => {
  await tenant.faults.arm({ match: { product: 'Rds', action: 'ResetAccountPassword' }, error: { code: 'Throttling' }, schedule: { nth: 2 } });
  await resetV3(tenant, 'New_pass1');

  await tenant.reset();

  assert.equal((await tenant.verifyPassword('rm-running', 'test1', 'Initial_pass1')).matches, true);
  assert.deepEqual([await tenant.faults.list(), await tenant.journal.list()], [[], []]);
}));

test('a dropped tenant is gone', async () => {
  const tenant = await emulator.createTenant();

  await tenant.drop();

  assert.equal((await emulator.tenants()).some(({ ownerId }) => ownerId === tenant.ownerId), false);
  await assert.rejects(tenant.drop(), { name: 'EmulatorError', status: 404 });
});

test('a tenant that is made by its first call can be named', async () => {
  const tenant = emulator.tenant(`test-node-${process.pid}`);

  await resetV3(tenant, 'New_pass1');

  assert.equal(tenant.accessKeySecret, 'testsecret');
  await tenant.journal.assertCalled({ action: 'ResetAccountPassword' }, 1);
  await tenant[Symbol.asyncDispose]();
});

test('a refused control says what is wrong and what is allowed', () => emulator.withTenant(async (tenant) => {
  await assert.rejects(tenant.faults.arm({ match: { product: 'Rds', action: 'ResetAccountPassword' }, error: { code: 'Throtling' } }), (error) => {
    assert.ok(error instanceof EmulatorError);
    assert.equal(error.status, 400);
    assert.match(error.message, /^POST \/_emulator\/faults was refused with 400: \$\.error\.code: /);
    assert.equal(error.faults[0].path, '$.error.code');
    return true;
  });
  await assert.rejects(tenant.instances.put('rm-own', { product: 'Rds', status: 'Rebootin', colour: 'red' }), ({ message, faults }) => {
    assert.deepEqual(faults.map(({ path }) => path).sort(), ['$.colour', '$.status']);
    assert.match(message, /^PUT \/_emulator\/instances\/rm-own was refused with 400:\n {2}\$\.\w+: .*\n {2}\$\.\w+: .*$/);
    return true;
  });
  assert.deepEqual(await tenant.faults.list(), []);
}));

for (const name of ['..', '.', '']) {
  test(`the name '${name}' is none, and no other thing is meant by it`, () => emulator.withTenant(async (tenant) => {
    await tenant.faults.arm({ match: { product: 'Rds', action: 'ResetAccountPassword' }, error: { code: 'Throttling' } });

    const uses = [tenant.accounts.delete('rm-running', name), tenant.instances.get(name), tenant.faults.disarm(name), emulator.tenant(name).drop()];
    await Promise.all(uses.map((use) => assert.rejects(use, { name: 'TypeError', message: /: a name is neither empty nor a dot or two\.$/ })));

    assert.equal((await tenant.accounts.get('rm-running', 'test1')).name, 'test1');
    assert.equal((await tenant.faults.list()).length, 1);
  }));
}

test('an option that a function does not have is refused', () => emulator.withTenant(async (tenant) => {
  await assert.rejects(emulator.createTenant({ instances: [] }), { name: 'TypeError', message: 'createTenant has no option instances. It has seed.' });
  await assert.rejects(tenant.journal.wait({}, { timeout: 1 }), { name: 'TypeError', message: 'wait has no option timeout. It has count, timeoutSeconds.' });
}));

test('time passes when the test says so', () => emulator.withTenant(async (tenant) => {
  await tenant.clock.freeze('2036-01-31T12:00:00Z');
  await tenant.clock.advance(60);
  await resetV3(tenant, 'New_pass1');

  const { passwordChangedAt } = await tenant.verifyPassword('rm-running', 'test1', 'New_pass1');
  assert.equal(new Date(passwordChangedAt).toISOString(), '2036-01-31T12:01:00.000Z');
  assert.equal((await tenant.clock.set({ offsetSeconds: 900 })).offsetSeconds, 900);
  assert.deepEqual((({ frozen, offsetSeconds }) => ({ frozen, offsetSeconds }))(await tenant.clock.reset()), { frozen: false, offsetSeconds: 0 });
}));

test('a user may do what its policies say, and the decision tells which', () => emulator.withTenant(async (tenant) => {
  const { accessKeyIds: [accessKeyId] } = await tenant.users.put('job', {
    policies: [{
      name: 'OnlyRunning',
      document: { Version: '1', Statement: [{ Effect: 'Allow', Action: 'rds:ResetAccountPassword', Resource: 'acs:rds:*:*:dbinstance/rm-running' }] },
    }],
  });
  const user = emulator.tenant(accessKeyId);

  await resetV3(user, 'New_pass1');

  await assert.rejects(resetV3(user, 'New_pass1', { instanceId: 'pgm-running' }), { code: 'Forbidden.RAM', statusCode: 403 });
  const question = { accessKeyId, product: 'Rds', action: 'ResetAccountPassword' };
  assert.deepEqual((({ allowed, policy, statement }) => ({ allowed, policy, statement }))(await tenant.decide({ ...question, instanceId: 'rm-running' })), {
    allowed: true, policy: 'OnlyRunning', statement: 0,
  });
  assert.equal((await tenant.decide({ ...question, instanceId: 'pgm-running' })).allowed, false);
  await tenant.users.delete('job');
  assert.deepEqual((await tenant.users.list()).map(({ name }) => name), ['limited']);
}));

test('a program without a key signs with temporary keys of a role, by the default chain', () => emulator.withTenant(async (tenant) => {
  await run({ ALIBABA_CLOUD_CREDENTIALS_URI: tenant.credentialsUri('rotator') });

  const [call] = await tenant.journal.list();
  assert.match(call.accessKeyId, /^STS\./);
  assert.deepEqual(call.decision, { allowed: true, policy: 'ResetEverywhere', statement: 0 });
}));

test('a program finds the tenant\'s key in its variables, by the default chain', () => emulator.withTenant(async (tenant) => {
  await run({ ALIBABA_CLOUD_SECURITY_TOKEN: 'of another key', ...tenant.env() });

  await tenant.journal.assertCalled({ accessKeyId: tenant.accessKeyId, code: 'OK' }, 1);
}));

test('a role\'s temporary key expires with the tenant\'s clock', () => emulator.withTenant(async (tenant) => {
  await tenant.roles.put('short', {
    trust: { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: `acs:ram::${tenant.ownerId}:root` } }] },
    policies: ['AliyunRDSFullAccess'],
  });
  const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret, SecurityToken: securityToken } = await tenant.credentials('short');
  const session = { ...tenant, accessKeyId, accessKeySecret, securityToken };
  await resetV3(session, 'New_pass1');

  await tenant.clock.advance(3600);

  await assert.rejects(resetV3(session, 'New_pass1'), { code: 'InvalidSecurityToken.Expired' });
  await assert.rejects(tenant.credentials('nobody'), { status: 404, detail: 'role: the tenant has no such role. It has rotator, short.' });
}));

test('the variables are those that the command line prints', async () => {
  const tenant = emulator.tenant('test-env');
  const words = `${process.env.RESETPASSWORD_COMMAND} env --format json --endpoint ${emulator.endpoint} --tenant test-env`;

  const { stdout } = await promisify(exec)(words);

  assert.deepEqual(JSON.parse(JSON.stringify(tenant.env())), JSON.parse(stdout));
});

test('what the command line unsets is not set', async () => {
  const { stdout } = await promisify(exec)(`${process.env.RESETPASSWORD_COMMAND} env --shell sh`);
  const unset = [...stdout.matchAll(/^unset (.+)$/gm)].map(([, name]) => name);
  const env = emulator.tenant('test-env').env();

  assert.ok(unset.includes('ALICLOUD_ACCESS_KEY'));
  for (const name of [...unset, 'ALIBABA_CLOUD_CREDENTIALS_URI']) assert.deepEqual([name in env, env[name]], [true, undefined], name);
});

/** Resets a password with a program that names no key, in an empty home, so that no profile of the machine's user is found. */
const run = async (variables) => {
  const home = mkdtempSync(join(tmpdir(), 'testing-node-'));
  const env = { PATH: process.env.PATH, HOME: home, USERPROFILE: home, ENDPOINT: emulator.endpoint, ...variables };
  try {
    await promisify(execFile)(process.execPath, [fileURLToPath(new URL('default-chain.mjs', import.meta.url))], { env });
  } finally {
    rmSync(home, { recursive: true });
  }
};
