#include "providers/sample/provider.h"

#include "base/text.h"
#include "providers/sample/chapter.h"
#include "providers/sample/club.h"
#include "providers/sample/passes.h"

namespace understudy::sample {

namespace {

/// A room that nobody may enter is a slip.
std::vector<std::string> contradictions(const Seed& seed) {
  std::vector<std::string> found;
  for (const auto& house : club_of(seed).houses.rows())
    for (const auto& room : house.rooms) {
      bool is_open = false;
      for (const auto& opener : club_of(seed).openers.rows())
        for (const auto& opened : opener.opens)
          is_open = is_open || (opened == room && opener.id.starts_with(house.id + ":"));
      if (!is_open) found.push_back(cat({"sample.rooms: no role opens ", room}));
    }
  return found;
}

std::unique_ptr<Part> begin(const Seed& seed) {
  auto state = std::make_unique<ClubState>();
  state->has_rules = !club_of(seed).rules.empty();
  return state;
}

}  // namespace

const Provider provider{
    .name = "sample",
    .chapter = &chapter,
    .begin = begin,
    .kinds = [] { return std::vector{pass_kind()}; },
    .key_sets = [](const Seed& /*seed*/) { return std::vector{pass_keys}; },
    .apis = [](const Seed& /*seed*/, const access::Kinds& /*kinds*/) { return apis(); },
    .contradictions = contradictions,
    .policies = [] { return std::vector{&policy()}; },
    .revocable = {&revocable_pass, 1},
    .revoke_user = revoke_passes_of,
    .mintable = &mintable_passes,
    .speaks = "a club house",
};

}  // namespace understudy::sample
