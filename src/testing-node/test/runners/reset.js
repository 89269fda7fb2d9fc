// The code under test: resets a password with @alicloud/rds20140815.
const Rds = require('@alicloud/rds20140815');

exports.reset = ({ host, protocol, accessKeyId, accessKeySecret }, accountName) => new Rds.default({
  accessKeyId, accessKeySecret, endpoint: host, protocol, regionId: 'cn-hangzhou', connectTimeout: 120_000, readTimeout: 120_000,
}).resetAccountPassword(new Rds.ResetAccountPasswordRequest({ DBInstanceId: 'rm-running', accountName, accountPassword: 'New_pass1' }));
