import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { startEmulator } from '../index.js';
import { resetV1, resetV3 } from './clients.mjs';

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator?.stop());

/** The error that an action ends with. */
const errorOf = async (action) => {
  try {
    await action;
  } catch (error) {
    return error;
  }
  throw new Error('It did not fail.');
};

/** At noon of a day to come, a right call and a wrong one. */
const callTwice = async (tenant) => {
  await tenant.clock.freeze('2036-01-31T12:00:00Z');
  await resetV3(tenant, 'New_pass1');
  await assert.rejects(resetV3(tenant, 'New_pass1', { accountName: 'nobody' }), { code: 'InvalidAccountName.NotFound' });
};

const inWords = `  12:00:00.000 Rds ResetAccountPassword rm-running/test1 200 OK
  12:00:00.000 Rds ResetAccountPassword rm-running/nobody 404 InvalidAccountName.NotFound  rm-running has no account of this name. It has creating1, super1, test1.`;

test('calls are listed and counted by what the filter says, and forgotten', () => emulator.withTenant(async (tenant) => {
  await callTwice(tenant);

  const [call] = await tenant.journal.list({ accountName: 'nobody' });
  assert.deepEqual([call.code, call.cause.by, call.parameters.AccountPassword], ['InvalidAccountName.NotFound', 'state', '***']);
  assert.deepEqual([await tenant.journal.count(), await tenant.journal.count({ code: 'OK' })], [2, 1]);
  await tenant.journal.clear();
  assert.equal(await tenant.journal.count(), 0);
}));

test('an assertion that fails says what was called instead', () => emulator.withTenant(async (tenant) => {
  await callTwice(tenant);

  await tenant.journal.assertCalled({ code: 'OK' });
  await tenant.journal.assertCalled({ product: 'polardb' }, 0);
  const { name, message } = await errorOf(tenant.journal.assertCalled({ action: 'ResetAccountPassword', code: 'OK' }, 2));

  assert.equal(name, 'AssertionError');
  assert.equal(message, `Expected 2 calls (action ResetAccountPassword, code OK), but there was 1. The tenant called:\n${inWords}`);
}));

test('an assertion before any call says so', () => emulator.withTenant(async (tenant) => {
  const { message } = await errorOf(tenant.journal.assertCalled());

  assert.equal(message, 'Expected at least 1 call (any call), but there were 0. The tenant has called nothing.');
}));

test('a call that comes is waited for, and one that does not come is an error', () => emulator.withTenant(async (tenant) => {
  const waiting = tenant.journal.wait({ code: 'OK' }, { timeoutSeconds: 120 });
  await callTwice(tenant);

  assert.equal(await waiting, 1);
  const { message } = await errorOf(tenant.journal.wait({ code: 'OK' }, { count: 2, timeoutSeconds: 0.1 }));
  assert.equal(message, `Expected at least 2 calls within 0.1 seconds (code OK), but there was 1. The tenant called:\n${inWords}`);
}));

test('a filter that there is not is refused', () => emulator.withTenant(async (tenant) => {
  await assert.rejects(tenant.journal.count({ instance: 'rm-running' }), { status: 400, detail: /expected no parameters but product, action, instanceId/ });
}));

test('the stream has the calls that there are, and then those that come', () => emulator.withTenant(async (tenant) => {
  await resetV3(tenant, 'New_pass1');
  const codes = [];

  for await (const { code } of tenant.journal.stream({ product: 'Rds' })) {
    codes.push(code);
    if (codes.length === 2) break;
    await tenant.journal.clear();
    await assert.rejects(resetV3(tenant, 'New_pass1', { accountName: 'nobody' }), { code: 'InvalidAccountName.NotFound' });
  }

  assert.deepEqual(codes, ['OK', 'InvalidAccountName.NotFound']);
}));

test('a stream ends with an error when the emulator is away at once', async () => {
  const service = createServer((incoming, answer) => {
    if (incoming.url.startsWith('/_emulator/health')) answer.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"ready"}');
    else answer.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(': hello\n\n', () => answer.destroy());
  }).listen(0, '127.0.0.1');
  await once(service, 'listening');
  const dying = await startEmulator({ endpoint: `http://127.0.0.1:${service.address().port}` });

  const { message } = await errorOf(dying.tenant('testid').journal.stream().next());

  assert.equal(message, 'The stream of calls has ended: aborted.');
  service.close();
});

