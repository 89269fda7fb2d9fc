// Starts an emulator, says where, and ends, or waits to be killed.
import { startEmulator } from '../index.js';

const emulator = await startEmulator();
console.log(emulator.endpoint);
if (process.argv.length === 2) setInterval(() => {}, 60_000);
