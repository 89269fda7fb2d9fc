// Compiled only: what the declarations allow, and what they do not.
import { EmulatorError, startEmulator, type Call, type FaultRule } from '..';

export async function allowed(): Promise<void> {
  await using emulator = await startEmulator({ seed: { instances: [{ product: 'Rds', id: 'rm-own', accounts: [{ name: 'app1' }] }] }, settings: { JournalSize: 10 } });
  const length: number = await emulator.withTenant(async (tenant) => {
    const { matches }: { matches: boolean } = await tenant.verifyPassword('dds-sharded', 'root', 'Initial_pass1', { characterType: 'cs' });
    const account: string = tenant.ownerId + String(matches);
    await tenant.instances.patch('rm-running', { status: 'Rebooting', lockMode: null });
    await tenant.accounts.put('rm-running', 'app2', { type: 'Super', password: 'First_pass1', privileges: { orders: 'ReadWrite' } });
    for await (const call of tenant.journal.stream({ product: 'rds' })) {
      const code: string = (call satisfies Call).code;
      return code.length + account.length;
    }
    return 0;
  });
  const rule: FaultRule = { match: { product: 'Rds', action: 'ResetAccountPassword' }, connection: 'reset', when: 'after', schedule: { probability: 0.5, seed: length } };
  const other = emulator.tenant('test-other');
  await other.faults.arm(rule).catch((error: unknown) => error instanceof EmulatorError && error.faults[0]?.path);
  await other.roles.put('own', { trust: { Version: '1', Statement: [] }, policies: ['AdministratorAccess'] });
}

export async function refused(): Promise<void> {
  // @ts-expect-error There is no such option.
  const emulator = await startEmulator({ urls: 'http://127.0.0.1:1' });
  const tenant = emulator.tenant('testid');
  // @ts-expect-error One that was not made here may have no ownerId.
  const ownerId: string = tenant.ownerId;
  // @ts-expect-error There is no such end of a connection.
  await tenant.faults.arm({ match: { product: 'Rds', action: ownerId }, connection: 'closed' });
  // @ts-expect-error There is no such filter.
  await tenant.journal.count({ instance: 'rm-running' });
}
