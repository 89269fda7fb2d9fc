// The action, before the job's steps: downloads the file of a release for this machine, checks its sum, starts it, and tells the job where it is. The runner
// calls it again after the job's steps: then it prints what was called, and ends the emulator.
import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

// What .ci/release.sh calls the machines that release.yml makes files for.
export const machines = { 'linux x64': 'linux-x64', 'linux-musl x64': 'linux-musl-x64', 'linux arm64': 'linux-arm64', 'win32 x64': 'win-x64', 'darwin arm64': 'osx-arm64' };

const { env, platform, arch } = process;

class Refused extends Error {}

const input = (name) => (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
const tell = (file, name, value) => appendFileSync(env[file], `${name}=${value}\n`);

// As the runner reads its commands: a line each.
const annotate = (kind, text) => console.log(`::${kind}::${text.trim().replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A')}`);

/** Runs the program to its end. Its output goes to a file: a pipe could stay open in the emulator that it starts. */
const run = (program, args) => {
  const folder = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'resetpassword-'));
  const output = openSync(join(folder, 'output'), 'w');
  try {
    const { status, error } = spawnSync(program, args, { stdio: ['ignore', output, output] });
    return { isWell: status === 0, text: error ? String(error.message) : readFileSync(join(folder, 'output'), 'utf8').trim() };
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true });
  }
};

const mustRun = (program, args, doing) => {
  const { isWell, text } = run(program, args);
  if (!isWell) throw new Refused(`${doing}: ${text}`);
  return text;
};

const machine = () => {
  const isMusl = platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
  const name = `${platform}${isMusl ? '-musl' : ''} ${arch}`;
  if (!machines[name]) throw new Refused(`There is no file for ${name}. There are: ${Object.keys(machines).join(', ')}.`);
  return machines[name];
};

const isVersion = (text) => /^\d+\.\d+\.\d+(-[\w.-]+)?$/.test(text);
const isSeries = (text) => /^\d+(\.\d+)?$/.test(text);

/** What is asked for: a version, a series of versions, or the latest. */
const wanted = () => {
  const asked = input('version').replace(/^v/, '');
  if (asked !== '') {
    if (asked !== 'latest' && !isVersion(asked) && !isSeries(asked)) throw new Refused(`version: '${asked}' is none. Write 0.1.0, 0.1 or latest.`);
    return asked;
  }
  // A branch or a commit names no version.
  const ref = (env.GITHUB_ACTION_REF ?? '').replace(/^v/, '');
  return isVersion(ref) || isSeries(ref) ? ref : 'latest';
};

const repository = () => {
  const name = input('repository') || env.GITHUB_ACTION_REPOSITORY || env.GITHUB_REPOSITORY || '';
  if (!/^[\w.-]+\/[\w.-]+$/.test(name)) throw new Refused(`repository: '${name}' is none. Write OWNER/REPO.`);
  return name;
};

const api = () => env.GITHUB_API_URL ?? 'https://api.github.com';

/** What an address answers; null where there is nothing. The token goes to GitHub's API and nowhere else, also when a file or the answer is elsewhere. */
const ask = async (address, accept) => {
  const isOfApi = new URL(address).origin === new URL(api()).origin;
  const headers = { accept, 'user-agent': 'setup-resetpassword', ...(isOfApi && input('token') && { authorization: `Bearer ${input('token')}` }) };
  const answer = await fetch(address, { headers }).catch((failed) => {
    throw new Refused(`${address} cannot be reached: ${failed.cause?.message ?? failed.message}`);
  });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Refused(`${address} answers ${answer.status} ${answer.statusText}.`);
  return answer;
};

const json = async (address) => (await ask(address, 'application/vnd.github+json'))?.json() ?? null;

const parts = (tag) => tag.replace(/^v/, '').split('.').map(Number);
const newestFirst = (a, b) => {
  const [x, y] = [parts(a.tag_name), parts(b.tag_name)];
  return y[0] - x[0] || y[1] - x[1] || y[2] - x[2];
};

const findRelease = async () => {
  const [name, asked] = [repository(), wanted()];
  const releases = `${api()}/repos/${name}/releases`;
  // A token that may write sees drafts as well, which are no releases yet.
  const list = async () => ((await json(`${releases}?per_page=100`)) ?? []).filter(({ draft }) => !draft);
  const isOfSeries = ({ tag_name, prerelease }) => !prerelease && tag_name.startsWith(`v${asked}.`);
  const release = isSeries(asked)
    ? (await list()).filter(isOfSeries).sort(newestFirst)[0]
    : await json(asked === 'latest' ? `${releases}/latest` : `${releases}/tags/v${asked}`);
  if (release) return release;
  const all = (await list()).map(({ tag_name }) => tag_name.replace(/^v/, ''));
  throw new Refused(`${name} has no release ${asked === 'latest' ? '' : `${asked} `}that can be read here. ${all.length > 0 ? `There are: ${all.join(', ')}.` : 'There is none: look at the repository and the token.'}`);
};

const download = async (release, name) => {
  const asset = release.assets.find((asset) => asset.name === name);
  if (!asset) throw new Refused(`The release ${release.tag_name} has no ${name}.`);
  const answer = await ask(asset.url, 'application/octet-stream');
  if (!answer) throw new Refused(`${name} of the release ${release.tag_name} is gone.`);
  return Buffer.from(await answer.arrayBuffer().catch((broken) => {
    throw new Refused(`${name} did not arrive: ${broken.cause?.message ?? broken.message}`);
  }));
};

