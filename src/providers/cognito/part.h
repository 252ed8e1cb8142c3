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
extern template class Table<cognito::Device>;
extern template class Table<cognito::PoolRecord>;
extern template class Table<cognito::TokenFamily>;
extern template class Table<cognito::Code>;

}  // namespace understudy

namespace understudy::cognito {

/// Choices where public sources are silent or disagree.
struct CognitoChoices {
  std::string region = "eu-central-1";
  std::string account_id = "123456789012";  ///< of AWS, in ARNs
  bool locks_out = true;                    ///< after wrong passwords, as the original does
  /// What gateways and routes make of a token whose sign-in was ended: verifiers of JWTs cannot know.
  enum class Revoked { accept, refuse } revoked_tokens = Revoked::accept;
  /// What becomes of a sign-in whose refresh token comes a second time, where they are rotated.
  enum class Reuse { refuse, end_sign_in } refresh_token_reuse = Reuse::refuse;
  std::vector<std::string> hook_hosts;           ///< beside loopbacks: whom triggers may ask
  bool asks_after_setup = false;                 ///< whether a second factor is asked for in the sign-in that set it up
  std::optional<Milliseconds> srp_clock_window;  ///< how far TIMESTAMP may be from the world's time; absent: any
};

struct CognitoSeed final : Part {
  std::unique_ptr<Part> copy() const override;

  CognitoChoices choices;
  TableBase<Pool> pools;
  TableBase<Client> clients;
  TableBase<Account> accounts;  ///< of users who are anything out of the ordinary (accounts.h)
  TableBase<UserGroup> groups;

  bool has_hooks = false;  ///< whether a pool has a trigger that is asked of others

  /// What the key sets of its pools are called by, kept here so that they can be told in views.
  struct KeyTexts {
    std::string id_label;
    std::string access_label;
    std::string path;
    std::string vendor;
    std::optional<Issuers> issuers;
  };
  std::vector<KeyTexts> keys;
};

struct CognitoState final : Part {
  explicit CognitoState(const Seed& seed, const CognitoSeed& part);
  std::unique_ptr<Part> copy() const override;

  std::string seed;  ///< of the fixture: what is not kept follows from it
  CognitoChoices choices;
  Table<Pool> pools;
  Table<Client> clients;
  Table<Account> accounts;
  Table<UserGroup> groups;
  Table<IdentityProvider> identity_providers;
  Table<ResourceServer> resource_servers;
  Table<Domain> domains;
  Table<TokenFamily> families;
  Table<Device> devices;
  Table<Code> codes;
};

/// What the fixture says of Cognito; where it says nothing, no tenant has a pool.
const CognitoSeed& cognito_of(const Seed& seed);

CognitoState& cognito_of(WorldState& state);
const CognitoState& cognito_of(const WorldState& state);

/// What a world begins with.
std::unique_ptr<Part> begin(const Seed& seed);

/// What one world may add at most, of each kind; stated in docs/limits.md.
inline constexpr size_t most_users = 10'000;
inline constexpr size_t most_pools = 1'000;
inline constexpr size_t most_of_a_kind = 1'000;  ///< clients, groups, providers, resource servers, domains

}  // namespace understudy::cognito
