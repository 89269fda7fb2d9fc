/// <reference lib="esnext.disposable" />

/**
 * Starts an emulator, or uses one that runs.
 *
 * One that runs is used where `endpoint` or the variable `RESETPASSWORD_ENDPOINT` says where. Else one is started, on a free port of this machine: `command`, or
 * `RESETPASSWORD_COMMAND`, or the npm package `resetpassword`, or `resetpassword` on the `PATH`. It ends with `stop()`, and with this process however that ends.
 *
 * @throws {TypeError} An option is not known, or cannot be given to an emulator that runs already.
 * @throws {Error} None was found, it cannot be reached, or it is not ready in time; the message has the last lines that it printed.
 * @example
 * const emulator = await startEmulator();
 * await emulator.withTenant(async (tenant) => { … });
 * await emulator.stop();
 */
export declare function startEmulator(options?: EmulatorOptions): Promise<Emulator>;

export interface EmulatorOptions {
  /** Where one runs: `http://HOST:PORT`. By default `RESETPASSWORD_ENDPOINT`. */
  endpoint?: string;
  /** The program and its first arguments; a text that is no program's path is taken apart at blanks outside of quotes. By default `RESETPASSWORD_COMMAND`. */
  command?: string | readonly string[];
  /** Instances, users and roles in place of the default ones: a seed file's path, or its content. Only for one that is started. */
  seed?: string | Seed;
  /** Settings by name (docs/configuration.md): `{ JournalSize: 100, 'Durations:Rds:CreateAccount': 5 }`. Only for one that is started. */
  settings?: Readonly<Record<string, string | number | boolean>>;
  /** The token that the controls need; one that is started is given it. By default `RESETPASSWORD_ADMIN_TOKEN`. */
  adminToken?: string;
  /** How many seconds it may take until it is ready: by default 60 for one that is started; one that runs is asked once. */
  timeoutSeconds?: number;
  /** Gets each line that the started program prints. */
  log?: (line: string) => void;
}

/** A control that was refused; nothing has changed. */
export declare class EmulatorError extends Error {
  /** The HTTP status: 400 the request is wrong, 401 the admin token is missing, 404 there is nothing of this name. */
  readonly status: number;
  /** What is wrong, and what is allowed. */
  readonly detail: string;
  /** Each mistake in a document, with its place. */
  readonly faults: readonly { readonly path: string; readonly line: number; readonly message: string }[];
}

/** An emulator: the tenants of one service. */
export interface Emulator {
  /** `http://HOST:PORT`, as pop-core takes it. */
  readonly endpoint: string;
  /** The HTTPS address of one that was started with the setting `Tls`. */
  readonly httpsEndpoint: string | undefined;
  /** `HOST:PORT`, as the V3 clients take it. */
  readonly host: string;
  readonly protocol: 'http' | 'https';

  /**
   * Runs a test with a tenant of its own, which is dropped afterwards. What the test returns is returned. When it fails, its error's message gets the calls of
   * the tenant, a line each, with the reason where one was refused.
   */
  withTenant<T>(test: (tenant: NewTenant) => T | Promise<T>, options?: TenantOptions): Promise<T>;
  /** Makes a tenant, with a copy of the emulator's seed or with a seed of its own. */
  createTenant(options?: TenantOptions): Promise<NewTenant>;
  /**
   * The tenant of any of its AccessKeys. One that begins with `test-` is made when it is first used; `-` stands for the calls that have no tenant's AccessKey.
   *
   * @param accessKeySecret `testsecret` by default.
   */
  tenant(accessKeyId: string, accessKeySecret?: string): Tenant;
  /** All tenants. */
  tenants(): Promise<ListedTenant[]>;

  /**
   * That it is able to serve.
   *
   * @param options With `live` whether the process answers, even if it cannot serve.
   * @throws {EmulatorError} 503: it is not.
   */
  health(options?: { live?: boolean }): Promise<Health>;
  /** What is emulated: products, actions, parameters, errors. */
  contract(): Promise<Contract>;

