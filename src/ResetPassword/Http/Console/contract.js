// What is emulated, to search in.

import { code, documentation, el, panel, text } from './dom.js';
import { contract } from './api.js';

/** How many findings are shown. */
const MaxFound = 60;

export async function show(main) {
  const { products, gatewayErrors } = await contract();
  const index = [
    ...products.flatMap((product) => [
      ...product.actions.flatMap((action) => [
        { kind: 'Action', of: product, action, name: action.name, says: action.ram ? `RAM: ${action.ram.action}, ${action.ram.accessLevel}, on ${action.ram.resource}` : 'RAM: everybody may call it' },
        ...action.parameters.map((one) => ({ kind: 'Parameter', of: product, action, name: one.name, says: parameterText(one) })),
        ...action.errors.map((row) => errorEntry(row, product, action)),
      ]),
      ...product.faultOnlyErrors.map((row) => errorEntry(row, product, null)),
    ]),
    ...gatewayErrors.map((row) => errorEntry(row, null, null)),
  ].map((entry) => ({ ...entry, text: `${entry.of?.name ?? ''} ${entry.of?.code ?? ''} ${entry.action?.name ?? ''} ${entry.kind} ${entry.name} ${entry.says}`.toLowerCase() }));

  const search = text('search', { type: 'search', 'aria-label': 'Search actions, parameters and errors', placeholder: 'ResetAccountPassword, DBInstanceId, InvalidAccountName…' });
  const counted = el('p', { class: 'counted', role: 'status' });
  const found = el('ul', { class: 'found', 'aria-label': 'Found' });
  const renew = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = index.filter((entry) => (words.length > 0 || entry.kind === 'Action') && words.every((word) => entry.text.includes(word)));
    counted.textContent = hits.length > MaxFound ? `${hits.length} found, ${MaxFound} shown.` : `${hits.length} found.`;
    found.replaceChildren(...hits.slice(0, MaxFound).map(row));
  };
  search.addEventListener('input', renew);
  main.append(panel('Contract', search, counted, found));
  renew();
}

const parameterText = (one) => [
  one.required ? 'required' : 'optional', one.secret ? 'secret' : null, one.type, one.allowedValues.length > 0 ? `one of ${one.allowedValues.join(', ')}` : null,
  one.min === null ? null : `${one.min} to ${one.max}`, one.description,
].filter(Boolean).join('; ');

const errorEntry = (row, of, action) => ({
  kind: 'Error', of, action, name: `${row.status} ${row.code}`,
  says: `${row.message} ${row.description.length < 2 || row.description === row.message ? '' : row.description} (source: ${row.source}; reached by: ${row.reachedBy})`,
});

const row = (entry) => el('li', {},
  el('span', { class: 'kind' }, entry.kind), code(entry.name), ' ',
  el('span', { class: 'of' }, entry.of === null ? 'of the gateway' : `${entry.of.name} ${entry.of.version} `, entry.action === null ? '' : documentation(entry.action.documentation, entry.action.name)),
  el('p', {}, entry.says));
