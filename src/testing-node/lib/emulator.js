'use strict';
const { URL } = require('node:url');
const { explainFailure } = require('./failure.js');
const { checkOptions } = require('./options.js');
const { Tenant } = require('./tenant.js');

// What all tenants that are not of a seed file have.
const secret = 'testsecret';

/** An emulator: the tenants of one service, which was started here or runs elsewhere. */
class Emulator {
  #controls;
  #program;

  constructor(controls, endpoint, httpsEndpoint, program) {
    this.#controls = controls;
    this.#program = program;
    this.endpoint = endpoint;
    this.httpsEndpoint = httpsEndpoint;
    this.host = new URL(endpoint).host;
    this.protocol = new URL(endpoint).protocol.replace(':', '');
  }

  health({ live = false } = {}) {
    return this.#controls.get('health', live ? { live: 'true' } : {});
  }

  contract() {
    return this.#controls.get('contract');
  }

  async createTenant(options = {}) {
    checkOptions('createTenant', options, ['seed']);
    const made = await this.#controls.send('POST', 'tenants', {}, options.seed ?? {});
    return new Tenant(this.#controls, this, made.accessKeyId, made.accessKeySecret, made.ownerId);
  }

  tenant(accessKeyId, accessKeySecret = secret) {
    return new Tenant(this.#controls, this, accessKeyId, accessKeySecret);
  }

  tenants() {
    return this.#controls.get('tenants');
  }

  async withTenant(test, options) {
    const tenant = await this.createTenant(options);
    try {
      return await test(tenant);
    } catch (failure) {
      throw await explainFailure(failure, tenant);
    } finally {
      // The test may have dropped it, or stopped the emulator. Neither is a failure of its own, and none may hide the test's.
      await tenant.drop().catch(() => {});
    }
  }

  async stop() {
    await this.#program?.stop();
  }

  [Symbol.asyncDispose]() {
    return this.stop();
  }
}

module.exports = { Emulator };
