// The vendor's SDKs, pointed at a tenant. They are patient, as the machine may be slow.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const OpenApi = require('@alicloud/openapi-client');
const PopCore = require('@alicloud/pop-core');
const Rds = require('@alicloud/rds20140815');
const Util = require('@alicloud/tea-util');
const patience = 120_000;

/** Resets a password as your code would, with @alicloud/rds20140815 (V3). */
export const resetV3 = (tenant, password, { instanceId = 'rm-running', accountName = 'test1', timeout = patience } = {}) => {
  const { host, protocol, accessKeyId, accessKeySecret, securityToken, ca } = tenant;
  const client = new Rds.default({
    accessKeyId, accessKeySecret, securityToken, ca, endpoint: host, protocol, regionId: 'cn-hangzhou', connectTimeout: timeout, readTimeout: timeout,
  });
  return client.resetAccountPassword(new Rds.ResetAccountPasswordRequest({ DBInstanceId: instanceId, accountName, accountPassword: password }));
};

/** The same with @alicloud/pop-core (V1). */
export const resetV1 = ({ endpoint, accessKeyId, accessKeySecret }, password, { timeout = patience } = {}) => {
  const client = new PopCore.RPCClient({ accessKeyId, accessKeySecret, endpoint, apiVersion: '2014-08-15', opts: { timeout } });
  return client.request('ResetAccountPassword', { DBInstanceId: 'rm-running', AccountName: 'test1', AccountPassword: password }, { method: 'POST' });
};

/** Resets the password of a SelectDB account with @alicloud/openapi-client (V3), which takes any product. */
export const resetSelectDb = ({ host, protocol, accessKeyId, accessKeySecret }, password) => {
  const client = new OpenApi.default(new OpenApi.Config({
    accessKeyId, accessKeySecret, endpoint: host, protocol, regionId: 'cn-hangzhou', connectTimeout: patience, readTimeout: patience,
  }));
  const params = new OpenApi.Params({
    action: 'ResetAccountPassword', version: '2023-05-22', protocol, pathname: '/', method: 'POST', authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json',
  });
  const query = { RegionId: 'cn-hangzhou', DBInstanceId: 'selectdb-cn-running', AccountName: 'admin', AccountPassword: password };
  return client.callApi(params, new OpenApi.OpenApiRequest({ query }), new Util.RuntimeOptions({}));
};
