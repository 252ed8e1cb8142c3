#include "front/routing.h"

#include <algorithm>

#include "base/encoding.h"

namespace understudy::front {

namespace {

constexpr std::string_view own_prefix = "_understudy";
constexpr std::string_view target_header = "X-Amz-Target";

/// "/a/b" has two segments, "/" has one empty one.
std::vector<std::string_view> segments_of(std::string_view path) { return split(path.substr(1), '/'); }

void add(std::vector<std::string_view>& methods, std::string_view method) {
  if (std::find(methods.begin(), methods.end(), method) == methods.end()) methods.push_back(method);
}

bool takes(const Route& route, std::string_view method) {
  return route.method == "*" || route.method == method || (method == "HEAD" && route.method == "GET");
}

/// What announces it to a server need not know its value: a preflight names headers alone.
bool announces_target(const http::Request& preflight) {
  const auto* names = preflight.headers.find("Access-Control-Request-Headers");
  if (names == nullptr) return false;
  const auto all = split(*names, ',');
  return std::any_of(all.begin(), all.end(),
                     [](std::string_view name) { return equal_ignoring_case(trim(name), target_header); });
}

/// "POST /", and its target where it has one: "POST / Service.Operation".
std::string named(const Route& route) {
  return cat({route.method, " ", route.pattern, route.target.empty() ? "" : " ", route.target});
}

bool is_same(std::string_view a, std::string_view b, PathCase path_case) {
  return path_case == PathCase::exact ? a == b : equal_ignoring_case(a, b);
}

bool ends_with(std::string_view text, std::string_view end, PathCase path_case) {
  return text.size() >= end.size() && is_same(text.substr(text.size() - end.size()), end, path_case);
}

}  // namespace

Routing::Routing(std::vector<Api> apis) : apis_(std::move(apis)) {
  for (const auto& api : apis_) {
    if (keeper_ == nullptr && api.scope == Scope::server && api.admit) keeper_ = &api;
    for (const auto& group : api.groups)
      for (const auto& route : group.routes) place({&api, &group, &route, parse(route.pattern)});
  }
  std::stable_sort(patterns_.begin(), patterns_.end(), beats);
}

void Routing::place(Entry entry) {
  const bool is_literal = std::all_of(entry.segments.begin(), entry.segments.end(),
                                      [](const Segment& segment) { return segment.kind == SegmentKind::literal; });
  const auto& pattern = entry.route->pattern;
  if (!entry.route->target.empty())
    targeted_.push_back(std::move(entry));
  else if (!is_literal)
    patterns_.push_back(std::move(entry));
  else if (entry.api->path_case == PathCase::exact)
    literal_[pattern].push_back(std::move(entry));
  else
    literal_ignoring_case_[to_lower(pattern)].push_back(std::move(entry));
}

std::vector<Routing::Segment> Routing::parse(std::string_view pattern) {
  std::vector<Segment> segments;
  for (const auto part : segments_of(pattern)) {
    const size_t close = part.find('}');
    if (!part.starts_with('{') || close == std::string_view::npos) {
      segments.push_back({SegmentKind::literal, {}, part});
    } else if (part[close - 1] == '*') {
      segments.push_back({SegmentKind::rest, part.substr(1, close - 2), {}});
    } else {
      const auto suffix = part.substr(close + 1);
      segments.push_back(
          {suffix.empty() ? SegmentKind::parameter : SegmentKind::suffixed, part.substr(1, close - 1), suffix});
    }
  }
  return segments;
}

bool Routing::wins(const Entry& a, const Entry& b) {
  if (a.route->target.empty() != b.route->target.empty())
    return a.route->target.empty() ? a.api->outranks_targets : !b.api->outranks_targets;
  return beats(a, b) || a.route->target.size() > b.route->target.size();
}

bool Routing::beats(const Entry& a, const Entry& b) {
  return std::lexicographical_compare(a.segments.begin(), a.segments.end(), b.segments.begin(), b.segments.end(),
                                      [](const Segment& x, const Segment& y) { return x.kind < y.kind; });
}

bool Routing::fits(const Entry& entry, const std::vector<std::string_view>& path) {
  const auto& pattern = entry.segments;
  const PathCase path_case = entry.api->path_case;
  const bool takes_rest = pattern.back().kind == SegmentKind::rest;
  if (takes_rest ? path.size() + 1 < pattern.size() : path.size() != pattern.size()) return false;
  for (size_t i = 0; i < pattern.size(); ++i) {
    switch (pattern[i].kind) {
      case SegmentKind::literal:
        if (!is_same(pattern[i].literal, path[i], path_case)) return false;
        break;
      case SegmentKind::suffixed:
        if (path[i].size() <= pattern[i].literal.size()) return false;
        if (!ends_with(path[i], pattern[i].literal, path_case)) return false;
        break;
      case SegmentKind::parameter:
        if (path[i].empty()) return false;
        break;
      case SegmentKind::rest: break;
    }
  }
  return true;
}

std::optional<Params> Routing::bind(const std::vector<Segment>& pattern, const std::vector<std::string_view>& path) {
  Params params;
  for (size_t i = 0; i < pattern.size(); ++i) {
    const Segment& segment = pattern[i];
    if (segment.kind == SegmentKind::literal || segment.name.empty()) continue;
    std::string raw;
    if (segment.kind == SegmentKind::rest)
      for (size_t k = i; k < path.size(); ++k) raw.append(k > i ? "/" : "").append(path[k]);
    else
      raw = path[i].substr(0, path[i].size() - segment.literal.size());
    auto decoded = percent_decode(raw);
    if (!decoded) return std::nullopt;
    params.add(segment.name, std::move(*decoded));
  }
  return params;
}

Routing::Result Routing::find(std::string_view method, std::string_view path, const http::Fields& headers,
                              const Reach& reach) const {
  auto found = find_by_path(method, path, reach);
  const auto* target = method == "POST" && !targeted_.empty() ? headers.find(target_header) : nullptr;
  return target == nullptr ? found : choose(std::move(found), find_by_target(path, target, reach));
}

Routing::Result Routing::find_next(const http::Request& preflight, std::string_view path, const Reach& reach) const {
  const auto* method = preflight.headers.find("Access-Control-Request-Method");
  if (method == nullptr) return {};
  auto found = find_by_path(*method, path, reach);
  return *method == "POST" && announces_target(preflight)
             ? choose(std::move(found), find_by_target(path, nullptr, reach))
             : found;
}

Routing::Result Routing::choose(Result by_path, const Entry* by_target) const {
  if (by_target == nullptr || (by_path.match && by_path.match->api->outranks_targets)) return by_path;
  return {Match{by_target->api, by_target->group, by_target->route, {}}, by_target->api, {}};
}

const Routing::Entry* Routing::find_by_target(std::string_view path, const std::string* target,
                                              const Reach& reach) const {
  const auto segments = segments_of(path);
  // No header takes over what is Understudy's own.
  if (segments.front() == own_prefix) return nullptr;
  const Entry* beginning = nullptr;
  for (const auto& entry : targeted_) {
    if (!fits(entry, segments) || (reach && !reach(*entry.api))) continue;
    if (target == nullptr || entry.route->target == *target) return &entry;
    const bool begins = entry.route->target.ends_with('.') && target->starts_with(entry.route->target);
    if (begins && beginning == nullptr) beginning = &entry;
  }
  return beginning;
}

Routing::Result Routing::find_by_path(std::string_view method, std::string_view path, const Reach& reach) const {
  Result result;
  const auto note = [&result](const Entry& entry) {
    if (result.owner == nullptr) result.owner = entry.api;
    add(result.methods, entry.route->method);
  };
  const auto find_literal = [&](const ByPath& known, std::string_view key) -> const Entry* {
    const auto at = known.find(key);
    if (at == known.end()) return nullptr;
    for (const auto& entry : at->second) {
      if (reach && !reach(*entry.api)) continue;
      if (takes(*entry.route, method)) return &entry;
      note(entry);
    }
    return nullptr;
  };
  const Entry* literal = find_literal(literal_, path);
  if (literal == nullptr && !literal_ignoring_case_.empty())
    literal = find_literal(literal_ignoring_case_, to_lower(path));
  if (literal != nullptr) return {Match{literal->api, literal->group, literal->route, {}}, literal->api, {}};
  const auto segments = segments_of(path);
  // What is Understudy's own must not be taken over by a route for everything.
  const bool is_ours = segments.front() == own_prefix;
  for (const auto& entry : patterns_) {
    if (is_ours && entry.segments.front().literal != own_prefix) continue;
    if (!fits(entry, segments) || (reach && !reach(*entry.api))) continue;
    auto params = bind(entry.segments, segments);
    if (!params) continue;
    if (takes(*entry.route, method))
      return {Match{entry.api, entry.group, entry.route, std::move(*params)}, entry.api, {}};
    note(entry);
  }
  if (is_ours && result.owner == nullptr) result.owner = keeper_;
  return result;
}

std::vector<std::string> Routing::nearest(std::string_view path) const {
  std::vector<std::string_view> candidates;
  for (const auto& api : apis_)
    for (const auto& group : api.groups)
      for (const auto& route : group.routes)
        if (std::find(candidates.begin(), candidates.end(), route.pattern) == candidates.end())
          candidates.emplace_back(route.pattern);
  return nearest_words(path, std::move(candidates), 3);
}

bool Routing::can_meet(const Entry& entry, const Entry& other) {
  const auto& a = entry.segments;
  const auto& b = other.segments;
  const bool is_exact = entry.api->path_case == PathCase::exact && other.api->path_case == PathCase::exact;
  const PathCase path_case = is_exact ? PathCase::exact : PathCase::ignored;
  for (size_t i = 0;; ++i) {
    const bool a_ends = i == a.size();
    const bool b_ends = i == b.size();
    if (a_ends && b_ends) return true;
    // "{rest*}" also fits nothing at all.
    if (!a_ends && a[i].kind == SegmentKind::rest) return true;
    if (!b_ends && b[i].kind == SegmentKind::rest) return true;
    if (a_ends || b_ends) return false;
    const Segment& x = a[i];
    const Segment& y = b[i];
    const bool x_is_literal = x.kind == SegmentKind::literal;
    const bool y_is_literal = y.kind == SegmentKind::literal;
    if (x_is_literal && y_is_literal && !is_same(x.literal, y.literal, path_case)) return false;
    if (x_is_literal && y.kind == SegmentKind::suffixed && !ends_with(x.literal, y.literal, path_case)) return false;
    if (x.kind == SegmentKind::suffixed && y_is_literal && !ends_with(y.literal, x.literal, path_case)) return false;
  }
}

/// One without a target answers where no other is at that path.
bool Routing::targets_can_meet(const Route& a, const Route& b) {
  if (a.target.empty() || b.target.empty()) return true;
  const auto begins = [](std::string_view beginning, std::string_view target) {
    return beginning.ends_with('.') && target.starts_with(beginning);
  };
  return a.target == b.target || begins(a.target, b.target) || begins(b.target, a.target);
}

std::vector<Routing::Entry> Routing::all_entries() const {
  std::vector<Entry> all;
  for (const auto* literal : {&literal_, &literal_ignoring_case_})
    for (const auto& [path, entries] : *literal) all.insert(all.end(), entries.begin(), entries.end());
  all.insert(all.end(), patterns_.begin(), patterns_.end());
  all.insert(all.end(), targeted_.begin(), targeted_.end());
  return all;
}

std::vector<std::string> Routing::overlaps() const {
  const auto all = all_entries();
  std::vector<std::string> found;
  for (size_t i = 0; i < all.size(); ++i) {
    for (size_t k = i + 1; k < all.size(); ++k) {
      const Route& a = *all[i].route;
      const Route& b = *all[k].route;
      if (!takes(a, b.method) && !takes(b, a.method)) continue;
      if (!targets_can_meet(a, b) || !can_meet(all[i], all[k])) continue;
      const bool b_wins = wins(all[k], all[i]);
      const bool is_tie = !b_wins && !wins(all[i], all[k]);
      found.push_back(cat({named(b_wins ? b : a), is_tie ? " = " : " > ", named(b_wins ? a : b)}));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace understudy::front
