// A test's failure with what its tenant called, so that the reason stands where the failure does.
'use strict';
const { inspect } = require('node:util');

const shownCalls = 50;
const withCalls = new WeakSet();

/** Notes that a failure says already what was called. */
const hasCalls = (failure) => {
  withCalls.add(failure);
  return failure;
};

const explainFailure = async (failure, tenant) => {
  if (withCalls.has(failure)) return failure;
  const words = `\n\n${await callsOf(tenant)}\n`;
  if (!(failure?.message !== undefined && failure.stack !== undefined)) return new Error(`${typeof failure === 'string' ? failure : inspect(failure)}${words}`, { cause: failure });
  // Runners show the one or the other; the stack begins with the message as it was.
  const { message, stack } = failure;
  try {
    failure.message = message + words;
    failure.stack = message && stack.includes(message) ? stack.replace(message, () => message + words) : `${stack}${words}`;
  } catch {
    return new Error(message + words, { cause: failure });
  }
  return failure;
};

const callsOf = async (tenant) => {
  try {
    const calls = await tenant.journal.list();
    if (calls.length === 0) return `No call of the tenant ${tenant.accessKeyId} has arrived at ${tenant.endpoint}. Does the client use that endpoint, and the tenant's key?`;
    return `Calls of the tenant ${tenant.accessKeyId}:\n${linesOf(calls)}`;
  } catch (error) {
    return `What the tenant ${tenant.accessKeyId} called cannot be said: ${error.message}`;
  }
};

/** The last calls, a line each. */
const linesOf = (calls) => {
  const left = calls.length - shownCalls;
  return [...(left > 0 ? [`  … ${left} before these`] : []), ...calls.slice(-shownCalls).map((call) => `  ${inWords(call)}`)].join('\n');
};

/** A call as a line: time, product, action, target, status, code, and why it was refused. */
const inWords = (call) => {
  const target = [call.instanceId, call.accountName].filter((name) => name !== null).join('/') || '-';
  const unread = call.unreadParameters.length > 0 ? `unread: ${call.unreadParameters.join(', ')}` : null;
  const reason = [call.cause?.reason ?? call.cause?.message ?? call.diagnosis, unread].filter(Boolean).join('; ');
  const line = `${new Date(call.time).toISOString().slice(11, 23)} ${call.product ?? '-'} ${call.action ?? '-'} ${target} ${call.status} ${call.code}${reason && `  ${reason}`}`;
  // Whatever a caller has sent is one line, steers no terminal, and turns no line around.
  return line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ');
};

module.exports = { explainFailure, hasCalls, linesOf };
