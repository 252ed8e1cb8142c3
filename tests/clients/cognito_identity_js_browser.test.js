// Amazon's client for browsers in one, as the package brings it, on a page whose origin is not the server's.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { startApplication, startChromium } from './support/chromium.js';
import { anna, sunny } from './support/cognito.js';
import { startGallery } from './support/understudy.js';

const bundle = new URL('node_modules/amazon-cognito-identity-js/dist/amazon-cognito-identity.min.js', import.meta.url);

let application, browser, server;
before(async () => {
  const scripts = { '/amazon-cognito-identity.min.js': await readFile(bundle) };
  [application, browser, server] = [await startApplication(scripts), await startChromium(), await startGallery('user-pools')];
});
after(async () => {
  await browser.close();
  await application.stop();
  await server.stop();
});

/** A page of app.example with the client, `window.pool`, and what the browser complained of. */
async function open(world) {
  const context = await browser.newContext();
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  const load = async () => {
    await page.goto(`http://app.example:${application.port}/`);
    await page.addScriptTag({ url: '/amazon-cognito-identity.min.js' });
    await page.evaluate(([ids, endpoint]) => {
      window.pool = new AmazonCognitoIdentity.CognitoUserPool({ ...ids, endpoint });
    }, [sunny, world.baseUrl]);
  };
  await load();
  return { context, page, complaints, reload: load };
}

/** In the page: what became of a sign-in. */
const signIn = ({ username, password }) => new Promise((resolve) => {
  const { AuthenticationDetails, CognitoUser } = AmazonCognitoIdentity;
  new CognitoUser({ Username: username, Pool: window.pool }).authenticateUser(
    new AuthenticationDetails({ Username: username, Password: password }), {
      onSuccess: (session) => resolve({ email: session.getIdToken().payload.email }),
      onFailure: ({ name, code, message }) => resolve({ name, code, message }),
    });
});

/** In the page: what the user who is found there has for attributes, their tokens refreshed first. */
const attributesAfterRefresh = () => new Promise((resolve, reject) => {
  const user = window.pool.getCurrentUser();
  user.getSession((none, session) => none ? reject(none) : user.refreshSession(session.getRefreshToken(), (refused) => {
    if (refused) return reject(refused);
    return user.getUserAttributes((error, attributes) => error ? reject(error)
      : resolve(Object.fromEntries(attributes.map(({ Name, Value }) => [Name, Value]))));
  }));
});

describe('a page of another origin', () => {
  it('signs in by SRP, and is signed in still when it is opened again', async () => {
    const { context, page, complaints, reload } = await open(server.world('browser'));
    assert.deepEqual(await page.evaluate(signIn, anna), { email: anna.username });
    await reload();
    const attributes = await page.evaluate(attributesAfterRefresh);
    assert.deepEqual([attributes.given_name, attributes.phone_number], ['Anna', '+4915112345678']);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  it('is told by name why it is refused', async () => {
    const { context, page } = await open(server.world('refused'));
    const wrong = await page.evaluate(signIn, { ...anna, password: 'wrong' });
    assert.deepEqual(wrong,
      { name: 'NotAuthorizedException', code: 'NotAuthorizedException', message: 'Incorrect username or password.' });
    const unconfirmed = await page.evaluate(signIn, { username: 'cleo@sunny.test', password: 'any' });
    assert.equal(unconfirmed.name, 'UserNotConfirmedException');
    await context.close();
  });

  it('reads the headers of an answer, also where Understudy lacks the operation', async () => {
    const { context, page } = await open(server.world('headers'));
    const ask = (operation, body) => page.evaluate(async ([url, target, sent]) => {
      const response = await fetch(url, {
        method: 'POST', headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': target }, body: sent,
      });
      return { status: response.status, headers: Object.fromEntries(response.headers) };
    }, [server.world('headers').baseUrl, `AWSCognitoIdentityProviderService.${operation}`, body]);
    const refused = await ask('GetUser', '{"AccessToken":"x"}');
    assert.equal(refused.status, 400);
    assert.deepEqual([refused.headers['x-amzn-errortype'], refused.headers['x-amzn-errormessage']],
      ['NotAuthorizedException:', 'Invalid Access Token']);
    assert.match(refused.headers['x-amzn-requestid'], /^[0-9a-f-]{36}$/);
    assert.ok(Date.parse(refused.headers.date));
    const broken = await ask('GetUser', '{');
    assert.deepEqual([broken.status, broken.headers['x-amzn-errortype']], [400, 'SerializationException:']);
    const lacking = await ask('GetUICustomization', '{}');
    assert.equal(lacking.status, 501);
    assert.ok(lacking.headers['x-amzn-errortype']);
    await context.close();
  });

  it('reads the documents that its verifier needs', async () => {
    const world = server.world('documents');
    const { context, page } = await open(world);
    const read = (path) => page.evaluate(async (url) => (await fetch(url)).json(), `${world.baseUrl}/${sunny.UserPoolId}/.well-known/${path}`);
    assert.equal((await read('jwks.json')).keys.length, 2);
    assert.equal((await read('openid-configuration')).issuer, `${world.baseUrl}/${sunny.UserPoolId}`);
    await context.close();
  });
});

describe('a preflight', () => {
  it('is answered as by the original', async () => {
    const asked = 'cache-control,content-type,x-amz-target,x-amz-user-agent';
    const response = await fetch(server.world('preflight').baseUrl, {
      method: 'OPTIONS',
      headers: { origin: 'http://app.example', 'access-control-request-method': 'POST', 'access-control-request-headers': asked },
    });
    assert.deepEqual([response.status, await response.text()], [200, '']);
    const header = (name) => response.headers.get(`access-control-${name}`);
    assert.deepEqual(['allow-origin', 'allow-methods', 'allow-headers', 'max-age', 'allow-credentials'].map(header),
      ['*', 'POST', asked, '172800', null]);
  });
});
