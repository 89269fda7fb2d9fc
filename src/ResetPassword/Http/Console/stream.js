// The journal as it is written: server-sent events, read with fetch, since an EventSource can send no token.

import { Problem, problemOf, reach } from './api.js';

const FirstPause = 500;
const LongestPause = 5000;

// The emulator sends a comment each 15 seconds: without three of them the connection is dead.
const Silence = 45_000;

/**
 * Follows a tenant's calls, from after the last id, or with so many of the last ones, until the function that it gives is called. Says of the connection: live, lost (with the reason), again.
 */
export function follow(tenant, { last, lastId, onId, onCall, onGap, onState }) {
  const ended = new AbortController();
  let pause = FirstPause;
  let wasLost = false;

  async function read() {
    const quiet = new AbortController();
    const signal = AbortSignal.any([ended.signal, quiet.signal]);
    let watch = setTimeout(() => quiet.abort(), Silence);
    try {
      const answer = await reach(`requests/stream?tenant=${encodeURIComponent(tenant)}&last=${last}`, {
        signal,
        headers: lastId() === null ? {} : { 'Last-Event-ID': lastId() },
      });
      if (!answer.ok) throw await problemOf(answer);
      onState(wasLost ? 'again' : 'live');
      [wasLost, pause] = [false, FirstPause];
      const parse = eventReader((event) => {
        if (event.id !== undefined) onId(event.id);
        if (event.name === 'gap') onGap();
        if (event.name === 'call') onCall(JSON.parse(event.data));
      });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        clearTimeout(watch);
        watch = setTimeout(() => quiet.abort(), Silence);
        parse(value);
      }
    } finally {
      clearTimeout(watch);
    }
  }

  (async () => {
    while (!ended.signal.aborted) {
      let reason = null;
      try {
        await read();
      } catch (problem) {
        reason = problem instanceof Problem && problem.status !== 0 ? problem.message : null;
      }
      if (ended.signal.aborted) return;
      wasLost = true;
      onState('lost', reason);
      await new Promise((done) => {
        const timer = setTimeout(done, pause);
        ended.signal.addEventListener('abort', () => { clearTimeout(timer); done(); }, { once: true });
      });
      pause = Math.min(2 * pause, LongestPause);
    }
  })();
  return () => ended.abort();
}

/** Reads a text/event-stream in pieces of any size; calls back with each event's name, id and data. */
export function eventReader(onEvent) {
  let rest = '';
  let event = { name: 'message', id: undefined, data: [] };
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop();
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line === '') {
        if (event.data.length > 0 || event.name !== 'message' || event.id !== undefined) onEvent({ ...event, data: event.data.join('\n') });
        event = { name: 'message', id: undefined, data: [] };
        continue;
      }
      const colon = line.indexOf(':');
      const name = colon < 0 ? line : line.slice(0, colon);
      const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
      if (name === 'event') event.name = value;
      else if (name === 'id') event.id = value;
      else if (name === 'data') event.data.push(value);
    }
  };
}
