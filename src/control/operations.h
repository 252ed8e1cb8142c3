// The operations of the control API, one line each; control.cpp has the routes to them.
#pragma once

#include <limits>
#include <memory>
#include <span>
#include <string>

#include "control/control.h"

namespace understudy::control {

/// What an operation works on beside its visit.
struct Control {
  Worlds& worlds;
  const Providers& providers;
  ControlOptions options;

  /// The world that the path names, for who changes something in it: made where it is not there, unless worlds have to
  /// be created. Throws Refusal{unknown_world}.
  std::shared_ptr<World> world(const front::Visit& visit) const { return worlds.enter(visit.params["world"]); }
  /// The same for who only looks: that makes none.
  std::shared_ptr<World> known_world(const front::Visit& visit) const { return worlds.look_up(visit.params["world"]); }
  /// That world's public address.
  std::string base_of(const World& world) const;
};

/// The request's JSON object; an empty body is an empty object. Throws Refusal{invalid_request}, also for members that
/// are not among `known`.
Json read_body(const front::Visit& visit, std::initializer_list<std::string_view> known);

// The same in two steps, for where the members follow from what the body says.
Json read_object(const front::Visit& visit);
void check_members(const Json& body, std::span<const std::string_view> known);

/// The query's fields. Throws Refusal{invalid_request} where one is none of `known`: a slip must not mean the default.
http::Fields read_fields(const front::Visit& visit, const std::vector<std::string_view>& known);
/// A whole number of the query, of at most `most`; `otherwise` where it is not there. Throws Refusal{invalid_request}.
uint64_t read_number(const http::Fields& query, std::string_view name, uint64_t otherwise,
                     uint64_t most = std::numeric_limits<uint64_t>::max());

http::Reply get_health(const Control& control, front::Visit& visit);
http::Reply get_local_authority(const Control& control, front::Visit& visit);
http::Reply get_vendors_authority(const Control& control, front::Visit& visit);

http::Reply list_worlds(const Control& control, front::Visit& visit);
http::Reply create_world(const Control& control, front::Visit& visit);
http::Reply get_world(const Control& control, front::Visit& visit);
http::Reply delete_world(const Control& control, front::Visit& visit);
http::Reply reset_world(const Control& control, front::Visit& visit);

http::Reply get_clock(const Control& control, front::Visit& visit);
http::Reply set_clock(const Control& control, front::Visit& visit);
http::Reply advance_clock(const Control& control, front::Visit& visit);
http::Reply freeze_clock(const Control& control, front::Visit& visit);
http::Reply release_clock(const Control& control, front::Visit& visit);

http::Reply list_credentials(const Control& control, front::Visit& visit);

http::Reply mint_token(const Control& control, front::Visit& visit);

http::Reply revoke(const Control& control, front::Visit& visit);

http::Reply read_journal(const Control& control, front::Visit& visit);

http::Reply get_totp(const Control& control, front::Visit& visit);

http::Reply read_mailbox(const Control& control, front::Visit& visit);
http::Reply empty_mailbox(const Control& control, front::Visit& visit);

http::Reply list_keys(const Control& control, front::Visit& visit);
http::Reply rotate_keys(const Control& control, front::Visit& visit);
http::Reply export_key(const Control& control, front::Visit& visit);

}  // namespace understudy::control
