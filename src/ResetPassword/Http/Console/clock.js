// The tenant's time.

import { action, el, facts, field, form, number, panel, say, text, timeOf } from './dom.js';
import { own } from './api.js';

const Steps = [['1 minute', 60], ['15 minutes', 900], ['1 hour', 3600], ['1 day', 86_400]];

export async function show(main) {
  const shown = el('div');
  const now = panel('The tenant’s time', shown, el('div', { class: 'verbs' },
    action('Freeze', async () => set({ now: (await own.get('clock')).now, frozen: true }, 'The clock stands still.')),
    action('Real time', () => set({}, 'The clock shows real time.'))));

  function render(clock) {
    shown.replaceChildren(el('p', { class: 'now' }, `${timeOf(clock.now)} UTC`), facts([
      ['Runs', clock.frozen ? 'no, it is frozen' : 'yes'],
      ['Ahead of real time', clock.frozen ? null : `${clock.offsetSeconds} s`],
      ['Signatures', clock.signatures ? 'timestamps and nonces are checked by this clock too' : 'timestamps and nonces are checked by real time'],
    ]));
  }

  async function set(change, message) {
    render(await own.put('clock', change));
    say(now, message);
  }

  const advance = panel('Advance',
    el('p', {}, 'What a status waits for happens, and what expires is over.'),
    el('div', { class: 'verbs' }, Steps.map(([label, seconds]) => action(label, () => set({ advanceSeconds: seconds }, `Advanced by ${label}.`)))),
    form([field('Seconds', number('seconds', 60, { min: 0, required: true }))], 'Advance',
      ({ seconds }) => set({ advanceSeconds: Number(seconds) }, `Advanced by ${seconds} s.`)));
  const exact = panel('Set',
    form([
      field('Time (UTC)', text('time', { required: true, placeholder: '2026-01-31T12:00:00Z', value: `${new Date().toISOString().slice(0, 19)}Z` })),
      field('Frozen', el('input', { type: 'checkbox', name: 'frozen', checked: true })),
    ], 'Set the time', ({ time, frozen }) => set({ now: time, frozen: frozen === 'on' }, 'The time is set.')),
    form([field('Seconds ahead of real time', number('offset', 900, { required: true }))], 'Set the offset',
      ({ offset }) => set({ offsetSeconds: Number(offset) }, 'The offset is set.')),
    form([field('Check signatures by this clock', el('input', { type: 'checkbox', name: 'signatures' }))], 'Set the check',
      ({ signatures }) => set({ signatures: signatures === 'on' }, 'It is set.')));

  main.append(el('div', { class: 'columns' }, now, advance, exact));
  const renew = async () => render(await own.get('clock'));
  await renew();
  const timer = setInterval(() => { if (!document.hidden) renew().catch(() => {}); }, 1000);
  return () => clearInterval(timer);
}
