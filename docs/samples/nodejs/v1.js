// Resets a password with @alicloud/pop-core, which signs the query (V1).
const PopCore = require('@alicloud/pop-core');

const client = new PopCore.RPCClient({
  accessKeyId: 'testid',
  accessKeySecret: 'testsecret',
  endpoint: process.env.ENDPOINT ?? 'http://127.0.0.1:8080',
  apiVersion: '2014-08-15',
});

client
  .request('ResetAccountPassword', { DBInstanceId: 'rm-running', AccountName: 'test1', AccountPassword: 'New_pass1' }, { method: 'POST' })
  .then((answer) => console.log(answer.RequestId));
