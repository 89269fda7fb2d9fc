// The tests of .ci/action.sh.
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { parse } from 'yaml';
import { machines } from '../.github/actions/setup-resetpassword/setup.mjs';

const folder = resolve('../.github/actions/setup-resetpassword');
const metadata = readFileSync(join(folder, 'action.yml'), 'utf8');
const { inputs, outputs, runs } = parse(metadata);
const script = readFileSync(join(folder, 'setup.mjs'), 'utf8');
const releaseWorkflow = readFileSync('../.github/workflows/release.yml', 'utf8');
const rid = `linux-${process.arch}`;
const token = 'test-token';

const work = mkdtempSync(join(tmpdir(), 'resetpassword-action-'));
after(() => {
  // Where a test has failed.
  for (const { processId } of Job.all.flatMap((job) => job.running.map((name) => JSON.parse(readFileSync(join(job.state, name), 'utf8'))))) process.kill(processId);
  rmSync(work, { recursive: true, force: true });
});

/** A release's files, packed by the lines of release.sh that pack one, with the sums that release.yml makes. */
const pack = (version, program) => {
  const output = mkdtempSync(join(work, 'release-'));
  execFileSync('bash', ['-euc', `cp -a "$program" "$output/$rid"; ${releaseLines()}; rm -r "$output/$rid"; cd "$output"; sha256sum -- * >../SHA256SUMS; mv ../SHA256SUMS .`],
    { env: { ...process.env, output, rid, version, program } });
  return Object.fromEntries(readdirSync(output).map((name) => [name, readFileSync(join(output, name))]));
};

const releaseLines = () => /^case "\$rid" in$[^]*?^esac$/m.exec(readFileSync('release.sh', 'utf8'))[0];

/** What answers as GitHub's API does for one repository. A release's files are behind a redirection to another origin, as GitHub's are. */
class Releases {
  requests = [];
  #all = [];
  #servers = [];

  async start() {
    const files = await this.#serve((path) => this.#assetOf(path));
    this.address = await this.#serve((path, headers) => this.#answer(path, headers, files));
    return this;
  }

  add(version, files, { prerelease = false, draft = false, isLatest = false, isElsewhere = false, isCut = false } = {}) {
    this.#all.unshift({ version, files, prerelease, draft, isLatest, isElsewhere, isCut });
  }

  close() {
    for (const server of this.#servers) server.close();
  }

  async #serve(answer) {
    const server = createServer(({ url, headers }, response) => {
      this.requests.push({ url, authorization: headers.authorization });
      const { status = 200, location, body, isCut } = answer(url, headers);
      if (isCut) return response.writeHead(200, { 'content-length': body.length + 1 }).write(body, () => response.destroy());
      response.writeHead(body === undefined && !location ? 404 : status, location ? { location } : {});
      return response.end(body);
    }).listen(0, '127.0.0.1');
    this.#servers.push(server);
    await once(server, 'listening');
    return `http://127.0.0.1:${server.address().port}`;
  }

  #answer(path, { authorization }, files) {
    const [, repository, rest] = /^\/repos\/([^/]+\/[^/]+)\/releases(.*)$/.exec(path) ?? [];
    if (repository === 'someone/private' ? authorization !== `Bearer ${token}` : repository !== 'someone/public') return {};
    const asJson = (release) => ({ body: release && JSON.stringify(release) });
    const all = this.#all.map(({ version, files: assets, prerelease, draft, isElsewhere }) => ({
      tag_name: `v${version}`, prerelease, draft,
      assets: Object.keys(assets).map((name) => ({ name, url: `${isElsewhere ? files : `${this.address}/repos/${repository}/releases`}/assets/${version}/${name}` })),
    }));
    if (rest.startsWith('/assets/')) return { status: 302, location: files + rest };
    if (rest === '/latest') return asJson(all[this.#all.findIndex(({ isLatest }) => isLatest)]);
    return asJson(rest.startsWith('?') ? all : all.find(({ tag_name }) => rest === `/tags/${tag_name}`));
  }

  #assetOf(path) {
    const [, version, name] = /^\/assets\/([^/]+)\/(.+)$/.exec(path) ?? [];
    const { files, isCut } = this.#all.find((release) => release.version === version);
    return { body: files[name], isCut };
  }
}

/** A job, as far as the action sees one: the files by which a step speaks to the runner, and the variables of the steps. */
class Job {
  static all = [];
  temp = mkdtempSync(join(work, 'job-'));
  state = join(this.temp, 'state');
  #files = Object.fromEntries(['OUTPUT', 'ENV', 'PATH', 'STATE'].map((name) => [`GITHUB_${name}`, join(this.temp, name)]));

