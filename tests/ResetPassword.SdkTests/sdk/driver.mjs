// Reads one call a line from standard input, makes it with one of the vendor's SDKs, and writes one result a line.
import { createInterface } from 'node:readline';
import { recordThrough } from './recorder.mjs';
import { clients } from './clients.mjs';

async function answer(call) {
  const recorder = call.record ? await recordThrough(call.endpoint) : null;
  try {
    const reply = await clients[call.client]({ ...call, endpoint: recorder ? recorder.endpoint : call.endpoint });
    return { ok: true, reply, ...recorder?.recorded() };
  } catch (error) {
    return {
      ok: false,
      name: error.name,
      code: error.code ?? null,
      message: error.message,
      status: error.statusCode ?? error.data?.statusCode ?? error.entry?.response.statusCode ?? null,
      data: error.data ?? null,
      accessDeniedDetail: error.accessDeniedDetail ?? null,
      ...recorder?.recorded(),
    };
  } finally {
    recorder?.close();
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
