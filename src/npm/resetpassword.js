#!/usr/bin/env node
// Runs the native file of this machine, which is in a package of its own: npm installs only the one that fits.
'use strict';
const { spawn } = require('node:child_process');
const { constants } = require('node:os');
const { optionalDependencies } = require('./package.json');

// Only what glibc linked says its version: a file for glibc does not start on musl, nor the other way round.
process.report.excludeNetwork = true;
const libc = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime ? '-musl' : '';
const name = `resetpassword-${process.platform}${libc}-${process.arch}`;

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

const find = () => {
  try {
    return require.resolve(`${name}/${process.platform === 'win32' ? 'ResetPassword.exe' : 'ResetPassword'}`);
  } catch {
    const there = Object.keys(optionalDependencies ?? {});
    return there.includes(name)
      ? fail(`The package ${name} is not installed: install resetpassword again, without --omit=optional and without a node_modules of another machine.`)
      : fail(`There is no native file for this machine (${name}), only ${there.join(', ')}. With .NET it runs anywhere: dotnet tool install -g ResetPassword`);
  }
};

const program = spawn(find(), process.argv.slice(2), { stdio: 'inherit' });
program.on('error', (error) => fail(error.message));

// A terminal sends its signals to both, a process manager to this one only. Whoever gets one twice ends once. On Windows there is only the terminal's, and to hand
// one on would be to kill.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.platform === 'win32' || program.kill(signal));

// npm gives a signal to the shell between it and this, which dies of it and leaves this behind: where npm runs it, it ends with that shell.
if (process.env.npm_command) {
  const shell = process.ppid;
  setInterval(() => process.ppid === shell || program.kill('SIGTERM'), 200).unref();
}

program.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
