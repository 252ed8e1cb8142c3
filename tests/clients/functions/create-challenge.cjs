exports.handler = async (event) => {
  const round = String(event.request.session.length);
  event.response.publicChallengeParameters = { hint: 'the rounds before this one', email: event.request.userAttributes.email };
  event.response.privateChallengeParameters = { answer: round };
  event.response.challengeMetadata = `ROUND_${round}`;
  return event;
};
