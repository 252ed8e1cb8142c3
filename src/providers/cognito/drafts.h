// Pools in the making, as a fixture writes them, and the shapes of their keys.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/places.h"
#include "config/section.h"
#include "config/shape.h"
#include "providers/cognito/part.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/triggers.h"

namespace understudy::cognito {

struct ClientDraft {
  std::string id;
  std::string name = "app";
  std::string secret;
  std::optional<std::vector<std::string>> flows;
  Json settings;  ///< in the words of CreateUserPoolClient
  config::Spot id_place;
  config::Spot name_place;
  config::Spot place;
};

struct GroupDraft {
  std::string name;
  std::string description;
  std::string role_arn;
  std::optional<int64_t> precedence;
  config::Spot place;
};

struct PasswordDraft {
  int64_t minimum_length = 8;
  bool uppercase = true;
  bool lowercase = true;
  bool numbers = true;
  bool symbols = true;
};

/// Whether a pool remembers the devices of its users.
enum class Remembering { never, always, when_asked };

struct PoolDraft {
  bool is_enabled = true;
  std::string id;
  std::string name;
  std::string code;
  std::optional<Issuers> issuers;
  bool is_case_sensitive = false;
  std::vector<std::string> username_attributes;
  std::vector<std::string> aliases;
  std::vector<std::string> verified{"email"};
  bool takes_sign_ups = true;
  Demanded mfa = Demanded::never;
  std::vector<std::string> mfa_factors{"software_token"};
  std::vector<std::string> passwordless;
  Remembering remember_devices = Remembering::never;
  bool device_replaces_mfa = true;
  std::optional<PasswordDraft> password;
  Triggers triggers;
  Json settings;  ///< in the words of CreateUserPool
  std::vector<ClientDraft> clients;
  std::vector<GroupDraft> groups;
  config::Spot id_place;
  config::Spot place;
  config::Places places;  ///< of all that is said
};

extern const config::ObjectShape choices_shape;
extern const config::ObjectShape pool_shape;

void read_choices(const config::Section& section, CognitoChoices& choices);
void read_pool(const config::Section& section, PoolDraft& pool);

/// The tenant's own, where the original takes it; else its slug.
const std::string& usual_pool_name(const Tenant& tenant);

/// What the draft says, in the words of the API; the usual pool and client of a fixture are underneath.
Json pool_settings_of(const PoolDraft& pool);
/// What GetUserPoolMfaConfig tells of the factors.
Json second_factors_of(const PoolDraft& pool);
Json client_settings_of(const ClientDraft& client);
Json group_settings_of(const GroupDraft& group);

}  // namespace understudy::cognito
