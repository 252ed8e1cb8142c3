#include "commands/direct_hosts.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "front/vendor_hosts.h"

namespace understudy {

namespace {

/// The host or the domain of ".example.com", "*.example.com", "example.com:443".
std::string domain_of(std::string_view entry) {
  if (entry.starts_with("*.")) entry.remove_prefix(2);
  if (entry.starts_with('.')) entry.remove_prefix(1);
  entry = entry.substr(0, entry.find(':'));
  if (entry.ends_with('.')) entry.remove_suffix(1);
  return to_lower(entry);
}

/// Label by label, from the last one.
bool is_below(std::string_view pattern, std::string_view domain) {
  const auto labels = split(pattern, '.');
  const auto ending = split(domain, '.');
  return ending.size() <= labels.size() &&
         std::equal(ending.rbegin(), ending.rend(), labels.rbegin(),
                    [](std::string_view label, std::string_view known) { return matches_wildcard(known, label); });
}

bool holds_for_vendor(std::string_view entry, const std::vector<std::string>& patterns) {
  if (entry == "*") return true;
  const std::string domain = domain_of(entry);
  return !domain.empty() && std::any_of(patterns.begin(), patterns.end(),
                                        [&](const std::string& pattern) { return is_below(pattern, domain); });
}

}  // namespace

std::vector<std::string> entries_for_vendors(std::string_view list, const std::vector<std::string_view>& patterns) {
  std::vector<std::string> plain;
  for (const auto pattern : patterns)
    for (auto& one : front::without_alternatives(pattern)) plain.push_back(std::move(one));
  std::string commas(list);
  std::replace(commas.begin(), commas.end(), ' ', ',');
  std::vector<std::string> found;
  for (const auto entry : split(commas, ','))
    if (holds_for_vendor(entry, plain)) found.emplace_back(entry);
  return found;
}

}  // namespace understudy
