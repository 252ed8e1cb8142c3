#include "providers/cognito/part.h"

namespace understudy {

template class Table<cognito::Pool>;
template class Table<cognito::Client>;
template class Table<cognito::Account>;
template class Table<cognito::Device>;
template class Table<cognito::PoolRecord>;
template class Table<cognito::TokenFamily>;
template class Table<cognito::Code>;

namespace cognito {

CognitoState::CognitoState(const Seed& whole, const CognitoSeed& part)
    : seed(whole.seed),
      choices(part.choices),
      pools(part.pools),
      clients(part.clients),
      accounts(part.accounts),
      groups(part.groups),
      identity_providers(TableBase<IdentityProvider>()),
      resource_servers(TableBase<ResourceServer>()),
      domains(TableBase<Domain>()),
      families(TableBase<TokenFamily>()),
      devices(TableBase<Device>()),
      codes(TableBase<Code>()) {}

std::unique_ptr<Part> CognitoSeed::copy() const { return std::make_unique<CognitoSeed>(*this); }
std::unique_ptr<Part> CognitoState::copy() const { return std::make_unique<CognitoState>(*this); }

const CognitoSeed& cognito_of(const Seed& seed) { return seed.parts.of_or_usual<CognitoSeed>(); }

CognitoState& cognito_of(WorldState& state) { return state.parts.of<CognitoState>(); }
const CognitoState& cognito_of(const WorldState& state) { return state.parts.of<CognitoState>(); }

std::unique_ptr<Part> begin(const Seed& seed) { return std::make_unique<CognitoState>(seed, cognito_of(seed)); }

}  // namespace cognito

}  // namespace understudy
