// The user pools API's own model, as the AWS SDK carries it, as a judge of what is answered. Names, kinds and what is
// required are in the SDK's schemas, which its code reads; which texts are enumerations is told by its types alone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import * as sdk from '@aws-sdk/client-cognito-identity-provider';

const package_ = '../node_modules/@aws-sdk/client-cognito-identity-provider';

/** The words of an enumeration by the member that holds one: `AuthenticationResultType.TokenType`. */
const enumerations = new Map();
for (const file of ['models_0', 'models_1']) {
  const types = readFileSync(new URL(`${package_}/dist-types/models/${file}.d.ts`, import.meta.url), 'utf8');
  for (const [, name, body] of types.matchAll(/^export interface (\w+) .*?\{$(.*?)^\}$/gms))
    for (const [, member, type] of body.matchAll(/^ {4}(\w+)\??: (\w+)(?:\[\])?(?: \| undefined)?;$/gm))
      if (sdk[type] && typeof sdk[type] === 'object') enumerations.set(`${name}.${member}`, Object.values(sdk[type]));
}
assert.ok(enumerations.get('AdminInitiateAuthResponse.ChallengeName')?.includes('PASSWORD_VERIFIER'), "the SDK's types are read");

const kinds = { 0: 'string', 1: 'number', 2: 'boolean', 4: 'number' };

/** What a value breaks of its schema, as lines: "/AuthenticationResult/ExpiresIn: no number". */
function complaints(schema, value, path, words) {
  if (typeof schema === 'function') return complaints(schema(), value, path, words);
  if (typeof schema === 'number') {
    if (schema >= 128) return complaints([2, '', '', 0, 0, schema - 128], value, path, words);
    if (schema >= 64) return complaints([1, '', '', 0, schema - 64], value, path, words);
    if (schema === 15) return [];
    if (typeof value !== kinds[schema]) return [`${path}: no ${kinds[schema] ?? `kind ${schema}`}`];
    if (schema === 1 && !Number.isSafeInteger(value)) return [`${path}: no whole number`];
    return words && !words.includes(value) ? [`${path}: none of ${words}`] : [];
  }
  if (typeof schema[0] !== 'number') return complaints(schema[0], value, path, words);  // with traits of its own
  switch (schema[0]) {
    case 0: return complaints(schema[4], value, path, words);
    case 1: return Array.isArray(value) ? value.flatMap((item, index) => complaints(schema[4], item, `${path}/${index}`, words)) : [`${path}: no list`];
    case 2: return isMap(value) ? Object.entries(value).flatMap(([key, item]) => complaints(schema[5], item, `${path}/${key}`)) : [`${path}: no map`];
    default: return complaintsOfStructure(schema, value, path);
  }
}

const isMap = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

function complaintsOfStructure([, , name, , members, schemas, required = 0], value, path) {
  if (!isMap(value)) return [`${path}: no structure`];
  return [
    ...members.slice(0, required).filter((member) => !(member in value)).map((member) => `${path}/${member}: missing`),
    ...Object.entries(value).flatMap(([member, item]) => {
      const index = members.indexOf(member);
      if (index < 0) return [`${path}/${member}: ${name} has none`];
      return complaints(schemas[index], item, `${path}/${member}`, enumerations.get(`${name}.${member}`));
    }),
  ];
}

/** Fails unless the text is what the operation answers. */
export function assertReply(operation, text) {
  const output = sdk[`${operation}$`][5]();
  if (output === 'unit') return assert.equal(text, '', `${operation} answers nothing`);
  return assert.deepEqual(complaints(output, JSON.parse(text), ''), [], `${operation}: ${text}`);
}

/** The exceptions that the model declares for an operation. */
function exceptionsOf(operation) {
  const types = readFileSync(new URL(`${package_}/dist-types/commands/${operation}Command.d.ts`, import.meta.url), 'utf8');
  return [...types.matchAll(/@throws \{@link (\w+)\} \(client fault\)/g)].map(([, name]) => name);
}

/** Fails unless the operation may be refused like that. */
export function assertRefusal(operation, { statusCode, headers }, text) {
  const { __type: type, message, ...more } = JSON.parse(text);
  assert.ok(exceptionsOf(operation).includes(type), `${operation} has no ${type}`);
  assert.deepEqual([statusCode, headers['x-amzn-errortype'], headers['x-amzn-errormessage'], more], [400, `${type}:`, message, {}]);
}

/** Has every reply that the client gets judged, and notes the operation in `seen` where it was accepted. */
export function judgeReplies(client, seen = new Set()) {
  client.middlewareStack.add((next, context) => async (args) => {
    const result = await next(args);
    const { response } = result;
    const bytes = Buffer.concat(await response.body.toArray());
    response.body = Readable.from([bytes]);
    const operation = context.commandName.replace(/Command$/, '');
    assert.equal(response.headers['content-type'], 'application/x-amz-json-1.1');
    assert.match(response.headers['x-amzn-requestid'], /^[0-9a-f-]{36}$/);
    if (response.statusCode !== 200) {
      assertRefusal(operation, response, bytes.toString());
      return result;
    }
    assertReply(operation, bytes.toString());
    seen.add(operation);
    return result;
  }, { step: 'deserialize', priority: 'low', name: 'judgeReplies' });
  return client;
}
