// Each client as its documentation shows it; only endpoint and protocol point to the emulator, and time is left for a slow machine.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const PopCore = require('@alicloud/pop-core');
const Rpc = require('@alicloud/rpc-client');
const Rds = require('@alicloud/rds20140815');
const PolarDb = require('@alicloud/polardb20170801');
const Sts = require('@alicloud/sts20150401');
const Credentials = require('@alicloud/credentials');
const OpenApiClient = require('@alicloud/openapi-client');
const OpenApiCore = require('@alicloud/openapi-core');
const TeaUtil = require('@alicloud/tea-util');
const Dara = require('@darabonba/typescript');

// Both of a client's timeouts are one: those on tea lose their read timeout on a connection that was used just before, and are left with the other.
const timeoutOf = (call) => call.timeout ?? 120_000;

const hostOf = (endpoint) => new URL(endpoint).host;

// What a test sets besides: of a Config or of RuntimeOptions.
const optionsOf = (options) => ({
  ...options,
  ...(options?.retryOptions ? { retryOptions: new Dara.RetryOptions(options.retryOptions) } : {}),
});

const configOf = (call) => ({
  accessKeyId: call.accessKeyId,
  accessKeySecret: call.accessKeySecret,
  ...(call.securityToken ? { securityToken: call.securityToken } : {}),
  endpoint: hostOf(call.endpoint),
  protocol: 'http',
  regionId: 'cn-hangzhou',
  connectTimeout: timeoutOf(call),
  readTimeout: timeoutOf(call),
  ...(call.signatureAlgorithm ? { signatureAlgorithm: call.signatureAlgorithm } : {}),
  ...optionsOf(call.Config),
});

const paramsOf = (call) => ({
  action: call.action,
  version: call.version,
  protocol: 'HTTP',
  pathname: '/',
  method: call.method,
  authType: 'AK',
  style: 'RPC',
  reqBodyType: 'formData',
  bodyType: call.asText ? 'string' : 'json',
});

const requestOf = (call) => ({
  ...(call.place === 'body' ? { body: call.parameters } : { query: call.parameters }),
  ...(call.accept ? { headers: { accept: call.accept } } : {}),
});

// The SDK's own model of a request, from the parameters as they are on the wire.
function modelOf(Model, parameters) {
  const types = Model.types();
  const read = (wire, type) => {
    const members = (prefix) => Object.fromEntries(
      Object.entries(parameters).filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]));
    if (type.itemType) {
      const items = [];
      for (let i = 1; parameters[`${wire}.${i}`] !== undefined; i++) items.push(parameters[`${wire}.${i}`]);
      for (let i = 1; Object.keys(members(`${wire}.${i}.`)).length > 0; i++) items.push(modelOf(type.itemType, members(`${wire}.${i}.`)));
      return items.length > 0 ? items : undefined;
    }
    if (typeof type === 'function') return Object.keys(members(`${wire}.`)).length > 0 ? modelOf(type, members(`${wire}.`)) : undefined;
    if (parameters[wire] === undefined) return undefined;
    return { number: Number, boolean: (text) => text === 'true' }[type]?.(parameters[wire]) ?? parameters[wire];
  };
  return new Model(Object.fromEntries(Object.entries(Model.names()).map(([property, wire]) => [property, read(wire, types[property])])));
}

// Where the SDK's model of an answer has nothing.
function unfilledOf(model, path = '') {
  if (Array.isArray(model)) return model.flatMap((item) => unfilledOf(item, `${path}[]`));
  if (typeof model?.constructor?.names !== 'function') return [];
  return Object.entries(model.constructor.names()).flatMap(([property, wire]) =>
    model[property] === undefined || model[property] === null ? [`${path}.${wire}`] : unfilledOf(model[property], `${path}.${wire}`));
}