/** Downloads the release's file for this machine and unpacks it; the folder that it is in. */
const install = async () => {
  const rid = machine();
  const release = await findRelease();
  const version = release.tag_name.replace(/^v/, '');
  const name = `resetpassword-${version}-${rid}.${rid.startsWith('win-') ? 'zip' : 'tar.gz'}`;
  const sums = (await download(release, 'SHA256SUMS')).toString();
  const sum = sums.split('\n').map((line) => line.trim().split(/ [ *]/)).find(([, file]) => file === name)?.[0];
  if (!sum) throw new Refused(`SHA256SUMS of the release ${release.tag_name} does not name ${name}.`);
  const archive = await download(release, name);
  const own = createHash('sha256').update(archive).digest('hex');
  if (own !== sum) throw new Refused(`${name} is not what the release says: its SHA-256 is ${own}, and SHA256SUMS says ${sum}.`);

  const folder = mkdtempSync(join(env.RUNNER_TEMP ?? tmpdir(), 'resetpassword-'));
  writeFileSync(join(folder, name), archive);
  // Windows' own tar reads a zip; another one on the PATH may not.
  mustRun(platform === 'win32' ? join(env.SystemRoot, 'System32', 'tar.exe') : 'tar', ['-xf', join(folder, name), '-C', folder], `${name} cannot be unpacked`);
  rmSync(join(folder, name));
  const program = join(folder, platform === 'win32' ? 'ResetPassword.exe' : 'ResetPassword');
  if (!existsSync(program)) throw new Refused(`${name} has no program in it.`);
  // Where the file system tells upper and lower case apart, the name that the documentation types.
  if (!existsSync(join(folder, 'resetpassword')) && platform !== 'win32') symlinkSync('ResetPassword', join(folder, 'resetpassword'));
  return { folder, program, version };
};

const startArguments = () => {
  const further = input('arguments').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const two = further.find((line) => /^--[\w:-]+\s/.test(line));
  // The value may be a secret.
  const name = two?.split(/\s/)[0];
  if (two) throw new Refused(`arguments: '${name} …' is an option and its value. Write them as '${name}=…', or on two lines.`);
  return [...['urls', 'seed'].flatMap((name) => (input(name) ? [`--${name}`, input(name)] : [])), ...further];
};

const setUp = async () => {
  // The runner calls this again at the job's end, also when nothing has come of it.
  tell('GITHUB_STATE', 'isPost', true);
  const given = startArguments();
  const { folder, program, version } = await install();
  const said = run(program, ['start', ...given]);
  // Its own: what start says of another emulator on the port begins otherwise.
  const endpoint = /^(?:The emulator|Process \d+) serves (https?:\/\/\S+)/m.exec(said.text)?.[1];
  try {
    if (!said.isWell) throw new Refused(`The emulator does not start: ${said.text}`);
    // At once: a job that is cancelled from here on ends it.
    tell('GITHUB_STATE', 'program', program);
    tell('GITHUB_STATE', 'endpoint', endpoint);
    mustRun(program, ['wait', '--endpoint', endpoint], 'The emulator does not become ready');
    const variables = mustRun(program, ['env', '--endpoint', endpoint, '--format', 'dotenv'], 'Its variables cannot be made');
    const [, processId, log] = / as process (\d+)\. Its log is (.+)$/m.exec(said.text);

    const outputs = { endpoint, host: new URL(endpoint).host, 'process-id': processId, log, version };
    for (const [name, value] of Object.entries(outputs)) tell('GITHUB_OUTPUT', name, value);
    appendFileSync(env.GITHUB_ENV, `${variables}\n`);
    appendFileSync(env.GITHUB_PATH, `${folder}\n`);
    console.log(said.text);
  } catch (failed) {
    if (endpoint) {
      run(program, ['stop', '--endpoint', endpoint]);
      tell('GITHUB_STATE', 'endpoint', '');
    }
    throw failed;
  }
  // A job cannot unset a variable for its later steps, as a shell does.
  const unset = run(program, ['env', '--endpoint', endpoint, '--shell', 'sh']).text.matchAll(/^unset (\w+)$/gm);
  for (const [, name] of [...unset].filter(([, name]) => env[name]))
    annotate('warning', `${name} is set in this job: clients that read it do not use the emulator's key. Take it out of the job's env.`);
};

const tearDown = () => {
  const [program, endpoint] = [env.STATE_program, env.STATE_endpoint];
  if (!endpoint) return;
  console.log('::group::What the emulator was called');
  // What somebody has called is no command to the runner.
  const again = randomUUID();
  console.log(`::stop-commands::${again}\n${run(program, ['logs', '--endpoint', endpoint]).text || 'Nothing called it.'}\n::${again}::`);
  console.log('::endgroup::');
  console.log(run(program, ['stop', '--endpoint', endpoint]).text);
};

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    if (env.STATE_isPost) tearDown();
    else await setUp();
  } catch (failed) {
    if (!(failed instanceof Refused)) throw failed;
    annotate('error', failed.message);
    process.exitCode = 1;
  }
}
