// Devices that are not what they pretend: keys of others, keys that were never confirmed, verifiers that are none.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createDeviceVerifier, createSrpSession, signSrpSession, wrapAuthChallenge, wrapInitiateAuth } from 'cognito-srp-helper';
import { call, codeFor } from './support/cognito.js';
import { devices, dirk, dora, optional, paul, prompts } from './support/second_factors.js';
import { startSecondFactors } from './support/understudy.js';

let server;
before(async () => {
  server = await startSecondFactors();
});
after(() => server.stop());

const { ClientId, UserPoolId } = devices;
const noDevice = { __type: 'ResourceNotFoundException', message: 'Device does not exist.' };
const noKey = { __type: 'InvalidParameterException', message: 'Invalid device key given.' };
const nobodys = 'eu-central-1_00000000-0000-4000-8000-000000000000';

const ask = async (world, operation, body) => {
  const answer = await call(world, operation, body);
  assert.ok(answer.status === 200 || answer.status === 400, `${operation}: ${answer.status} ${answer.text}`);
  return answer.body;
};
const begin = (world, { username: USERNAME, password: PASSWORD }, DEVICE_KEY, client = ClientId) => ask(world, 'InitiateAuth',
  { ClientId: client, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD, ...(DEVICE_KEY !== undefined && { DEVICE_KEY }) } });
const verifierOf = (DeviceKey) => createDeviceVerifier(DeviceKey, '-AAAAAAAA').DeviceSecretVerifierConfig;

/** Tokens and a device's key, which is not confirmed. */
async function signIn(world, person, pool = devices) {
  const { AuthenticationResult } = await begin(world, person, undefined, pool.ClientId);
  return { AccessToken: AuthenticationResult.AccessToken, DeviceKey: AuthenticationResult.NewDeviceMetadata.DeviceKey };
}
const confirm = (world, { AccessToken, DeviceKey }, DeviceSecretVerifierConfig = verifierOf(DeviceKey)) =>
  ask(world, 'ConfirmDevice', { AccessToken, DeviceKey, DeviceSecretVerifierConfig });

/** Signs Dora in with the code that she is sent, and confirms her device. */
async function signInDora(world) {
  const asked = await begin(world, dora);
  const { AuthenticationResult } = await ask(world, 'RespondToAuthChallenge', { ClientId, ChallengeName: 'SMS_MFA', Session: asked.Session,
    ChallengeResponses: { USERNAME: dora.username, SMS_MFA_CODE: await codeFor(world, dora.phone) } });
  const device = { AccessToken: AuthenticationResult.AccessToken, DeviceKey: AuthenticationResult.NewDeviceMetadata.DeviceKey };
  assert.deepEqual(await confirm(world, device), { UserConfirmationNecessary: false });
  return device;
}

