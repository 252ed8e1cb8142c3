#include "providers/cognito/accounts.h"

#include <algorithm>
#include <array>

#include "base/choice.h"
#include "base/encoding.h"
#include "base/text.h"
#include "crypto/digest.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/pools.h"

namespace understudy::cognito {

namespace {

/// An attribute that is a member of the directory's user.
struct DirectoryAttribute {
  std::string_view name;
  std::string User::*member;
};
constexpr std::array directory_attributes{
    DirectoryAttribute{"name", &User::display_name},
    DirectoryAttribute{"phone_number", &User::phone},
    DirectoryAttribute{"email", &User::email},
};

std::string User::*directory_member(std::string_view attribute) {
  for (const auto& row : directory_attributes)
    if (row.name == attribute) return row.member;
  return nullptr;
}

bool is_same(const Pool& pool, std::string_view a, std::string_view b) {
  return is_case_sensitive(pool) ? a == b : equal_ignoring_case(a, b);
}

/// People by ways that may lead to several; one fits where all of the pool's rules say so.
class Search {
  /// Who signed up by an address can be named by it before it is verified.
  auto names(std::string_view attribute) const {
    return [this, attribute](const PoolUser& member) {
      const bool counts = has_username_attributes(pool_) || is_verified(member, attribute);
      return counts && is_same(pool_, attribute_of(member, attribute).value_or(""), name_);
    };
  }

 public:
  /// `but` is the id of whom it is not to find.
  Search(const WorldState& state, const Pool& pool, std::string_view name, std::string_view but = {})
      : state_(state), cognito_(cognito_of(state)), pool_(pool), name_(name), but_(but) {}

  std::optional<PoolUser> by_username() const {
    for (const Account* row : cognito_.accounts.find_all(Account::by_username, within(pool_.id, to_lower(name_))))
      if (is_same(pool_, row->username, name_))
        if (auto found = pool_user_of(state_, pool_, row->id)) return found;
    if (has_username_attributes(pool_)) return by_sub();
    const auto has_name = [&](const PoolUser& member) { return is_same(pool_, member.account.username, name_); };
    if (auto found = among(state_.users.find_all(User::by_email, to_lower(name_)), has_name)) return found;
    auto by_id = pool_user_of(state_, pool_, name_);
    return by_id && has_name(*by_id) ? by_id : std::nullopt;
  }

  std::optional<PoolUser> by_sub() const {
    for (const Account* row : cognito_.accounts.find_all(Account::by_sub, within(pool_.id, name_)))
      if (auto found = pool_user_of(state_, pool_, row->id)) return found;
    const auto user_id = user_of_usual_sub();
    auto member = user_id ? pool_user_of(state_, pool_, *user_id) : std::nullopt;
    return member && member->account.sub == name_ ? member : std::nullopt;
  }

  std::optional<PoolUser> by_alias() const {
    if (is_alias(pool_, "email"))
      if (auto found = among(state_.users.find_all(User::by_email, to_lower(name_)), names("email"))) return found;
    if (is_alias(pool_, "phone_number"))
      if (auto found = among(state_.users.find_all(User::by_phone, name_), names("phone_number"))) return found;
    if (!is_alias(pool_, "preferred_username")) return std::nullopt;
    std::vector<const User*> users;
    for (const Account* row : cognito_.accounts.find_all(Account::by_alias, within(pool_.id, to_lower(name_))))
      if (const User* user = state_.users.find(row->id)) users.push_back(user);
    return among(users, [&](const PoolUser& member) {
      return is_same(pool_, attribute_of(member, "preferred_username").value_or(""), name_);
    });
  }

 private:
  template <class Fits>
  std::optional<PoolUser> among(const std::vector<const User*>& users, Fits fits) const {
    for (const User* user : users) {
      auto member = pool_user_of(state_, pool_, user->id);
      if (member && user->id != but_ && fits(*member)) return member;
    }
    return std::nullopt;
  }

  std::optional<std::string> user_of_usual_sub() const;