  /** Ends one that was started here; one that runs elsewhere is left alone. May be called twice. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface TenantOptions {
  /** The tenant's instances, in place of the emulator's own. */
  seed?: TenantSeed;
}

export interface ListedTenant {
  readonly accessKeyIds: readonly string[];
  readonly ownerId: string;
  readonly lastUsedAt: string | null;
}

/** An Alibaba Cloud account of the emulator. Tenants never see each other's instances, passwords, faults, calls, users or clock. */
export interface Tenant {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** The account's id, 16 digits, as ARNs have it; undefined where it was not made here. */
  readonly ownerId: string | undefined;
  /** Those of the emulator. */
  readonly endpoint: string;
  readonly host: string;
  readonly protocol: 'http' | 'https';

  readonly instances: Instances;
  readonly accounts: Accounts;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly state: State;
  readonly users: Principals<User, ListedUser>;
  readonly roles: Principals<Role, ListedRole>;

  /**
   * Whether a password is an account's.
   *
   * @throws {EmulatorError} 404: there is no such instance or account.
   */
  verifyPassword(instanceId: string, accountName: string, password: string, options?: AccountOptions): Promise<PasswordProof>;
  /** Whether RAM would allow a call, by which statement, and why; the call is not made. */
  decide(call: CallInQuestion): Promise<Decision>;
  /**
   * A temporary key of a role, for an hour of the tenant's clock.
   *
   * @throws {EmulatorError} 404: there is no such role; the message has those that there are.
   */
  credentials(role: string): Promise<TemporaryKey>;
  /** The address of such keys, for `ALIBABA_CLOUD_CREDENTIALS_URI`. */
  credentialsUri(role: string): string;
  /**
   * Variables that make the vendor's clients of another process use the tenant. What is undefined must not be set there.
   *
   * @example spawn('aliyun', values, { env: { ...process.env, ...tenant.env() } })
   */
  env(): Record<string, string | undefined>;
  /** Back to how it was made: its instances and users, no faults, an empty journal, real time. */
  reset(): Promise<void>;
  /**
   * Removes it with everything in it.
   *
   * @throws {EmulatorError} 404: it is gone already; 409: it is one of the emulator's own seed, which can only be reset.
   */
  drop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A tenant that was made here. */
export interface NewTenant extends Tenant {
  readonly ownerId: string;
}

/** A product by its name or by the vendor's code, in any case. */
export type Product = 'SelectDb' | 'Rds' | 'MongoDb' | 'AnalyticDb' | 'PolarDb' | 'Sts' | 'Location' | 'Vpc' | (string & {});

/** On a sharded MongoDB cluster, the part of it that the account belongs to; nowhere else. */
export interface AccountOptions {
  characterType?: 'db' | 'cs';
}

export interface PasswordProof {
  readonly matches: boolean;
  /** 1 for the first password; each reset adds one. */
  readonly passwordVersion: number;
  /** When it was set, by the tenant's clock. */
  readonly passwordChangedAt: string;
}

/** Instances in any state, as a seed file has them (docs/seed.md). Refusals: 404 there is none of this id, 400 a property or value is not the product's. */
export interface Instances {
  list(): Promise<Instance[]>;
  get(instanceId: string): Promise<Instance>;
  /** Makes one, or replaces the one of this id. */
  put(instanceId: string, instance: InstanceDocument): Promise<Instance>;
  /** Changes the properties that are given; null restores a default: `patch('rm-running', { status: 'Rebooting' })`. */
  patch(instanceId: string, changes: Readonly<Record<string, unknown>>): Promise<Instance>;
  delete(instanceId: string): Promise<void>;
}

/** The database accounts of an instance. Refusals: as for instances. */
export interface Accounts {
  get(instanceId: string, name: string, options?: AccountOptions): Promise<Account>;
  /** Makes one, or replaces the one of this name. */
  put(instanceId: string, name: string, account: AccountDocument, options?: AccountOptions): Promise<Account>;
  /** Changes the properties that are given; null restores a default. */
  patch(instanceId: string, name: string, changes: Readonly<Record<string, unknown>>, options?: AccountOptions): Promise<Account>;
  delete(instanceId: string, name: string, options?: AccountOptions): Promise<void>;
}

export interface InstanceDocument {
  product?: Product;
  id?: string;
  region?: string;
  engine?: string;
  engineVersion?: string;
  /** The product's own word, such as `Running` or `ACTIVATION`. */
  status?: string;
  lockMode?: string | number;
  tags?: Readonly<Record<string, string>>;
  accounts?: readonly (AccountDocument & { name: string })[];
  /** The product's own properties. */
  [property: string]: unknown;
}

export interface AccountDocument {
  name?: string;
  type?: string;
  status?: string;
  /** `Initial_pass1` by default. */
  password?: string;
  /** The product's own properties. */
  [property: string]: unknown;
}

export interface Instance {
  readonly product: Product;
  readonly id: string;
  readonly region: string;
  readonly engine: string;
  readonly engineVersion: string;
  readonly status: string;
  readonly lockMode: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly accounts: readonly Account[];
  readonly [property: string]: unknown;
}

export interface Account {
  readonly name: string;
  readonly type: string;
  readonly status: string;
  /** `sha256:<salt>:<hash>`. */
  readonly passwordHash: string;
  readonly passwordVersion: number;
  readonly passwordChangedAt: string;
  readonly [property: string]: unknown;
}

/** A tenant's own instances (docs/seed.md). */
export interface TenantSeed {
  /** The region of instances that name none: `cn-hangzhou` by default. */
  region?: string;
  instances?: readonly (InstanceDocument & { product: Product; id: string })[];
}

/** What a seed file holds (docs/seed.md): besides instances the AccessKeys, and the users and roles that every tenant has. */
export interface Seed extends TenantSeed {
  accessKeys?: readonly Readonly<Record<string, unknown>>[];
  users?: readonly (User & { name: string })[];
  roles?: readonly (Role & { name: string })[];
}

/** The tenant's instances as a document, with hashes of passwords: treat it as sensitive. */
export interface State {
  get(): Promise<StateDocument>;
  /** Replaces all instances. @throws {EmulatorError} 400: something in it is wrong; nothing has changed. */
  put(state: StateDocument | TenantSeed): Promise<void>;
}

export interface StateDocument {
  readonly instances: readonly Instance[];
}

/** Failures that the tenant's calls are to meet. Of several rules, the first that hits decides. */
export interface Faults {
  /**
   * Arms a rule for the calls to come.
   *
   * @throws {EmulatorError} 400: there is no such product, action or code; the message has those that there are.
   */
  arm(rule: FaultRule): Promise<ArmedFault>;
  /** The rules, with how many calls each `matched`, and how many of those it `hits`. */
  list(): Promise<ArmedFault[]>;
  /** @throws {EmulatorError} 404: there is no rule of this id. */
  disarm(id: string): Promise<void>;
  clear(): Promise<void>;
}

/** A failure: of which calls, what happens, to which of them. It needs an `error`, a `delayMilliseconds` or a `connection`. */
export interface FaultRule {
  match: { product: Product; action: string; instanceId?: string; accountName?: string };
  /** Any documented error of the action, the gateway or the product by its code; with a status and a message any code at all. */
  error?: { code: string; status?: number; message?: string };
  /** Whether nothing happens (`before`, the default), or the change is made and only its answer fails (`after`). */
  when?: 'before' | 'after';
  /** How long the answer is kept back, up to 600,000. */
  delayMilliseconds?: number;
  /** `reset`: closed without an answer; `truncate`: after half of it; `hang`: none until the client gives up. */
  connection?: 'none' | 'reset' | 'truncate' | 'hang';
  /** Which of the calls, counted from 1; all by default. */
  schedule?: { first: number } | { nth: number } | { every: number } | { probability: number; seed: number };
}

export interface ArmedFault {
  readonly id: string;
  readonly match: { readonly product: string; readonly action: string; readonly instanceId: string | null; readonly accountName: string | null };
  readonly error: { readonly code: string; readonly status: number | null; readonly message: string | null } | null;
  readonly when: 'before' | 'after';
  readonly delayMilliseconds: number;
  readonly connection: 'none' | 'reset' | 'truncate' | 'hang';
  readonly schedule: {
    readonly first: number | null;
    readonly nth: number | null;
    readonly every: number | null;
    readonly probability: number | null;
    readonly seed: number | null;
  } | null;
  readonly matched: number;
  readonly hits: number;
}

/** The calls that the tenant has made: the last 1,000, or as many as the setting `JournalSize` says. No secret is in it. */
export interface Journal {
  /** The calls, oldest first. */
  list(filter?: CallFilter): Promise<Call[]>;
  count(filter?: CallFilter): Promise<number>;
  /**
   * Waits until there were so many calls, and says how many there are.
   *
   * @param options `count`, by default 1; `timeoutSeconds`, by default 10, at most 300.
   * @throws {AssertionError} The time is over; the message has what was called instead.
   */
  wait(filter?: CallFilter, options?: { count?: number; timeoutSeconds?: number }): Promise<number>;
  /**
   * Asserts that there were exactly so many calls; without `times`, that there was one or more.
   *
   * @throws {AssertionError} There were not; the message has what was called instead.
   * @example await tenant.journal.assertCalled({ action: 'ResetAccountPassword', code: 'OK' }, 1);
   */
  assertCalled(filter?: CallFilter, times?: number): Promise<void>;
  /** The calls that there are, and then each one as it comes, until the loop is left. It throws when the emulator ends. */
  stream(filter?: CallFilter): AsyncGenerator<Call, never, void>;
  clear(): Promise<void>;
}

/** Which calls are meant; what is left out does not narrow. */
export interface CallFilter {
  product?: Product;
  action?: string;
  instanceId?: string;
  accountName?: string;
  /** That of the answer: `OK`, or an error's. */
  code?: string;
  /** Who has signed. */
  accessKeyId?: string;
}

/** A call as the journal has it. */
export interface Call {
  /** When it came, by the tenant's clock. */
  readonly time: string;
  /** The id in its answer. */
  readonly requestId: string;
  readonly product: string | null;
  readonly action: string | null;
  readonly instanceId: string | null;
  readonly accountName: string | null;
  readonly accessKeyId: string | null;
  /** `V1` or `V3`. */
  readonly signature: string;
  /** `***` in place of a value that may be a secret. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Those that the action does not read: misspelt, as a rule. */
  readonly unreadParameters: readonly string[];
  /** Which stage has answered. */
  readonly stage: string;
  /** The HTTP status; 0 where a fault kept the answer back. */
  readonly status: number;
  /** `OK`, the error's code, or what a fault did to the connection. */
  readonly code: string;
  /** Why it was not answered as its client wished. */
  readonly cause: Cause | null;
  /** The rule that it met. */
  readonly faultId: string | null;
  /** What it has changed, such as `PasswordReset`. */
  readonly events: readonly string[];
  /** The mistake in a wrong signature. */
  readonly diagnosis: string | null;
  /** What the policies of a user or role said. */
  readonly decision: Pick<Decision, 'allowed' | 'policy' | 'statement'> | null;
  readonly databaseError: string | null;
  readonly notEmulated: boolean;
  readonly milliseconds: number;
}

export interface Cause {
  readonly by: 'parameter' | 'state' | 'policy' | 'gateway' | 'fault' | 'database';
  /** In a sentence. */
  readonly reason: string;
  readonly parameter: string | null;
  readonly message: string | null;
  readonly description: string | null;
  readonly source: string | null;
  readonly documentation: string | null;
}

/** The tenant's time, which statuses and temporary keys go by. Signatures go by real time, unless `signatures` is true. */
export interface Clock {
  get(): Promise<ClockReport>;
  /** Any change that the control takes; `{}` is real time. */
  set(change: ClockChange): Promise<ClockReport>;
  /** Holds the time. @param now An ISO 8601 text in the years 2000 to 2100; what it is now by default. */
  freeze(now?: string): Promise<ClockReport>;
  /** Lets time pass at once, in seconds. A frozen clock stays frozen. */
  advance(seconds: number): Promise<ClockReport>;
  /** Back to real time. */
  reset(): Promise<ClockReport>;
}

export interface ClockChange {
  now?: string;
  frozen?: boolean;
  offsetSeconds?: number;
  advanceSeconds?: number;
  signatures?: boolean;
}

export interface ClockReport {
  readonly now: string;
  readonly frozen: boolean;
  readonly offsetSeconds: number;
  readonly signatures: boolean;
}

/** RAM users, or roles (docs/ram.md). Refusals: 404 there is none of this name, 400 a policy is wrong. */
export interface Principals<TDocument, TListed> {
  list(): Promise<TListed[]>;
  /** Makes one, or replaces the one of this name. */
  put(name: string, document: TDocument): Promise<TListed>;
  delete(name: string): Promise<void>;
}

/** A system policy by its name, or one of its own. */
export type Policy = string | { name: string; document: PolicyDocument };

export interface PolicyDocument {
  Version: '1';
  Statement: unknown;
}

export interface User {
  policies?: readonly Policy[];
}

export interface Role {
  /** Who may assume it. */
  trust: PolicyDocument;
  policies?: readonly Policy[];
  /** 3,600 by default. */
  maxSessionSeconds?: number;
}

interface ListedPrincipal {
  readonly name: string;
  /** Their names. */
  readonly policies: readonly string[];
}

export interface ListedUser extends ListedPrincipal {
  readonly userId: string;
  /** What it signs with; the secret is `testsecret`. */
  readonly accessKeyIds: readonly string[];
}

export interface ListedRole extends ListedPrincipal {
  readonly roleId: string;
  readonly arn: string;
  readonly maxSessionSeconds: number;
}

export interface CallInQuestion {
  /** Who would call: the tenant itself by default. */
  accessKeyId?: string;
  product: Product;
  action: string;
  instanceId?: string;
  accountName?: string;
}

export interface Decision {
  readonly allowed: boolean;
  readonly policy: string | null;
  readonly statement: number | null;
  readonly action: string | null;
  readonly resource: string | null;
  /** In a sentence. */
  readonly reason: string;
}

/** As the vendor's SDKs expect it of `ALIBABA_CLOUD_CREDENTIALS_URI`. */
export interface TemporaryKey {
  readonly AccessKeyId: string;
  readonly AccessKeySecret: string;
  readonly SecurityToken: string;
  readonly Expiration: string;
  readonly Code: 'Success';
}

export interface Health {
  readonly status: string;
  readonly store?: string | null;
  readonly warning?: string | null;
}

export interface Contract {
  readonly products: readonly ContractProduct[];
  readonly gatewayErrors: readonly ContractError[];
}

export interface ContractProduct {
  readonly name: string;
  readonly code: string;
  readonly version: string;
  readonly actions: readonly ContractAction[];
  readonly faultOnlyErrors: readonly ContractError[];
}

export interface ContractAction {
  readonly name: string;
  readonly documentation: string;
  readonly ram: { readonly action: string; readonly accessLevel: string; readonly resource: string; readonly conditionKeys: readonly string[] } | null;
  readonly parameters: readonly {
    readonly name: string;
    readonly type: string;
    readonly required: boolean;
    readonly secret: boolean;
    readonly description: string;
    readonly example: string;
    readonly allowedValues: readonly string[];
    readonly min: number | null;
    readonly max: number | null;
  }[];
  readonly errors: readonly ContractError[];
}

export interface ContractError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly description: string;
  readonly source: 'documented' | 'documented-elsewhere' | 'recorded' | 'analogy';
  readonly reachedBy: 'parameter' | 'state' | 'policy' | 'gateway' | 'fault';
}
