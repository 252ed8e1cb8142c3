// The forward proxy with clients as they are: none of them is told more than a proxy's URL and whom to trust, by their
// own variables. Their addresses are the vendors'.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anna, sunny } from './support/cognito.js';
import { forgetPrograms, get, httpsClients } from './support/https_clients.js';
import { node24 } from './support/node24.js';
import { program, runProgram } from './support/program.js';
import { startUnderstudy } from './support/understudy.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const pools = fileURLToPath(new URL('../../fixtures/user-pools.yaml', import.meta.url));
const poolHost = 'https://cognito-idp.eu-central-1.amazonaws.com';
const keys = `${poolHost}/${sunny.UserPoolId}/.well-known/jwks.json`;
const keysOfTokens = 'https://access-token.sls.epilot.io/v1/access-tokens/.well-known/jwks.json';

let server, trust, port, newNode, listed, elsewhere;
before(async () => {
  trust = await mkdtemp(join(tmpdir(), 'understudy-proxy-'));
  elsewhere = createServer((request, response) => response.end(`${request.method} ${request.url} ${request.headers.host}`)).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  listed = elsewhere.address().port;
  process.env.UNDERSTUDY_FIXTURE = JSON.stringify({
    version: 1,
    server: { pass_through: [{ host: 'localhost', port: listed, private: true }, { host: 'gone.test', port: 9 }] },
  });
  server = await startUnderstudy(pools, '--tls', '--data-dir', trust);
  delete process.env.UNDERSTUDY_FIXTURE;
  port = server.ready.port;
  newNode = await node24();
});
after(async () => {
  await server?.stop();
  elsewhere.close();
  await rm(trust, { recursive: true });
});
after(forgetPrograms);

const proxy = (user) => `http://${user ? `${user}@` : ''}localhost:${port}`;
const journal = async (world) => (await server.world(world).control('GET', '/journal')).entries;

/** How each client is told of a proxy, and whether it tells the user of its URL: without a password, and with one. */
const ways = {
  curl: { set: (url) => ({ https_proxy: url }), tells: [true, true] },
  'Node 24': { set: (url) => ({ HTTPS_PROXY: url, NODE_USE_ENV_PROXY: '1' }), tells: [false, true] },
  'Python': { set: (url) => ({ https_proxy: url }), tells: [false, true] },
  'Python, strict': { set: (url) => ({ https_proxy: url }), tells: [false, true] },
  'Go': { set: (url) => ({ HTTPS_PROXY: url }), tells: [true, true] },
  'Java': { set: () => ({}), tells: [false, false] },
};
const clients = () => httpsClients.map((client) => {
  if (client.name === 'Node') return { ...client, name: 'Node 24', words: async (url) => [newNode, ...(await client.words(url)).slice(1)] };
  if (client.name === 'Java') return { ...client, variables: (folder) => ({ JAVA_TOOL_OPTIONS: `${client.variables(folder).JAVA_TOOL_OPTIONS} -Dhttps.proxyHost=localhost -Dhttps.proxyPort=${port}` }) };
  return client;
});

