// Runs a program for as long as whoever started this holds its standard input open. That ends with the process that holds it, however that ends: a test process that
// is killed leaves no emulator behind.
//   node guard.js PROGRAM [ARGUMENT...]
'use strict';
const { spawn } = require('node:child_process');
const { constants } = require('node:os');

const graceMilliseconds = 10_000;
const betweenLooksMilliseconds = 50;
const isWindows = process.platform === 'win32';

// Where the system has process groups, the program is one of its own, so that what a script has started ends with it.
const [command, ...values] = process.argv.slice(2);
const program = spawn(command, values, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true, detached: !isWindows });
let isEnding = false;
let isGraceOver = false;

/** Whether anybody was there to be told. */
const tell = (signal) => {
  try {
    return isWindows ? program.kill(signal) : process.kill(-program.pid, signal);
  } catch {
    return false;
  }
};

const end = (signal) => {
  isEnding = true;
  tell(signal);
  setTimeout(() => {
    tell('SIGKILL');
    isGraceOver = true;
  }, graceMilliseconds).unref();
};

program.on('error', (error) => {
  console.error(`${command} cannot be started: ${error.message}`);
  process.exit(1);
});
program.on('exit', (code, signal) => {
  // On Windows to end a program is to kill it, and elsewhere a script does not heed the signal as the emulator does.
  process.exitCode = isEnding && (isWindows || signal === 'SIGTERM') ? 0 : (code ?? 128 + constants.signals[signal]);
  if (isWindows) process.exit();
  if (!isEnding) end('SIGTERM');
  const leave = () => {
    if (isGraceOver || !tell(0)) process.exit();
  };
  leave();
  setInterval(leave, betweenLooksMilliseconds);
});
process.stdin.on('close', () => end('SIGTERM')).resume();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
