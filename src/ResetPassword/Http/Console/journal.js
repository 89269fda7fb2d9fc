// The calls of this tab's tenant, and those of no tenant, as far as a page can hold them: the journal itself holds more than one looks at.

import { follow } from './stream.js';
import { tenant } from './api.js';

/** How many calls the page keeps; older ones are left to the emulator. */
export const MaxCalls = 1000;

/** How many seconds are counted. */
export const Seconds = 120;

// What comes sooner after the connection was made happened before it.
const History = 1000;

/** What became of a call: ok, refused, or fault, where a fault rule answered. */
export const outcomeOf = (call) => (call.faultId ? 'fault' : call.status >= 200 && call.status < 400 ? 'ok' : 'refused');

export class Journal extends EventTarget {
  /** Newest last; a call, or { gap: true } where calls may be missing. */
  entries = [];
  total = 0;
  seconds = new Map();

  #seen = new Set();
  #waiting = [];
  #frame = null;
  #ends = [];
  #resume = {};

  constructor() {
    super();
    document.addEventListener('visibilitychange', () => (document.hidden ? this.#stop() : this.#start()));
  }

  /** Begins anew, with the tenant of this tab. */
  restart() {
    this.#stop();
    this.entries = [];
    this.total = 0;
    this.seconds.clear();
    this.#seen.clear();
    this.#waiting = [];
    this.#resume = {};
    if (!document.hidden) this.#start();
    this.dispatchEvent(new Event('restart'));
  }

  #start() {
    if (this.#ends.length > 0) return;
    this.#ends = [tenant(), '-'].map((name) => this.#follow(name));
  }

  #stop() {
    for (const end of this.#ends) end();
    this.#ends = [];
  }

  #follow(name) {
    let since = performance.now();
    return follow(name, {
      last: MaxCalls,
      lastId: () => this.#resume[name] ?? null,
      onId: (id) => { this.#resume[name] = id; },
      onCall: (call) => this.#add(call, performance.now() - since < History),
      onGap: () => this.#gap(),
      onState: (state, reason) => {
        since = performance.now();
        if (name !== '-') this.dispatchEvent(new CustomEvent('connection', { detail: { state, reason } }));
      },
    });
  }

  // A stream that resumes may show a call twice.
  #add(call, isHistory) {
    if (this.#seen.has(call.requestId)) return;
    this.#seen.add(call.requestId);
    this.total++;
    const second = Math.floor((isHistory ? Date.parse(call.time) : Date.now()) / 1000);
    const counts = this.seconds.get(second) ?? { ok: 0, refused: 0, fault: 0 };
    counts[outcomeOf(call)]++;
    this.seconds.set(second, counts);
    this.#wait(call);
  }

  // Both streams may say so.
  #gap() {
    if (!(this.#waiting.at(-1) ?? this.entries.at(-1))?.gap) this.#wait({ gap: true });
  }

  #wait(entry) {
    this.#waiting.push(entry);
    if (this.#waiting.length > MaxCalls) this.#forget(this.#waiting.splice(0, this.#waiting.length - MaxCalls));
    this.#frame ??= requestAnimationFrame(() => this.#flush());
  }

  #flush() {
    this.#frame = null;
    const added = this.#waiting;
    this.#waiting = [];
    this.entries.push(...added);
    if (this.entries.length > MaxCalls) this.#forget(this.entries.splice(0, this.entries.length - MaxCalls));
    const oldest = Math.floor(Date.now() / 1000) - Seconds;
    for (const second of this.seconds.keys()) if (second < oldest) this.seconds.delete(second);
    this.dispatchEvent(new CustomEvent('calls', { detail: added }));
  }

  #forget(entries) {
    for (const entry of entries) this.#seen.delete(entry.requestId);
  }
}
