import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { after, before, test } from 'node:test';
import { startEmulator } from '../index.js';
import { resetV1 } from './clients.mjs';

const password = 'New_pass1';
const trust = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: 'acs:ram::1000000000000001:root' } }] };
const rule = { match: { product: 'Rds', action: 'ResetAccountPassword' }, connection: 'hang' };

// Each control of the service, and how the kit calls it.
const calls = {
  GetHealth: (emulator) => emulator.health({ live: true }),
  GetContract: (emulator) => emulator.contract(),
  MakeTenant: (emulator) => emulator.createTenant(),
  ListTenants: (emulator) => emulator.tenants(),
  DropTenant: async (emulator) => (await emulator.createTenant()).drop(),
  GetState: (_, tenant) => tenant.state.get(),
  PutState: (_, tenant) => tenant.state.put({ instances: [{ product: 'Rds', id: 'rm-running', accounts: [{ name: 'test1' }] }] }),
  ResetTenant: (_, tenant) => tenant.reset(),
  GetInstance: (_, tenant) => tenant.instances.get('rm-running'),
  PutInstance: (_, tenant) => tenant.instances.put('rm-running', { product: 'Rds' }),
  PatchInstance: (_, tenant) => tenant.instances.patch('rm-running', { status: 'Rebooting' }),
  DeleteInstance: (_, tenant) => tenant.instances.delete('rm-running'),
  GetAccount: (_, tenant) => tenant.accounts.get('rm-running', 'test1'),
  PutAccount: (_, tenant) => tenant.accounts.put('rm-running', 'test1', { password }),
  PatchAccount: (_, tenant) => tenant.accounts.patch('rm-running', 'test1', { password }),
  DeleteAccount: (_, tenant) => tenant.accounts.delete('rm-running', 'test1'),
  VerifyPassword: (_, tenant) => tenant.verifyPassword('rm-running', 'test1', password),
  ListFaults: (_, tenant) => tenant.faults.list(),
  ArmFault: (_, tenant) => tenant.faults.arm(rule),
  DisarmFault: async (_, tenant) => tenant.faults.disarm((await tenant.faults.arm(rule)).id),
  DisarmFaults: (_, tenant) => tenant.faults.clear(),
  ListRequests: (_, tenant) => tenant.journal.list({ product: 'Rds', action: 'ResetAccountPassword', instanceId: 'a', accountName: 'b', code: 'OK', accessKeyId: 'c' }),
  CountRequests: (_, tenant) => tenant.journal.count(),
  WaitForRequests: (_, tenant) => tenant.journal.wait({}, { timeoutSeconds: 0 }).catch(() => {}),
  StreamRequests: async (_, tenant) => {
    for await (const call of tenant.journal.stream()) return call;
  },
  ClearRequests: (_, tenant) => tenant.journal.clear(),
  GetClock: (_, tenant) => tenant.clock.get(),
  PutClock: (_, tenant) => tenant.clock.advance(1),
  ListUsers: (_, tenant) => tenant.users.list(),
  PutUser: (_, tenant) => tenant.users.put('limited', { policies: [] }),
  DeleteUser: (_, tenant) => tenant.users.delete('limited'),
  ListRoles: (_, tenant) => tenant.roles.list(),
  PutRole: (_, tenant) => tenant.roles.put('rotator', { trust }),
  DeleteRole: (_, tenant) => tenant.roles.delete('rotator'),
  DecideAccess: (_, tenant) => tenant.decide({ product: 'Rds', action: 'ResetAccountPassword' }),
  GetCredentials: (_, tenant) => tenant.credentials('rotator'),
};

// Hands requests on, and keeps what was requested.
const requested = [];
const recorder = createServer((incoming, outgoing) => {
  requested.push(`${incoming.method} ${incoming.url.split('?')[0]}`);
  const onward = request(emulator.endpoint + incoming.url, { method: incoming.method, headers: incoming.headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
});

let emulator;
let recorded;
let operations;
before(async () => {
  emulator = await startEmulator();
  await once(recorder.listen(0, '127.0.0.1'), 'listening');
  recorded = await startEmulator({ endpoint: `http://127.0.0.1:${recorder.address().port}` });
  operations = await operationsOf(emulator.endpoint);
});
after(async () => {
  recorder.closeAllConnections();
  recorder.close();
  await emulator.stop();
});

/** The controls that the service describes: id, and a pattern of the requests that are it. */
const operationsOf = async (endpoint) => {
  const { paths } = await (await fetch(`${endpoint}/openapi/v1.json`)).json();
  return Object.entries(paths)
    .filter(([path]) => path.startsWith('/_emulator/'))
    .flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => ({
      operationId, pattern: new RegExp(`^${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '[^/]+')}$`),
    })));
};

test('the table has every control of the service', () => {
  assert.deepEqual(operations.map(({ operationId }) => operationId).sort(), Object.keys(calls).sort());
});

for (const [operationId, call] of Object.entries(calls)) {
  test(`${operationId} is called by the kit`, async () => {
    const tenant = await recorded.createTenant();
    await resetV1({ ...tenant, endpoint: emulator.endpoint }, password);
    requested.length = 0;

    await call(recorded, tenant);

    const { pattern } = operations.find((operation) => operation.operationId === operationId);
    assert.ok(requested.some((line) => pattern.test(line)), `${requested.join(', ')} has no ${pattern}`);
  });
}
