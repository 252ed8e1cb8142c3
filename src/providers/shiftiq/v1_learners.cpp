// Version 1's learners: persons of the caller's organization, listed, found and counted.
#include <algorithm>
#include <array>
#include <tuple>

#include "base/text.h"
#include "providers/shiftiq/operations.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/v1_body.h"
#include "providers/shiftiq/v1_caller.h"
#include "providers/shiftiq/v1_problem.h"

namespace understudy::shiftiq {

namespace {

/// A person of the organization, whom version 1 calls a learner whatever it is there.
struct Learner {
  std::string id;
  std::string first_name;
  std::string last_name;
  std::string email;
  ShiftFlags flags;
};

Learner learner_of(const WorldState& state, const Seed& seed, const User& user) {
  const size_t blank = user.display_name.find(' ');
  return {shift_guid(seed.seed, "user", to_lower(user.email)), user.display_name.substr(0, blank),
          blank == std::string::npos ? std::string() : user.display_name.substr(blank + 1), user.email,
          flags_of(state, user.id)};
}

/// In the order of their names.
std::vector<Learner> learners_of(const front::Visit& visit) {
  const auto& person = visit.caller.as<ShiftPerson>();
  auto learners = visit.world.step([&](WorldState& state) {
    std::vector<Learner> found;
    for (const User* user : state.users.find_all(User::by_tenant, person.tenant_id))
      if (user->status != User::Status::deleted) found.push_back(learner_of(state, visit.world.seed(), *user));
    return found;
  });
  std::stable_sort(learners.begin(), learners.end(), [](const Learner& a, const Learner& b) {
    return std::tie(a.first_name, a.last_name) < std::tie(b.first_name, b.last_name);
  });
  return learners;
}

Json to_json(const Learner& learner) {
  Json json = Json::object({{"Identifier", learner.id}, {"FirstName", learner.first_name}});
  if (!learner.last_name.empty()) json.set("LastName", learner.last_name);
  json.set("Email", learner.email);
  json.set("IsAdministrator", learner.flags.administrator);
  json.set("IsLearner", learner.flags.learner);
  // The directory knows no addresses, but clients look into the member.
  json.set("HomeAddress", Json::object());
  return json;
}

struct Criterion {
  std::string_view name;
  std::string Learner::*field;
};

constexpr std::array<Criterion, 3> criteria{{
    {"Email", &Learner::email},
    {"FirstName", &Learner::first_name},
    {"LastName", &Learner::last_name},
}};

/// Those whose texts begin with what the body says. Nobody has a code, so any code that is asked for finds none.
std::vector<Learner> found_learners(front::Visit& visit) {
  auto learners = learners_of(visit);
  const auto body = V1Body::read(visit.request);
  if (!body.text("Code").empty()) return {};
  for (const auto& [name, field] : criteria) {
    const auto start = body.text(name);
    std::erase_if(learners,
                  [&, field = field](const Learner& learner) { return !(learner.*field).starts_with(start); });
  }
  return learners;
}

Json to_json(const std::vector<Learner>& learners) {
  Json list = Json::array();
  for (const auto& learner : learners) list.push(to_json(learner));
  return list;
}

}  // namespace

http::Reply list_learners_v1(front::Visit& visit) { return v1_json(200, to_json(learners_of(visit))); }

http::Reply get_learner_v1(front::Visit& visit) {
  const auto learners = learners_of(visit);
  const std::string& id = visit.params["id"];
  for (const auto& learner : learners)
    if (equal_ignoring_case(learner.id, id)) return v1_json(200, to_json(learner));
  throw Refusal{Reason::invalid_request, cat({"Learner Not Found: ", shorten(id, 60)}),
                "the Identifier of a person of the organization", "another text"};
}

http::Reply search_learners_v1(front::Visit& visit) { return v1_json(200, to_json(found_learners(visit))); }

http::Reply count_learners_v1(front::Visit& visit) { return v1_json(200, found_learners(visit).size()); }

}  // namespace understudy::shiftiq