export const clients = {
  async 'pop-core'(call) {
    const client = new PopCore.RPCClient({
      accessKeyId: call.accessKeyId, accessKeySecret: call.accessKeySecret, securityToken: call.securityToken, endpoint: call.endpoint, apiVersion: call.version,
      opts: { timeout: timeoutOf(call) },
    });
    return await client.request(call.action, call.parameters, { method: call.method });
  },

  // As Terraform's provider calls it: common parameters in the query, the action's in the form body of a POST.
  async 'rpc-client'(call) {
    const client = new Rpc.default(new Rpc.Config(configOf(call)));
    const [query, body] = call.method === 'GET' ? [call.parameters, null] : [null, call.parameters];
    return await client.doRequest(call.action, 'HTTP', call.method, call.version, 'AK', query, body, new TeaUtil.RuntimeOptions(optionsOf(call.RuntimeOptions)));
  },

  async rds20140815(call) {
    const client = new Rds.default(new OpenApiCore.$OpenApiUtil.Config(configOf(call)));
    const method = `${call.action[0].toLowerCase()}${call.action.slice(1)}WithOptions`;
    const request = modelOf(Rds[`${call.action}Request`], call.parameters);
    const response = await client[method](request, new Dara.RuntimeOptions(optionsOf(call.RuntimeOptions)));
    return { ...response.body.toMap(), unfilled: unfilledOf(response.body) };
  },

  async polardb20170801(call) {
    const client = new PolarDb.default(new Rpc.Config(configOf(call)));
    const request = new PolarDb.ResetAccountRequest({
      DBClusterId: call.parameters.DBClusterId, accountName: call.parameters.AccountName, accountPassword: call.parameters.AccountPassword,
    });
    const response = await client.resetAccountWithOptions(request, new TeaUtil.RuntimeOptions(optionsOf(call.RuntimeOptions)));
    return { RequestId: response.requestId };
  },

  async sts20150401(call) {
    const client = new Sts.default(new OpenApiCore.$OpenApiUtil.Config(configOf(call)));
    const response = call.action === 'AssumeRole'
      ? await client.assumeRole(new Sts.AssumeRoleRequest({ roleArn: call.parameters.RoleArn, roleSessionName: call.parameters.RoleSessionName, durationSeconds: 900 }))
      : await client.getCallerIdentity();
    return response.body;
  },

  // The provider assumes the role by itself, by HTTPS only, and the client signs with what it gets.
  async credentials(call) {
    const provider = new Credentials.default(new Credentials.Config({
      type: 'ram_role_arn', accessKeyId: call.accessKeyId, accessKeySecret: call.accessKeySecret,
      roleArn: call.parameters.RoleArn, roleSessionName: call.parameters.RoleSessionName, roleSessionExpiration: 900, stsEndpoint: hostOf(call.endpoint),
    }));
    const config = new OpenApiCore.$OpenApiUtil.Config({ credential: provider, endpoint: hostOf(call.endpoint), protocol: 'https', regionId: 'cn-hangzhou', readTimeout: timeoutOf(call) });
    const response = await new Sts.default(config).getCallerIdentity();
    return response.body;
  },

  async 'openapi-client'(call) {
    const client = new OpenApiClient.default(new OpenApiClient.Config(configOf(call)));
    const response = await client.callApi(
      new OpenApiClient.Params(paramsOf(call)), new OpenApiClient.OpenApiRequest(requestOf(call)), new TeaUtil.RuntimeOptions(optionsOf(call.RuntimeOptions)));
    return response.body;
  },

  async 'openapi-core'(call) {
    const client = new OpenApiCore.default(new OpenApiCore.$OpenApiUtil.Config(configOf(call)));
    const response = await client.callApi(
      new OpenApiCore.$OpenApiUtil.Params(paramsOf(call)), new OpenApiCore.$OpenApiUtil.OpenApiRequest(requestOf(call)), new Dara.RuntimeOptions(optionsOf(call.RuntimeOptions)));
    return response.body;
  },
};
