// Accounts: what users of the directory are to the pool of their tenant. Every user of a tenant with a pool has one.
// Most follow from the directory and are kept nowhere; a row is kept of those that are anything out of the ordinary.
//
//   usual account: the user name is the e-mail address (the sub, in pools with UsernameAttributes), confirmed where the
//   user is active, unconfirmed where pending, disabled where deactivated, its address and number verified, no group.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "providers/cognito/part.h"

namespace understudy::cognito {

/// An account with the user that it is of. A value: nothing in it points into a state.
struct PoolUser {
  User user;
  Account account;

  bool is_enabled() const { return user.status != User::Status::deactivated; }
};

/// The one of that user, who is of the pool's tenant; nothing where the directory has none, or deleted it.
std::optional<PoolUser> pool_user_of(const WorldState& state, const Pool& pool, std::string_view user_id);
PoolUser pool_user_of(const WorldState& state, const Pool& pool, const User& user);

/// Whom a client means: by user name, by sub where `by_sub`, or by an alias that the pool allows: a verified e-mail
/// address or telephone number, or a preferred user name. Where several share an alias, the first.
std::optional<PoolUser> find_pool_user(const WorldState& state, const Pool& pool, std::string_view name,
                                       bool by_sub = false);
/// The same for administrators, who may say the sub. Throws Refusal where there is none.
PoolUser named_pool_user(const WorldState& state, const Pool& pool, std::string_view name);

/// Everybody of the pool, in the directory's order.
std::vector<PoolUser> pool_users_of(const WorldState& state, const Pool& pool);

/// Writes both rows back, and when they were changed.
void put(WorldState& state, PoolUser member);
/// With all that is kept of them.
void erase(WorldState& state, const PoolUser& member);

// Attributes: "sub", standard ones and custom ones alike.

/// Nothing where it has none of that name.
std::optional<std::string> attribute_of(const PoolUser& member, std::string_view name);
bool is_verified(const PoolUser& member, std::string_view attribute);  ///< "email": what email_verified says
/// An empty value removes it.
void set_attribute(PoolUser& member, std::string_view name, std::string_view value);
/// All, sub first.
std::vector<Attribute> attributes_of(const PoolUser& member);
Json to_json(const std::vector<Attribute>& attributes);  ///< [{"Name":…,"Value":…}]
/// The texts among the members of an object.
std::vector<Attribute> attributes_in(const Json& object);

/// Who else of the pool has that address, number or preferred user name, so that it names them.
std::optional<PoolUser> find_other(const WorldState& state, const Pool& pool, const PoolUser& member,
                                   std::string_view attribute, std::string_view value);

std::string_view to_text(Account::State state);  ///< "FORCE_CHANGE_PASSWORD"

/// What follows from the directory, where nothing else is said. `seed` is the fixture's.
Account usual_account(std::string_view seed, const Pool& pool, const User& user);
/// Whether the user is found again by the sub of that account. Of an id that begins with zeros it is not, so that such
/// a user needs a row.
bool has_usual_sub(const User& user);

}  // namespace understudy::cognito
