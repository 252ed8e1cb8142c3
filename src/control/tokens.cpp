// Makes any credential that an emulated system knows, for tests of whoever takes it.
#include <algorithm>

#include "base/text.h"
#include "control/operations.h"
#include "front/members.h"

namespace understudy::control {

namespace {

std::string type_in(const Json& body) {
  const Json* type = body.find("type");
  return type == nullptr ? std::string() : front::read_filled_text("type", *type);
}

}  // namespace

http::Reply mint_token(const Control& control, front::Visit& visit) {
  Json body = read_object(visit);
  const auto& providers = control.providers;
  const auto type = type_in(body);
  const auto known = providers.mintable_types();
  const Mintable* mintable = providers.find_mintable(type);
  if (mintable == nullptr)
    front::refuse_member("type is a token type", alternatives({known.begin(), known.end()}),
                         std::string(shorten(type, 40)));
  check_members(body, mintable->members);
  const auto labels = labels_of_published(providers.key_sets(visit.world.seed()));
  const auto order = read_mint_order(std::move(body), labels);
  const auto world = control.world(visit);
  return http::json(201, mintable->mint(visit, *world, control.base_of(*world), order));
}

}  // namespace understudy::control
