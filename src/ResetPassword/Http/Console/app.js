// The page: its screens, the tenant of this tab, the connection, and the admin token where one is set.

import { all, chooseTenant, tenant, whenTokenIsNeeded } from './api.js';
import { el, field, fill, form, notice, password, takePassword } from './dom.js';
import { Journal, outcomeOf } from './journal.js';
import * as calls from './calls.js';
import * as clock from './clock.js';
import * as contract from './contract.js';
import * as faults from './faults.js';
import * as health from './health.js';
import * as instances from './instances.js';
import * as ram from './ram.js';
import * as tenants from './tenants.js';

const Screens = {
  calls: ['Calls', calls], instances: ['Instances', instances], faults: ['Faults', faults], clock: ['Clock', clock], tenants: ['Tenants', tenants],
  ram: ['RAM', ram], contract: ['Contract', contract], health: ['Health', health],
};

/** How often new refusals are said aloud at most. */
const Saying = 5000;

const main = document.getElementById('main');
const tabs = document.getElementById('tabs');
const select = document.getElementById('tenant');
const connection = document.getElementById('connection');
const announcer = document.getElementById('announcer');
const journal = new Journal();
let end = null;
let shown = 0;
let handed = null;

const context = {
  journal,
  get handed() { return handed; },

  /** Shows another screen, with what it is to begin with: not in the address, which is kept. */
  go(screen, what = null) {
    handed = what;
    if (location.hash === `#/${screen}`) open();
    else location.hash = `#/${screen}`;
  },

  async switchTo(accessKeyId) {
    const isOther = accessKeyId !== tenant();
    chooseTenant(accessKeyId);
    await offerTenants();
    if (isOther) journal.restart();
  },
};

async function open() {
  const name = location.hash.replace(/^#\//, '');
  const [title, screen] = Screens[name] ?? Screens.calls;
  const turn = ++shown;
  end?.();
  end = null;
  for (const link of tabs.querySelectorAll('a')) {
    if (link.textContent === title) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${title} – ResetPassword console`;
  const place = el('div', { class: 'screen', 'data-screen': title });
  main.replaceChildren(place);
  try {
    const finish = await screen.show(place, context);
    if (turn === shown) end = finish ?? null;
    else finish?.();
    if (turn === shown) place.dataset.ready = 'true';
  } catch (problem) {
    if (turn === shown) place.append(notice(problem.message, 'bad'));
  } finally {
    handed = null;
  }
}

async function offerTenants() {
  const listed = await all.get('tenants');
  const keys = listed.map((one) => (one.accessKeyIds.includes(tenant()) ? tenant() : one.accessKeyIds[0]));
  fill(select, [...new Set([...keys, tenant()])], tenant());
}

function showConnection({ detail: { state, reason } }) {
  connection.dataset.state = state === 'lost' ? 'lost' : 'live';
  connection.textContent = {
    live: 'Live',
    again: 'Live again: the connection was lost, or the emulator restarted',
    lost: reason === null ? 'Connection lost or emulator restarted; trying again' : `${reason} Trying again`,
  }[state];
}

let refused = 0;
let last = null;
let saying = null;

// Sparingly: a storm of refusals is one sentence.
function announce({ detail: entries }) {
  for (const entry of entries) {
    if (entry.gap || outcomeOf(entry) === 'ok') continue;
    refused++;
    last = entry;
  }
  if (refused > 0) saying ??= setTimeout(() => {
    announcer.textContent = `${refused} ${refused === 1 ? 'call was' : 'calls were'} not answered as asked; the last: ${last.action ?? 'unknown action'}, ${last.status} ${last.code}`;
    [refused, saying] = [0, null];
  }, Saying);
}

function askForToken(wasWrong) {
  return new Promise((answer) => {
    const dialog = el('dialog', { class: 'token', 'aria-label': 'Admin token' },
      el('p', {}, wasWrong ? 'That is not the admin token of this emulator.' : 'This emulator has an admin token. It is kept for this tab only.'),
      form([field('Admin token', password('token', { pattern: '[!-~]+', title: 'A token has letters, digits and signs of ASCII, and no blank.' }))], 'Go on', (_, itself) => {
        const token = takePassword(itself, 'token');
        dialog.close();
        dialog.remove();
        answer(token);
      }, { autocomplete: 'off' }));
    dialog.addEventListener('cancel', (event) => event.preventDefault());
    document.body.append(dialog);
    dialog.showModal();
  });
}

whenTokenIsNeeded(askForToken);
tabs.append(...Object.entries(Screens).map(([name, [title]]) => el('li', {}, el('a', { href: `#/${name}` }, title))));
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
select.addEventListener('change', () => {
  chooseTenant(select.value);
  journal.restart();
  open();
});
journal.addEventListener('connection', showConnection);
journal.addEventListener('calls', announce);
window.addEventListener('hashchange', open);
journal.restart();
offerTenants().catch(() => fill(select, [tenant()], tenant()));
open();
