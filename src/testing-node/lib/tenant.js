'use strict';
const { Journal } = require('./journal.js');

const region = 'cn-hangzhou';
const productCodes = ['SELECTDB', 'RDS', 'DDS', 'GPDB', 'POLARDB', 'STS', 'LOCATION', 'VPC'];
// What would win over a tenant's key in one client or another, or be sent with it: docs/commands.md says in which.
const otherKeys = ['SECURITY_TOKEN', ...['ALIBABA_CLOUD', 'ALIBABACLOUD', 'ALICLOUD'].flatMap((prefix) => [
  'ACCESS_KEY', 'ACCESS_KEY_ID', 'ACCESS_KEY_SECRET', 'SECRET_KEY', 'SECURITY_TOKEN', 'PROFILE', 'ROLE_ARN', 'ASSUME_ROLE_ARN', 'REGION', 'REGION_ID',
  'CREDENTIALS_URI',
].map((name) => `${prefix}_${name}`))];

/** An Alibaba Cloud account of the emulator: what signs its calls, and controls that no cloud has. */
class Tenant {
  #all;
  #own;

  constructor(controls, emulator, accessKeyId, accessKeySecret, ownerId) {
    this.#all = controls;
    this.#own = new OwnControls(controls, accessKeyId);
    this.endpoint = emulator.endpoint;
    this.host = emulator.host;
    this.protocol = emulator.protocol;
    this.accessKeyId = accessKeyId;
    this.accessKeySecret = accessKeySecret;
    this.ownerId = ownerId;
    this.state = new State(this.#own);
    this.instances = new Instances(this.#own, this.state);
    this.accounts = new Accounts(this.#own);
    this.faults = new Faults(this.#own);
    this.journal = new Journal(this.#own);
    this.clock = new Clock(this.#own);
    this.users = new Principals(this.#own, 'users');
    this.roles = new Principals(this.#own, 'roles');
  }

  verifyPassword(instanceId, accountName, password, { characterType } = {}) {
    return this.#own.send('POST', path('instances', instanceId, 'accounts', accountName, 'verify-password'), { characterType }, { password });
  }

  decide(call) {
    return this.#own.send('POST', 'ram/decision', {}, call);
  }

  credentials(role) {
    return this.#own.get(path('credentials', role));
  }

  credentialsUri(role) {
    return `${this.endpoint}/_emulator/${path('credentials', role)}?tenant=${encodeURIComponent(this.accessKeyId)}`;
  }

  /** As `resetpassword env` prints them; what is undefined must not be set, and child_process leaves it out. */
  env() {
    return {
      ...Object.fromEntries(otherKeys.map((name) => [name, undefined])),
      ALIBABA_CLOUD_ACCESS_KEY_ID: this.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: this.accessKeySecret,
      ALIBABA_CLOUD_REGION_ID: region,
      ALIBABA_CLOUD_REGION: region,
      ALIBABA_CLOUD_IGNORE_PROFILE: 'TRUE',
      ...Object.fromEntries(productCodes.map((code) => [`ALIBABA_CLOUD_ENDPOINT_${code}`, this.host])),
    };
  }

  reset() {
    return this.#own.send('POST', 'reset');
  }

  drop() {
    return this.#all.send('DELETE', path('tenants', this.accessKeyId));
  }

  [Symbol.asyncDispose]() {
    return this.drop();
  }
}

/** The controls, of one tenant. */
class OwnControls {
  #controls;
  #tenant;

  constructor(controls, tenant) {
    this.#controls = controls;
    this.#tenant = tenant;
  }

  get(control, query, patience) {
    return this.#controls.get(control, { ...query, tenant: this.#tenant }, patience);
  }

  send(method, control, query, body) {
    return this.#controls.send(method, control, { ...query, tenant: this.#tenant }, body);
  }

  stream(control, query) {
    return this.#controls.stream(control, { ...query, tenant: this.#tenant });
  }
}

class State {
  #own;

  constructor(own) {
    this.#own = own;
  }

  get() {
    return this.#own.get('state');
  }

  put(state) {
    return this.#own.send('PUT', 'state', {}, state);
  }
}

class Instances {
  #own;
  #state;

  constructor(own, state) {
    this.#own = own;
    this.#state = state;
  }

  async list() {
    return (await this.#state.get()).instances;
  }

  get(instanceId) {
    return this.#own.get(path('instances', instanceId));
  }

  put(instanceId, instance) {
    return this.#own.send('PUT', path('instances', instanceId), {}, instance);
  }

  patch(instanceId, changes) {
    return this.#own.send('PATCH', path('instances', instanceId), {}, changes);
  }

  delete(instanceId) {
    return this.#own.send('DELETE', path('instances', instanceId));
  }
}

class Accounts {
  #own;

  constructor(own) {
    this.#own = own;
  }

  get(instanceId, name, { characterType } = {}) {
    return this.#own.get(path('instances', instanceId, 'accounts', name), { characterType });
  }

  put(instanceId, name, account, { characterType } = {}) {
    return this.#own.send('PUT', path('instances', instanceId, 'accounts', name), { characterType }, account);
  }

  patch(instanceId, name, changes, { characterType } = {}) {
    return this.#own.send('PATCH', path('instances', instanceId, 'accounts', name), { characterType }, changes);
  }

  delete(instanceId, name, { characterType } = {}) {
    return this.#own.send('DELETE', path('instances', instanceId, 'accounts', name), { characterType });
  }
}

class Faults {
  #own;

  constructor(own) {
    this.#own = own;
  }

  arm(rule) {
    return this.#own.send('POST', 'faults', {}, rule);
  }

  list() {
    return this.#own.get('faults');
  }

  disarm(id) {
    return this.#own.send('DELETE', path('faults', id));
  }

  clear() {
    return this.#own.send('DELETE', 'faults');
  }
}

class Clock {
  #own;

  constructor(own) {
    this.#own = own;
  }

  get() {
    return this.#own.get('clock');
  }

  set(change) {
    return this.#own.send('PUT', 'clock', {}, change);
  }

  freeze(now) {
    return this.set({ frozen: true, now });
  }

  advance(seconds) {
    return this.set({ advanceSeconds: seconds });
  }

  reset() {
    return this.set({});
  }
}

/** RAM users, or roles. */
class Principals {
  #own;
  #kind;

  constructor(own, kind) {
    this.#own = own;
    this.#kind = kind;
  }

  list() {
    return this.#own.get(this.#kind);
  }

  put(name, document) {
    return this.#own.send('PUT', path(this.#kind, name), {}, document);
  }

  delete(name) {
    return this.#own.send('DELETE', path(this.#kind, name));
  }
}

const path = (...segments) => segments.map(encodeURIComponent).join('/');

module.exports = { Tenant };
