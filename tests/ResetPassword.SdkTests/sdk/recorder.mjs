// Passes a client's bytes on to the emulator and keeps them, so that a test can send the very same bytes again.
import net from 'node:net';

export async function recordThrough(endpoint) {
  const target = new URL(endpoint);
  const chunks = [];
  const sockets = new Set();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (chunk) => chunks.push(chunk));
    client.pipe(upstream).pipe(client);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    sent: () => Buffer.concat(chunks).toString('base64'),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
