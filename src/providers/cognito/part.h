// What Cognito keeps beside the directory: in a seed and in each world.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "providers/cognito/records.h"
#include "world/part.h"
#include "world/table.h"
#include "world/world.h"

namespace understudy {

extern template class Table<cognito::Pool>;
extern template class Table<cognito::Client>;
extern template class Table<cognito::Account>;
extern template class Table<cognito::Group>;
extern template class Table<cognito::IdentityProvider>;
extern template class Table<cognito::ResourceServer>;
extern template class Table<cognito::Domain>;
extern template class Table<cognito::TokenFamily>;
extern template class Table<cognito::Code>;
extern template class Table<cognito::PasswordVerifier>;

}  // namespace understudy

namespace understudy::cognito {

/// Choices where public sources are silent or disagree.
struct Choices {
  std::string region = "eu-central-1";
  std::string account_id = "123456789012";  ///< of AWS, in ARNs
  bool locks_out = true;                    ///< after wrong passwords, as the original does
};

struct CognitoSeed final : Part {
  std::unique_ptr<Part> copy() const override;

  Choices choices;
  TableBase<Pool> pools;
  TableBase<Client> clients;
  TableBase<Account> accounts;  ///< of users who are anything out of the ordinary (accounts.h)
  TableBase<Group> groups;
};

struct State final : Part {
  explicit State(const Seed& seed, const CognitoSeed& part);
  std::unique_ptr<Part> copy() const override;

  std::string seed;  ///< of the fixture: what is not kept follows from it
  Choices choices;
  Table<Pool> pools;
  Table<Client> clients;
  Table<Account> accounts;
  Table<Group> groups;
  Table<IdentityProvider> identity_providers;
  Table<ResourceServer> resource_servers;
  Table<Domain> domains;
  Table<TokenFamily> families;
  Table<Code> codes;
  Table<PasswordVerifier> verifiers;
};

/// What the fixture says of Cognito; where it says nothing, no tenant has a pool.
const CognitoSeed& cognito_of(const Seed& seed);

State& cognito_of(WorldState& state);
const State& cognito_of(const WorldState& state);

/// What a world begins with.
std::unique_ptr<Part> begin(const Seed& seed);

/// What one world may add at most, of each kind; stated in docs/limits.md.
inline constexpr size_t most_users = 10'000;
inline constexpr size_t most_pools = 1'000;
inline constexpr size_t most_of_a_kind = 10'000;  ///< clients, groups, providers, resource servers, domains

}  // namespace understudy::cognito
