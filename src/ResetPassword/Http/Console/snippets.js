// A call as something to run: what the journal does not show is a placeholder, <AccountPassword>.

import { signedScript } from './shell.js';

/** In which forms a call can be had. */
export const Forms = [
  { name: 'call', title: 'Command line' }, { name: 'curl', title: 'curl' }, { name: 'node', title: 'Node.js' }, { name: 'python', title: 'Python' },
];

// What a client puts in by itself.
const Common = new Set([
  'Action', 'Version', 'Format', 'AccessKeyId', 'Signature', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce', 'SignatureType', 'Timestamp', 'SecurityToken',
]);

const Hidden = '***';

export function snippet(name, call, products) {
  const product = products.find((one) => one.name === call.product);
  const meant = {
    product: call.product,
    action: call.action,
    version: product?.version ?? '<Version>',
    endpoint: location.origin,
    isV1: call.signature === 'V1',
    accessKeyId: call.accessKeyId ?? 'testid',
    secret: secretOf(call.accessKeyId ?? 'testid'),
    token: call.accessKeyId?.startsWith('STS.') ? '<SecurityToken>' : null,
    parameters: Object.entries(call.parameters).filter(([key]) => !Common.has(key) && !key.endsWith('…'))
      .map(([key, value]) => [key, value === Hidden ? `<${key}>` : value]),
  };
  return { call: commandLine, curl: signedScript, node, python }[name](meant);
}

const secretOf = (accessKeyId) => (accessKeyId === 'testid' || accessKeyId.startsWith('test-') || accessKeyId.startsWith('testid.') ? 'testsecret' : '<AccessKeySecret>');

/** A text as one word of a POSIX shell. */
export const quoted = (value) => (/^[\w.,:/@%+=-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`);

function commandLine({ product, action, endpoint, isV1, accessKeyId, secret, token, parameters }) {
  const options = [
    ['endpoint', endpoint], ...(isV1 ? [['signature', 'v1']] : []),
    ...(accessKeyId === 'testid' ? [] : [['access-key-id', accessKeyId], ['access-key-secret', secret]]),
    ...(token === null ? [] : [['security-token', token]]), ...parameters,
  ];
  return `resetpassword call ${quoted(product.toLowerCase())} ${quoted(action)} ${options.map(([name, value]) => `--${quoted(name)} ${quoted(value)}`).join(' ')}`;
}

// JSON's texts are those of both languages, but for how they write a character by its number.
const literalWith = (escape) => (value) => JSON.stringify(value).replace(/[\u007f-\u{10ffff}]/gu, (one) => escape(one.codePointAt(0).toString(16)));
const literal = literalWith((digits) => `\\u{${digits}}`);
const pythonLiteral = literalWith((digits) => `\\U${digits.padStart(8, '0')}`);

const lines = (pairs, indent, write) => pairs.map(([name, value]) => `${indent}${write(name)}: ${write(value)},\n`).join('');

const node = ({ action, version, endpoint, accessKeyId, secret, token, parameters }) => `// npm install @alicloud/openapi-client@0.4.15
const { default: Client, Config, Params, OpenApiRequest } = require('@alicloud/openapi-client');
const { RuntimeOptions } = require('@alicloud/tea-util');

const client = new Client(new Config({
  accessKeyId: ${literal(accessKeyId)},
  accessKeySecret: ${literal(secret)},
${token === null ? '' : `  securityToken: ${literal(token)},\n`}  endpoint: ${literal(new URL(endpoint).host)},
  protocol: ${literal(new URL(endpoint).protocol.slice(0, -1))},
}));
const params = new Params({
  action: ${literal(action)}, version: ${literal(version)}, protocol: ${literal(new URL(endpoint).protocol.slice(0, -1).toUpperCase())}, pathname: '/', method: 'POST',
  authType: 'AK', style: 'RPC', reqBodyType: 'formData', bodyType: 'json',
});
const request = new OpenApiRequest({
  query: {
${lines(parameters, '    ', literal)}  },
});
client.callApi(params, request, new RuntimeOptions({})).then((answer) => console.log(answer.body));
`;

const python = ({ action, version, endpoint, accessKeyId, secret, token, parameters }) => `# pip install alibabacloud-tea-openapi
from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_openapi.models import Config, OpenApiRequest, Params
from alibabacloud_tea_util.models import RuntimeOptions

client = Client(Config(
    access_key_id=${pythonLiteral(accessKeyId)},
    access_key_secret=${pythonLiteral(secret)},
${token === null ? '' : `    security_token=${pythonLiteral(token)},\n`}    endpoint=${pythonLiteral(new URL(endpoint).host)},
    protocol=${pythonLiteral(new URL(endpoint).protocol.slice(0, -1))},
))
params = Params(
    action=${pythonLiteral(action)}, version=${pythonLiteral(version)}, protocol=${pythonLiteral(new URL(endpoint).protocol.slice(0, -1).toUpperCase())}, pathname="/", method="POST",
    auth_type="AK", style="RPC", req_body_type="formData", body_type="json",
)
request = OpenApiRequest(query={
${lines(parameters, '    ', pythonLiteral)}})
print(client.call_api(params, request, RuntimeOptions())["body"])
`;
