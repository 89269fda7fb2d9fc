// One call: what it was, why it was answered so, and where to go from there.

import { action, clockOf, code, copyable, documentation, el, facts, field, form, number, password, run, say, table, takePassword, timeOf } from './dom.js';
import { contract, own, segment } from './api.js';
import { outcomeOf } from './journal.js';
import { Forms, snippet } from './snippets.js';

const By = {
  parameter: 'A parameter', state: 'The state of the instance or account', policy: 'A RAM policy', gateway: 'The gateway', fault: 'A fault rule',
  database: 'The database server',
};

const Sources = {
  documented: 'documented by the vendor', 'documented-elsewhere': 'documented elsewhere by the vendor', recorded: 'recorded from the service',
  analogy: 'chosen by analogy: nothing documents it',
};

export function detailOf(call, context) {
  const kind = outcomeOf(call);
  return [
    el('h2', {}, `${call.product ?? 'Unknown product'} ${call.action ?? ''}`),
    el('p', { class: `answer ${kind}` }, el('strong', {}, `${call.status || 'No answer'} ${call.code}`), call.cause?.message ? ` ${call.cause.message}` : ''),
    why(call, context),
    el('h3', {}, 'Parameters'),
    parametersOf(call),
    el('h3', {}, 'The call'),
    facts([
      ['Time', `${timeOf(call.time).slice(0, 10)} ${clockOf(call.time)}`], ['RequestId', code(call.requestId)], ['Instance', call.instanceId], ['Account', call.accountName],
      ['AccessKey ID', call.accessKeyId], ['Signature', call.signature], ['Stage that answered', call.stage],
      ['Took', `${call.milliseconds.toFixed(1)} ms`], ['Events', call.events.join(', ')],
    ]),
    el('h3', {}, 'From here'),
    stepsOf(call, context),
    el('h3', {}, 'Copy the call'),
    copyOf(call),
  ];
}

function why(call, context) {
  const { cause } = call;
  const unread = call.unreadParameters.length > 0
    ? `The action does not read ${call.unreadParameters.join(', ')}: misspelt?`
    : null;
  const pairs = [
    ['Why', cause?.reason], ['Caused by', cause ? By[cause.by] ?? cause.by : null], ['Parameter', cause?.parameter],
    ['Signature', call.diagnosis],
    ['Policy', decisionOf(call.decision)],
    ['Fault rule', call.faultId ? [code(call.faultId), ' ', action('See the rules', () => context.go('faults'))] : null],
    ['Database server', call.databaseError],
    ['Not emulated', call.notEmulated ? 'The vendor has this action; the emulator does not.' : null],
    ['Not read', unread],
    ['Described as', cause?.description],
    ['Source', cause?.source ? documentation(cause.documentation, Sources[cause.source] ?? cause.source) : null],
  ];
  return pairs.some(([, value]) => value) ? el('div', { class: 'why' }, facts(pairs)) : null;
}

function decisionOf(decision) {
  if (!decision) return null;
  const said = decision.allowed ? 'Allowed' : 'Denied';
  return decision.policy === null || decision.policy === undefined
    ? `${said}${decision.allowed ? '' : ': no policy allows it'}`
    : `${said} by ${decision.policy}${decision.statement === null ? '' : `, statement ${decision.statement}`}`;
}

const parametersOf = (call) => (Object.keys(call.parameters).length === 0
  ? el('p', {}, 'None.')
  : table('Parameters', ['Name', 'Value'], Object.entries(call.parameters).map(([name, value]) => [code(name), value])));

function stepsOf(call, context) {
  const place = el('div', { class: 'step', 'data-notices': true });
  const open = (element) => {
    place.replaceChildren(element);
    element.querySelector('input')?.focus();
  };
  return el('div', {},
    el('div', { class: 'verbs' },
      call.instanceId && call.accountName ? action('Prove a password', () => open(proofOf(call.instanceId, call.accountName, call.parameters.CharacterType))) : null,
      call.product && call.action ? action('Arm this fault', () => context.go('faults', {
        product: call.product, action: call.action, instanceId: call.instanceId, accountName: call.accountName,
        code: outcomeOf(call) === 'ok' ? null : call.code, status: call.status, message: call.cause?.message,
      })) : null,
      action('Advance the clock', () => open(advance()))),
    place);
}

/** A form that asks whether a password is an account's. */
export function proofOf(instanceId, accountName, characterType) {
  const element = form(
    [field(`Password of ${accountName}`, password('proof'))], 'Prove', async (_, itself) => {
      const tried = takePassword(itself, 'proof');
      const proof = await own.post(`instances/${segment(instanceId)}/accounts/${segment(accountName)}/verify-password`, { password: tried }, { characterType });
      say(itself, proof.matches
        ? `Yes: it is the password (version ${proof.passwordVersion}, since ${timeOf(proof.passwordChangedAt)}).`
        : `No: it is not the password (version ${proof.passwordVersion}, since ${timeOf(proof.passwordChangedAt)}).`, proof.matches ? 'good' : 'bad');
    }, { autocomplete: 'off' });
  return element;
}

/** A form that advances the tenant's clock. */
function advance() {
  return form([field('Seconds', number('seconds', 60, { min: 0, required: true }))], 'Advance', async ({ seconds }, itself) => {
    const clock = await own.put('clock', { advanceSeconds: Number(seconds) });
    say(itself, `The tenant's time is ${timeOf(clock.now)} UTC.`);
  });
}

function copyOf(call) {
  const place = el('div', { 'data-notices': true });
  if (!call.product || !call.action) return el('p', {}, 'The emulator does not know which action was meant.');
  const buttons = Forms.map(({ name, title }) => el('button', {
    type: 'button', 'aria-pressed': 'false', onclick: (event) => {
      const { currentTarget: button } = event;
      run(button, async () => {
        const { products } = await contract();
        const made = snippet(name, call, products);
        for (const other of buttons) other.setAttribute('aria-pressed', String(other === button));
        place.replaceChildren(copyable(title, made));
      });
    },
  }, title));
  return el('div', {}, el('div', { class: 'verbs' }, buttons), place);
}
