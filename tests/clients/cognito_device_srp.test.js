// A device's proof of its password, as cognito-srp-helper computes it for clients of the AWS SDK.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import {
  createDeviceVerifier, createSrpSession, signSrpSession, signSrpSessionWithDevice, wrapAuthChallenge, wrapInitiateAuth,
} from 'cognito-srp-helper';
import { appIn } from './support/authenticator.js';
import { call, codeFor, sdkClient } from './support/cognito.js';
import { judgeReplies } from './support/cognito_model.js';
import { devices, dirk, dora, pia, prompts } from './support/second_factors.js';
import { publicValue, secretOf } from './support/srp.js';
import { startSecondFactors } from './support/understudy.js';

let server;
before(async () => {
  server = await startSecondFactors();
});
after(() => server.stop());

const wrongProof = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const noDevice = { name: 'ResourceNotFoundException', message: 'Device does not exist.' };
const spent = { name: 'NotAuthorizedException', message: 'Invalid session for the user, session can only be used once.' };

/** A session of the helper's own, with another number than the 1,024 bits that it would spend its time on. */
const template = createSrpSession('any', 'any', devices.UserPoolId, false);
function sessionOf(username, password, poolId) {
  const a = BigInt(`0x${randomBytes(32).toString('hex')}`);
  return { ...template, username, password, poolId, poolIdAbbr: poolId.split('_')[1], smallA: a.toString(16), largeA: publicValue(a).toString(16) };
}

/** A client at a pool of a fresh world. */
function enter(name, { UserPoolId, ClientId }) {
  const world = server.world(name);
  const sdk = judgeReplies(sdkClient(world));
  const respond = (ChallengeName, Session, ChallengeResponses) => sdk.respondToAuthChallenge({ ClientId, ChallengeName, Session, ChallengeResponses });

  /** Signs in by SRP as far as the password goes. */
  async function provePassword({ username, password }, DeviceKey) {
    const session = sessionOf(username, password, UserPoolId);
    const named = DeviceKey && { DEVICE_KEY: DeviceKey };
    const begun = await sdk.initiateAuth(wrapInitiateAuth(session, { ClientId, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: username, ...named } }));
    const answered = await sdk.respondToAuthChallenge(wrapAuthChallenge(signSrpSession(session, begun),
      { ClientId, ChallengeName: 'PASSWORD_VERIFIER', ChallengeResponses: { USERNAME: username, ...named } }));
    return { session, ...answered };
  }

  /** Confirms the device that came with those tokens, and gives what it is to remember. */
  async function confirm({ AccessToken, NewDeviceMetadata: { DeviceKey, DeviceGroupKey } }, change = {}) {
    const { DeviceRandomPassword, DeviceSecretVerifierConfig } = createDeviceVerifier(DeviceKey, DeviceGroupKey);
    await sdk.confirmDevice({ AccessToken, DeviceKey, DeviceName: 'A robot', DeviceSecretVerifierConfig: { ...DeviceSecretVerifierConfig, ...change } });
    return { DeviceKey, DeviceGroupKey, DeviceRandomPassword };
  }

  /** Begins a device's proof: what its challenge is to be answered with. */
  async function beginDevice({ session, Session }, username, { DeviceKey, DeviceGroupKey, DeviceRandomPassword }) {
    const request = { ClientId, ChallengeName: 'DEVICE_SRP_AUTH', Session, ChallengeResponses: { USERNAME: username, DEVICE_KEY: DeviceKey } };
    const challenge = await sdk.respondToAuthChallenge(wrapAuthChallenge(session, request));
    assert.equal(challenge.ChallengeName, 'DEVICE_PASSWORD_VERIFIER');
    const signed = signSrpSessionWithDevice(session, challenge, DeviceGroupKey, DeviceRandomPassword);
    return wrapAuthChallenge(signed, { ClientId, ChallengeName: 'DEVICE_PASSWORD_VERIFIER', Session: challenge.Session,
      ChallengeResponses: { USERNAME: username, DEVICE_KEY: DeviceKey } });
  }
  return { world, sdk, respond, provePassword, confirm, beginDevice };
}

