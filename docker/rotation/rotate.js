// Rotates a database account's password on a schedule, and comes through throttling, lost answers and restarts.
//
// A reset is idempotent as long as it sets the same password: so the new password is written down before the first call, and every retry, also that of
// a process that was restarted, sets that one. Only when a call has answered is it taken over.
const { randomBytes } = require('node:crypto');
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Rds = require('@alicloud/rds20140815');
const { $OpenApiUtil } = require('@alicloud/openapi-core');
const { RuntimeOptions } = require('@darabonba/typescript');
const { addressOf, opens } = require('./login');

const settings = {
  endpoint: process.env.ENDPOINT ?? '127.0.0.1:8080',
  protocol: process.env.PROTOCOL ?? 'http',
  accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID ?? 'testid',
  accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET ?? 'testsecret',
  instance: process.env.INSTANCE ?? 'rm-running',
  account: process.env.ACCOUNT ?? 'test1',
  file: process.env.PASSWORD_FILE ?? 'password.json',
  intervalSeconds: Number(process.env.INTERVAL_SECONDS ?? 60),
  rotations: Number(process.env.ROTATIONS ?? Infinity),
  // postgres or mysql, where the instance stands for a real server: each rotation is then proved by logging in.
  database: process.env.DATABASE ?? '',
  initialPassword: process.env.INITIAL_PASSWORD,
  timeoutMilliseconds: Number(process.env.TIMEOUT_MILLISECONDS ?? 10_000),
};

const client = new Rds.default(new $OpenApiUtil.Config({
  accessKeyId: settings.accessKeyId,
  accessKeySecret: settings.accessKeySecret,
  endpoint: settings.endpoint,
  protocol: settings.protocol,
  regionId: 'cn-hangzhou',
}));

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// What will not get better by trying again: the service has understood the call and refused it.
const isFinal = (error) => {
  const status = error.statusCode ?? error.data?.statusCode;
  return status >= 400 && status < 500 && !/^(Throttling|ServiceUnavailable|Database\.ConnectError|IncorrectDBInstanceState|IncorrectAccountStatus)/.test(error.code ?? '');
};

const read = () => (existsSync(settings.file) ? JSON.parse(readFileSync(settings.file, 'utf8')) : {});

// Whole or not at all, and for nobody else to read.
const write = (passwords) => {
  writeFileSync(`${settings.file}.new`, JSON.stringify(passwords), { mode: 0o600 });
  renameSync(`${settings.file}.new`, settings.file);
};

async function prove({ old, current }) {
  const address = await addressOf(client, settings.instance);
  if (!(await opens(settings.database, address, settings.account, current))) throw new Error('the new password does not open the database');
  if (old && (await opens(settings.database, address, settings.account, old))) throw new Error('the old password still opens the database');
  console.log(`the new password opens ${address.host}:${address.port}${old ? ', and the old one does not any more' : ''}`);
}

async function rotate() {
  const { current = settings.initialPassword, next = `A1_${randomBytes(12).toString('hex')}` } = read();
  write({ current, next });
  for (let attempt = 1; ; attempt++) {
    try {
      const request = new Rds.ResetAccountPasswordRequest({ DBInstanceId: settings.instance, accountName: settings.account, accountPassword: next });
      const { body } = await client.resetAccountPasswordWithOptions(request, new RuntimeOptions({ readTimeout: settings.timeoutMilliseconds }));
      write({ current: next });
      console.log(`rotated ${settings.account}@${settings.instance} with attempt ${attempt}, request ${body.requestId}`);
      return { old: current, current: next };
    } catch (error) {
      if (isFinal(error)) throw error;
      console.log(`attempt ${attempt}: ${error.code ?? error.name}`);
      await pause(Math.min(100 * 2 ** attempt, 10_000));
    }
  }
}

(async () => {
  for (let rotation = 1; rotation <= settings.rotations; rotation++) {
    const passwords = await rotate();
    if (settings.database) await prove(passwords);
    if (rotation < settings.rotations) await pause(settings.intervalSeconds * 1000);
  }
})().catch((error) => {
  console.error(`refused: ${error.code ?? error.message}`);
  process.exit(1);
});
