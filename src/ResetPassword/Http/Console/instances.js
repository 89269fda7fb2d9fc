// The tenant's instances: their state, their accounts, and the proof of a password.

import { action, choice, code, confirmed, el, facts, field, form, panel, password, say, table, takePassword, text, timeOf } from './dom.js';
import { instanceForms, own, segment, tenant, wordsOf } from './api.js';
import { proofOf } from './call-detail.js';

/** How many accounts are shown; an instance may have a million. */
const MaxAccounts = 100;

/** In how many of its last calls events are looked for. */
const MaxCalls = 500;

export async function show(main, context) {
  const list = el('ul', { class: 'picks', 'aria-label': 'Instances' });
  const detail = el('div', { class: 'detail' });
  const layout = el('div', { class: 'split' },
    el('div', { class: 'listing' },
      el('div', { class: 'verbs' }, action('Refresh', renew), action('Reset the tenant to the seed', reset, { class: 'danger' })), list),
    detail);
  main.append(layout);
  let forms = {};
  let chosen = null;

  async function renew() {
    const { instances } = await own.get('state');
    list.replaceChildren(...instances.map((instance) => el('li', {}, el('button', {
      type: 'button', 'data-instance': instance.id, 'aria-current': instance.id === chosen ? 'true' : null, onclick: () => choose(instance.id, true),
    }, el('strong', {}, instance.id), el('span', {}, instance.product),
    el('span', { class: isUsual(instance) ? '' : 'odd' }, [instance.status, isLocked(instance) ? `lock ${instance.lockMode}` : null].filter(Boolean).join(', '))))));
    if (instances.length === 0) list.replaceChildren(el('li', {}, 'The tenant has no instance.'));
  }

  const isLocked = (instance) => instance.lockMode !== undefined && !['0', 'Unlock'].includes(String(instance.lockMode));
  const isUsual = (instance) => ['Running', 'ACTIVATION'].includes(instance.status) && !isLocked(instance);

  async function reset() {
    if (!await confirmed(`Reset the tenant ${tenant()}: its instances, users and roles as they were made, no faults, no journal, real time?`, 'Reset')) return;
    await own.post('reset');
    context.journal.restart();
    chosen = null;
    detail.replaceChildren();
    layout.classList.remove('open');
    await renew();
    say(main, 'The tenant is as it was made.');
  }

  async function choose(id, isNew) {
    const instance = await own.get(`instances/${segment(id)}`);
    const calls = await own.get('requests', { instanceId: id, last: MaxCalls });
    chosen = id;
    for (const button of list.querySelectorAll('button')) {
      if (button.dataset.instance === id) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
    detail.replaceChildren(...instancePanels(instance, calls));
    layout.classList.add('open');
    if (isNew) detail.querySelector('h2').focus();
  }

  async function renewBoth(id, message) {
    await renew();
    await choose(id, false);
    say(detail.firstElementChild, message);
  }

  function instancePanels(instance, calls) {
    const words = forms[instance.product.toLowerCase()] ?? {};
    return [
      el('section', { class: 'panel', 'data-notices': true }, el('h2', { tabIndex: -1 }, instance.id),
        action('Close', () => {
          layout.classList.remove('open');
          detail.replaceChildren();
          list.querySelector('[aria-current]')?.focus();
        }, { class: 'close' }),
        facts([['Product', instance.product], ['Region', instance.region], ['Engine', [instance.engine, instance.engineVersion].filter(Boolean).join(' ')],
          ['Database server', instance.database?.url]]),
        stateForm(instance, words)),
      accountsPanel(instance),
      newAccountPanel(instance, words.accounts?.items?.properties ?? {}),
      eventsPanel(calls),
    ];
  }

  function stateForm(instance, words) {
    const fields = [];
    const status = wordsOf(words.status);
    const lock = [...new Set(wordsOf(words.lockMode))];
    if (status.length > 0) fields.push(field('Status', choice('status', status, instance.status ?? words.status.default)));
    if (lock.length > 0) fields.push(field('Lock', choice('lockMode', lock, String(instance.lockMode ?? words.lockMode.default))));
    return form(fields, 'Change', async (values) => {
      await own.patch(`instances/${segment(instance.id)}`, values);
      await renewBoth(instance.id, `${instance.id} is changed.`);
    });
  }

  function accountsPanel(instance) {
    const accounts = instance.accounts ?? [];
    const place = el('div', { 'data-notices': true });
    const rows = accounts.slice(0, MaxAccounts).map((account) => [
      [code(account.name), account.characterType ? ` (${account.characterType})` : ''], account.type ?? '', account.status ?? '',
      String(account.passwordVersion ?? 1), timeOf(account.passwordChangedAt),
      el('div', { class: 'verbs' },
        action('Prove', () => {
          const proof = proofOf(instance.id, account.name, account.characterType);
          place.replaceChildren(proof);
          proof.querySelector('input').focus();
        }, { 'aria-label': `Prove a password of ${account.name}` }),
        action('Delete', async () => {
          if (!await confirmed(`Delete the account ${account.name} of ${instance.id}?`, 'Delete')) return;
          await own.remove(`instances/${segment(instance.id)}/accounts/${segment(account.name)}`, { characterType: account.characterType });
          await renewBoth(instance.id, `The account ${account.name} is deleted.`);
        }, { class: 'danger', 'aria-label': `Delete the account ${account.name}` })),
    ]);
    return panel('Accounts',
      accounts.length === 0 ? el('p', {}, 'None.') : table('Accounts', ['Name', 'Type', 'Status', 'Version', 'Changed (UTC)', 'Do'], rows),
      accounts.length > MaxAccounts ? el('p', {}, `${MaxAccounts} of ${accounts.length.toLocaleString('en')} are shown.`) : null, place);
  }

  function newAccountPanel(instance, members) {
    const fields = [field('Name', text('name', { required: true })), field('Password', password('new-password'))];
    const character = wordsOf(members.characterType);
    if (wordsOf(members.type).length > 0) fields.push(field('Type', choice('type', [['', 'as by default'], ...wordsOf(members.type)], '')));
    if (character.length > 0) fields.push(field('Character type', choice('characterType', [['', 'as by default'], ...character], '')));
    return panel('Add an account', form(fields, 'Add', async ({ name, type, characterType }, itself) => {
      const first = takePassword(itself, 'new-password');
      await own.put(`instances/${segment(instance.id)}/accounts/${segment(name)}`, { password: first, ...(type ? { type } : {}) }, { characterType });
      await renewBoth(instance.id, `The account ${name} is made.`);
    }, { autocomplete: 'off' }));
  }

  const eventsPanel = (calls) => {
    const rows = calls.filter((call) => call.events.length > 0).slice(-20).reverse()
      .map((call) => [timeOf(call.time), call.events.join(', '), call.accountName ?? '', call.action]);
    return panel('Events', rows.length === 0 ? el('p', {}, 'No call has changed it since the journal began.') : table('Events', ['Time (UTC)', 'Event', 'Account', 'By'], rows));
  };

  forms = await instanceForms();
  await renew();
  if (context.handed?.instanceId) await choose(context.handed.instanceId, true);
}