describe('the proxy', () => {
  for (const name of Object.keys(ways))
    it(`leads ${name} to the vendors' names`, async () => {
      const client = clients().find((candidate) => candidate.name === name);
      const expected = await (await fetch(`${server.baseUrl}/v1/access-tokens/.well-known/jwks.json`)).text();
      const variables = (user) => ({ ...client.variables(trust), ...ways[name].set(proxy(user)) });
      assert.equal(await get(client, keysOfTokens, variables()), expected);
      assert.equal(JSON.parse(await get(client, keys, variables())).keys.length, 2);

      const worlds = [`p-${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`, `q-${name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`];
      await get(client, keysOfTokens, variables(worlds[0]));
      await get(client, keysOfTokens, variables(`${worlds[1]}:any`));
      const told = await Promise.all(worlds.map(async (world) => (await journal(world)).length === 1));
      assert.deepEqual(told, ways[name].tells);
    });

  it('is told the world by who does not send it unasked', async () => {
    const asking = await startUnderstudy('--tls', '--data-dir', trust, '--proxy-auth');
    const url = (user) => ({ https_proxy: `http://${user}localhost:${asking.ready.port}` });
    const [curl] = httpsClients;
    await assert.rejects(get(curl, keysOfTokens, { ...curl.variables(trust), ...url('') }), /407/);
    await get(curl, keysOfTokens, { ...curl.variables(trust), ...url('ci-1@') });
    const { entries } = await asking.world('ci-1').control('GET', '/journal');
    assert.equal(entries.length, 1);
    await asking.stop();
  });

  const script = (text, variables = {}, node = process.execPath) => runProgram(node, ['--input-type=module', '-e', text],
    { NODE_EXTRA_CA_CERTS: join(trust, 'both-cas.pem'), NODE_NO_WARNINGS: '1', NODE_OPTIONS: '', HTTPS_PROXY: proxy('scripts'), NO_PROXY: '', no_proxy: '', ...variables });
  const says = async (promise, expected) => {
    const { status, out, err } = await promise;
    assert.deepEqual({ status, out: out.trim(), err }, { status: 0, out: expected, err: '' });
  };

  it('leads axios', () => says(script(`
    import axios from '${import.meta.resolve('axios')}';
    const { data } = await axios.get('${keysOfTokens}');
    console.log(data.keys.length > 0)`), 'true'));

  it("leads epilot's clients with no base URL", async () => {
    const world = server.world('scripts');
    await world.open();
    const { access_tokens: tokens } = await world.credentials();
    await says(script(`
      import { createRequire } from 'node:module';
      const require = createRequire('${here}proxy.test.js');
      const { authorizeWithToken } = require('@epilot/auth');
      const client = require('@epilot/user-client').createClient();
      authorizeWithToken(client, process.env.TOKEN);
      const { data } = await client.getMeV2();
      console.log(typeof data.email)`, { TOKEN: tokens[0].token }), 'string');
  });

  it('leads the unmodified CognitoJwtVerifier, which computes the address of the keys', () => says(script(`
    const request = async (target, body) => (await fetch('${poolHost}/', { method: 'POST', body: JSON.stringify(body),
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSCognitoIdentityProviderService.' + target } })).json();
    const { AuthenticationResult: tokens } = await request('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', ClientId: '${sunny.ClientId}',
      AuthParameters: { USERNAME: '${anna.username}', PASSWORD: '${anna.password}' } });
    const { CognitoJwtVerifier } = await import('${import.meta.resolve('aws-jwt-verify')}');
    const verifier = CognitoJwtVerifier.create({ userPoolId: '${sunny.UserPoolId}', tokenUse: 'access', clientId: '${sunny.ClientId}' });
    console.log((await verifier.verify(tokens.AccessToken)).iss)`, { NODE_USE_ENV_PROXY: '1' }, newNode),
  `https://cognito-idp.eu-central-1.amazonaws.com/${sunny.UserPoolId}`));

  it('refuses everybody else, in the answer and in the journal', async () => {
    const [curl] = httpsClients;
    const variables = { ...curl.variables(trust), https_proxy: proxy('refused'), http_proxy: proxy('refused') };
    await assert.rejects(get(curl, 'https://example.com/', variables), /502/);
    const { out } = await runProgram('curl', ['-sS', 'http://169.254.169.254/latest/meta-data/'], { ...variables, NO_PROXY: '', no_proxy: '' });
    assert.match(JSON.parse(out).detail, /server\.pass_through/);
    const entries = await journal('refused');
    assert.deepEqual(entries.map(({ method, path, status }) => [method, path, status]),
      [['CONNECT', 'example.com:443', 502], ['GET', '169.254.169.254:80', 502]]);
  });

  it('leads on to whom the fixture lists, at the address that it may', async () => {
    const ask = (url, ...more) => runProgram('curl', ['-sS', ...more, url], { http_proxy: proxy(), https_proxy: proxy(), NO_PROXY: '', no_proxy: '' });
    assert.equal((await ask(`http://localhost:${listed}/a?b=c`)).out, `GET /a?b=c localhost:${listed}`);
    assert.equal((await ask(`http://localhost:${listed}/a`, '-p')).out, `GET /a localhost:${listed}`);
    assert.equal((await ask(`http://localhost:${listed}/a`, '-d', 'x=1')).out, `POST /a localhost:${listed}`);
    assert.equal((await ask(`http://localhost:${listed + 1}/`, '-o', '/dev/null', '-w', '%{http_code}')).out, '502');
    assert.equal((await ask('http://gone.test:9/', '-o', '/dev/null', '-w', '%{http_code}')).out, '502');
  });

  it('warns where others can use what is listed', async () => {
    const fixture = JSON.stringify({ version: 1, server: { pass_through: [{ host: 'a.test' }] } });
    for (const [host, warns] of [['*', true], ['0.0.0.0', true], ['127.0.0.1', false], ['localhost', false]]) {
      const { err } = await runProgram('timeout', ['1', program, 'serve', '--port', '0', '--host', host], { UNDERSTUDY_FIXTURE: fixture });
      assert.equal(err.includes('server.pass_through: whoever reaches this port'), warns, err);
    }
  });

  it('keeps what is Understudy\'s own away from whoever comes by it', async () => {
    const ask = (...words) => runProgram('curl', ['-sS', '-o', '/dev/null', '-w', '%{http_code}', ...words], { http_proxy: proxy(), NO_PROXY: '', no_proxy: '' });
    for (const words of [[], ['-p']])
      for (const path of ['_understudy/v1/worlds', '_understudy/v1/health', '_understudy/mailbox', ''])
        assert.equal((await ask(...words, '-H', 'Accept: text/html', `http://localhost:${port}/${path}`)).out, '403', path);
    assert.equal((await ask('-p', `http://localhost:${port}/v1/access-tokens/.well-known/jwks.json`)).out, '200');
  });
});

