// Whether the emulator can serve, and where it keeps what it knows.

import { action, code, el, facts, notice, panel } from './dom.js';
import { all, contract, tenant } from './api.js';

export async function show(main) {
  const shown = el('div');
  const renew = async () => {
    const health = await all.get('health').catch((problem) => ({ status: 'not ready', problem: problem.message }));
    shown.replaceChildren(facts([
      ['Status', health.status], ['Store', health.store ?? 'the memory of the process: it is gone when the process ends, unless a state file is kept'],
    ]), ...[health.warning, health.problem].filter(Boolean).map((text) => notice(text, 'bad')));
  };
  const { products } = await contract();
  main.append(
    panel('Health and store', shown, el('div', { class: 'verbs' }, action('Refresh', renew))),
    panel('This emulator', facts([
      ['Endpoint', code(location.origin)], ['Tenant', code(tenant())],
      ['Products', products.map((product) => `${product.name} (${product.code} ${product.version}, ${product.actions.length} actions)`).join(', ')],
      ['Description', el('a', { href: '/openapi/v1.json', target: '_blank', rel: 'noopener' }, '/openapi/v1.json')],
    ])));
  await renew();
}
