// The first version of the event: claims are texts, of ID tokens.
exports.handler = async (event) => {
  event.response = {
    claimsOverrideDetails: {
      claimsToAddOrOverride: { plan: 'gold', asked: event.request.clientMetadata?.asked ?? 'nothing' },
      claimsToSuppress: ['phone_number'],
      groupOverrideDetails: { groupsToOverride: [...event.request.groupConfiguration.groupsToOverride, 'everybody'] },
    },
  };
  return event;
};
