#include "providers/cognito/challenges.h"

#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "crypto/srp.h"
#include "login/password.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/devices.h"
#include "providers/cognito/lock_out.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

namespace srp = crypto::srp;

bool is_password_current(World& world, const login::Given& given) {
  return world.step([&](WorldState& state) {
    const Account* row = cognito_of(state).accounts.find(given.user.id);
    return row == nullptr || !row->password_until || given.now < *row->password_until;
  });
}

bool has_password(const WorldState& /*state*/, const User& user, const SignInAttempt& /*attempt*/) {
  return !user.password.empty() && user.status == User::Status::active;
}

bool is_right_password(World& world, const login::Given& given) {
  static const auto matches = login::password().is_right;
  return matches(world, given) && is_password_current(world, given);
}

/// Right answers of locked accounts are turned down like all others.
bool settle_password(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool_of_tenant(cognito_of(state), given.user.tenant_id);
  return pool != nullptr && !is_locked(pool_user_of(state, *pool, given.user).account, state.clock.now());
}

/// Bytes that are the same for a name whenever they are asked for, as a real user's would be.
std::string made_up_user(const CognitoState& cognito, const Pool& pool, const std::string& name) {
  return crypto::hmac_sha256(
      cognito.seed, cat({"understudy made-up user ", pool.id, " ", is_case_sensitive(pool) ? name : to_lower(name)}));
}

/// What is needed to ask for a proof: of a user, or made up so that nobody can tell.
struct Material {
  std::string pool_name;
  std::string username;
  Account::Verifier known;  ///< empty where there is none yet
  std::string password;
  std::string salt;  ///< of a new verifier
  std::string secret;
};

Material gather(WorldState& state, const login::Opening& opening) {
  auto& cognito = cognito_of(state);
  const std::string& name = opening.attempt.name;
  const Client* client = cognito.clients.find(opening.attempt.organization);
  const Pool* pool = client == nullptr ? nullptr : cognito.pools.find(client->pool_id);
  Material material;
  if (pool == nullptr) return material;
  material.pool_name = short_name(*pool);
  const std::string& owner = opening.user == nullptr ? name : opening.user->id;
  material.secret = state.ids.bytes("srp secret", owner, 32);
  if (opening.user == nullptr) {
    material.salt = made_up_user(cognito, *pool, name).substr(0, 16);
    material.username = made_up_username(cognito, *pool, name);
    return material;
  }
  const Account account = pool_user_of(state, *pool, *opening.user).account;
  material.username = account.username;
  material.password = opening.user->password;
  if (account.verifier.password == material.password)
    material.known = account.verifier;
  else
    material.salt = state.ids.bytes("srp salt", owner, 16);
  return material;
}

void keep_verifier(WorldState& state, const login::Opening& opening, const Account::Verifier& verifier) {
  const User* user = state.users.find(opening.user->id);
  const Pool* pool = user == nullptr ? nullptr : find_pool_of_tenant(cognito_of(state), user->tenant_id);
  if (pool == nullptr) return;
  Account account = pool_user_of(state, *pool, *user).account;
  account.verifier = verifier;
  cognito_of(state).accounts.put(std::move(account));
}

login::Asked ask_for_proof(World& world, const login::Opening& opening) {
  const auto material = world.step([&](WorldState& state) { return gather(state, opening); });
  Account::Verifier verifier = material.known;
  if (verifier.number.empty()) {
    const auto made = srp::make_verifier(material.pool_name, material.username, material.password, material.salt);
    verifier = {material.password, made.salt, made.number};
    if (opening.user != nullptr) world.step([&](WorldState& state) { keep_verifier(state, opening, verifier); });
  }
  const auto value = srp::read_public_value(opening.sent.text_at("A"));
  const auto agreed = srp::agree(value.value(), verifier.number, material.secret);
  return {
      Json::object(
          {{"SALT", to_hex(verifier.salt)}, {"SRP_B", agreed.public_value}, {"USER_ID_FOR_SRP", material.username}}),
      Json::object({{"key", to_hex(agreed.key)}, {"pool", material.pool_name}, {"user", material.username}})};
}

