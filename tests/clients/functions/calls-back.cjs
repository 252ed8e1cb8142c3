// Looks the user up and notes the sign-in, by the API that this very sign-in waits in.
const { CognitoIdentityProvider } = require('@aws-sdk/client-cognito-identity-provider');

exports.handler = async (event) => {
  const pool = new CognitoIdentityProvider({
    endpoint: process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, region: event.region,
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' }, maxAttempts: 1,
  });
  const user = { UserPoolId: event.userPoolId, Username: event.userName };
  const { UserStatus } = await pool.adminGetUser(user);
  await pool.adminUpdateUserAttributes({ ...user, UserAttributes: [{ Name: 'nickname', Value: `seen ${UserStatus}` }] });
  return event;
};
