#include "providers/backend/route_keys.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/json_pointer.h"
#include "base/text.h"
#include "config/binding.h"
#include "config/earlier.h"
#include "config/taken.h"
#include "fixture/formats.h"
#include "providers/backend/placeholders.h"
#include "providers/backend/route_match.h"
#include "world/template.h"

namespace understudy::backend {

using namespace config::shapes;

namespace {

constexpr size_t most_routes = 1000;
constexpr std::string_view no_credential = "public";
/// Headers that say where a reply ends, which only the server itself knows.
constexpr std::array<std::string_view, 2> headers_of_the_server{"content-length", "transfer-encoding"};

/// What of a route is filled in for each request.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> filled_members{{
    {"permission", "action"},
    {"permission", "resource"},
    {"reply", "headers"},
    {"reply", "json"},
    {"reply", "text"},
}};

void read_match(const Section& section, const ShapeKey& key, RouteDraft& draft) {
  std::string match;
  if (!section.read(key.name, match)) return;
  ProtectedRoute& route = draft.route;
  draft.match = section.spot("match");
  const size_t blank = match.find(' ');
  route.method = match.substr(0, blank);
  route.pattern = match.substr(blank + 1);
  if (route.pattern == "/_understudy" || route.pattern.starts_with("/_understudy/"))
    section.complain("match", "what is below /_understudy belongs to Understudy itself", "choose another path");
  if (route.pattern == "/w" || route.pattern.starts_with("/w/"))
    section.complain("match", "a path below /w names a world", "choose another path");
  for (const auto part : split(route.pattern, '/'))
    if (part.starts_with(':') && part.size() > 1)
      section.complain("match", cat({show(part), " is a plain part of the path"}),
                       cat({"write {", part.substr(1), "} for what differs from request to request"}));
  auto names = path_names(route.pattern);
  std::sort(names.begin(), names.end());
  const auto twice = std::adjacent_find(names.begin(), names.end());
  if (twice != names.end()) section.complain("match", cat({"the path has ", show(*twice), " twice"}));
}

void read_accept(const Section& section, const ShapeKey& /*key*/, RouteDraft& draft) {
  ProtectedRoute& route = draft.route;
  if (!section.read("accept", route.accept)) return;
  draft.has_accept = true;
  route.is_public = std::find(route.accept.begin(), route.accept.end(), no_credential) != route.accept.end();
  if (route.is_public && route.accept.size() > 1)
    section.complain("accept", "public stands alone: a public route asks for no credential");
  if (route.accept.empty() && section.find("accept")->items().empty())
    section.complain("accept", "a route takes at least one kind of credential", "accept: public is for everybody");
  if (route.is_public) route.accept.clear();
}

constexpr auto permission_keys = keys_of<ProtectedRoute::Permission>(
    key<&ProtectedRoute::Permission::action>("action", text(fixture::formats::action),
                                             "What the caller must be allowed: entity:view.", required),
    key<&ProtectedRoute::Permission::resource>("resource", text(formats::filled),
                                               "To what: contact:{path.id}. Without it: to no single resource."),
    with_default(key<&ProtectedRoute::Permission::attributes_at>(
                     "attributes_at", text(formats::json_pointer),
                     "A JSON Pointer into the reply: "
                     "the members found there are what the conditions of grants look at."),
                 R"("")"));
constexpr ObjectShape permission_shape{"permission", "What a caller of the route must be granted.", permission_keys};

void read_permission(const Section& section, const ShapeKey& key, RouteDraft& draft) {
  if (!section.has(key.name)) return;
  draft.permission = section.spot(key.name);
  auto& permission = draft.route.permission.emplace();
  section.inside(key.name, [&](const Section& map) {
    read_keys(map, permission_keys, permission);
    map.note("attributes_at", draft.attributes);
  });
}