test('a stream ends with an error when the emulator ends', async () => {
  const own = await startEmulator();
  const tenant = await own.createTenant();
  await resetV3(tenant, 'New_pass1');
  const calls = tenant.journal.stream();
  await calls.next();

  const [error] = await Promise.all([errorOf(calls.next()), own.stop()]);

  assert.match(error.message, /^The stream of calls has ended: /);
});

test('a filter of a stream that there is not is refused', () => emulator.withTenant(async (tenant) => {
  await assert.rejects(tenant.journal.stream({ instance: 'rm-running' }).next(), { status: 400 });
}));

test('a test that fails says what its tenant called, in message and stack', async () => {
  let key;

  const error = await errorOf(emulator.withTenant(async (tenant) => {
    key = tenant.accessKeyId;
    await callTwice(tenant);
    assert.fail('They differ.');
  }));

  const calls = `\n\nCalls of the tenant ${key}:\n${inWords}\n`;
  assert.equal(error.message, `They differ.${calls}`);
  assert.ok(error.stack.includes(`They differ.${calls}`));
  assert.match(error.stack, /journal\.test\.mjs/);
  assert.equal((await emulator.tenants()).some(({ accessKeyIds }) => accessKeyIds.includes(key)), false);
});

test('a test that fails before any call says where calls were expected', async () => {
  const { message } = await errorOf(emulator.withTenant(() => {
    throw new Error('');
  }));

  assert.match(message, new RegExp(`^\n\nNo call of the tenant test-\\S+ has arrived at ${emulator.endpoint}\\. Does the client use that endpoint, and the tenant's key\\?\n$`));
});

test('a test that throws what is no error fails with one', async () => {
  const error = await errorOf(emulator.withTenant(() => Promise.reject('a text')));

  assert.match(error.message, /^a text\n\nNo call of the tenant/);
  assert.equal(error.cause, 'a text');
});

test('a test that throws an object that is no error fails with what is in it', async () => {
  const error = await errorOf(emulator.withTenant(() => Promise.reject(Object.assign(Object.create(null), { code: 'Throttling.User' }))));

  assert.match(error.message, /^\[Object: null prototype\] \{ code: 'Throttling\.User' \}\n\nNo call/);
});

test('what a caller has sent is a part of its line, and turns none around', async () => {
  const { message } = await errorOf(emulator.withTenant((tenant) => resetV3(tenant, 'New_pass1', { accountName: 'a\nb\u202ec\u2028d\x1b[31me' })));

  assert.match(message, / Rds ResetAccountPassword rm-running\/a b c d \[31me 404 /);
});

test('of many calls the last fifty are said', () => emulator.withTenant(async (tenant) => {
  await Promise.all(Array.from({ length: 52 }, () => resetV1(tenant, 'short').catch(() => {})));

  const { message } = await errorOf(tenant.journal.assertCalled({ code: 'OK' }));

  assert.match(message, /The tenant called:\n {2}… 2 before these\n/);
  assert.equal(message.split('\n').length, 52);
}));

test('a test that fails by an assertion of the journal says it once', async () => {
  const { message } = await errorOf(emulator.withTenant((tenant) => tenant.journal.assertCalled()));

  assert.equal(message, 'Expected at least 1 call (any call), but there were 0. The tenant has called nothing.');
});

test('a wrong signature is among the calls, with its mistake', async () => {
  const { message } = await errorOf(emulator.withTenant((tenant) => resetV3({ ...tenant, accessKeySecret: 'test-wrong' }, 'New_pass1')));

  assert.match(message, /Rds ResetAccountPassword - 400 SignatureDoesNotMatch {2}The signature is wrong: /);
});

test('calls without a known key are those of no tenant', async () => {
  await assert.rejects(resetV3(emulator.tenant('unknown'), 'New_pass1'), { code: 'InvalidAccessKeyId.NotFound' });

  assert.ok(await emulator.tenant('-').journal.count({ code: 'InvalidAccessKeyId.NotFound' }) > 0);
});

test('what a test returns is returned', async () => {
  assert.equal(await emulator.withTenant(() => 42), 42);
});
