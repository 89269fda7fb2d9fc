// The emulator's documented controls, and nothing else.

const Base = '/_emulator/';
const TokenKey = 'resetpassword.token';
const TenantKey = 'resetpassword.tenant';

/** What a control answered instead of what was asked for. */
export class Problem extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

let askForToken = () => Promise.reject(new Problem(401, 'The admin token is needed.'));
let asking = null;

/** How the user is asked for the admin token: gets whether one was refused, gives one. */
export function whenTokenIsNeeded(ask) {
  askForToken = ask;
}

/** The tenant of this tab, by one of its AccessKeyIds. */
export const tenant = () => sessionStorage.getItem(TenantKey) ?? 'testid';

export function chooseTenant(accessKeyId) {
  sessionStorage.setItem(TenantKey, accessKeyId);
}

/** Fetches a path below the controls; asks for the admin token where one is set, and keeps it for this tab. */
export async function reach(path, options = {}) {
  for (;;) {
    const token = sessionStorage.getItem(TokenKey);
    const headers = { ...options.headers, ...(token === null ? {} : { Authorization: `Bearer ${token}` }) };
    let answer;
    try {
      answer = await fetch(Base + path, { ...options, headers, cache: 'no-store' });
    } catch (reason) {
      if (options.signal?.aborted) throw reason;
      throw new Problem(0, 'The emulator does not answer.');
    }

    if (answer.status !== 401) return answer;
    if (sessionStorage.getItem(TokenKey) !== token) continue;
    asking ??= askForToken(token !== null).finally(() => { asking = null; });
    sessionStorage.setItem(TokenKey, await asking);
  }
}

const withQuery = (path, query) => {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
};

/** The answer of a control, read; a Problem if it refuses. */
async function send(method, path, query, body) {
  // An address takes a step back for "..", and an empty name is none: it would be another control.
  if (path.split('/').some((name) => ['', '.', '..'].includes(name))) throw new Problem(0, 'A name is neither empty, nor a dot or two.');
  const answer = await reach(withQuery(path, query), {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  throw await problemOf(answer);
}

export async function problemOf(answer) {
  const problem = await answer.json().catch(() => ({}));
  return new Problem(answer.status, problem.detail ?? problem.title ?? `The emulator answered ${answer.status}.`);
}

/** Controls that are about the tenant of this tab. */
export const own = {
  get: (path, query = {}) => send('GET', path, { tenant: tenant(), ...query }),
  post: (path, body = {}, query = {}) => send('POST', path, { tenant: tenant(), ...query }, body),
  put: (path, body, query = {}) => send('PUT', path, { tenant: tenant(), ...query }, body),
  patch: (path, body, query = {}) => send('PATCH', path, { tenant: tenant(), ...query }, body),
  remove: (path, query = {}) => send('DELETE', path, { tenant: tenant(), ...query }),
};

/** Controls that are about the whole emulator. */
export const all = {
  get: (path) => send('GET', path, {}),
  post: (path, body = {}) => send('POST', path, {}, body),
  remove: (path) => send('DELETE', path, {}),
};

let contractRead = null;

/** What is emulated; it stays the same while the emulator runs. */
export function contract() {
  contractRead ??= all.get('contract').catch((problem) => {
    contractRead = null;
    throw problem;
  });
  return contractRead;
}

/** The seed's words for an instance, by product: what its status, lock mode and accounts may be. */
export async function instanceForms() {
  const answer = await fetch('/openapi/v1.json', { cache: 'no-cache' });
  if (!answer.ok) throw await problemOf(answer);
  const description = await answer.json();
  const schema = description.paths['/_emulator/instances/{id}'].put.requestBody.content['application/json'].schema;
  const forms = {};
  for (const form of schema.oneOf ?? schema.anyOf ?? []) {
    for (const name of wordsOf(form.properties.product)) forms[name.toLowerCase()] = form.properties;
  }
  return forms;
}

/** The words that a member may have. */
export const wordsOf = (member) => [...new Set((member?.enum ?? (member?.const === undefined ? [] : [member.const])).map(String))];

export const segment = encodeURIComponent;