void read_headers(const Section& reply, const ShapeKey& key, ProtectedRoute::Answer& answer) {
  const Node* given = reply.find(key.name);
  if (given == nullptr) return;
  reply.inside(key.name, [&](const Section& headers) {
    for (const auto& member : given->members()) {
      std::string value;
      if (!headers.read(member.name, value)) continue;
      const std::string name = to_lower(member.name);
      if (std::find(headers_of_the_server.begin(), headers_of_the_server.end(), name) != headers_of_the_server.end())
        headers.complain(member.name, "this header is the server's own", "leave it out");
      answer.headers.emplace_back(member.name, std::move(value));
    }
  });
}

/// RFC 9110 §15.3.5, §15.3.6, §15.4.5
bool has_no_body(int status) { return status == 204 || status == 205 || status == 304; }

void read_json(const Section& reply, const ShapeKey& key, ProtectedRoute::Answer& answer) {
  if (const Node* json = reply.find(key.name)) answer.json = to_json(*json);
}

constexpr auto reply_keys = keys_of<ProtectedRoute::Answer>(
    key<&ProtectedRoute::Answer::status>("status", number(200, 599), "The status."),
    by<read_headers>("headers", text_map(formats::header_name, formats::header_value),
                     "Headers of the reply, by their names."),
    by<read_json>("json", anything,
                  "The body. A text in it that is one placeholder and nothing else takes the value's type.", "{}"),
    key<&ProtectedRoute::Answer::text>("text", text(formats::any), "The body, where it is no JSON. Instead of json."));
constexpr ObjectShape reply_shape{
    "reply", "What the route answers. Its texts may hold placeholders such as {path.id}, {body.name} or {now}.",
    reply_keys};

void check_body(const Section& reply, ProtectedRoute::Answer& answer) {
  const Node* json = reply.find("json");
  const bool has_text = reply.find("text") != nullptr;
  if (json != nullptr && has_text) reply.complain("text", "both json and text", "give one of them");
  if (has_no_body(answer.status) && (json != nullptr || has_text))
    reply.complain("status", cat({"a reply of status ", std::to_string(answer.status), " has no body"}),
                   "leave json and text out");
  if (json == nullptr && !has_text && !has_no_body(answer.status)) answer.json = Json::object();
}

void read_reply(const Section& section, const ShapeKey& key, RouteDraft& draft) {
  section.inside(key.name, [&](const Section& reply) {
    ProtectedRoute::Answer& answer = draft.route.answer;
    answer = {};
    read_keys(reply, reply_keys, answer);
    check_body(reply, answer);
  });
}

constexpr auto route_keys = keys_of<RouteDraft>(
    is_required(by<read_match>("match", text(route_match),
                               "Method and path: GET /v1/entity/{slug}/{id}. "
                               "* is every method; {rest*} as the last part is all that follows.")),
    key<&RouteDraft::route, &ProtectedRoute::operation>(
        "operation", text(formats::filled),
        "The name of the operation, as OpenAPI documents have it. Default: what stands in match."),
    by<read_accept>("accept", one_or_list_of(word_of("credentials")),
                    "The credentials that are taken, by kind or family; public: none is asked for."),
    by<read_permission>("permission", object(permission_shape),
                        "What the caller must be granted. Without it: nothing."),
    by<read_reply>("reply", object(reply_shape),
                   "What the route answers. Default: status 200 and an empty JSON object."));

void read_route(const Section& section, RouteDraft& draft) {
  read_keys(section, route_keys, draft);
  if (!draft.match.is_set()) return;
  PlaceholderCheck check(section.reading().book, path_names(draft.route.pattern));
  for (const auto& [key, member] : filled_members) {
    const Node* map = section.find(key);
    const Node* value = map == nullptr ? nullptr : map->find(member);
    const Path path(section.path(), key);
    if (value != nullptr) check.check(*value, Path(path, member));
  }
}

/// False where the pointer leads nowhere, whatever request is answered.
bool may_lead_somewhere(const Json& answer, std::string_view pointer) {
  const Json* value = &answer;
  for (const auto& step : pointer_steps(pointer)) {
    if (const auto* text = value->text()) {
      const auto pieces = split_template(*text);
      return pieces.size() == 1 && std::holds_alternative<Placeholder>(pieces.front());
    }
    value = step_into(*value, step);
    if (value == nullptr) return false;
  }
  return true;
}

