// An emulator that this process has started.
'use strict';
const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { shown } = require('./command.js');

const tailLines = 40;
const addressLine = /^The emulator serves \d+ instances on (.+)$/;

class Program {
  #command;
  #guard;
  #addresses;
  #exit;
  #code;
  #tail = [];

  /**
   * @param words the program and its arguments
   * @param log gets each line that it prints
   */
  constructor(words, environment, log) {
    this.#command = shown(words);
    // What kills the tests with all of their process group leaves the guard to end the program.
    this.#guard = spawn(process.execPath, [join(__dirname, 'guard.js'), ...words], {
      env: environment, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true, detached: process.platform !== 'win32',
    });
    this.#guard.stdin.on('error', () => {}); // it may have ended already
    this.#addresses = new Promise((resolve) => {
      const hear = (line) => {
        this.#tail = [...this.#tail, line].slice(-tailLines);
        log?.(line);
        const [, addresses] = addressLine.exec(line) ?? [];
        if (addresses) resolve(addresses.split(', '));
      };
      for (const output of [this.#guard.stdout, this.#guard.stderr]) createInterface({ input: output }).on('line', hear);
    });
    this.#exit = new Promise((resolve) => {
      this.#guard.on('close', (code) => {
        this.#code = code;
        resolve();
      });
    });
  }

  /** Where it serves, which it says when it does. */
  async addresses(patienceSeconds) {
    let timer;
    const timeOver = new Promise((resolve) => {
      timer = setTimeout(resolve, patienceSeconds * 1000);
    });
    const addresses = await Promise.race([this.#addresses, this.#exit, timeOver]);
    clearTimeout(timer);
    if (addresses) return addresses;
    throw new Error(this.#code === undefined
      ? `The emulator (${this.#command}) does not serve after ${patienceSeconds} seconds.${this.#said()}`
      : `The emulator did not start.${this.explain()}`);
  }

  /** What became of it, where it has ended. */
  explain() {
    return this.#code === undefined ? '' : ` ${this.#command} has ended with exit code ${this.#code}.${this.#said()}`;
  }

  /** From now on it does not keep this process from ending, with which it ends. */
  letGo() {
    for (const handle of [this.#guard, this.#guard.stdin, this.#guard.stdout, this.#guard.stderr]) handle.unref();
  }

  async stop() {
    this.#guard.ref();
    this.#guard.stdin.end();
    await this.#exit;
    if (this.#code !== 0) throw new Error(`The emulator did not end well.${this.explain()}`);
  }

  #said() {
    return this.#tail.length === 0 ? ' It said nothing.' : ` It said:\n  ${this.#tail.join('\n  ')}`;
  }
}

module.exports = { Program };
