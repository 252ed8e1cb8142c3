// The second version: both tokens, and scopes.
exports.handler = async (event) => {
  event.response.claimsAndScopeOverrideDetails = {
    idTokenGeneration: { claimsToAddOrOverride: { seats: 5 } },
    accessTokenGeneration: {
      claimsToAddOrOverride: { tenants: ['a', 'b'], sub: 'somebody else' },
      scopesToAdd: ['orders/read'],
    },
  };
  return event;
};
