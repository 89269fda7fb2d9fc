// The emulator's controls over HTTP. By node:http and not fetch: a browser-like test environment has no fetch, and tests put fakes in its place.
// A connection each: the global agent may be a proxy's, and a connection that is kept may be closed while a debugger holds the test.
'use strict';
const http = require('node:http');
const https = require('node:https');
const { URL } = require('node:url');

const patienceSeconds = 30;

/** A control that the emulator refused; nothing has changed. */
class EmulatorError extends Error {
  constructor(request, status, problem) {
    const faults = problem.faults ?? [];
    const reasons = faults.length > 1 ? faults.map(({ path, message }) => `\n  ${path}: ${message}`).join('') : ` ${problem.detail ?? problem.title}`;
    super(`${request} was refused with ${status}:${reasons}`);
    this.name = 'EmulatorError';
    this.status = status;
    this.detail = problem.detail ?? problem.title;
    this.faults = faults;
  }
}

class Controls {
  #endpoint;
  #adminToken;
  #explain;

  /** @param explain what is known of the emulator when it does not answer. */
  constructor(endpoint, adminToken, explain) {
    this.#endpoint = endpoint;
    this.#adminToken = adminToken;
    this.#explain = explain;
  }

  get(path, query, patience) {
    return this.send('GET', path, query, undefined, patience);
  }

  /** That it is an emulator, able to serve. */
  async ready() {
    const health = await this.get('health');
    if (health?.status !== 'ready') throw new Error(`${this.#endpoint} answers, but not as the emulator does: ${JSON.stringify(health)?.slice(0, 100)}`);
  }

  /** What the control answers, read; undefined where it answers nothing. */
  async send(method, path, query, body, patience = patienceSeconds) {
    const answer = await this.#open(method, path, query, body, patience);
    const text = await this.#text(answer);
    const type = answer.headers['content-type'] ?? '';
    if (text !== '' && !/^application\/(problem\+)?json\b/.test(type)) {
      throw new Error(`${this.#endpoint} answers, but not as the emulator does: ${answer.statusCode} ${type} ${text.slice(0, 100)}`);
    }
    const document = text === '' ? undefined : JSON.parse(text);
    if (answer.statusCode >= 300) throw new EmulatorError(`${method} /_emulator/${path}`, answer.statusCode, document ?? { title: answer.statusMessage });
    return document;
  }

  /** A body that comes bit by bit. */
  async stream(path, query) {
    const answer = await this.#open('GET', path, query, undefined, undefined);
    if (answer.statusCode < 300) return answer;
    throw new EmulatorError(`GET /_emulator/${path}`, answer.statusCode, JSON.parse(await this.#text(answer)));
  }

  #open(method, path, query, body, patience) {
    // A URL takes a step back for "..", and an empty name is none: it would be another control.
    if (path.split('/').some((name) => ['', '.', '..'].includes(name))) throw new TypeError(`/_emulator/${path}: a name is neither empty nor a dot or two.`);
    const url = new URL(`${this.#endpoint}/_emulator/${path}`);
    for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, value);
    const headers = { Accept: 'application/json' };
    if (this.#adminToken) headers.Authorization = `Bearer ${this.#adminToken}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    return new Promise((resolve, reject) => {
      const request = (url.protocol === 'https:' ? https : http).request(url, { method, headers, agent: false }, resolve);
      request.on('error', (error) => reject(this.#unreachable(error)));
      if (patience) request.setTimeout(patience * 1000, () => request.destroy(new Error(`no answer to ${method} ${url.pathname} for ${patience} seconds`)));
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  async #text(answer) {
    let text = '';
    answer.setEncoding('utf8');
    try {
      for await (const part of answer) text += part;
    } catch (error) {
      throw this.#unreachable(error);
    }
    return text;
  }

  #unreachable(error) {
    const unreachable = new Error(`The emulator at ${this.#endpoint} cannot be reached: ${error.message || error.code}.${this.#explain()}`, { cause: error });
    unreachable.code = error.code;
    return unreachable;
  }
}

module.exports = { Controls, EmulatorError };
