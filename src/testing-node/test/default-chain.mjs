// A program that names no key: the default chain of @alicloud/credentials finds one.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Credentials = require('@alicloud/credentials');
const Rds = require('@alicloud/rds20140815');

const client = new Rds.default({
  credential: new Credentials.default(), endpoint: new URL(process.env.ENDPOINT).host, protocol: 'http', regionId: 'cn-hangzhou', connectTimeout: 120_000, readTimeout: 120_000,
});
await client.resetAccountPassword(new Rds.ResetAccountPasswordRequest({ DBInstanceId: 'rm-running', accountName: 'test1', accountPassword: 'New_pass1' }));
