// Calls, live, newest first; one that is chosen shows why it was answered as it was.

import { action, choice, clockOf, copyable, el, text } from './dom.js';
import { contract, tenant } from './api.js';
import { MaxCalls, outcomeOf } from './journal.js';
import { detailOf } from './call-detail.js';
import { timeline } from './timeline.js';

/** How many rows are shown; more would be nothing that one reads. */
const MaxRows = 200;

const Shapes = { ok: '■', refused: '▲', fault: '◆' };

const Filters = [['product', 'Product'], ['action', 'Action'], ['instanceId', 'Instance'], ['code', 'Code'], ['accessKeyId', 'Key']];

export function show(main, context) {
  const { journal } = context;
  const filters = Object.fromEntries(Filters.map(([name, label]) => [name, text(name, { 'aria-label': `Filter by ${label.toLowerCase()}`, placeholder: label })]));
  const outcome = choice('outcome', [['', 'All calls'], ['refused', 'Refused'], ['fault', 'By a fault rule'], ['ok', 'Answered']], '', { 'aria-label': 'Filter by outcome' });
  const pause = el('button', { type: 'button', 'aria-pressed': 'false', textContent: 'Pause' });
  const list = el('ol', { class: 'calls', 'aria-label': 'Calls, newest first' });
  const counted = el('p', { class: 'counted' });
  const detail = el('section', { class: 'detail panel', hidden: true, 'aria-label': 'The chosen call', tabIndex: -1, 'data-notices': true });
  const picture = timeline(journal);
  const beginning = firstCall();
  const layout = el('div', { class: 'split' }, el('div', { class: 'listing' }, counted, list, beginning), detail);
  main.append(picture.element, el('div', { class: 'filters', role: 'group', 'aria-label': 'Filters' }, outcome, Object.values(filters), pause), layout);

  let chosen = null;

  const isMeant = (entry) => entry.gap
    || ((outcome.value === '' || outcomeOf(entry) === outcome.value)
      && Filters.every(([name]) => (entry[name] ?? '').toLowerCase().includes(filters[name].value.trim().toLowerCase())));

  function rowOf(entry) {
    if (entry.gap) return el('li', { class: 'gap' }, 'Calls may be missing here: the emulator was restarted, or its journal was cleared or holds no more.');
    const kind = outcomeOf(entry);
    const button = el('button', { type: 'button', class: kind, 'data-id': entry.requestId, onclick: () => choose(entry, button) },
      el('span', { class: 'when' }, clockOf(entry.time)),
      el('span', { class: 'shape', 'aria-hidden': 'true' }, Shapes[kind]),
      el('span', { class: 'status' }, `${entry.status || '–'} ${entry.code}`),
      el('span', { class: 'what' }, `${entry.product ?? '?'} ${entry.action ?? '?'}`),
      el('span', { class: 'target' }, [entry.instanceId, entry.accountName].filter(Boolean).join(' / ')),
      el('span', { class: 'key' }, entry.accessKeyId ?? 'no known key'));
    if (entry === chosen) button.setAttribute('aria-current', 'true');
    return el('li', {}, button);
  }

  function count() {
    const kept = journal.entries.length;
    const thinned = journal.total > MaxCalls ? ` The page keeps the last ${MaxCalls.toLocaleString('en')} of ${journal.total.toLocaleString('en')} calls that it saw.` : '';
    counted.textContent = list.children.length >= MaxRows ? `The newest ${MaxRows} rows are shown; filter to see others.${thinned}` : thinned.trim();
    counted.hidden = counted.textContent === '';
    beginning.hidden = kept > 0;
    list.hidden = kept === 0;
  }

  // What has the focus or is being read stays.
  function trim() {
    for (let row = list.lastElementChild; list.children.length > MaxRows && row !== null;) {
      const before = row.previousElementSibling;
      if (!row.contains(document.activeElement)) row.remove();
      row = before;
    }
  }

  function renew() {
    list.replaceChildren(...journal.entries.filter(isMeant).slice(-MaxRows).reverse().map(rowOf));
    count();
    picture.draw();
  }

  function add(event) {
    picture.draw();
    if (pause.getAttribute('aria-pressed') === 'true') return;
    list.prepend(...event.detail.filter(isMeant).slice(-MaxRows).reverse().map(rowOf));
    trim();
    count();
  }

  function choose(call, button) {
    list.querySelector('[aria-current]')?.removeAttribute('aria-current');
    button.setAttribute('aria-current', 'true');
    chosen = call;
    const close = action('Close', () => {
      chosen = null;
      detail.hidden = true;
      layout.classList.remove('open');
      button.removeAttribute('aria-current');
      (button.isConnected ? button : outcome).focus();
    }, { class: 'close' });
    detail.hidden = false;
    layout.classList.add('open');
    detail.replaceChildren(close, ...detailOf(call, context));
    detail.scrollTop = 0;
    detail.focus();
  }

  pause.addEventListener('click', () => {
    const isPaused = pause.getAttribute('aria-pressed') !== 'true';
    pause.setAttribute('aria-pressed', String(isPaused));
    pause.textContent = isPaused ? 'Go on' : 'Pause';
    if (!isPaused) renew();
  });
  for (const filter of [outcome, ...Object.values(filters)]) filter.addEventListener('input', renew);
  journal.addEventListener('calls', add);
  journal.addEventListener('restart', renew);
  renew();
  return () => {
    picture.end();
    journal.removeEventListener('calls', add);
    journal.removeEventListener('restart', renew);
  };
}

// What a new user does first.
function firstCall() {
  const key = tenant();
  const options = `${location.origin === 'http://127.0.0.1:8080' ? '' : ` --endpoint ${location.origin}`}${key === 'testid' ? '' : ` --access-key-id ${key}`}`;
  const code = el('code');
  contract().then(({ products }) => { code.textContent = products.map((product) => product.name).join(', '); }, () => {});
  return el('section', { class: 'panel beginning' },
    el('h2', {}, 'No call yet'),
    el('p', {}, 'Point an SDK, the CLI or Terraform at this emulator; every call appears here as it is answered, with the reason if it is refused.'),
    el('dl', { class: 'facts' },
      el('dt', {}, 'Endpoint'), el('dd', {}, el('code', {}, location.host), ` with the protocol ${location.protocol.slice(0, -1)}`),
      el('dt', {}, 'AccessKey ID'), el('dd', {}, el('code', {}, key)),
      el('dt', {}, 'Secret'), el('dd', {}, el('code', {}, 'testsecret')),
      el('dt', {}, 'Products'), el('dd', {}, code)),
    el('p', {}, 'A first call:'),
    copyable('A first call', `resetpassword call rds ResetAccountPassword --DBInstanceId rm-running --AccountName test1 --AccountPassword New_pass1${options}`));
}
