// What Cognito keeps, as rows: user pools, their app clients, groups and the rest of their equipment, what a user of
// the directory is to the pool of their tenant, and the tokens and codes that are out. References are ids.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"
#include "base/seed_time.h"
#include "base/text.h"
#include "base/time.h"
#include "providers/cognito/triggers.h"
#include "world/lookup.h"
#include "world/seed.h"

namespace understudy::cognito {

/// When something was made and changed.
struct Dates {
  SeedTime created;
  SeedTime modified;
};

/// What a pool or a client is set to: a JSON object that rows have in common until one of them is changed. Most pools
/// of a fixture are alike, and one is long.
class SharedSettings {
 public:
  SharedSettings() : SharedSettings(Json::object()) {}
  // NOLINTNEXTLINE(google-explicit-constructor): settings are JSON to all who write and read them.
  SharedSettings(Json json) : json_(std::make_shared<const Json>(std::move(json))) {}

  // NOLINTNEXTLINE(google-explicit-constructor)
  operator const Json&() const { return *json_; }
  const Json* find(std::string_view name) const { return json_->find(name); }
  std::string_view text_at(std::string_view name) const { return json_->text_at(name); }
  const Json::Object& members() const { return json_->members(); }

  void set(std::string_view name, Json value) {
    Json changed = *json_;
    changed.set(name, std::move(value));
    *this = SharedSettings(std::move(changed));
  }

 private:
  std::shared_ptr<const Json> json_;
};

/// Of one tenant; its users are the tenant's.
struct Pool {
  static constexpr Lookup<Pool> by_tenant{"tenant"};
  static constexpr Lookup<Pool> all{"all"};  ///< by the empty word

  std::string id;  ///< "eu-central-1_Ab3dE9xYz"
  std::string tenant_id;
  std::string name;
  SharedSettings settings;  ///< what DescribeUserPool tells beside id, name and dates, in its order; pools.h reads it
  Dates dates;
  bool owns_tenant = false;                  ///< the tenant was made with the pool, and goes with it
  std::string fixed_code;                    ///< every code that it sends; empty: each is another
  std::optional<Issuers> issuers;            ///< of its tokens; absent: as everywhere in the fixture
  std::string key_name;                      ///< in the labels of its keys: a slug; empty: its id
  std::shared_ptr<const Triggers> triggers;  ///< null: none
  SharedSettings second_factors;  ///< what GetUserPoolMfaConfig tells beside MfaConfiguration (second_factors.h)
};

struct Secret {
  std::string id;  ///< of the descriptor: "<client id>--1758…"
  std::string value;
  SeedTime created;
};

/// An app client.
struct Client {
  static constexpr Lookup<Client> by_pool{"pool"};

  std::string id;
  std::string pool_id;
  std::string name;
  SharedSettings settings;      ///< what DescribeUserPoolClient tells beside ids, name, secret and dates, in its order
  std::vector<Secret> secrets;  ///< any of them is good; two at most
  Dates dates;
};

struct Attribute {
  std::string name;
  std::string value;
  bool operator==(const Attribute&) const = default;
};

/// An authenticator app, by the secret that it shares with the pool.
struct SoftwareToken {
  std::string secret;               ///< bytes; empty: none
  std::string name;                 ///< as its user calls it; empty: not
  std::vector<int64_t> used_steps;  ///< of which a code was taken, as long as one could be given again
  std::string offered{};            ///< the secret of one that is being set up by an access token
};

/// What a user of the directory is to the pool of their tenant. E-mail address, phone number, name and password are the
/// directory's.
struct Account {
  static constexpr Lookup<Account> by_pool{"pool"};          ///< those that have a row
  static constexpr Lookup<Account> by_username{"username"};  ///< in lower case, behind the pool's id
  static constexpr Lookup<Account> by_sub{"sub"};            ///< behind the pool's id
  static constexpr Lookup<Account> by_alias{"alias"};        ///< a preferred_username, likewise
  static constexpr Lookup<Account> by_group{"group"};        ///< its name, behind the pool's id

  enum class State { unconfirmed, confirmed, force_change_password, reset_required };