  const WorldState& state_;
  const CognitoState& cognito_;
  const Pool& pool_;
  std::string_view name_;
  std::string_view but_;
};

// A usual sub holds the user's number, so that nobody needs an index to find the user by it: nine bytes that follow
// from the number, then seven of the number itself, hidden by what follows from those.
constexpr size_t mark_size = 9;
constexpr size_t number_size = 7;

std::string hidden(std::string_view seed, std::string_view mark, uint64_t number) {
  const std::string veil = crypto::hmac_sha256(seed, cat({"understudy usual sub ", mark}));
  std::string bytes(number_size, '\0');
  for (size_t i = 0; i < number_size; ++i)
    bytes[i] = static_cast<char>(static_cast<unsigned char>(number >> (8 * (number_size - 1 - i))) ^
                                 static_cast<unsigned char>(veil[i]));
  return bytes;
}

std::optional<std::string> bytes_of_guid(std::string guid) {
  std::erase(guid, '-');
  return from_hex(guid);
}

std::optional<std::string> Search::user_of_usual_sub() const {
  if (name_.size() != 36) return std::nullopt;
  const auto bytes = bytes_of_guid(std::string(name_));
  if (!bytes || bytes->size() != mark_size + number_size) return std::nullopt;
  // What is hidden twice is shown.
  const uint64_t veiled = to_number(bytes->substr(mark_size));
  return std::to_string(to_number(hidden(cognito_.seed, bytes->substr(0, mark_size), veiled)));
}

constexpr std::array states{
    Choice{"UNCONFIRMED", Account::State::unconfirmed},
    Choice{"CONFIRMED", Account::State::confirmed},
    Choice{"FORCE_CHANGE_PASSWORD", Account::State::force_change_password},
    Choice{"RESET_REQUIRED", Account::State::reset_required},
};

std::string usual_sub(std::string_view seed, std::string_view user_id) {
  // As a GUID has them: they hide the number, and must be what is read back.
  const std::string guid = to_guid(crypto::hmac_sha256(seed, cat({"understudy sub mark ", user_id})));
  const std::string mark = bytes_of_guid(guid)->substr(0, mark_size);
  return to_guid(mark + hidden(seed, mark, parse_number(user_id).value_or(0)));
}

}  // namespace

bool has_usual_sub(const User& user) {
  const auto number = parse_number(user.id);
  return number && std::to_string(*number) == user.id;
}

Account usual_account(std::string_view seed, const Pool& pool, const User& user) {
  Account account;
  account.id = user.id;
  account.pool_id = pool.id;
  account.sub = usual_sub(seed, user.id);
  account.username = user.email.empty() ? user.id : user.email;
  if (has_username_attributes(pool)) account.username = account.sub;
  account.state = user.status == User::Status::pending ? Account::State::unconfirmed : Account::State::confirmed;
  const std::string_view verified = account.state == Account::State::confirmed ? "true" : "false";
  if (!user.email.empty()) account.attributes.push_back({"email_verified", std::string(verified)});
  if (!user.phone.empty()) account.attributes.push_back({"phone_number_verified", std::string(verified)});
  account.dates = {user.created_at, user.created_at};
  return account;
}

std::string_view to_text(Account::State state) { return word_for(states, state); }

PoolUser pool_user_of(const WorldState& state, const Pool& pool, const User& user) {
  const auto& cognito = cognito_of(state);
  const Account* row = cognito.accounts.find(user.id);
  return {user, row != nullptr ? *row : usual_account(cognito.seed, pool, user)};
}

std::optional<PoolUser> pool_user_of(const WorldState& state, const Pool& pool, std::string_view user_id) {
  const User* user = state.users.find(user_id);
  if (user == nullptr || user->tenant_id != pool.tenant_id || user->status == User::Status::deleted)
    return std::nullopt;
  return pool_user_of(state, pool, *user);
}

std::optional<PoolUser> find_pool_user(const WorldState& state, const Pool& pool, std::string_view name, bool by_sub) {
  if (name.empty()) return std::nullopt;
  const Search search(state, pool, name);
  auto found = search.by_username();
  if (!found && by_sub) found = search.by_sub();
  if (!found) found = search.by_alias();
  return found;
}

PoolUser named_pool_user(const WorldState& state, const Pool& pool, std::string_view name) {
  auto found = find_pool_user(state, pool, name, true);
  if (!found) refuse(no_such_user, "the pool has a user of that name", "", std::string(shorten(name, 60)));
  return std::move(*found);
}

std::vector<PoolUser> pool_users_of(const WorldState& state, const Pool& pool) {
  std::vector<PoolUser> members;
  const auto users = state.users.find_all(User::by_tenant, pool.tenant_id);
  members.reserve(users.size());
  for (const User* user : users)
    if (user->status != User::Status::deleted) members.push_back(pool_user_of(state, pool, *user));
  return members;
}

void put(WorldState& state, PoolUser member) {
  member.account.dates.modified = {SeedTime::Kind::absolute, state.clock.now(), {}};
  cognito_of(state).accounts.put(std::move(member.account));
  state.users.put(std::move(member.user));
}

void erase(WorldState& state, const PoolUser& member) {
  auto& cognito = cognito_of(state);
  cognito.accounts.erase(member.user.id);
  cognito.codes.erase_all(Code::by_user, member.user.id);
  cognito.families.erase_all(TokenFamily::by_user, member.user.id);
  cognito.devices.erase_all(Device::by_user, member.user.id);
  state.users.erase(member.user.id);
}

std::optional<std::string> attribute_of(const PoolUser& member, std::string_view name) {
  if (name == "sub") return member.account.sub;
  if (const auto in_directory = directory_member(name)) {
    const std::string& value = member.user.*in_directory;
    // A fixture's user without a name is shown by the address.
    const bool is_none = value.empty() || (name == "name" && value == member.user.email);
    return is_none ? std::nullopt : std::optional(value);
  }
  for (const auto& attribute : member.account.attributes)
    if (attribute.name == name) return attribute.value;
  return std::nullopt;
}

bool is_verified(const PoolUser& member, std::string_view attribute) {
  return attribute_of(member, cat({attribute, "_verified"})) == "true";
}

void set_attribute(PoolUser& member, std::string_view name, std::string_view value) {
  if (const auto in_directory = directory_member(name)) {
    auto& user = member.user;
    // Whoever is shown by the address has no name after it changed, either.
    if (name == "email" && !user.email.empty() && user.display_name == user.email) user.display_name = value;
    user.*in_directory = value;
    return;
  }
  auto& all = member.account.attributes;
  const auto known =
      std::find_if(all.begin(), all.end(), [&](const Attribute& attribute) { return attribute.name == name; });
  if (value.empty()) {
    if (known != all.end()) all.erase(known);
  } else if (known != all.end()) {
    known->value = value;
  } else {
    all.push_back({std::string(name), std::string(value)});
  }
}

std::vector<Attribute> attributes_of(const PoolUser& member) {
  std::vector<Attribute> all{{"sub", member.account.sub}};
  all.insert(all.end(), member.account.attributes.begin(), member.account.attributes.end());
  for (const auto& row : directory_attributes)
    if (auto value = attribute_of(member, row.name)) all.push_back({std::string(row.name), std::move(*value)});
  return all;
}

Json to_json(const std::vector<Attribute>& attributes) {
  Json list = Json::array();
  for (const auto& [name, value] : attributes) list.push(Json::object({{"Name", name}, {"Value", value}}));
  return list;
}

std::vector<Attribute> attributes_in(const Json& object) {
  std::vector<Attribute> attributes;
  for (const auto& [name, value] : object.members())
    if (value.text() != nullptr) attributes.push_back({name, *value.text()});
  return attributes;
}

std::optional<PoolUser> find_other(const WorldState& state, const Pool& pool, const PoolUser& member,
                                   std::string_view attribute, std::string_view value) {
  if (value.empty() || !is_alias(pool, attribute)) return std::nullopt;
  return Search(state, pool, value, member.user.id).by_alias();
}

}  // namespace understudy::cognito
