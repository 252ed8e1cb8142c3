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
struct Member {
  User user;
  Account account;

  bool is_enabled() const { return user.status != User::Status::deactivated; }
};

/// The one of that user, who is of the pool's tenant; nothing where the directory has none, or deleted it.
std::optional<Member> member_of(const WorldState& state, const Pool& pool, std::string_view user_id);
Member member_of(const WorldState& state, const Pool& pool, const User& user);

/// Whom a client means: by user name, by sub where `by_sub`, or by an alias that the pool allows: a verified e-mail
/// address or telephone number, or a preferred user name. Where several share an alias, the first.
std::optional<Member> find_member(const WorldState& state, const Pool& pool, std::string_view name,
                                  bool by_sub = false);
/// The same for administrators, who may say the sub. Throws Refusal where there is none.
Member named_member(const WorldState& state, const Pool& pool, std::string_view name);

/// Everybody of the pool, in the directory's order.
std::vector<Member> members_of(const WorldState& state, const Pool& pool);

/// Writes both rows back, and when they were changed.
void put(WorldState& state, Member member);
/// With all that is kept of them.
void erase(WorldState& state, const Member& member);

// Attributes: "sub", standard ones and custom ones alike.

/// Nothing where it has none of that name.
std::optional<std::string> attribute_of(const Member& member, std::string_view name);
bool is_verified(const Member& member, std::string_view attribute);  ///< "email": what email_verified says
/// An empty value removes it.
void set_attribute(Member& member, std::string_view name, std::string_view value);
/// All, sub first.
std::vector<Attribute> attributes_of(const Member& member);
Json to_json(const std::vector<Attribute>& attributes);  ///< [{"Name":…,"Value":…}]

/// Whether somebody else of the pool has that address, number or preferred user name, so that it names them.
bool is_taken(const WorldState& state, const Pool& pool, const Member& member, std::string_view attribute,
              std::string_view value);

std::string_view to_text(Account::State state);  ///< "FORCE_CHANGE_PASSWORD"

/// The sub of a user whose account is kept nowhere, and back.
std::string usual_sub(std::string_view seed, std::string_view user_id);

}  // namespace understudy::cognito