bool is_proof(const login::Given& given) {
  const auto key = from_hex(given.kept.text_at("key"));
  const auto block = from_hex(given.answer.text_at("block"));
  if (!key || !block) return false;
  const std::string right =
      srp::proof(*key, given.kept.text_at("pool"), given.kept.text_at("user"), *block, given.answer.text_at("time"));
  return crypto::equal_in_constant_time(right, given.answer.text_at("signature"));
}

bool is_right_proof(World& world, const login::Given& given) {
  return is_proof(given) && is_password_current(world, given);
}

// Of a device, its group's key takes the place of the pool's name, and its own that of the user's.

/// Whether the user comes with a device that the pool remembers.
bool has_device(const WorldState& state, const User& user, const SignInAttempt& attempt) {
  const Device* device = find_device(cognito_of(state), user.id, attempt.noted.text_at("device_key"));
  return device != nullptr && device->is_remembered;
}

login::Asked ask_for_device_proof(World& world, const login::Opening& opening) {
  if (opening.user == nullptr) return {};
  std::string secret;
  const Device device = world.step([&](WorldState& state) {
    const Device* known = find_device(cognito_of(state), opening.user->id, opening.attempt.noted.text_at("device_key"));
    secret = state.ids.bytes("device srp secret", opening.user->id, 32);
    return known == nullptr ? Device() : *known;
  });
  if (!device.is_confirmed()) return {};
  const auto value = srp::read_public_value(opening.sent.text_at("A"));
  const auto agreed = srp::agree(value.value(), device.verifier, secret);
  return {Json::object({{"SALT", to_hex(device.salt)}, {"SRP_B", agreed.public_value}, {"DEVICE_KEY", device.id}}),
          Json::object({{"key", to_hex(agreed.key)}, {"pool", device.group_key}, {"user", device.id}})};
}

bool must_change_password(const WorldState& state, const User& user, const SignInAttempt& /*attempt*/) {
  const Account* row = cognito_of(state).accounts.find(user.id);
  return row != nullptr && row->state == Account::State::force_change_password;
}

bool put_new_password(WorldState& state, const login::Given& given) {
  const Pool* pool = find_pool_of_tenant(cognito_of(state), given.user.tenant_id);
  if (pool == nullptr) return false;
  PoolUser member = pool_user_of(state, *pool, given.user);
  member.user.password = *given.answer.text();
  member.account.state = Account::State::confirmed;
  member.account.password_until.reset();
  put(state, std::move(member));
  return true;
}

}  // namespace

login::Challenge password() {
  return {.name = password_challenge,
          .is_open_to = has_password,
          .is_right = is_right_password,
          .settle = settle_password,
          .has_one_try = true};
}

login::Challenge proof() {
  return {.name = srp_challenge,
          .is_open_to = has_password,
          .is_right = is_right_proof,
          .ask = ask_for_proof,
          .settle = settle_password,
          .has_one_try = true};
}

login::Challenge new_password() {
  return {.name = new_password_challenge,
          .is_open_to = must_change_password,
          .is_right =
              [](World& /*world*/, const login::Given& given) {
                return given.answer.text() != nullptr && !given.answer.text()->empty();
              },
          .settle = put_new_password};
}

login::Challenge device_proof() {
  return {.name = device_challenge,
          .is_open_to = has_device,
          .is_right = [](World& /*world*/, const login::Given& given) { return is_proof(given); },
          .ask = ask_for_device_proof,
          .has_one_try = true};
}

std::string made_up_username(const CognitoState& cognito, const Pool& pool, const std::string& name) {
  return has_username_attributes(pool) ? to_guid(made_up_user(cognito, pool, name).substr(16)) : name;
}

}  // namespace understudy::cognito
