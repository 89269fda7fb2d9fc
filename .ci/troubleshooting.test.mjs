// Causes every message of docs/troubleshooting.md anew, and compares the page with what comes: a heading has the message, a block of text what the emulator says about it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import { RPCClient } from '@alicloud/pop-core';
import Rds, * as rds from '@alicloud/rds20140815';

const page = readFileSync('../docs/troubleshooting.md', 'utf8');
const sections = page.split(/^#{2,3} /m).slice(1).filter((section) => section.startsWith('`')).map((section) => {
  const [heading, ...rest] = section.split('\n');
  const body = rest.join('\n');
  return {
    heading,
    // One of them is enough where the heading says "or".
    messages: heading.split(/(?<=`) or (?=`)/).map((choice) => [...choice.matchAll(/`([^`]+)`/g)].map(([, message]) => message)),
    lines: [...body.matchAll(/^```text\n([^]*?)^```$/gm)].flatMap(([, block]) => block.trimEnd().split('\n')),
    isProvoked: !body.trimStart().startsWith('Not provoked by the build'),
  };
});

const work = mkdtempSync(join(tmpdir(), 'resetpassword-troubleshooting-'));
const state = join(work, 'state');
const program = join(process.env.PROGRAM_DIRECTORY, 'ResetPassword');
const sound = { PATH: process.env.PATH, HOME: work, XDG_RUNTIME_DIR: state };
const patience = { readTimeout: 60000, connectTimeout: 60000 };

/** Runs a command to its end: all that it writes, whatever its exit code. */
const run = async (command, args, variables = {}) => {
  const child = spawn(command, args, { cwd: work, env: { ...sound, ...variables } });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { text += data; });
  await once(child, 'close');
  return text;
};

const resetpassword = (...args) => run(program, args);
const curl = (...args) => run('curl', ['-sS', '--noproxy', '*', '--max-time', '60', ...args]);

const started = [];
const start = async (...args) => {
  const said = await resetpassword('start', ...args);
  const endpoint = /^The emulator serves (\S+) as/.exec(said)?.[1];
  if (endpoint) started.push(endpoint);
  return { said, endpoint };
};

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

const failure = async (call) => {
  try {
    await call();
  } catch (failed) {
    return `${failed.name} ${failed.code} ${failed.message}`;
  }
  throw new Error('The call succeeded.');
};

let emulator;
const host = () => new URL(emulator).host;
const v3 = (settings) => {
  const client = new Rds.default(new $OpenApiUtil.Config({ accessKeyId: 'testid', accessKeySecret: 'testsecret', endpoint: host(), protocol: 'http', ...patience, ...settings }));
  return (request = {}) => failure(() => client.resetAccountPassword(new rds.ResetAccountPasswordRequest({ DBInstanceId: 'rm-running', accountName: 'test1', accountPassword: 'New_pass1', ...request })));
};
const v1 = (settings, action = 'ResetAccountPassword', parameters = { DBInstanceId: 'rm-running', AccountName: 'test1', AccountPassword: 'New_pass1' }) => failure(() => new RPCClient({
  accessKeyId: 'testid', accessKeySecret: 'testsecret', endpoint: emulator, apiVersion: '2014-08-15', opts: { timeout: patience.readTimeout }, ...settings,
}).request(action, parameters));

const control = (path, body) => fetch(`${emulator}/_emulator/${path}`, { method: path.startsWith('clock') ? 'PUT' : 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
const logs = (key) => resetpassword('logs', '--endpoint', emulator, '--tenant', key);

let faults = 0;

/** What a fault rule does to a call of a tenant of its own, and what is said of it. */
const faulted = async (rule, settings = {}) => {
  const accessKeyId = `test-fault${++faults}`;
  await control(`faults?tenant=${accessKeyId}`, { match: { product: 'Rds', action: 'ResetAccountPassword' }, ...rule });
  return (await v3({ accessKeyId, ...settings })()) + (await logs(accessKeyId));
};

const refused = async (accessKeyId, call) => (await call({ accessKeyId })) + (await logs(accessKeyId));

const withTls = async (use) => {
  const { endpoint } = await start('--tls', '--urls', 'https://127.0.0.1:0');
  return { text: await use(endpoint), port: new URL(endpoint).port };
};

const provocations = {
  'connect ECONNREFUSED 127.0.0.1:8080': async () => {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    return { port, text: (await v3({ endpoint: `127.0.0.1:${port}` })()) + (await v1({ endpoint: address })) + (await curl(address)) + (await resetpassword('doctor', '--endpoint', address)) };
  },
  'getaddrinfo ENOTFOUND http': () => v3({ endpoint: emulator })(),
  '"config.endpoint" must starts with \'https://\' or \'http://\'.': () => v1({ endpoint: host() }),
  'write EPROTO': async () => {
    const address = emulator.replace('http:', 'https:');
    return (await v3({ protocol: 'https' })()) + (await v1({ endpoint: address })) + (await curl(address)) + (await resetpassword('doctor', '--endpoint', address));
  },
  'self-signed certificate': () => withTls(async (address) =>
    (await v1({ endpoint: address })) + (await curl(address)) + (await resetpassword('doctor', '--endpoint', address))),
  'socket hang up': () => withTls(async (address) => (await v1({ endpoint: address.replace('https:', 'http:') })) + (await curl(address.replace('https:', 'http:')))),
  'read ECONNRESET': () => faulted({ connection: 'reset' }),
  'ReadTimeout(3000)': () => faulted({ connection: 'hang' }, { readTimeout: undefined, connectTimeout: undefined }),
  'HTTP_PROXY sends calls to a proxy, which may not know 127.0.0.1.': () => run(program, ['doctor', '--endpoint', emulator], { HTTP_PROXY: 'http://proxy.example:3128' }),
  'The host emulator.example is not a name of this emulator.': async () =>
    (await curl('-H', 'Host: emulator.example', `${emulator}/_emulator/health`)) + (await curl('-H', 'Host: emulator.example', `${emulator}/?Action=DescribeRegions`)),
  'The request was made by a page of https://app.example.': () => curl('-H', 'Origin: https://app.example', `${emulator}/_emulator/health`),
  'The RPC endpoint is not for browsers.': () => curl('-A', 'Mozilla/5.0', `${emulator}/?Action=DescribeRegions`),
  'This emulator requires its admin token: Authorization: Bearer …': async () => {
    const { endpoint } = await start('--urls', 'http://127.0.0.1:0', '--ResetPassword:AdminToken=test-token');
    return (await curl(`${endpoint}/_emulator/state`)) + (await resetpassword('logs', '--endpoint', endpoint));
  },
  'InvalidAccessKeyId.NotFound': async () => (await v3({ accessKeyId: 'someone' })()) + (await v1({ accessKeyId: 'someone' })) + (await logs('-')),
  SignatureDoesNotMatch: async () => (await v3({ accessKeySecret: 'test-wrong' })()) + (await v1({ accessKeySecret: 'test-wrong' })) + (await logs('testid')),
  SignatureNonceUsed: async () => {
    // What pop-core says of a refused call has the address that it called.
    const address = / URL: (\S+)/.exec(await v1({}, 'DescribeAccounts', { DBInstanceId: 'rm-none' }))[1];
    return curl(address);
  },
  'InvalidTimeStamp.Expired': async () => {
    await control('clock?tenant=test-clock', { offsetSeconds: 3600, signatures: true });
    return refused('test-clock', (key) => v3(key)());
  },
  'InvalidSecurityToken.Malformed': async () => (await v3({ securityToken: 'test-old' })()) + (await logs('testid')),
  'Forbidden.RAM': async () => (await v1({ accessKeyId: 'testlimited' }, 'DeleteAccount', { DBInstanceId: 'rm-running', AccountName: 'test1' })) + (await logs('testid')),
  MissingAccountName: () => refused('test-missing', (key) => v3(key)({ accountName: undefined })),
  MissingRegionId: () => v1({}, 'DescribeDBInstances', {}),
  'The action does not read these parameters: AcountName.': () =>
    resetpassword('call', 'rds', 'DescribeAccounts', '--DBInstanceId', 'rm-running', '--AcountName', 'test1', '--endpoint', emulator),
  'InvalidAction.NotFound': async () => (await v1({}, 'ResetAcountPassword')) + (await v1({}, 'DescribeBackups', { DBInstanceId: 'rm-running' })) + (await logs('testid')),
  InvalidVersion: async () => (await v1({ apiVersion: '2014-08-16' })) + (await logs('testid')),
  'InvalidDBInstanceName.NotFound': async () => {
    await fetch(`${emulator}/_emulator/instances/rm-own`, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{"product":"Rds"}' });
    return refused('test-another', (key) => v3(key)({ DBInstanceId: 'rm-own' }));
  },
  'Throttling.User': () => faulted({ error: { code: 'Throttling.User' } }),
  ServiceUnavailable: () => faulted({ error: { code: 'ServiceUnavailable' } }),
  IncorrectDBInstanceState: () => refused('test-state', (key) => v3(key)({ DBInstanceId: 'rm-restarting' })),
  'InvalidAccountPassword.Format': () => v3({})({ accountPassword: 'short' }),
  'address already in use': async () => (await start('--urls', emulator)).said,
  'Unable to configure HTTPS endpoint. No server certificate was specified': async () => (await start('--urls', 'https://127.0.0.1:0')).said,
  'Unknown argument --MaxTenants.': async () => (await start('--urls', 'http://127.0.0.1:0', '--MaxTenants', '5')).said,
  'bad.json:1: $.instances[0].product: Expected one of': async () => {
    writeFileSync(join(work, 'bad.json'), '{"instances":[{"product":"Oracle","id":"x"}]}');
    return (await start('--urls', 'http://127.0.0.1:0', '--seed', 'bad.json')).said + (await resetpassword('validate', 'bad.json'));
  },
  'PostgreSQL at 127.0.0.1:8080/emulator cannot be used: Connection refused': async () => {
    const port = await freePort();
    return { port, text: (await start('--urls', 'http://127.0.0.1:0', '--store', `postgres:Host=127.0.0.1;Port=${port};Database=emulator;Username=emulator`)).said };
  },
  "is in use by another process: a file of sqlite: is one emulator's.": async () => {
    await start('--urls', 'http://127.0.0.1:0', '--store', 'sqlite:a.db');
    return (await start('--urls', 'http://127.0.0.1:0', '--store', 'sqlite:a.db')).said;
  },
};

before(async () => {
  mkdirSync(state);
  emulator = (await start('--urls', 'http://127.0.0.1:0')).endpoint;
});

after(async () => {
  for (const endpoint of started) await resetpassword('stop', '--endpoint', endpoint);
  rmSync(work, { recursive: true, force: true });
});

// The page's … stands for anything, and its port for the one that was used.
const pattern = (line) => new RegExp(line.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));

for (const { heading, messages, lines } of sections.filter(({ isProvoked }) => isProvoked)) {
  test(heading, async () => {
    const provoke = provocations[messages[0][0]];
    assert.ok(provoke, 'Nothing causes this message: add it to the provocations, or say on the page that it is not provoked by the build.');

    const said = await provoke();

    const { text, port } = typeof said === 'string' ? { text: said, port: new URL(emulator).port } : said;
    const shown = text.replaceAll(`:${port}`, ':8080');
    assert.ok(messages.some((choice) => choice.every((message) => pattern(message).test(shown))), `The heading is not in what came:\n${shown}`);
    for (const line of lines) assert.match(shown, pattern(line));
  });
}

test('every message that is caused has its heading', () => {
  assert.deepEqual(Object.keys(provocations).filter((message) => !sections.some(({ messages }) => messages[0][0] === message)), []);
});
