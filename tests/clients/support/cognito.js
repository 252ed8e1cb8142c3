// The clients of Amazon's for user pools, pointed at a world of the gallery's user-pools.yaml.
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';

export const sunny = { UserPoolId: 'eu-central-1_Sunny0001', ClientId: 'sunnyportal' };
export const sunnyBackend = { ...sunny, ClientId: 'sunnybackend', secret: 'sunny0backend0secret0000001' };
export const cloudy = { UserPoolId: 'eu-central-1_Cloudy001', ClientId: 'cloudyapp', secret: 'cloudy0app0secret000000001' };
export const anna = { username: 'anna@sunny.test', password: 'Anna-Password-1' };
export const frida = { username: 'frida@cloudy.test', password: 'Frida-Password-1' };

/** The code of the newest message to somebody, as soon as it is there; `kind` is the word the mailbox has for it. */
export async function codeFor(world, to, kind) {
  const query = new URLSearchParams({ to, wait: '5s', limit: '1', ...(kind && { kind }) });
  const { messages } = await world.control('GET', `/mailbox?${query}`);
  assert.ok(messages[0]?.code, `no code for ${to}`);
  return messages[0].code;
}

/** The AWS SDK's client. Anybody's keys sign its requests; what is refused is not tried again. */
export const sdkClient = (world, more = {}) => new CognitoIdentityProvider({
  endpoint: world.baseUrl,
  region: 'eu-central-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  ...more,
});

/** A pool beside those of the fixture, whose codes are each another, and a client of it. */
export async function createPool(world, settings = {}, clientSettings = {}) {
  const sdk = sdkClient(world);
  const { UserPool } = await sdk.createUserPool({ PoolName: 'made', AutoVerifiedAttributes: ['email'], ...settings });
  const { UserPoolClient } = await sdk.createUserPoolClient({ UserPoolId: UserPool.Id, ClientName: 'made', ...clientSettings });
  return { UserPoolId: UserPool.Id, ClientId: UserPoolClient.ClientId, secret: UserPoolClient.ClientSecret };
}

export const secretHash = ({ ClientId, secret }, username) => createHmac('sha256', secret).update(username + ClientId).digest('base64');

/** One request without a client, whose body may be anything: `{ status, headers, text, body }`. */
export async function call(world, operation, body) {
  const response = await fetch(world.baseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSCognitoIdentityProviderService.${operation}` },
    body: typeof body === 'string' || ArrayBuffer.isView(body) ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: text ? JSON.parse(text) : undefined };
}

/** Where amazon-cognito-identity-js keeps tokens, in place of a browser's store: one for each person. */
class Store {
  values = new Map();
  setItem(key, value) { this.values.set(key, value); }
  getItem(key) { return this.values.get(key) ?? null; }
  removeItem(key) { this.values.delete(key); }
  clear() { this.values.clear(); }
}

/** amazon-cognito-identity-js for one person at one device, its callbacks made promises. */
export class IdentityJs {
  constructor(world, { UserPoolId, ClientId } = sunny) {
    this.store = new Store();
    this.pool = new CognitoUserPool({ UserPoolId, ClientId, endpoint: world.baseUrl, Storage: this.store });
  }

  user(Username) {
    return new CognitoUser({ Username, Pool: this.pool, Storage: this.store });
  }

  signUp(username, password, attributes = {}) {
    return answered((done) => this.pool.signUp(username, password, attributesOf(attributes), null, done));
  }

  /** What the sign-in ended with: `{ user, session }`, or `{ user, newPassword }` where a new password is asked for. */
  async signIn({ username, password }, flow = 'USER_SRP_AUTH') {
    const user = this.user(username);
    user.setAuthenticationFlowType(flow);
    const details = new AuthenticationDetails({ Username: username, Password: password });
    return { user, ...(await told((callbacks) => user.authenticateUser(details, callbacks))) };
  }
}

export const attributesOf = (all) => Object.entries(all).map(([Name, Value]) => ({ Name, Value }));

/** A call that ends in `(error, value)`. */
export const answered = (call) => new Promise((resolve, reject) => {
  call((error, value) => (error ? reject(error) : resolve(value)));
});

/** A call that ends in one of several callbacks: what it told, by what that is. */
export const told = (call) => new Promise((resolve, reject) => call({
  onSuccess: (session, mustConfirm) => resolve({ session, ...(mustConfirm && { mustConfirm }) }),
  onFailure: reject,
  inputVerificationCode: (sent) => resolve({ sent }),
  newPasswordRequired: (attributes, required) => resolve({ newPassword: { attributes, required } }),
  ...Object.fromEntries(['mfaRequired', 'totpRequired', 'selectMFAType', 'mfaSetup'].map((name) => [name, (challenge, parameters) => resolve({ [name]: parameters })])),
  associateSecretCode: (secret) => resolve({ secret }),
}));
