// One emulator for all workers, of Jest and of Vitest.
import { startEmulator } from '../../index.js';

export default async () => {
  const emulator = await startEmulator();
  process.env.RESETPASSWORD_ENDPOINT = emulator.endpoint;
  return () => emulator.stop(); // Vitest's; with Jest it ends when Jest does
};
