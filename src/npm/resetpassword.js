#!/usr/bin/env node
// Runs the native file of this machine.
'use strict';
const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const { find } = require('./file.js');

const fail = ({ message }) => {
  console.error(message);
  process.exit(1);
};

let file;
try {
  file = find();
} catch (error) {
  fail(error);
}

const program = spawn(file, process.argv.slice(2), { stdio: 'inherit' });
program.on('error', fail);

// A terminal sends its signals to both, a process manager to this one only. Whoever gets one twice ends once. On Windows there is only the terminal's, and to hand
// one on would be to kill.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.platform === 'win32' || program.kill(signal));

// npm gives a signal to the shell between it and this, which dies of it and leaves this behind: where npm runs it, it ends with that shell.
if (process.env.npm_command) {
  const shell = process.ppid;
  setInterval(() => process.ppid === shell || program.kill('SIGTERM'), 200).unref();
}

program.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
