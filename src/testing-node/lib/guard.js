// Runs a program for as long as whoever started this holds its standard input open. That ends with the process that holds it, however that ends: a test process that
// is killed leaves no emulator behind.
//   node guard.js PROGRAM [ARGUMENT...]
'use strict';
const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const graceMilliseconds = 10_000;

const [command, ...values] = process.argv.slice(2);
const program = spawn(command, values, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });
let isEnding = false;

const end = (signal) => {
  isEnding = true;
  program.kill(signal);
  setTimeout(() => program.kill('SIGKILL'), graceMilliseconds).unref();
};

program.on('error', (error) => {
  console.error(`${command} cannot be started: ${error.message}`);
  process.exit(1);
});
// On Windows to end a program is to kill it.
program.on('exit', (code, signal) => process.exit(isEnding && process.platform === 'win32' ? 0 : (code ?? 128 + constants.signals[signal])));
process.stdin.on('close', () => end('SIGTERM')).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
