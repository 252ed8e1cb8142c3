// The users of a system that is given up.
const old = { 'olga@old.test': 'Olga-From-Before' };

exports.handler = async (event) => {
  const isKnown = event.userName in old;
  if (!isKnown || (event.triggerSource === 'UserMigration_Authentication' && event.request.password !== old[event.userName])) return event;
  event.response.userAttributes = { email: event.userName, email_verified: 'true' };
  event.response.finalUserStatus = 'CONFIRMED';
  event.response.messageAction = 'SUPPRESS';
  return event;
};
