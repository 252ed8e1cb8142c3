// AWS Amplify, pointed at a world by userPoolEndpoint. It is one person at one device in all of a process: each test
// configures it anew.
import { Amplify } from 'aws-amplify';
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito';
import { ConsoleLogger } from 'aws-amplify/utils';
import { sunny } from './cognito.js';

ConsoleLogger.LOG_LEVEL = 'ERROR';  // it warns of every endpoint that is not Amazon's

/** Amplify begins anew, with nobody signed in, at a pool of a world. Gives what it keeps of who signs in. */
export function configure(endpoint, { UserPoolId, ClientId } = sunny) {
  Amplify.configure({ Auth: { Cognito: { userPoolId: UserPoolId, userPoolClientId: ClientId, userPoolEndpoint: endpoint } } });
  const kept = new Map();
  cognitoUserPoolsTokenProvider.setKeyValueStorage({
    setItem: async (key, value) => void kept.set(key, value),
    getItem: async (key) => kept.get(key) ?? null,
    removeItem: async (key) => void kept.delete(key),
    clear: async () => kept.clear(),
  });
  const keptAs = (name) => [...kept].find(([key]) => key.endsWith(`.${name}`))?.[1];
  return { refreshToken: () => keptAs('refreshToken'), deviceKey: () => keptAs('deviceKey') };
}

/** What a sign-in comes to that is done. */
export const done = { isSignedIn: true, nextStep: { signInStep: 'DONE' } };
