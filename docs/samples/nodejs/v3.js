// Resets a password with @alicloud/rds20140815, which signs with ACS3-HMAC-SHA256 (V3).
const Rds = require('@alicloud/rds20140815');
const { $OpenApiUtil } = require('@alicloud/openapi-core');

const client = new Rds.default(new $OpenApiUtil.Config({
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  endpoint: new URL(process.env.ENDPOINT ?? 'http://127.0.0.1:8080').host,
  protocol: 'http',
  regionId: 'cn-hangzhou',
}));

client
  .resetAccountPassword(new Rds.ResetAccountPasswordRequest({ DBInstanceId: 'rm-running', accountName: 'test1', accountPassword: 'New_pass1' }))
  .then((answer) => console.log(answer.body.requestId));
