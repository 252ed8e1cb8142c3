#include "providers/shiftiq/lists.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "http/url.h"
#include "providers/shiftiq/caller.h"
#include "providers/shiftiq/json_format.h"
#include "providers/shiftiq/part.h"
#include "providers/shiftiq/problem.h"

namespace understudy::shiftiq {

namespace {

size_t read_count(const http::Fields& query, std::string_view name, size_t usual) {
  const auto* given = query.find(name);
  if (given == nullptr || given->empty()) return usual;
  const auto number = parse_number(*given);
  if (!number || *number < 1 || *number > static_cast<unsigned long long>(std::numeric_limits<int32_t>::max()))
    throw not_bound(name, cat({"The value is not valid for ", name, "."}));
  return static_cast<size_t>(*number);
}

/// Not the original's bounds: every row is held against every criterion.
void add_criterion(Inquiry& inquiry, const std::string& name, const std::string& value) {
  constexpr size_t most_criteria = 50;
  constexpr size_t longest = 256;
  if (value.empty() || inquiry.criteria.size() >= most_criteria) return;
  if (value.size() > longest) throw not_bound(shorten(name, 40), "The value is longer than 256 bytes.");
  inquiry.criteria.add(name, to_lower(value));
}

}  // namespace

std::string require_reader(front::Visit& visit, std::string_view resource) {
  const auto& person = visit.caller.as<Caller>().person;
  const bool may =
      visit.world.step([&](WorldState& state) { return is_granted(state, person, resource, ShiftGrant::read); });
  if (!may)
    throw Refusal{Reason::permission_denied, cat({"a role of the caller grants reading ", resource}),
                  cat({resource, ":data:", std::to_string(ShiftGrant::read)}), cat({"shift:", person.person_id})};
  return person.tenant_id;
}

bool Inquiry::fits(const Json& row) const {
  return std::all_of(criteria.begin(), criteria.end(), [&](const http::Fields::Field& criterion) {
    const Json* member = find_ignoring_case(row, criterion.name);
    if (member == nullptr || member->text() == nullptr) return true;
    return to_lower(*member->text()).find(criterion.value) != std::string::npos;
  });
}

Inquiry read_inquiry(const http::Request& request) {
  constexpr size_t usual_size = 20;
  constexpr size_t most = 1000;  // not the original's: a bound on what one request can make the server write
  const auto query = http::parse_form(request.query);
  Inquiry inquiry{
      {read_count(query, "Filter.Page", 1), std::min(read_count(query, "Filter.PageSize", usual_size), most)}, {}};
  for (const auto& field : query)
    if (!to_lower(field.name).starts_with("filter.")) add_criterion(inquiry, field.name, field.value);
  if (request.method != "POST" || request.body.empty()) return inquiry;
  const Json body = read_json_object(request);
  for (const auto& member : body.members())
    if (member.value.text() != nullptr) add_criterion(inquiry, member.name, *member.value.text());
  return inquiry;
}

http::Reply list_reply(const Json& items, const Page& page, size_t total) {
  auto reply = pascal_json(200, items);
  reply.headers.add("X-Query-Pagination",
                    Json::object({{"Page", page.number}, {"PageSize", page.size}, {"TotalCount", total}}).dump());
  return reply;
}

http::Reply count_reply(const front::Visit& visit, size_t total) {
  const bool is_bare = shift_of(visit.world.seed()).settings.count_shape == ShiftSettings::CountShape::number;
  return pascal_json(200, is_bare ? Json(total) : Json::object({{"Count", total}}));
}

}  // namespace understudy::shiftiq