  std::string id;  ///< the user's
  std::string pool_id;
  std::string username;
  std::string sub;
  State state = State::confirmed;
  std::vector<Attribute> attributes;  ///< beside the directory's, in the order in which they were first given
  std::vector<std::string> groups;
  Dates dates;
  std::optional<Instant> password_until;  ///< of a temporary password
  SoftwareToken software_token;
  std::vector<std::string> second_factors;  ///< that the user has switched on: "SMS_MFA"
  std::string preferred_factor;             ///< one of them; empty: none
  bool has_mfa_options = false;             ///< that text messages were asked for by the older operations
  /// What the password is to SRP, kept since it costs an exponentiation.
  struct Verifier {
    std::string password;  ///< that it is of; the rest is of no use with another
    std::string salt;
    std::string number;
  } verifier;
  // Wrong passwords in a row, as the lock-out counts them.
  unsigned failures = 0;
  Instant tried_at{};
  Instant locked_until{};
};

/// A device of a user's, by the key that it was given at a sign-in. It counts once it is confirmed.
struct Device {
  static constexpr Lookup<Device> by_user{"user"};

  std::string id;  ///< its key: "eu-central-1_3f2504e0-4f89-41d3-9a0c-0305e82c3301"
  std::string pool_id;
  std::string user_id;
  std::string group_key;
  std::string name;
  // Its own password as SRP knows it, in bytes; empty: it is not confirmed.
  std::string salt;
  std::string verifier;
  bool is_remembered = false;
  std::string address;  ///< from which it was last seen
  Dates dates;
  Instant authenticated_at{};

  bool is_confirmed() const { return !verifier.empty(); }
};

/// What a pool is equipped with: one row type, since all of these are kept alike.
struct PoolRecord {
  static constexpr Lookup<PoolRecord> by_pool{"pool"};

  std::string id;  ///< the pool's and its name; of a domain, the domain
  std::string pool_id;
  std::string name;
  Json settings;  ///< what describing it tells beside ids, name and dates, in its order
  Dates dates;
};
using UserGroup = PoolRecord;         ///< Description, RoleArn, Precedence
using IdentityProvider = PoolRecord;  ///< ProviderType, ProviderDetails, AttributeMapping, IdpIdentifiers
using ResourceServer = PoolRecord;    ///< by its identifier: Name, Scopes
using Domain = PoolRecord;            ///< where the pool's hosted pages are: "acme", or "login.acme.example"

/// All tokens that come of one sign-in: a refresh token, and the ID and access tokens made with it.
struct TokenFamily {
  static constexpr Lookup<TokenFamily> by_user{"user"};
  static constexpr Lookup<TokenFamily> by_refresh_token{"refresh token"};  ///< by its stem, which rotation leaves

  std::string id;  ///< the event_id of its tokens
  std::string pool_id;
  std::string client_id;
  std::string user_id;
  std::string origin_jti;
  std::string device_key;     ///< of the device that was signed in with, or given its key; empty: none
  std::string stem;           ///< of the refresh token
  std::string refresh_token;  ///< the one that is good now
  std::string previous;       ///< the one before, where it was rotated
  Instant rotated_at{};
  Instant authenticated_at{};
  Instant refreshable_until{};
  std::optional<Instant> revoked_at;
};

/// One that was sent and waits to be brought back; a user has one at a time for each purpose.
struct Code {
  static constexpr Lookup<Code> by_user{"user"};
  std::string id;  ///< the user's and the purpose: "10000001 sign_up"
  std::string user_id;
  std::string code;
  std::string attribute;    ///< that it verifies: "email"
  std::string value;        ///< of that attribute: where it was sent, and so all that it proves
  bool is_pending = false;  ///< that value is put in only once it is verified
  Instant good_until{};
  unsigned wrong_answers = 0;
};

/// "<pool id>/<name>": what a pool has by a name of its own.
inline std::string within(std::string_view pool_id, std::string_view name) { return cat({pool_id, "/", name}); }

// The further words each kind of row is found by (world/lookup.h).
std::vector<std::string> lookups(const Pool& pool);
std::vector<std::string> lookups(const Client& client);
std::vector<std::string> lookups(const Account& account);
std::vector<std::string> lookups(const Device& device);
std::vector<std::string> lookups(const PoolRecord& record);
std::vector<std::string> lookups(const TokenFamily& family);
std::vector<std::string> lookups(const Code& code);

}  // namespace understudy::cognito