describe('a device of cognito-srp-helper', () => {
  it('is confirmed, and let in by its proof', async () => {
    const { sdk, provePassword, confirm, beginDevice } = enter('round', devices);
    for (let round = 0; round < 4; ++round) {
      const first = await provePassword(dirk);
      const device = await confirm(first.AuthenticationResult);
      assert.match(device.DeviceGroupKey, /^-[0-9A-Za-z]{8}$/);
      for (let turn = 0; turn < 2; ++turn) {
        const begun = await provePassword(dirk, device.DeviceKey);
        assert.equal(begun.ChallengeName, 'DEVICE_SRP_AUTH');
        const { AuthenticationResult } = await sdk.respondToAuthChallenge(await beginDevice(begun, dirk.username, device));
        assert.ok(AuthenticationResult.RefreshToken);
        assert.equal('NewDeviceMetadata' in AuthenticationResult, false);
      }
    }
    assert.equal((await sdk.adminListDevices({ UserPoolId: devices.UserPoolId, Username: dirk.username })).Devices.length, 4);
  });

  it('is let in whatever its salt looks like', async () => {
    const { sdk, provePassword, confirm, beginDevice } = enter('salts', devices);
    for (const salt of ['01', '7f', '80', 'ff', '0080', '000001', '00ff00', '8000000000000000', `00${'f0'.repeat(16)}`, 'ab'.repeat(32)]) {
      const { AuthenticationResult } = await provePassword(dirk);
      const { DeviceKey, DeviceGroupKey } = AuthenticationResult.NewDeviceMetadata;
      const DeviceRandomPassword = `of ${salt}`;
      const verifier = publicValue(secretOf(DeviceGroupKey, { SALT: salt, USER_ID_FOR_SRP: DeviceKey }, DeviceRandomPassword)).toString(16).padStart(768, '0');
      const [Salt, PasswordVerifier] = [salt, `00${verifier}`].map((hex) => Buffer.from(hex, 'hex').toString('base64'));
      await confirm(AuthenticationResult, { Salt, PasswordVerifier });
      const answer = await beginDevice(await provePassword(dirk, DeviceKey), dirk.username, { DeviceKey, DeviceGroupKey, DeviceRandomPassword });
      assert.ok((await sdk.respondToAuthChallenge(answer)).AuthenticationResult, salt);
    }
  });

  it('is shown after the code where it does not take its place', async () => {
    const { world, sdk, respond, provePassword, confirm, beginDevice } = enter('after-code', prompts);
    const app = appIn(world, pia.secret);
    const asked = await provePassword(pia);
    const USERNAME = pia.username;
    const { AuthenticationResult } = await respond(asked.ChallengeName, asked.Session, { USERNAME, SOFTWARE_TOKEN_MFA_CODE: await app.code() });
    const device = await confirm(AuthenticationResult);
    await sdk.updateDeviceStatus({ AccessToken: AuthenticationResult.AccessToken, DeviceKey: device.DeviceKey, DeviceRememberedStatus: 'remembered' });
    const again = await provePassword(pia, device.DeviceKey);
    assert.equal(again.ChallengeName, 'SOFTWARE_TOKEN_MFA');
    const shown = await respond(again.ChallengeName, again.Session, { USERNAME, SOFTWARE_TOKEN_MFA_CODE: await app.nextCode() });
    assert.equal(shown.ChallengeName, 'DEVICE_SRP_AUTH');
    const answer = await beginDevice({ session: again.session, Session: shown.Session }, USERNAME, device);
    assert.ok((await sdk.respondToAuthChallenge(answer)).AuthenticationResult);
  });

  it('is turned down by a password that is not its own, however well it was confirmed', async () => {
    const { sdk, provePassword, confirm, beginDevice } = enter('wrong', devices);
    const known = await confirm((await provePassword(dirk)).AuthenticationResult);
    const other = await confirm((await provePassword(dirk)).AuthenticationResult);
    const { DeviceSecretVerifierConfig } = createDeviceVerifier('another', known.DeviceGroupKey);
    const nonsense = await confirm((await provePassword(dirk)).AuthenticationResult, { PasswordVerifier: DeviceSecretVerifierConfig.PasswordVerifier });
    for (const wrong of [{ ...known, DeviceRandomPassword: other.DeviceRandomPassword }, { ...known, DeviceGroupKey: '-AAAAAAAA' }, nonsense]) {
      const begun = await provePassword(dirk, wrong.DeviceKey);
      const answer = await beginDevice(begun, dirk.username, wrong);
      await assert.rejects(sdk.respondToAuthChallenge(answer), wrongProof);
      await assert.rejects(sdk.respondToAuthChallenge(answer), spent, 'it had one try');
    }
  });

  it('has one try for each proof, with all that belongs to it', async () => {
    const { world, sdk, provePassword, confirm, beginDevice } = enter('once', devices);
    const device = await confirm((await provePassword(dirk)).AuthenticationResult);
    const other = await confirm((await provePassword(dirk)).AuthenticationResult);
    const right = await beginDevice(await provePassword(dirk, device.DeviceKey), dirk.username, device);
    const changed = (more) => ({ ...right, ChallengeResponses: { ...right.ChallengeResponses, ...more } });
    await assert.rejects(sdk.respondToAuthChallenge(changed({ DEVICE_KEY: other.DeviceKey })), noDevice);
    await assert.rejects(sdk.respondToAuthChallenge(changed({ USERNAME: dora.username })), wrongProof);
    await assert.rejects(sdkClient(server.world('once-elsewhere')).respondToAuthChallenge(right), { name: 'NotAuthorizedException' });
    for (const member of ['DEVICE_KEY', 'PASSWORD_CLAIM_SIGNATURE', 'PASSWORD_CLAIM_SECRET_BLOCK', 'TIMESTAMP', 'USERNAME'])
      await assert.rejects(sdk.respondToAuthChallenge(changed({ [member]: undefined })),
        { name: 'InvalidParameterException', message: `Missing required parameter ${member}` });
    const { Session, ...without } = right;
    assert.ok(Session);
    assert.ok((await sdk.respondToAuthChallenge(without)).AuthenticationResult, 'the block says which session it is of');
    await assert.rejects(sdk.respondToAuthChallenge(right), spent);

    const late = await beginDevice(await provePassword(dirk, device.DeviceKey), dirk.username, device);
    await world.advance('3m');
    await assert.rejects(sdk.respondToAuthChallenge(late), { name: 'NotAuthorizedException', message: 'Invalid session for the user, session is expired.' });
    const forgotten = await beginDevice(await provePassword(dirk, device.DeviceKey), dirk.username, device);
    await sdk.adminForgetDevice({ UserPoolId: devices.UserPoolId, Username: dirk.username, DeviceKey: device.DeviceKey });
    await assert.rejects(sdk.respondToAuthChallenge(forgotten), (error) => ['NotAuthorizedException', 'ResourceNotFoundException'].includes(error.name));
  });

  it('does not stand in for a second factor before it has proved itself', async () => {
    const { world, respond, provePassword, confirm } = enter('skip', devices);
    const asked = await provePassword(dora);
    const USERNAME = dora.username;
    const { AuthenticationResult } = await respond('SMS_MFA', asked.Session, { USERNAME, SMS_MFA_CODE: await codeFor(world, dora.phone) });
    const { DeviceKey } = await confirm(AuthenticationResult);
    const begun = await provePassword(dora, DeviceKey);
    assert.equal(begun.ChallengeName, 'DEVICE_SRP_AUTH');
    for (const [ChallengeName, more] of [['SMS_MFA', { SMS_MFA_CODE: '000000' }], ['SELECT_MFA_TYPE', { ANSWER: 'SMS_MFA' }], ['MFA_SETUP', {}],
      ['DEVICE_PASSWORD_VERIFIER', { DEVICE_KEY: DeviceKey, PASSWORD_CLAIM_SIGNATURE: 'AAAA', PASSWORD_CLAIM_SECRET_BLOCK: Buffer.from(begun.Session).toString('base64'),
        TIMESTAMP: 'Tue Nov 3 04:05:06 UTC 2026' }]]) {
      const { status, body } = await call(world, 'RespondToAuthChallenge',
        { ClientId: devices.ClientId, ChallengeName, Session: begun.Session, ChallengeResponses: { USERNAME, ...more } });
      assert.deepEqual([status, 'AuthenticationResult' in body], [400, false], ChallengeName);
    }
  });
});
