// Errors, delays and broken connections on exactly the calls that are meant.

import { action, choice, code, documentation, el, field, fill, form, number, panel, say, text } from './dom.js';
import { contract, own, segment } from './api.js';

const Refresh = 1000;
const Other = 'other';

export async function show(main, context) {
  const { products, gatewayErrors } = await contract();
  const handed = context.handed ?? {};
  let lastTurn = 0;
  const armed = el('ul', { class: 'armed', 'aria-label': 'Armed rules' });
  const none = el('p', {}, 'No rule is armed: every call is answered as it should be.');
  const clear = action('Disarm all', async () => {
    await own.remove('faults');
    await renew();
  }, { class: 'danger' });
  const rules = panel('Armed', none, armed, el('div', { class: 'verbs' }, clear));

  const productChoice = choice('product', products.map((product) => product.name), handed.product ?? 'Rds');
  const actionChoice = choice('action', []);
  const errors = el('div', { class: 'errors', role: 'radiogroup', 'aria-label': 'Error' });
  const another = el('div', { class: 'fields' },
    field('Status', number('other-status', 500, { min: 300, max: 599, required: true })), field('Code', text('other-code', { required: true })),
    field('Message', text('other-message', { required: true })));
  const search = text('search', { 'aria-label': 'Search the errors', placeholder: 'Search the errors' });
  const about = el('p', { class: 'about' });
  const schedule = choice('kind', [['always', 'every call'], ['first', 'the first n calls'], ['nth', 'only the nth call'], ['every', 'every nth call'], ['probability', 'by chance']], 'first');
  const count = field('n', number('n', 1, { min: 1 }));
  const chance = field('Probability', number('probability', 0.5, { min: 0, max: 1, step: 'any' }));
  const seed = field('Seed', number('seed', 1));

  const productOf = () => products.find((product) => product.name === productChoice.value) ?? products[0];
  const actionOf = () => productOf().actions.find((one) => one.name === actionChoice.value);

  function offerActions(chosen) {
    const names = productOf().actions.map((one) => one.name);
    fill(actionChoice, names, names.includes(chosen) ? chosen : names.find((name) => name.startsWith('ResetAccount')) ?? names[0]);
    offerErrors();
  }

  function offerErrors(chosen) {
    const meant = actionOf();
    about.replaceChildren(`${meant.errors.length} documented errors; `, documentation(meant.documentation, 'the vendor’s page'), '.');
    const rows = [
      ...meant.errors.map((row) => [row, 'of the action']), ...productOf().faultOnlyErrors.map((row) => [row, 'of the product']),
      ...gatewayErrors.flatMap((row) => namedFor(row, meant)).map((row) => [row, 'of the gateway']),
    ].filter(([row]) => !/[{<]/.test(row.code));
    const isChosen = ([row]) => row.code === chosen?.code && (!chosen.status || row.status === chosen.status);
    const at = chosen?.code ? rows.findIndex(isChosen) : -1;
    const isOther = at < 0 && Boolean(chosen?.code);
    errors.replaceChildren(errorRow(null, '', at < 0 && !isOther), ...rows.map(([row, of], index) => errorRow(row, of, index === at)), otherRow(isOther));
    if (isOther) for (const [name, value] of Object.entries({ status: chosen.status, code: chosen.code, message: chosen.message ?? '' })) another.querySelector(`[name="other-${name}"]`).value = value;
    offerOther();
    narrow();
    errors.querySelector('input:checked').scrollIntoView({ block: 'nearest' });
  }

  // The gateway's row for a mandatory parameter that is missing has that one's name in it.
  const namedFor = (row, meant) => (row.code === 'Missing<Name>'
    ? meant.parameters.filter((one) => one.required).map(({ name }) => ({ ...row, code: `Missing${name}`, message: row.message.replace('<Name>', name) }))
    : [row]);

  const otherRow = (isChecked) => el('label', { class: 'error' },
    el('input', { type: 'radio', name: 'error', value: Other, checked: isChecked }), el('span', {}, el('strong', {}, 'Another error'), ' with a status, code and message of your own, below'));

  const offerOther = () => {
    another.hidden = errors.querySelector('input:checked')?.value !== Other;
    for (const input of another.querySelectorAll('input')) input.disabled = another.hidden;
  };

  function errorRow(row, of, isChecked) {
    const input = el('input', { type: 'radio', name: 'error', value: row === null ? '' : JSON.stringify({ status: row.status, code: row.code }), checked: isChecked });
    return row === null
      ? el('label', { class: 'error' }, input, el('span', {}, el('strong', {}, 'No error'), ' only a delay or the connection, below'))
      : el('label', { class: 'error', 'data-text': `${row.status} ${row.code} ${row.message} ${row.description}`.toLowerCase() }, input,
        el('span', {}, el('strong', {}, `${row.status} ${row.code}`), ` ${row.message}`,
          row.description.length > 1 && row.description !== row.message ? el('small', {}, row.description) : null,
          el('small', { class: 'source' }, `${of}; source: ${row.source}; reached by: ${row.reachedBy}`)));
  }

  const narrow = () => {
    for (const row of errors.querySelectorAll('[data-text]')) row.hidden = !row.dataset.text.includes(search.value.trim().toLowerCase());
  };

  const offerSchedule = () => {
    count.hidden = !['first', 'nth', 'every'].includes(schedule.value);
    chance.hidden = seed.hidden = schedule.value !== 'probability';
  };

  const scheduleOf = (values) => ({
    always: undefined, first: { first: Number(values.n) }, nth: { nth: Number(values.n) }, every: { every: Number(values.n) },
    probability: { probability: Number(values.probability), seed: Number(values.seed) },
  }[values.kind]);

  async function arm(values, itself) {
    const error = values.error === Other
      ? { status: Number(values['other-status']), code: values['other-code'], message: values['other-message'] }
      : values.error ? JSON.parse(values.error) : null;
    await own.post('faults', {
      match: {
        product: values.product, action: values.action, ...(values.instanceId ? { instanceId: values.instanceId } : {}),
        ...(values.accountName ? { accountName: values.accountName } : {}),
      },
      ...(error === null ? {} : { error }),
      when: values.when,
      delayMilliseconds: Number(values.delay),
      connection: values.connection,
      schedule: scheduleOf(values),
    });
    await renew();
    say(itself, 'The rule is armed.');
  }

  const arming = form([
    el('div', { class: 'fields' }, field('Product', productChoice), field('Action', actionChoice)),
    about, search, errors, another,
    el('div', { class: 'fields' },
      field('When', choice('when', [['before', 'before anything happens'], ['after', 'after the change is committed']])),
      field('Delay (ms)', number('delay', 0, { min: 0, max: 600000 })),
      field('Connection', choice('connection', [['none', 'as usual'], ['reset', 'reset: no answer'], ['truncate', 'truncate: half an answer'], ['hang', 'hang']])),
      field('Which calls', schedule), count, chance, seed,
      field('Only instance', text('instanceId', { value: handed.instanceId ?? '', placeholder: 'any' })),
      field('Only account', text('accountName', { value: handed.accountName ?? '', placeholder: 'any' }))),
  ], 'Arm', arm);

  // An answer that was overtaken by a later one says what is no longer so.
  async function renew() {
    const turn = ++lastTurn;
    const list = await own.get('faults');
    if (turn !== lastTurn) return;
    none.hidden = list.length > 0;
    armed.hidden = clear.hidden = list.length === 0;
    const shown = new Map([...armed.children].map((row) => [row.dataset.id, row]));
    for (const rule of list) {
      const row = shown.get(rule.id) ?? armed.appendChild(ruleRow(rule));
      shown.delete(rule.id);
      row.querySelector('.hits').textContent = `hit ${rule.hits} of ${rule.matched} calls`;
    }
    for (const row of shown.values()) row.remove();
  }

  function ruleRow(rule) {
    const { match } = rule;
    const narrowed = [match.instanceId, match.accountName].filter(Boolean).join(' / ');
    const does = [
      rule.error ? `${rule.error.status ?? ''} ${rule.error.code}` : null, rule.connection === 'none' ? null : rule.connection,
      rule.delayMilliseconds > 0 ? `${rule.delayMilliseconds} ms` : null, rule.when, planOf(rule.schedule),
    ].filter(Boolean).join(', ');
    return el('li', { 'data-id': rule.id, 'data-notices': true },
      el('div', {}, el('strong', {}, `${match.product} ${match.action}`), narrowed ? ` ${narrowed}` : '', el('br'), does, el('br'), code(rule.id)),
      el('span', { class: 'hits' }),
      action('Disarm', async () => {
        await own.remove(`faults/${segment(rule.id)}`);
        await renew();
      }, { 'aria-label': `Disarm the rule ${rule.id}` }));
  }

  const planOf = (plan) => {
    if (!plan) return 'every call';
    const [kind, value] = Object.entries(plan).find(([name, given]) => name !== 'seed' && given !== null && given !== undefined);
    return { first: `the first ${value}`, nth: `only number ${value}`, every: `every ${value}.`, probability: `by chance, ${value} (seed ${plan.seed})` }[kind];
  };

  productChoice.addEventListener('change', () => offerActions());
  actionChoice.addEventListener('change', () => offerErrors());
  search.addEventListener('input', narrow);
  errors.addEventListener('change', offerOther);
  schedule.addEventListener('change', offerSchedule);
  offerSchedule();
  main.append(rules, panel('Arm a rule', arming));
  offerActions(handed.action);
  if (handed.code) offerErrors(handed);
  await renew();
  const timer = setInterval(() => { if (!document.hidden) renew().catch(() => {}); }, Refresh);
  return () => clearInterval(timer);
}
