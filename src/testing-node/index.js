// The ResetPassword emulator in tests: docs/nodejs.md has the way in, index.d.ts every function.
'use strict';
const { EmulatorError } = require('./lib/controls.js');
const { startEmulator } = require('./lib/start.js');

module.exports = { startEmulator, EmulatorError };
