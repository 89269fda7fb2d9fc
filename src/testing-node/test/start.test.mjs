import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http, { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { EmulatorError, startEmulator } from '../index.js';
import { resetV3 } from './clients.mjs';

const folder = mkdtempSync(join(tmpdir(), 'testing-node-'));
let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(async () => {
  await emulator.stop();
  rmSync(folder, { recursive: true });
});

/** What this process has as variables, for the time of a test. */
const withVariables = async (variables, action) => {
  const before = Object.fromEntries(Object.keys(variables).map((name) => [name, process.env[name]]));
  set(variables);
  try {
    return await action();
  } finally {
    set(before);
  }
};

const set = (variables) => {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
};

/** A program of the folder. */
const script = (name, text) => {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return file;
};

/** A service that is something else, at a free port. */
const withService = async (answer, action) => {
  const service = createServer(answer).listen(0, '127.0.0.1');
  await once(service, 'listening');
  try {
    return await action(`http://127.0.0.1:${service.address().port}`);
  } finally {
    service.closeAllConnections();
    service.close();
  }
};

test('one that runs is used where the option says, and outlives its user', async () => {
  const attached = await startEmulator({ endpoint: `${emulator.endpoint}/` });

  await attached.withTenant((tenant) => resetV3(tenant, 'New_pass1'));
  await attached.stop();

  assert.equal(attached.endpoint, emulator.endpoint);
  assert.deepEqual(await emulator.health(), { status: 'ready' });
});

test('one that runs is used where the variable says', () => withVariables({ RESETPASSWORD_ENDPOINT: emulator.endpoint }, async () => {
  const attached = await startEmulator();

  assert.equal(attached.host, emulator.host);
}));

test('one that runs cannot be given a seed or settings', async () => {
  await assert.rejects(startEmulator({ endpoint: emulator.endpoint, seed: 'my.json', settings: {} }), {
    name: 'TypeError',
    message: `The emulator at ${emulator.endpoint} runs already: it cannot be given seed and settings. A tenant can have a seed of its own: createTenant({ seed }).`,
  });
});

test('an endpoint where nothing listens is named', async () => {
  const endpoint = await withService(() => {}, (free) => free);

  await assert.rejects(startEmulator({ endpoint }), {
    code: 'ECONNREFUSED',
    message: `The emulator at ${endpoint} cannot be reached: connect ECONNREFUSED ${endpoint.slice('http://'.length)}. Is it started? RESETPASSWORD_ENDPOINT or the option endpoint says that it runs there.`,
  });
});

test('an endpoint that is none is refused', async () => {
  const endpoints = [[8080], ['localhost:8080'], ['http://127.0.0.1:99999'],
    ['http://user:test-secret@127.0.0.1:1', 'http://***@127.0.0.1:1'], ['http://user:test/secret@127.0.0.1:1', 'http://***@127.0.0.1:1']];
  for (const [endpoint, shown = endpoint] of endpoints) {
    await assert.rejects(startEmulator({ endpoint }), {
      name: 'TypeError', message: `The endpoint ${shown} (the option endpoint, else RESETPASSWORD_ENDPOINT) is not of the form http://HOST:PORT.`,
    });
  }
});

test('an emulator that is not ready is an error that says why', () => withService(
  (_, answer) => answer.writeHead(503, { 'Content-Type': 'application/problem+json' }).end('{"status":503,"detail":"The store cannot be reached."}'),
  async (endpoint) => {
    await assert.rejects(startEmulator({ endpoint }), {
      message: 'The emulator is not ready: GET /_emulator/health was refused with 503: The store cannot be reached.',
    });
  },
));

test('one that becomes ready in time is waited for', () => {
  let asked = 0;
  return withService(
    (_, answer) => {
      asked++;
      answer.writeHead(asked < 3 ? 503 : 200, { 'Content-Type': 'application/json' }).end('{"status":"ready"}');
    },
    async (endpoint) => {
      await startEmulator({ endpoint, timeoutSeconds: 120 });

      assert.equal(asked, 3);
    },
  );
});

test('a service that is something else is told apart', () => withService(
  (_, answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>It works</h1>'),
  async (endpoint) => {
    await assert.rejects(startEmulator({ endpoint }), { message: `${endpoint} answers, but not as the emulator does: 200 text/html <h1>It works</h1>` });
  },
));

test('another service that answers in JSON is told apart', () => withService(
  (_, answer) => answer.writeHead(200, { 'Content-Type': 'application/json' }).end('{"status":"ok"}'),
  async (endpoint) => {
    await assert.rejects(startEmulator({ endpoint }), { message: `${endpoint} answers, but not as the emulator does: {"status":"ok"}` });
  },
));

for (const timeoutSeconds of [Infinity, NaN, -1, 'soon']) {
  test(`to wait for ${timeoutSeconds} seconds is refused`, async () => {
    await assert.rejects(startEmulator({ timeoutSeconds }), { name: 'TypeError', message: `timeoutSeconds is ${timeoutSeconds}. It is a number from 0 to 86400.` });
  });
}

test('a token among the settings is refused, which the controls would not have', async () => {
  await assert.rejects(startEmulator({ settings: { admintoken: 'test-token' } }), {
    name: 'TypeError', message: 'The setting AdminToken is the option adminToken: the controls need it too.',
  });
});

for (const adminToken of ['test-secret\n', ' test-secret', 'test-secr\u00e9t']) {
  test(`the token ${JSON.stringify(adminToken)}, which no header takes, is refused and not said`, async () => {
    await assert.rejects(startEmulator({ endpoint: emulator.endpoint, adminToken }), {
      name: 'TypeError', message: "The option adminToken, else RESETPASSWORD_ADMIN_TOKEN, has a line's end, a blank at an end or another character that no header takes.",
    });
  });
}

test('a token that the environment has in capitals is not that of the one that is started', () => withVariables({ RESETPASSWORD__ADMINTOKEN: 'test-token' }, async () => {
  const own = await startEmulator();

  assert.equal((await own.tenants()).length, 1);
  await own.stop();
}));

test('what tests put in place of the global agent does not stand before the controls', async () => {
  const { globalAgent } = http;
  http.globalAgent = new http.Agent();
  http.globalAgent.createConnection = () => { throw new Error('The global agent is asked.'); };
  try {
    assert.deepEqual(await emulator.health(), { status: 'ready' });
  } finally {
    http.globalAgent = globalAgent;
  }
});

test('a command that leaves an emulator behind is refused', async () => {
  await assert.rejects(startEmulator({ command: 'resetpassword start' }), { message: /^resetpassword start would leave an emulator behind: / });
  await assert.rejects(startEmulator({ command: 'resetpassword --AdminToken=test-secret start' }), {
    message: /^resetpassword --AdminToken=\*\*\* start would /,
  });
});

test('a token or a password of the command is not in the error', async () => {
  const values = ['--ResetPassword:AdminToken=test-one', '--ResetPassword:AdminToken', 'test-two', '--store', 'postgres:Host=db;Password=test-three;Port=1'];

  await assert.rejects(startEmulator({ command: [join(folder, 'nothing'), ...values] }), ({ message }) => {
    assert.match(message, /nothing --ResetPassword:AdminToken=\*\*\* --ResetPassword:AdminToken \*\*\* --store postgres:Host=db;Password=\*\*\*;Port=1 --urls/);
    assert.doesNotMatch(message, /test-(one|two|three)/);
    return true;
  });
});

test('an option that is not known is refused', async () => {
  await assert.rejects(startEmulator({ urls: 'http://127.0.0.1:8080' }), {
    message: 'startEmulator has no option urls. It has endpoint, command, seed, settings, adminToken, timeoutSeconds, log.',
  });
});

test('where there is no emulator, the ways to have one are said', () => withVariables({ RESETPASSWORD_COMMAND: undefined, PATH: folder }, async () => {
  await assert.rejects(startEmulator(), /^Error: No emulator was found\. Have one of these:\n.*npm install --save-dev resetpassword\n.*RESETPASSWORD_COMMAND.*\n.*RESETPASSWORD_ENDPOINT/);
}));

test('one on the PATH is found', { skip: process.platform === 'win32' }, async () => {
  script('resetpassword', `exec ${process.env.RESETPASSWORD_COMMAND} "$@"`);

  const found = await withVariables({ RESETPASSWORD_COMMAND: undefined, PATH: `${folder}${delimiter}${process.env.PATH}` }, () => startEmulator());

  assert.deepEqual(await found.health(), { status: 'ready' });
  await found.stop();
});

test('a path with blanks may be the command as it stands', { skip: process.platform === 'win32' }, async () => {
  const program = script('a program', `exec ${process.env.RESETPASSWORD_COMMAND} "$@"`);

  const own = await startEmulator({ command: program });

  assert.deepEqual(await own.health(), { status: 'ready' });
  await own.stop();
});

test('what a script has started ends with it', { skip: process.platform === 'win32' }, async () => {
  const own = await startEmulator({ command: script('a script', `${process.env.RESETPASSWORD_COMMAND} "$@"`) });

  await own.stop();

  await assert.rejects(startEmulator({ endpoint: own.endpoint }), { code: 'ECONNREFUSED' });
});

test('what a script that ends by itself has started ends with it', { skip: process.platform === 'win32' }, async () => {
  const id = join(folder, 'id');
  const own = await startEmulator({ command: script('a leaving script', `echo $$ >'${id}'\n${process.env.RESETPASSWORD_COMMAND} "$@"`) });

  process.kill(Number(readFileSync(id, 'utf8')), 'SIGKILL');

  await assert.rejects(own.stop(), /The emulator did not end well\. .* has ended with exit code 137\./);
  await assert.rejects(startEmulator({ endpoint: own.endpoint }), { code: 'ECONNREFUSED' });
});

test('what does not end in time is killed, with all that it has started', { skip: process.platform === 'win32', timeout: 120_000 }, async () => {
  const own = await startEmulator({
    command: script('a deaf script', `trap '' TERM\nwhile :; do sleep 1; done &\n${process.env.RESETPASSWORD_COMMAND} "$@"\nwait`),
  });

  await assert.rejects(own.stop(), /The emulator did not end well\. .* has ended with exit code 137\./);

  await assert.rejects(startEmulator({ endpoint: own.endpoint }), { code: 'ECONNREFUSED' });
});

test('a command with a quote that does not end is refused', async () => {
  await assert.rejects(startEmulator({ command: '"/opt/a program --seed x' }), { message: 'The command has a quote that does not end: "/opt/a program --seed x' });
  await assert.rejects(startEmulator({ command: 'resetpassword --secret=test-secret "' }), {
    message: 'The command has a quote that does not end: resetpassword --secret=*** "',
  });
});

test('a program that is not there is named', async () => {
  await assert.rejects(startEmulator({ command: [join(folder, 'nothing')] }), ({ message }) => {
    assert.match(message, /^The emulator did not start\. .*nothing --urls \S+ has ended with exit code 1\. It said:\n  .*nothing cannot be started: .*ENOENT$/);
    return true;
  });
});

test('what an emulator says that cannot start is in the error', async () => {
  await assert.rejects(startEmulator({ settings: { JournalSise: 5 } }), /has ended with exit code 1\. It said:\n  ResetPassword:JournalSise is not a setting; the settings are Seed, /);
});

test('one that does not serve in time is ended', async () => {
  await assert.rejects(startEmulator({ command: [process.execPath, '-e', 'console.log("Not yet."); setInterval(() => {}, 60_000)', '--'], timeoutSeconds: 2 }), ({ message }) => {
    assert.match(message, /does not serve after 2 seconds\. It said/);
    return true;
  });
});

test('the lines that it prints are given', async () => {
  const lines = [];
  const own = await startEmulator({ log: (line) => lines.push(line) });

  await own.withTenant((tenant) => resetV3(tenant, 'New_pass1'));
  await own.stop();

  assert.equal(lines[0], `The emulator serves 18 instances on ${own.endpoint}`);
  assert.match(lines.join('\n'), /Rds ResetAccountPassword/);
});

test('one that was started has the seed, the settings and the token that it was given', async () => {
  const own = await startEmulator({
    seed: { instances: [{ product: 'Rds', id: 'rm-own', accounts: [{ name: 'app1', password: 'First_pass1' }] }] },
    settings: { 'Durations:Rds:CreateAccount': 5, JournalSize: 1 },
    adminToken: 'test-token',
  });

  await own.withTenant(async (tenant) => {
    await resetV3(tenant, 'New_pass1', { instanceId: 'rm-own', accountName: 'app1' });
    await resetV3(tenant, 'New_pass2', { instanceId: 'rm-own', accountName: 'app1' });
    assert.deepEqual((await tenant.instances.list()).map(({ id }) => id), ['rm-own']);
    assert.equal(await tenant.journal.count(), 1);
  });
  const stranger = await startEmulator({ endpoint: own.endpoint });
  await assert.rejects(stranger.createTenant(), (error) => error instanceof EmulatorError && error.status === 401);
  await withVariables({ RESETPASSWORD_ADMIN_TOKEN: 'test-token' }, async () => assert.equal((await (await startEmulator({ endpoint: own.endpoint })).tenants()).length, 1));
  await own.stop();
});

test('a seed that is null is none', async () => {
  const own = await startEmulator({ seed: null });

  assert.equal((await own.tenant('testid').instances.list()).length, 18);
  await own.stop();
});

test('a seed file that is wrong stops the start, with its line', async () => {
  const seed = join(folder, 'seed.json');
  writeFileSync(seed, '{ "instances": [\n  { "product": "Rds" } ] }');

  await assert.rejects(startEmulator({ seed }), ({ message }) => message.includes(seed) && message.includes('id'));
});

test('one that serves HTTPS too says where', async () => {
  const own = await startEmulator({ settings: { Tls: true } });

  assert.match(own.httpsEndpoint, /^https:\/\/127\.0\.0\.1:\d+$/);
  await own.stop();
});

test('its certificate is trusted as the page says: by the V3 client and by any program of Node.js', async () => {
  const certificate = join(folder, 'emulator.pem');
  const own = await startEmulator({ settings: { Tls: true, TlsCertificate: certificate } });
  const program = `require('https').get('${own.httpsEndpoint}/_emulator/health', ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))`;

  await own.withTenant((tenant) => resetV3({ ...tenant, host: new URL(own.httpsEndpoint).host, protocol: 'https', ca: readFileSync(certificate, 'utf8') }, 'New_pass1'));
  await promisify(execFile)(process.execPath, ['-e', program], { env: { ...process.env, NODE_EXTRA_CA_CERTS: certificate } });

  await assert.rejects(promisify(execFile)(process.execPath, ['-e', program]), /self-signed certificate/);
  await own.stop();
});

test('a control after the end says that it has ended', async () => {
  const own = await startEmulator();
  await own.stop();
  await own.stop();

  await assert.rejects(own.health(), /cannot be reached: .*has ended with exit code 0/s);
});

/** A process of tests, which is killed when the test's time is over. */
const serve = (context, words = [], options = {}) => spawn(process.execPath, [fileURLToPath(new URL('serve.mjs', import.meta.url)), ...words], {
  stdio: ['ignore', 'pipe', 'inherit'], signal: context.signal, killSignal: 'SIGKILL', ...options,
});

/** That a signal to a program, which says where its emulator serves, ends that. */
const assertEnds = async (program, send) => {
  const closed = once(program, 'close');
  const [text] = await once(program.stdout.setEncoding('utf8'), 'data');
  const endpoint = /https?:\S+/.exec(text)[0];
  const connection = connect(new URL(endpoint).port, '127.0.0.1');
  await once(connection, 'connect');

  send();

  await once(connection, 'close'); // by the emulator, whose end of it it is
  await closed;
  await assert.rejects(startEmulator({ endpoint }), { code: 'ECONNREFUSED' });
};

test('a killed test process leaves no emulator', { timeout: 120_000 }, async (context) => {
  const program = serve(context);

  await assertEnds(program, () => program.kill('SIGKILL'));
});

test('a killed test process leaves nothing that a script has started', { skip: process.platform === 'win32', timeout: 120_000 }, async (context) => {
  const command = script('another script', `${process.env.RESETPASSWORD_COMMAND} "$@"`);
  const program = serve(context, [], { env: { ...process.env, RESETPASSWORD_COMMAND: `'${command}'` } });

  await assertEnds(program, () => program.kill('SIGKILL'));
});

test('tests that are killed with all of their process group leave no emulator', { skip: process.platform === 'win32', timeout: 120_000 }, async (context) => {
  const program = serve(context, [], { detached: true });

  await assertEnds(program, () => process.kill(-program.pid, 'SIGKILL'));
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  test(`${signal} of the guard ends what a script has started`, { skip: process.platform === 'win32', timeout: 120_000 }, async (context) => {
    const words = [script(`a script for ${signal}`, `${process.env.RESETPASSWORD_COMMAND} "$@"`), '--urls', 'http://127.0.0.1:0'];
    const guard = spawn(process.execPath, [fileURLToPath(new URL('../lib/guard.js', import.meta.url)), ...words], {
      stdio: ['pipe', 'pipe', 'inherit'], signal: context.signal,
    });

    await assertEnds(guard, () => guard.kill(signal));
  });
}

test('a process that does not stop its emulator ends all the same', { timeout: 120_000 }, async (context) => {
  const program = serve(context, ['and leave']);
  program.stdout.resume();

  const [code] = await once(program, 'close');

  assert.equal(code, 0);
});
