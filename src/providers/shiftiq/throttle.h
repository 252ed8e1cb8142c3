// How much each person may ask for, where the fixture says so: every request takes its operation's cost out of the
// person's bucket, and the world's clock fills it again. What asks for nobody in particular is not counted.
#pragma once

#include "front/api.h"
#include "providers/shiftiq/person.h"

namespace understudy::shiftiq {

/// The rule of the refusal of a request that costs more than is left, in Shift iQ's own words.
inline constexpr std::string_view rate_limit_exceeded = "Rate Limit Exceeded";

/// Takes what this request costs. Throws Refusal{limit_reached} where less is left, of which nothing is taken then.
/// Does nothing where the fixture does not count. To be called once a request, when its caller is known and noted.
void charge(front::Visit& visit, const ShiftPerson& person);

/// Tells in the headers of a reply what the request cost and what its caller has left. For Api::finish.
void tell_allowance(World& world, const JournalEntry& entry, http::Reply& reply);

/// The status of a request that was refused so.
int throttled_status(const World& world);

}  // namespace understudy::shiftiq