describe('the key of a device', () => {
  it('opens nothing that it is not confirmed for', async () => {
    const world = server.world('sign-in');
    const [ofDora, unconfirmed] = [await signInDora(world), await signIn(world, dirk)];
    const elsewhere = await signIn(server.world('sign-in-elsewhere'), dirk);
    await confirm(server.world('sign-in-elsewhere'), elsewhere);
    const keys = { 'of another user': ofDora.DeviceKey, 'never confirmed': unconfirmed.DeviceKey, 'of another world': elsewhere.DeviceKey, "nobody's": nobodys,
      'no key': 'x', 'a long one': `eu-central-1_${'a'.repeat(2000)}` };
    for (const [about, key] of Object.entries(keys)) {
      assert.deepEqual(await begin(world, dirk, key), noDevice, about);
      const session = createSrpSession(dirk.username, dirk.password, UserPoolId, false);
      const begun = await ask(world, 'InitiateAuth', wrapInitiateAuth(session, { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: dirk.username } }));
      const answer = wrapAuthChallenge(signSrpSession(session, begun),
        { ClientId, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses: { USERNAME: dirk.username, DEVICE_KEY: key } });
      assert.deepEqual(await ask(world, 'RespondToAuthChallenge', answer), noDevice, about);
      delete answer.ChallengeResponses.DEVICE_KEY;
      assert.ok((await ask(world, 'RespondToAuthChallenge', answer)).AuthenticationResult, 'the client tries again without it');
    }
    assert.deepEqual(await begin(world, { ...dirk, password: 'wrong' }, ofDora.DeviceKey), noDevice);
    assert.ok((await begin(world, dirk, '')).AuthenticationResult, 'an empty one is none');
  });

  it('of another device does not come with a code', async () => {
    const world = server.world('code');
    const other = await signIn(world, dirk);
    await confirm(world, other);
    const asked = await begin(world, dora);
    const code = await codeFor(world, dora.phone);
    const answer = (DEVICE_KEY) => ask(world, 'RespondToAuthChallenge', { ClientId, ChallengeName: 'SMS_MFA', Session: asked.Session,
      ChallengeResponses: { USERNAME: dora.username, SMS_MFA_CODE: code, ...(DEVICE_KEY && { DEVICE_KEY }) } });
    for (const key of [other.DeviceKey, nobodys, 'x']) assert.deepEqual(await answer(key), noDevice, key);
    assert.ok((await answer()).AuthenticationResult);
  });

  it('is confirmed once, by the sign-in that it came with', async () => {
    const world = server.world('confirm');
    const [first, second] = [await signIn(world, dirk), await signIn(world, dirk)];
    const ofDora = await signInDora(world);
    for (const [about, order] of [['of the sign-in before', { ...second, DeviceKey: first.DeviceKey }], ['of another user', { ...second, DeviceKey: ofDora.DeviceKey }],
      ["nobody's", { ...second, DeviceKey: nobodys }]])
      assert.deepEqual(await confirm(world, order), noKey, about);
    assert.equal((await confirm(world, { ...second, DeviceKey: 'x' })).__type, 'InvalidParameterException');
    assert.equal((await confirm(world, { ...second, AccessToken: 'x' })).__type, 'NotAuthorizedException');
    assert.equal((await confirm(server.world('confirm-elsewhere'), second)).__type, 'NotAuthorizedException');
    assert.deepEqual(await confirm(world, second), { UserConfirmationNecessary: false });
    assert.equal((await confirm(world, second)).__type, 'DeviceKeyExistsException');
    await ask(world, 'AdminForgetDevice', { UserPoolId, Username: dirk.username, DeviceKey: second.DeviceKey });
    assert.deepEqual(await confirm(world, second), noKey, 'a forgotten one is not taken again');
  });

  it('comes with a verifier that is one', async () => {
    const world = server.world('verifier');
    const device = await signIn(world, dirk);
    const { Salt, PasswordVerifier } = verifierOf(device.DeviceKey);
    const numbers = ['', '!!', 'AAAA', Buffer.alloc(384).toString('base64'), Buffer.alloc(10_000, 1).toString('base64')];
    const wrong = [undefined, null, {}, { Salt }, { PasswordVerifier }, ...numbers.map((number) => ({ Salt, PasswordVerifier: number })),
      ...['', '!!', Buffer.alloc(10_000, 1).toString('base64')].map((salt) => ({ Salt: salt, PasswordVerifier })), { Salt: 1, PasswordVerifier }, 'x', []];
    for (const DeviceSecretVerifierConfig of wrong) {
      const { __type } = await ask(world, 'ConfirmDevice', { ...device, DeviceSecretVerifierConfig });
      assert.ok(['InvalidParameterException', 'SerializationException'].includes(__type), `${JSON.stringify(DeviceSecretVerifierConfig)?.slice(0, 100)}: ${__type}`);
    }
    const long = await ask(world, 'ConfirmDevice', { ...device, DeviceName: 'x'.repeat(5000), DeviceSecretVerifierConfig: { Salt, PasswordVerifier } });
    assert.equal(long.__type, 'InvalidParameterException');
    assert.deepEqual(await confirm(world, device), { UserConfirmationNecessary: false }, 'after all that');
  });

  it('names no device of somebody else, whoever asks', async () => {
    const world = server.world('operations');
    const ofDora = await signInDora(world);
    const ofDirk = await signIn(world, dirk);
    const { AccessToken } = ofDirk;
    for (const DeviceKey of [ofDora.DeviceKey, ofDirk.DeviceKey, nobodys]) {
      for (const [operation, more] of [['GetDevice', {}], ['UpdateDeviceStatus', { DeviceRememberedStatus: 'remembered' }], ['ForgetDevice', {}]]) {
        assert.deepEqual(await ask(world, operation, { AccessToken, DeviceKey, ...more }), noDevice, operation);
        assert.deepEqual(await ask(world, `Admin${operation}`, { UserPoolId, Username: dirk.username, DeviceKey, ...more }), noDevice, `Admin${operation}`);
        assert.equal((await ask(world, operation, { DeviceKey, ...more, ...(operation !== 'ForgetDevice' && { AccessToken: 'x' }) })).__type, 'NotAuthorizedException', operation);
      }
    }
    assert.equal((await ask(world, 'UpdateDeviceStatus', { ...ofDora, DeviceRememberedStatus: 'perhaps' })).__type, 'InvalidParameterException');
    assert.equal((await ask(world, 'AdminForgetDevice', { UserPoolId, Username: 'nobody', DeviceKey: nobodys })).__type, 'UserNotFoundException');
    assert.equal((await ask(world, 'GetDevice', ofDora)).Device.DeviceKey, ofDora.DeviceKey, 'she has it still');
    for (const Limit of [-1, 61]) assert.equal((await ask(world, 'ListDevices', { AccessToken, Limit })).__type, 'InvalidParameterException');
    assert.equal((await ask(world, 'ListDevices', { AccessToken, PaginationToken: 'x' })).__type, 'InvalidParameterException');
  });

  it('counts for nothing where no devices are remembered', async () => {
    const world = server.world('untracked');
    const nora = { username: 'nora@optional.test', password: 'Nora-Password-1' };
    const { AuthenticationResult } = await begin(world, nora, nobodys, optional.ClientId);
    assert.equal('NewDeviceMetadata' in AuthenticationResult, false);
    assert.deepEqual(await confirm(world, { AccessToken: AuthenticationResult.AccessToken, DeviceKey: nobodys }), noKey);
  });
});

describe('a refresh token', () => {
  it('is good with its device alone, once that is confirmed', async () => {
    const world = server.world('refresh');
    const { AuthenticationResult } = await begin(world, paul, undefined, prompts.ClientId);
    const { AccessToken, RefreshToken, NewDeviceMetadata: { DeviceKey } } = AuthenticationResult;
    const refresh = async (key) => [
      await ask(world, 'InitiateAuth', { ClientId: prompts.ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: RefreshToken, ...(key && { DEVICE_KEY: key }) } }),
      await ask(world, 'GetTokensFromRefreshToken', { ClientId: prompts.ClientId, RefreshToken, ...(key && { DeviceKey: key }) }),
    ];
    const invalid = { __type: 'NotAuthorizedException', message: 'Invalid Refresh Token' };
    for (const key of [undefined, DeviceKey, nobodys]) assert.deepEqual(await refresh(key), [invalid, invalid]);
    assert.deepEqual(await confirm(world, { AccessToken, DeviceKey }), { UserConfirmationNecessary: true });
    for (const key of [undefined, nobodys]) assert.deepEqual(await refresh(key), [invalid, invalid]);
    for (const { AuthenticationResult: fresh } of await refresh(DeviceKey)) assert.ok(fresh.AccessToken);
  });
});
