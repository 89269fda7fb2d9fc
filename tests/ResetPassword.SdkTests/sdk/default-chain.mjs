// A program that names no key: the SDK's default chain of credentials finds one.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Rds = require('@alicloud/rds20140815');
const Credentials = require('@alicloud/credentials');

const endpoint = new URL(process.env.ENDPOINT);
const client = new Rds.default({
  credential: new Credentials.default(),
  endpoint: endpoint.host,
  protocol: endpoint.protocol.replace(':', ''),
  regionId: 'cn-hangzhou',
  connectTimeout: 120_000,
  readTimeout: 120_000,
});
const answer = await client.resetAccountPassword(
  new Rds.ResetAccountPasswordRequest({ DBInstanceId: 'rm-running', accountName: 'test1', accountPassword: 'New_pass1' }),
);
console.log(answer.body.requestId);
