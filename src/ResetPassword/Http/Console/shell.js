// A call as a script that signs it with openssl and sends it with curl, in either signature generation.

import { quoted } from './snippets.js';

const Encode = `# RFC 3986, byte by byte
encode() (
  LC_ALL=C; rest=$1; done=
  while [ -n "$rest" ]; do
    tail=\${rest#?}; char=\${rest%"$tail"}; rest=$tail
    case $char in
      [A-Za-z0-9._~-]) done=$done$char ;;
      *) done=$done$(printf '%%%02X' "$(( $(printf %d "'$char") & 255 ))") ;;
    esac
  done
  printf %s "$done"
)`;

export const signedScript = (call) => (call.isV1 ? scriptOfV1(call) : scriptOfV3(call));

const headOf = ({ action, version, endpoint, accessKeyId, secret, token }) => `#!/bin/sh
# Needs openssl and curl.
set -eu
endpoint=${quoted(endpoint)}
action=${quoted(action)}
version=${quoted(version)}
access_key_id=${quoted(accessKeyId)}
access_key_secret=${quoted(secret)}
${token === null ? '' : `security_token=${quoted(token)}\n`}
${Encode}`;

// Sorted as they are signed: by the bytes of their names.
const inOrder = (pairs) => pairs.toSorted(([one], [other]) => (one < other ? -1 : 1));

const encoded = (name) => encodeURIComponent(name).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

const formOf = (pairs) => inOrder(pairs)
  .map(([name, value], index) => `form="${index === 0 ? '' : '$form&'}${encoded(name)}=$(encode ${value})"`).join('\n') || 'form=';

function scriptOfV3(call) {
  const signed = ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', ...(call.token === null ? [] : ['x-acs-security-token']), 'x-acs-signature-nonce', 'x-acs-version'];
  const values = {
    host: '${endpoint#*://}', 'x-acs-action': '$action', 'x-acs-content-sha256': '$hash', 'x-acs-date': '$date', 'x-acs-security-token': '$security_token',
    'x-acs-signature-nonce': '$nonce', 'x-acs-version': '$version',
  };
  return `${headOf(call)}

${formOf(call.parameters.map(([name, value]) => [name, quoted(value)]))}

hash=$(printf %s "$form" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
date=$(date -u +%Y-%m-%dT%H:%M:%SZ)
nonce=$(openssl rand -hex 16)
headers="${signed.map((name) => `${name}:${values[name]}`).join('\n')}"
signed=${quoted(signed.join(';'))}
canonical=$(printf 'POST\\n/\\n\\n%s\\n\\n%s\\n%s' "$headers" "$signed" "$hash" | openssl dgst -sha256 -r | cut -d ' ' -f 1)
signature=$(printf 'ACS3-HMAC-SHA256\\n%s' "$canonical" | openssl dgst -sha256 -hmac "$access_key_secret" -r | cut -d ' ' -f 1)

curl -sS "$endpoint/" --data "$form" \\
${signed.filter((name) => name !== 'host').map((name) => `  -H "${name}: ${values[name]}" \\\n`).join('')}  -H "Authorization: ACS3-HMAC-SHA256 Credential=$access_key_id,SignedHeaders=$signed,Signature=$signature"
`;
}

function scriptOfV1(call) {
  const own = [
    ['AccessKeyId', '"$access_key_id"'], ['Action', '"$action"'], ['Format', 'JSON'], ...(call.token === null ? [] : [['SecurityToken', '"$security_token"']]),
    ['SignatureMethod', 'HMAC-SHA1'], ['SignatureNonce', '"$(openssl rand -hex 16)"'], ['SignatureVersion', '1.0'],
    ['Timestamp', '"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'], ['Version', '"$version"'],
  ];
  return `${headOf(call)}

${formOf([...own, ...call.parameters.map(([name, value]) => [name, quoted(value)])])}

# HMAC-SHA1 is what this generation signs with.
signature=$(printf %s "POST&%2F&$(encode "$form")" | openssl dgst -sha1 -hmac "$access_key_secret&" -binary | openssl base64)

curl -sS "$endpoint/" --data "$form&Signature=$(encode "$signature")"
`;
}
