import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { startEmulator } from '../index.js';
import { resetV1, resetV3 } from './clients.mjs';

// The table of docs/nodejs.md: a fault, and what the V3 client and pop-core end with.
const page = readFileSync(new URL('../../../docs/nodejs.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `(\{.*?\})` \| (.+) \| (.+) \|$/gm)].map(([, rule, v3, v1]) => ({ rule: JSON.parse(rule), v3, v1 }));

let emulator;
before(async () => {
  emulator = await startEmulator();
});
after(() => emulator?.stop());

/** The error's name, status and code, as the table writes them. */
const endOf = async (call) => {
  try {
    await call;
    return 'success';
  } catch (error) {
    return [`\`${error.name}\``, error.statusCode ?? error.entry?.response.statusCode, error.code && `\`${error.code}\``].filter(Boolean).join(' ');
  }
};

test('the page has a table of faults', () => {
  assert.equal(rows.length, 5);
});

for (const { rule, v3, v1 } of rows) {
  test(`the clients end with ${JSON.stringify(rule)} as the page says`, () => emulator.withTenant(async (tenant) => {
    await tenant.faults.arm({ match: { product: 'Rds', action: 'ResetAccountPassword' }, ...rule });
    const timeout = rule.connection === 'hang' ? 2_000 : undefined;

    const ends = [await endOf(resetV3(tenant, 'New_pass1', { timeout })), await endOf(resetV1(tenant, 'New_pass1', { timeout }))];

    assert.deepEqual(ends, [v3, v1]);
    await tenant.journal.wait({}, { count: 2, timeoutSeconds: 120 });
    await tenant.journal.assertCalled({}, 2);
  }));
}

for (const name of ['@alicloud/rds20140815', '@alicloud/pop-core', '@alicloud/openapi-core', '@alicloud/credentials', 'jest', 'vitest', 'vite']) {
  test(`the page names the version of ${name} that is tested`, () => {
    const { devDependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

    assert.match(page, new RegExp(`${name}(@|\` )${devDependencies[name].replaceAll('.', '\\.')}\\b`));
  });
}