  constructor(variables) {
    Job.all.push(this);
    mkdirSync(this.state);
    this.variables = { PATH: process.env.PATH, HOME: this.temp, RUNNER_TEMP: this.temp, XDG_RUNTIME_DIR: this.state, GITHUB_REPOSITORY: 'someone/caller', ...variables };
  }

  /** Runs the action's script with the inputs, as the runner does: those that are not given have their defaults. */
  act(given = {}, more = {}) {
    const withDefaults = Object.entries(inputs).map(([name, { default: value = '' }]) => [`INPUT_${name.toUpperCase()}`, given[name] ?? value.replace('${{ github.token }}', token)]);
    return this.#run(runs.main, { ...Object.fromEntries(withDefaults), ...more });
  }

  /** What the runner calls after the job's steps. */
  end() {
    return this.#run(runs.post, Object.fromEntries(Object.entries(this.#read('STATE')).map(([name, value]) => [`STATE_${name}`, value])));
  }

  /** A later step of the job, with nothing but what the action has left. */
  step(command, args) {
    const PATH = [...this.#text('PATH').trim().split('\n'), process.env.PATH].join(delimiter);
    return execFileSync(command, args, { env: { ...this.variables, PATH, ...this.#read('ENV') }, encoding: 'utf8' });
  }

  get outputs() {
    return this.#read('OUTPUT');
  }

  /** What start has left running: the files of its emulators. */
  get running() {
    return readdirSync(this.state).filter((name) => name.endsWith('.json'));
  }

  #run(file, variables) {
    return new Promise((done) => {
      const child = spawn(process.execPath, [join(folder, file)], { cwd: this.temp, env: { ...this.variables, ...this.#files, ...variables } });
      let text = '';
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => { text += data; });
      child.on('exit', (code) => done({ code, text }));
    });
  }

  #text(name) {
    const file = this.#files[`GITHUB_${name}`];
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  #read(name) {
    return Object.fromEntries(this.#text(name).trim().split('\n').filter((line) => line !== '').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
  }
}

const freePort = { urls: 'http://127.0.0.1:0' };

describe('setup-resetpassword', () => {
  let releases;
  let files;
  const job = (variables) => new Job({ GITHUB_API_URL: releases.address, GITHUB_ACTION_REPOSITORY: 'someone/public', GITHUB_ACTION_REF: 'v0.1.0', ...variables });
  const refused = (result) => /^::error::(.*)$/m.exec(result.text)?.[1] ?? result.text;
  const isGone = (address) => new Promise((done) => {
    fetch(`${address}/_emulator/health`).then(() => done(false), () => done(true));
  });

  before(async () => {
    releases = await new Releases().start();
    files = pack('0.1.0', process.env.PROGRAM_DIRECTORY);
    releases.add('0.1.0', files);
    // These are told by what is said of their files.
    const archive = (version) => `resetpassword-${version}-${rid}.tar.gz`;
    for (const [version, kind] of [['0.1.9', {}], ['0.1.10', {}], ['0.1.11-rc.1', { prerelease: true }], ['0.1.12', { draft: true }], ['0.2.0', { isLatest: true }], ['1.0.0-beta.1', { prerelease: true }]])
      releases.add(version, { [archive(version)]: Buffer.from('another'), SHA256SUMS: Buffer.from(`${'0'.repeat(64)}  ${archive(version)}\n`) }, kind);
    releases.add('0.0.5', { SHA256SUMS: Buffer.from('0') }, { isCut: true });
    releases.add('0.0.4', { SHA256SUMS: Buffer.from('') }, { isElsewhere: true });
    releases.add('0.0.1', { SHA256SUMS: Buffer.from(`${'0'.repeat(64)}  resetpassword-0.0.1-other-x64.tar.gz\n`) });
    releases.add('0.0.2', {});
    const empty = mkdtempSync(join(work, 'empty-'));
    writeFileSync(join(empty, 'LICENSE'), '');
    releases.add('0.0.3', pack('0.0.3', empty));
  });

  after(() => releases.close());

  test('gives the steps of a job an emulator, and ends it with the job', async () => {
    const own = job();

    const result = await own.act(freePort);

    assert.equal(result.code, 0, result.text);
    const { endpoint, host, log, version, 'process-id': processId } = own.outputs;
    assert.deepEqual([version, host, endpoint], ['0.1.0', new URL(endpoint).host, `http://${host}`]);
    assert.equal(existsSync(log), true);
    process.kill(Number(processId), 0);

    const call = `
      import Rds, { ResetAccountPasswordRequest } from '@alicloud/rds20140815';
      import { $OpenApiUtil } from '@alicloud/openapi-core';
      const { ALIBABA_CLOUD_ACCESS_KEY_ID: accessKeyId, ALIBABA_CLOUD_ACCESS_KEY_SECRET: accessKeySecret, ALIBABA_CLOUD_ENDPOINT_RDS: endpoint } = process.env;
      const client = new Rds.default(new $OpenApiUtil.Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'http', readTimeout: 60000, connectTimeout: 60000 }));
      await client.resetAccountPassword(new ResetAccountPasswordRequest({ DBInstanceId: 'rm-running', accountName: 'test1', accountPassword: 'New_pass1' }));`;
    own.step(process.execPath, ['--input-type=module', '-e', call]);
    assert.match(own.step('resetpassword', ['logs', '--endpoint', endpoint]), /rm-running/);

    const ended = await own.end();

    assert.equal(ended.code, 0, ended.text);
    assert.match(ended.text, /^::group::What the emulator was called\n::stop-commands::(\S+)\n.*ResetAccountPassword.*\n::\1::\n::endgroup::\n.*has ended/);
    assert.equal(await isGone(endpoint), true);
    assert.deepEqual(own.running, []);
  });

  test('takes a seed and further arguments', async () => {
    const own = job();
    writeFileSync(join(own.temp, 'seed.json'), '{"instances":[{"product":"Rds","id":"rm-own","accounts":[{"name":"app1"}]}]}');

    const result = await own.act({ ...freePort, seed: 'seed.json', arguments: '--ResetPassword:StrictParameters=true\n--state\nstate.json\n' });

    assert.equal(result.code, 0, result.text);
    const { endpoint } = own.outputs;
    assert.match(own.step('resetpassword', ['call', 'rds', 'DescribeAccounts', '--DBInstanceId', 'rm-own', '--endpoint', endpoint]), /app1/);
    assert.throws(() => own.step('resetpassword', ['call', 'rds', 'DescribeAccounts', '--DBInstanceId', 'rm-own', '--AccountNam', 'x', '--endpoint', endpoint]));
    await own.end();
    assert.deepEqual(own.running, []);
  });

  test('says when a variable of the job wins over the key that it sets', async () => {
    const own = job({ ALIBABA_CLOUD_PROFILE: 'production', ALICLOUD_ACCESS_KEY: 'another', ALIBABA_CLOUD_REGION: 'eu-central-1' });

    const result = await own.act(freePort);

    assert.deepEqual([...result.text.matchAll(/^::warning::(\w+) is set in this job/gm)].map(([, name]) => name), ['ALIBABA_CLOUD_PROFILE', 'ALICLOUD_ACCESS_KEY']);
    await own.end();
  });

  test('a job whose steps have ended the emulator ends well', async () => {
    const own = job();
    await own.act(freePort);
    own.step('resetpassword', ['stop', '--endpoint', own.outputs.endpoint]);

    const ended = await own.end();

    assert.equal(ended.code, 0, ended.text);
  });

  for (const [asked, ref, version] of [
    ['0.1', '', '0.1.10'], ['v0.1', '', '0.1.10'], ['0', '', '0.2.0'], ['latest', 'v0.1.9', '0.2.0'], ['1.0.0-beta.1', '', '1.0.0-beta.1'],
    ['', 'v0.1.9', '0.1.9'], ['', 'v0.1', '0.1.10'], ['', 'main', '0.2.0'], ['', '8f4b7f84864484a7bf31766abe9204da3cbe65b3', '0.2.0'],
  ]) {
    test(`version '${asked}' with the ref '${ref}' is ${version}`, async () => {
      const result = await job({ GITHUB_ACTION_REF: ref }).act({ version: asked });

      assert.match(refused(result), new RegExp(`^resetpassword-${version}-${rid}.tar.gz is not what the release says: its SHA-256 is [0-9a-f]{64}, and SHA256SUMS says 0{64}\\.$`));
    });
  }

  for (const [what, given, message] of [
    ['a version that is not there', { version: '9.9.9' }, 'someone/public has no release 9.9.9 that can be read here. There are: 0.0.3, 0.0.2, 0.0.1, 0.0.4, 0.0.5, 1.0.0-beta.1, 0.2.0, 0.1.11-rc.1, 0.1.10, 0.1.9, 0.1.0.'],
    ['a series that is not there', { version: '7' }, 'someone/public has no release 7 that can be read here. There are: 0.0.3, 0.0.2, 0.0.1, 0.0.4, 0.0.5, 1.0.0-beta.1, 0.2.0, 0.1.11-rc.1, 0.1.10, 0.1.9, 0.1.0.'],
    ['a version that is none', { version: 'newest' }, "version: 'newest' is none. Write 0.1.0, 0.1 or latest."],
    ['a repository that is not there', { repository: 'someone/else' }, 'someone/else has no release 0.1.0 that can be read here. There is none: look at the repository and the token.'],
    ['a repository that is none', { repository: 'https://github.com/someone' }, "repository: 'https://github.com/someone' is none. Write OWNER/REPO."],
    ['a private repository without the token', { repository: 'someone/private', token: 'test-other' }, 'someone/private has no release 0.1.0 that can be read here. There is none: look at the repository and the token.'],
    ['a release without a file for this machine', { version: '0.0.1' }, `SHA256SUMS of the release v0.0.1 does not name resetpassword-0.0.1-${rid}.tar.gz.`],
    ['a release without sums', { version: '0.0.2' }, 'The release v0.0.2 has no SHA256SUMS.'],
    ['a download that breaks off', { version: '0.0.5' }, /^SHA256SUMS did not arrive: ./],
    ['an archive without the program', { version: '0.0.3' }, `resetpassword-0.0.3-${rid}.tar.gz has no program in it.`],
    ['two arguments on a line', { arguments: '--store sqlite:a.db' }, "arguments: '--store …' is an option and its value. Write them as '--store=…', or on two lines."],
    ['a token on the line of its option', { arguments: '--ResetPassword:AdminToken test-secret' },
      "arguments: '--ResetPassword:AdminToken …' is an option and its value. Write them as '--ResetPassword:AdminToken=…', or on two lines."],
    ['a seed that is not there', { ...freePort, seed: 'none.json' }, /^The emulator does not start: none\.json: Could not find file .*none\.json'\.$/],
    ['a setting that is none', { ...freePort, arguments: '--ResetPassword:MaxTenants=many' }, /^The emulator does not start: .*MaxTenants.*$/],
    ['an address that is none', { urls: 'somewhere' }, "The emulator does not start: Cannot listen on somewhere: Invalid url: 'somewhere'"],
  ]) {
    test(`${what} is refused, and nothing is left`, async () => {
      const own = job();

      const result = await own.act(given);

      assert.equal(result.code, 1, result.text);
      if (typeof message === 'string') assert.equal(refused(result), message);
      else assert.match(refused(result), message);
      assert.deepEqual([own.outputs, own.running], [{}, []]);
      // The runner calls it at the job's end all the same.
      const { length: asked } = releases.requests;
      assert.deepEqual(await own.end(), { code: 0, text: '' });
      assert.deepEqual([releases.requests.length, own.running], [asked, []]);
    });
  }

  test('a seed that is refused is said with every line of it', async () => {
    const own = job();
    writeFileSync(join(own.temp, 'seed.json'), '{"instances":[{"product":"Oracle","id":"x"},{"product":"Rds"}]}');

    const result = await own.act({ ...freePort, seed: 'seed.json' });

    assert.equal(result.code, 1);
    assert.equal(refused(result).split('%0A').length, 2, result.text);
    assert.deepEqual(own.running, []);
  });

  test('a port that is taken is said, and who has it stays', async () => {
    const taken = createServer((_, response) => response.end('still here')).listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = `http://127.0.0.1:${taken.address().port}`;
    const own = job();

    const result = await own.act({ urls: address });

    assert.match(refused(result), /^The emulator does not start: Cannot listen on .*address already in use/);
    assert.equal(await (await fetch(address)).text(), 'still here');
    assert.deepEqual(own.running, []);
    taken.close();
  });

  test('two uses in a job are two emulators, and each ends its own', async () => {
    const [one, other] = [job(), job()];
    await Promise.all([one.act(freePort), other.act(freePort)]);

    assert.notEqual(one.outputs.endpoint, other.outputs.endpoint);
    await one.end();
    assert.deepEqual([await isGone(one.outputs.endpoint), await isGone(other.outputs.endpoint)], [true, false]);
    await other.end();
    assert.deepEqual([...one.running, ...other.running], []);
  });

  test('what was called is no command to the runner', async () => {
    const own = job();
    await own.act(freePort);
    assert.throws(() => own.step('resetpassword', ['call', 'rds', 'DescribeAccounts', '--DBInstanceId', '##[endgroup]x', '--endpoint', own.outputs.endpoint]));

    const { text } = await own.end();

    const [, token] = /^::stop-commands::(\S+)$/m.exec(text);
    assert.ok(text.indexOf('##[endgroup]') > text.indexOf(token) && text.indexOf('##[endgroup]') < text.lastIndexOf(`::${token}::`), text);
  });

  test('a seed is found in a directory with blanks and signs of a shell, and an argument may have them', async () => {
    const own = job();
    const odd = join(own.temp, "a b;$(touch c)'");
    mkdirSync(odd);
    writeFileSync(join(odd, 'my seed.json'), '{"instances":[{"product":"Rds","id":"rm-own"}]}');

    const result = await own.act({ ...freePort, seed: join(odd, 'my seed.json'), arguments: `--state\r\n${join(odd, 'my state.json')}\r\n` });

    assert.equal(result.code, 0, result.text);
    assert.match(own.step('resetpassword', ['call', 'rds', 'DescribeDBInstances', '--RegionId', 'cn-hangzhou', '--endpoint', own.outputs.endpoint]), /rm-own/);
    await own.end();
    assert.equal(existsSync(join(own.temp, 'c')), false);
  });

  test('an emulator that is there already stays', async () => {
    const own = job();
    await own.act(freePort);
    const { endpoint } = own.outputs;

    const result = await own.act({ urls: endpoint });

    assert.match(refused(result), /^The emulator does not start: An emulator runs there already/);
    assert.equal(await isGone(endpoint), false);
    await own.end();
    assert.deepEqual(own.running, []);
  });

  test('a step that cannot tell the job where the emulator is leaves none behind', async () => {
    const own = job();

    const result = await own.act(freePort, { GITHUB_OUTPUT: own.temp });

    assert.notEqual(result.code, 0);
    assert.match(result.text, /EISDIR/);
    assert.deepEqual(own.running, []);
    assert.deepEqual(await own.end(), { code: 0, text: '' });
  });

  test('a server that is away is said', async () => {
    const result = await job({ GITHUB_API_URL: 'http://127.0.0.1:9' }).act();

    assert.match(refused(result), /^http:\/\/127\.0\.0\.1:9\/repos\/someone\/public\/releases\/tags\/v0\.1\.0 cannot be reached: ./);
  });

  test('the token is not sent to where a release says that its files are', async () => {
    releases.requests.length = 0;

    const result = await job().act({ version: '0.0.4' });

    assert.match(refused(result), /^SHA256SUMS of the release v0\.0\.4 does not name/);
    assert.deepEqual(releases.requests.map(({ url, authorization }) => [url.split('/')[1], authorization]), [['repos', `Bearer ${token}`], ['assets', undefined]]);
  });

  test('the token of a private repository is sent to the API, and nowhere else', async () => {
    releases.requests.length = 0;

    const result = await job().act({ repository: 'someone/private', version: '0.1.9' });

    assert.match(refused(result), /0\.1\.9.* is not what the release says/);
    const by = (isApi) => new Set(releases.requests.filter(({ url }) => url.startsWith('/repos/') === isApi).map(({ authorization }) => authorization));
    assert.deepEqual([by(true), by(false)], [new Set([`Bearer ${token}`]), new Set([undefined])]);
    assert.doesNotMatch(result.text, new RegExp(token));
  });
});

describe('the files that GitHub reads', () => {
  const workflows = readdirSync('../.github/workflows').map((name) => `../.github/workflows/${name}`);
  // What GitHub has got since this validator was made.
  const withoutNews = (text) => text.replace(/^ +attestations: write\n/gm, '');

  test('action.yml is one', () => {
    assert.deepEqual(validateAction(metadata).errors, []);
  });

  for (const file of [...workflows, '../docs/samples/github-actions.yml']) {
    test(`${file} is a workflow`, () => {
      assert.deepEqual(validateWorkflow(withoutNews(readFileSync(file, 'utf8'))).errors, []);
    });
  }

  test('what the script reads and writes is what action.yml declares', () => {
    const read = [...script.matchAll(/input\('([\w-]+)'\)/g)].map(([, name]) => name).concat('urls', 'seed');
    assert.deepEqual(new Set(read), new Set(Object.keys(inputs)));
    const written = /const outputs = \{ (.*) \};/.exec(script)[1].split(', ').map((part) => part.split(':')[0].replaceAll("'", ''));
    assert.deepEqual(new Set(written), new Set(Object.keys(outputs)));
  });

  test('the script knows the machines that a release has files for', () => {
    const made = [...releaseWorkflow.matchAll(/rid: ([\w-]+)|release\.sh (linux-musl-\w+)/g)].map(([, one, other]) => one ?? other);

    assert.deepEqual(new Set(Object.values(machines)), new Set(made));
  });
});