void check_attributes(const RouteDraft& draft, ComplaintBook& book) {
  const ProtectedRoute& route = draft.route;
  const Spot& spot = draft.attributes;
  const std::string& pointer = route.permission->attributes_at;
  if (pointer.empty()) return;
  if (!route.answer.json) {
    book.add(spot.place, spot.path, "it points into a reply of JSON, and this route has none",
             "give the reply json, or leave it out");
  } else if (!may_lead_somewhere(*route.answer.json, pointer)) {
    book.add(spot.place, spot.path, cat({"the reply has nothing at ", show(pointer)}));
  }
}

void settle_route(RouteDraft& draft, KindNames usual_credentials, ComplaintBook& book) {
  ProtectedRoute& route = draft.route;
  if (route.operation.empty()) route.operation = cat({route.method, " ", route.pattern});
  if (!draft.has_accept) route.accept.assign(usual_credentials.begin(), usual_credentials.end());
  if (route.is_public && route.permission)
    book.add(draft.permission.place, draft.permission.path,
             "a public route asks for no permission, since it knows no caller",
             "leave it out, or let the route accept credentials");
  if (route.permission) check_attributes(draft, book);
}

/// Complains of routes whose requests an earlier one of the same shape takes all.
class Shadows {
 public:
  explicit Shadows(ComplaintBook& book) : book_(book) {}

  void check(const RouteDraft& draft) {
    auto& earlier = routes_[without_names(draft.route.pattern)];
    for (const RouteDraft* one : earlier)
      if (takes_all(one->route.method, draft.route.method)) return complain(draft, *one);
    earlier.push_back(&draft);
  }

 private:
  /// Whatever answers GET answers HEAD.
  static bool takes_all(std::string_view method, std::string_view other) {
    return method == "*" || method == other || (method == "GET" && other == "HEAD");
  }

  void complain(const RouteDraft& draft, const RouteDraft& earlier) {
    if (book_.is_full()) return book_.count_one_more();
    book_.add(draft.match.place, draft.match.path,
              cat({"it never answers: the route ", show(cat({earlier.route.method, " ", earlier.route.pattern})),
                   " at ", book_.where(earlier.match.place), " takes its requests"}),
              "put it before that one, or leave it out");
  }

  ComplaintBook& book_;
  std::unordered_map<std::string, std::vector<const RouteDraft*>> routes_;
};

}  // namespace

constinit const ObjectShape route_shape{
    "route", "A route of the product's own backend: who may call it, and what it answers.", route_keys};

void read_routes(const Section& root, std::vector<RouteDraft>& routes) {
  Earlier earlier;
  for (const auto& draft : routes)
    earlier.add({}, {without_names(cat({draft.route.method, " ", draft.route.pattern}))});
  root.each("routes", [&](const Section& section) {
    std::string match;
    section.read("match", match);
    const auto position = earlier.take({}, {without_names(match)});
    if (position) return read_route(section, routes[*position]);
    RouteDraft& draft = routes.emplace_back();
    draft.route.answer.json = Json::object();
    read_route(section, draft);
  });
}

void settle_routes(std::vector<RouteDraft>& routes, KindNames usual_credentials, ComplaintBook& book) {
  Taken matches("the route", book);
  Shadows shadows(book);
  for (auto& route : routes) {
    if (!route.match.is_set()) continue;
    if (matches.claim(without_names(cat({route.route.method, " ", route.route.pattern})), route.match))
      shadows.check(route);
    settle_route(route, usual_credentials, book);
  }
  if (routes.size() <= most_routes) return;
  const Spot& spot = routes[most_routes].match;
  book.add(spot.place, spot.path, cat({"more than ", std::to_string(most_routes), " routes"}));
}

}  // namespace understudy::backend
