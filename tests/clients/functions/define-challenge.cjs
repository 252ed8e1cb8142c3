// A password where one was begun with, then a code; three tries.
exports.handler = async (event) => {
  const { session } = event.request;
  const last = session.at(-1);
  const tries = session.filter(({ challengeName }) => challengeName === 'CUSTOM_CHALLENGE');
  if (last?.challengeName === 'SRP_A') event.response.challengeName = 'PASSWORD_VERIFIER';
  else if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) event.response.issueTokens = true;
  else if (tries.length >= 3) event.response.failAuthentication = true;
  else event.response.challengeName = 'CUSTOM_CHALLENGE';
  return event;
};
