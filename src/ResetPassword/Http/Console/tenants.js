// The tenants: Alibaba Cloud accounts that never see each other.

import { action, code, confirmed, copyable, el, panel, say, table, timeOf } from './dom.js';
import { all, segment, tenant } from './api.js';

export async function show(main, context) {
  const list = el('div');
  const made = el('div', { 'data-notices': true });
  const listed = panel('Tenants', el('p', {}, 'Each has instances, faults, a journal and a clock of its own. Any AccessKey ID that begins with test- makes one by its first call.'), list);

  async function renew() {
    const tenants = await all.get('tenants');
    list.replaceChildren(table('Tenants', ['AccessKey IDs', 'Account', 'Last call (UTC)', 'Do'], tenants.map((one) => [
      one.accessKeyIds.map((id) => [code(id), ' ']), one.ownerId, one.lastUsedAt ? timeOf(one.lastUsedAt) : '',
      el('div', { class: 'verbs' },
        one.accessKeyIds.includes(tenant())
          ? el('strong', {}, 'shown here')
          : action('Switch', async () => {
            await context.switchTo(one.accessKeyIds[0]);
            await renew();
          }, { 'aria-label': `Switch to ${one.accessKeyIds[0]}` }),
        one.accessKeyIds[0].startsWith('test-') ? action('Drop', () => drop(one.accessKeyIds), { class: 'danger', 'aria-label': `Drop ${one.accessKeyIds[0]}` }) : null),
    ])));
  }

  async function drop(keys) {
    if (!await confirmed(`Drop the tenant ${keys[0]} and everything in it?`, 'Drop')) return;
    await all.remove(`tenants/${segment(keys[0])}`);
    await context.switchTo(keys.includes(tenant()) ? 'testid' : tenant());
    await renew();
    say(listed, `The tenant ${keys[0]} is dropped.`);
  }

  const make = action('Make a tenant', async () => {
    const { accessKeyId, accessKeySecret, ownerId } = await all.post('tenants');
    await context.switchTo(tenant());
    await renew();
    made.replaceChildren(el('p', {}, `Account ${ownerId}, with the instances of the seed:`),
      copyable('The tenant’s credentials', `ALIBABA_CLOUD_ACCESS_KEY_ID=${accessKeyId}\nALIBABA_CLOUD_ACCESS_KEY_SECRET=${accessKeySecret}`),
      action('Switch to it', async () => {
        await context.switchTo(accessKeyId);
        await renew();
      }));
  });

  main.append(listed, panel('A fresh one', make, made));
  await renew();
}
