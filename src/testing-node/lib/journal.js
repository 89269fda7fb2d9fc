'use strict';
const { AssertionError } = require('node:assert');
const { hasCalls, linesOf } = require('./failure.js');
const { checkOptions } = require('./options.js');

/** The calls that a tenant has made. */
class Journal {
  #controls;

  constructor(controls) {
    this.#controls = controls;
  }

  list(filter = {}) {
    return this.#controls.get('requests', filter);
  }

  async count(filter = {}) {
    return (await this.#controls.get('requests/count', filter)).count;
  }

  async wait(filter = {}, options = {}) {
    checkOptions('wait', options, ['count', 'timeoutSeconds']);
    const { count = 1, timeoutSeconds = 10 } = options;
    const answer = await this.#controls.get('requests/wait', { ...filter, count, timeoutSeconds }, timeoutSeconds + 30);
    if (!answer.satisfied) throw await this.#disappointed(filter, `at least ${times(count)} within ${timeoutSeconds} seconds`, answer.count, count, this.wait);
    return answer.count;
  }

  async assertCalled(filter = {}, expected = undefined) {
    const actual = await this.count(filter);
    if (expected === undefined ? actual > 0 : actual === expected) return;
    throw await this.#disappointed(filter, expected === undefined ? 'at least 1 call' : times(expected), actual, expected ?? 1, this.assertCalled);
  }

  async *stream(filter = {}) {
    const answer = await this.#controls.stream('requests/stream', filter);
    answer.setEncoding('utf8');
    try {
      yield* callsOf(answer);
    } finally {
      answer.destroy();
    }
  }

  clear() {
    return this.#controls.send('DELETE', 'requests');
  }

  async #disappointed(filter, expected, count, number, caller) {
    const calls = await this.list();
    const what = Object.entries(filter).map(([name, value]) => `${name} ${value}`).join(', ') || 'any call';
    const instead = calls.length === 0 ? 'The tenant has called nothing.' : `The tenant called:\n${linesOf(calls)}`;
    const message = `Expected ${expected} (${what}), but there ${count === 1 ? 'was' : 'were'} ${count}. ${instead}`;
    return hasCalls(new AssertionError({ message, actual: count, expected: number, operator: 'calls', stackStartFn: caller }));
  }
}

const times = (count) => (count === 1 ? '1 call' : `${count} calls`);

// Of server-sent events those named call. A gap, where the journal was emptied, is nothing that a test waits for.
async function* callsOf(text) {
  let rest = '';
  try {
    for await (const part of text) {
      const events = (rest + part).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const lines = event.split('\n');
        if (lines.includes('event: call')) yield JSON.parse(lines.find((line) => line.startsWith('data: ')).slice('data: '.length));
      }
    }
  } catch (error) {
    throw new Error(`The stream of calls has ended: ${error.message}.`, { cause: error });
  }
  throw new Error('The stream of calls has ended: the emulator was stopped.');
}

module.exports = { Journal };
