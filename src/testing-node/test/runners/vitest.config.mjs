export default { test: { globals: true, globalSetup: './setup.mjs', maxWorkers: 2, minWorkers: 2 } };
