// Starts an emulator, or uses one that runs.
'use strict';
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout: wait } = require('node:timers/promises');
const { URL } = require('node:url');
const { findCommand } = require('./command.js');
const { Controls } = require('./controls.js');
const { Emulator } = require('./emulator.js');
const { checkOptions } = require('./options.js');
const { Program } = require('./program.js');

const names = ['endpoint', 'command', 'seed', 'settings', 'adminToken', 'timeoutSeconds', 'log'];
const namesOfStart = ['seed', 'settings'];
const patienceSeconds = 60;
const longestSeconds = 86_400;
const betweenTriesMilliseconds = 50;

const startEmulator = async (options = {}) => {
  checkOptions('startEmulator', options, names);
  const { timeoutSeconds = 0, settings = {} } = options;
  if (!(timeoutSeconds >= 0 && timeoutSeconds <= longestSeconds)) {
    throw new TypeError(`timeoutSeconds is ${timeoutSeconds}. It is a number from 0 to ${longestSeconds}.`);
  }
  if (Object.keys(settings).some((name) => name.toLowerCase() === 'admintoken')) {
    throw new TypeError('The setting AdminToken is the option adminToken: the controls need it too.');
  }
  const adminToken = options.adminToken ?? process.env.RESETPASSWORD_ADMIN_TOKEN;
  if (adminToken && !/^[!-~]([ -~]*[!-~])?$/.test(adminToken)) {
    throw new TypeError("The option adminToken, else RESETPASSWORD_ADMIN_TOKEN, has a line's end, a blank at an end or another character that no header takes.");
  }
  const endpoint = options.endpoint ?? (process.env.RESETPASSWORD_ENDPOINT || undefined);
  return endpoint === undefined ? start(options, adminToken) : attach(endpoint, options, adminToken);
};

const attach = async (endpoint, options, adminToken) => {
  const impossible = namesOfStart.filter((name) => options[name] !== undefined);
  if (impossible.length > 0) {
    throw new TypeError(`The emulator at ${endpoint} runs already: it cannot be given ${impossible.join(' and ')}. A tenant can have a seed of its own: createTenant({ seed }).`);
  }
  if (!/^https?:\/\/[^/?#@\s]+\/?$/.test(endpoint) || !URL.canParse(endpoint)) {
    // A key or a password may stand before its @.
    const shown = String(endpoint).replace(/^(\w+:\/\/)?.*@/s, '$1***@');
    throw new TypeError(`The endpoint ${shown} (the option endpoint, else RESETPASSWORD_ENDPOINT) is not of the form http://HOST:PORT.`);
  }
  const origin = new URL(endpoint).origin;
  const controls = new Controls(origin, adminToken, () => ' Is it started? RESETPASSWORD_ENDPOINT or the option endpoint says that it runs there.');
  await untilReady(controls, options.timeoutSeconds ?? 0);
  return new Emulator(controls, origin);
};

const start = async (options, adminToken) => {
  const folder = typeof options.seed === 'object' && options.seed !== null ? mkdtempSync(join(tmpdir(), 'resetpassword-')) : undefined;
  try {
    const seed = folder ? join(folder, 'seed.json') : options.seed;
    if (folder) writeFileSync(seed, JSON.stringify(options.seed), { mode: 0o600 });
    const isTls = String(options.settings?.Tls).toLowerCase() === 'true';
    const words = [...findCommand(options.command), '--urls', isTls ? 'http://127.0.0.1:0;https://127.0.0.1:0' : 'http://127.0.0.1:0'];
    const program = new Program(seed ? [...words, '--seed', seed] : words, environmentOf(options.settings, adminToken), options.log);
    try {
      const patience = options.timeoutSeconds ?? patienceSeconds;
      const [endpoint, httpsEndpoint] = await program.addresses(patience);
      const controls = new Controls(endpoint, adminToken, () => program.explain());
      await untilReady(controls, patience);
      program.letGo();
      return new Emulator(controls, endpoint, httpsEndpoint, program);
    } catch (error) {
      await program.stop().catch(() => {});
      throw error;
    }
  } finally {
    if (folder) rmSync(folder, { recursive: true });
  }
};

// The program reads its settings from the environment too, where no other process sees a token. Node's own variables are for the tests' process.
const environmentOf = (settings, adminToken) => {
  const { NODE_OPTIONS, NODE_V8_COVERAGE, ...environment } = process.env;
  for (const [name, value] of Object.entries({ AdminToken: adminToken ?? '', ...settings })) {
    const variable = `ResetPassword__${name.replaceAll(':', '__')}`;
    // The program takes any case, and of two the one that it meets last.
    for (const other of Object.keys(environment)) if (other.toLowerCase() === variable.toLowerCase()) delete environment[other];
    environment[variable] = String(value);
  }
  return environment;
};

// Asks once more when the time is over, so that without time it is asked once.
const untilReady = async (controls, seconds) => {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const isLast = performance.now() >= deadline;
    try {
      return await controls.ready();
    } catch (error) {
      if (isLast) throw error.status ? new Error(`The emulator is not ready: ${error.message}`, { cause: error }) : error;
    }
    await wait(betweenTriesMilliseconds);
  }
};

module.exports = { startEmulator };