describe('what no client sends', () => {
  /** Everything that comes back until the end, or until nothing has come for a while. */
  const answer = (bytes, wait = 1000) => new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    const done = () => (socket.destroy(), resolve(said));
    socket.setTimeout(wait, done).on('data', (data) => (said += data.toString('latin1'))).on('end', done).on('error', done);
  });
  const status = async (bytes) => (await answer(bytes)).slice(9, 12);
  const host = 'cognito-idp.eu-central-1.amazonaws.com';

  it('gets the status of the standard', async () => {
    for (const [expected, bytes] of [
      ['200', `CONNECT ${host}:443 HTTP/1.0\r\n\r\n`],
      ['400', `CONNECT ${host}:443 HTTP/1.1\r\n\r\n`],
      ['400', `CONNECT ${host} HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['400', `CONNECT ${host}:443 HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc`],
      ['400', `CONNECT ${host}:443 HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
      ['400', `CONNECT http://${host}:443/ HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['400', `CONNECT user@${host}:443 HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['400', `CONNECT ${host}:443%0d%0aX:1 HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['400', `CONNECT ${'a'.repeat(300)}:443 HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['400', `GET ftp://${host}/ HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['400', `GET file:///etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['400', `GET http://user:secret@${host}/ HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['502', 'CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: x\r\n\r\n'],
      ['502', 'CONNECT [fd00:ec2::254]:80 HTTP/1.1\r\nHost: x\r\n\r\n'],
      ['502', 'CONNECT metadata.google.internal:80 HTTP/1.1\r\nHost: x\r\n\r\n'],
      ['502', `CONNECT 0.0.0.0:${port} HTTP/1.1\r\nHost: x\r\n\r\n`],
      ['400', 'CONNECT 2852039166:80 HTTP/1.1\r\nHost: x\r\n\r\n'],
      ['407', 'CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\nProxy-Authorization: Bearer x\r\n\r\n'],
    ])
      assert.equal(await status(bytes), expected, bytes);
  });

  it('goes round in no circle', async () => {
    const nested = await answer(`CONNECT localhost:${port} HTTP/1.0\r\n\r\nCONNECT localhost:${port} HTTP/1.0\r\n\r\n`);
    assert.match(nested, /^HTTP\/1\.1 200 Connection established\r\n\r\nHTTP\/1\.1 501 /);
  });

  it('asks for https in clear as older clients did', async () => {
    const sent = `GET ${keys} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    assert.match(await answer(sent), /^HTTP\/1\.1 200 OK\r\n/);
  });

  it('leaves nothing behind, also by the thousand', async () => {
    const open = [];
    for (let number = 0; number < 1000; ++number) {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      socket.write(number % 2 ? `CONNECT ${host}:443 HTTP/1.0\r\n\r\n\x16\x03\x01` : 'CONNECT ');
      open.push(socket);
    }
    assert.equal((await fetch(`${server.baseUrl}/_understudy/v1/health`)).status, 200);
    open.forEach((socket) => socket.destroy());
  });
});
