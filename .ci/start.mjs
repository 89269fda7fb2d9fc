// Says how long a program takes from its start to its first answer to a signed call: the median of 11 starts.
//   node .ci/start.mjs PROGRAM
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';

const [program] = process.argv.slice(2);
const encode = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

// A call with the query signature (V1).
const request = (port) => {
  const parameters = {
    Action: 'ResetAccountPassword', Version: '2014-08-15', Format: 'JSON', DBInstanceId: 'rm-running', AccountName: 'test1', AccountPassword: 'New_pass1',
    AccessKeyId: 'testid', SignatureMethod: 'HMAC-SHA1', SignatureVersion: '1.0', SignatureNonce: randomUUID(),
    Timestamp: new Date().toISOString().replace(/\.\d+/, ''),
  };
  const query = Object.keys(parameters).sort().map((name) => `${encode(name)}=${encode(parameters[name])}`).join('&');
  const signature = createHmac('sha1', 'testsecret&').update(`GET&%2F&${encode(query)}`).digest('base64');
  return `GET /?${query}&Signature=${encode(signature)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`;
};

const freePort = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
};

const ask = (port, text) => new Promise((resolve) => {
  let answer = '';
  connect(port, '127.0.0.1', function () { this.write(text); })
    .on('data', (data) => { answer += data; })
    .on('error', () => resolve(''))
    .on('close', () => resolve(answer));
});

const start = async () => {
  const port = await freePort();
  const text = request(port);
  const begun = performance.now();
  const service = spawn(program, ['--urls', `http://127.0.0.1:${port}`], { stdio: 'ignore' });
  let answer = '';
  while (answer === '' && service.exitCode === null) answer = await ask(port, text);
  const milliseconds = performance.now() - begun;
  service.kill('SIGTERM');
  await once(service, 'exit');
  if (!/^HTTP\/1\.1 200 [^]*\{"RequestId":"/.test(answer)) throw new Error(`The first answer is wrong: ${answer}`);
  return milliseconds;
};

const times = [];
for (let n = 0; n < 11; n++) times.push(await start());
times.sort((a, b) => a - b);
console.log(`${program}: ${times[5].toFixed(0)} ms from its start to the first signed answer (median of ${times.length}; ${times[0].toFixed(0)} to ${times[10].toFixed(0)})`);
