// Users, roles, and what their policies say of a call.

import { choice, code, el, facts, field, fill, form, panel, table, text } from './dom.js';
import { contract, own, tenant } from './api.js';

export async function show(main) {
  const [{ products }, users, roles] = await Promise.all([contract(), own.get('users'), own.get('roles')]);
  const product = choice('product', products.map((one) => one.name), 'Rds');
  const action = choice('action', []);
  const said = el('div', { role: 'status', class: 'decision' });
  const offer = () => {
    const names = products.find((one) => one.name === product.value).actions.map((one) => one.name);
    fill(action, names, names.find((name) => name.startsWith('ResetAccount')) ?? names[0]);
  };
  product.addEventListener('change', offer);
  offer();

  const keys = [tenant(), ...users.flatMap((user) => user.accessKeyIds)];
  const trial = panel('May this call be made?',
    form([
      field('Who (AccessKey ID)', text('accessKeyId', { required: true, value: keys[1] ?? keys[0], list: 'keys' })),
      el('datalist', { id: 'keys' }, [...new Set(keys)].map((value) => el('option', { value }))),
      field('Product', product), field('Action', action),
      field('Instance', text('instanceId', { placeholder: 'rm-running' })), field('Account', text('accountName')), field('Region', text('regionId', { placeholder: 'that of the instance' })),
    ], 'Decide', async (values) => {
      const decision = await own.post('ram/decision', Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '')));
      said.replaceChildren(
        el('p', { class: `answer ${decision.allowed ? 'ok' : 'refused'}` }, el('strong', {}, decision.allowed ? 'Allowed' : 'Denied'), ` ${decision.reason ?? ''}`),
        facts([['RAM action', decision.action], ['Resource', decision.resource], ['Policy', decision.policy], ['Statement', decision.statement === null ? null : String(decision.statement)]]));
    }), said);

  main.append(trial,
    panel('Users', users.length === 0 ? el('p', {}, 'None.')
      : table('Users', ['Name', 'AccessKey IDs', 'Policies'], users.map((user) => [user.name, user.accessKeyIds.map((id) => [code(id), ' ']), user.policies.join(', ')]))),
    panel('Roles', roles.length === 0 ? el('p', {}, 'None.')
      : table('Roles', ['Name', 'ARN', 'Session', 'Policies'], roles.map((role) => [role.name, code(role.arn), `${role.maxSessionSeconds} s`, role.policies.join(', ')]))));
}
