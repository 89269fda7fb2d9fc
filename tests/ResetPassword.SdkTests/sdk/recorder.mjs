// Passes bytes on between a client and the emulator and keeps them, so that a test can look at them or send the very same again.
import net from 'node:net';

export async function recordThrough(endpoint) {
  const target = new URL(endpoint);
  const sent = [];
  const received = [];
  const sockets = new Set();
  const server = net.createServer((client) => {
    const upstream = net.connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    client.on('data', (chunk) => sent.push(chunk));
    upstream.on('data', (chunk) => received.push(chunk));
    client.pipe(upstream).pipe(client);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${server.address().port}`,
    recorded: () => ({ sent: Buffer.concat(sent).toString('base64'), received: Buffer.concat(received).toString('base64') }),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
