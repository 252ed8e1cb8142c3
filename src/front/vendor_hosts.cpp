#include "front/vendor_hosts.h"

#include <algorithm>
#include <stdexcept>

#include "base/web_address.h"

namespace understudy::front {

namespace {

constexpr size_t longest_name = 253;

bool is_label_byte(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "example.com" of "a.b.example.com"; empty where there are no two labels.
std::string_view site_of(std::string_view name) {
  const size_t last = name.rfind('.');
  if (last == std::string_view::npos || last == 0) return {};
  const size_t before = name.rfind('.', last - 1);
  return before == std::string_view::npos ? name : name.substr(before + 1);
}

/// A star goes back one byte at a time; of several the last one is enough, since it can take what an earlier one could.
bool fits_label(std::string_view pattern, std::string_view label) {
  if (!std::all_of(label.begin(), label.end(), is_label_byte)) return false;
  size_t p = 0;
  size_t at = 0;
  size_t behind_star = std::string_view::npos;
  size_t taken = 0;
  while (at < label.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      behind_star = ++p;
      taken = ++at;
    } else if (p < pattern.size() && pattern[p] == label[at]) {
      ++p;
      ++at;
    } else if (behind_star != std::string_view::npos) {
      p = behind_star;
      at = ++taken;
    } else {
      return false;
    }
  }
  return p == pattern.size();
}

bool fits(std::string_view pattern, std::string_view name) {
  const auto wanted = split(pattern, '.');
  const auto given = split(name, '.');
  return std::equal(wanted.begin(), wanted.end(), given.begin(), given.end(), fits_label);
}

/// Of the labels that both have, counted from the root.
bool share_root(std::string_view pattern, std::string_view domain) {
  auto wanted = split(pattern, '.');
  auto given = split(domain, '.');
  const size_t shared = std::min(wanted.size(), given.size());
  return std::equal(wanted.end() - static_cast<std::ptrdiff_t>(shared), wanted.end(),
                    given.end() - static_cast<std::ptrdiff_t>(shared), fits_label);
}

/// "example.com" of "*.a-*.example.com", and all of a pattern without stars.
std::string_view domain_of(std::string_view pattern) {
  const size_t star = pattern.rfind('*');
  return star == std::string_view::npos ? pattern : pattern.substr(pattern.find('.', star) + 1);
}

bool has_word(std::string_view words, std::string_view word) {
  const auto all = split(words, ' ');
  return std::find(all.begin(), all.end(), word) != all.end();
}

}  // namespace

std::vector<std::string> without_alternatives(std::string_view pattern) {
  const size_t open = pattern.find('[');
  const size_t close = pattern.find(']', open);
  if (open == std::string_view::npos || close == std::string_view::npos) return {std::string(pattern)};
  std::vector<std::string> all;
  for (const auto choice : split(pattern.substr(open + 1, close - open - 1), '|'))
    for (auto& one : without_alternatives(cat({pattern.substr(0, open), choice, pattern.substr(close + 1)})))
      all.push_back(std::move(one));
  return all;
}

VendorHosts::VendorHosts(const std::vector<std::span<const VendorHost>>& tables) {
  for (const auto table : tables)
    for (const auto& row : table) {
      for (auto& pattern : without_alternatives(row.pattern)) add(row, std::move(pattern));
      for (const auto api : split(row.apis, ' '))
        if (!api.empty()) bound_.push_back(api);
    }
}

void VendorHosts::add(const VendorHost& row, std::string pattern) {
  const auto site = site_of(pattern);
  const bool is_plain = site.find('*') == std::string_view::npos && pattern.find_first_of("[]") == std::string::npos;
  if (site.empty() || !is_plain) throw std::logic_error(cat({"no host pattern: ", row.pattern}));
  by_site_[std::string(site)].push_back({std::move(pattern), &row});
}

const VendorHost* VendorHosts::find(std::string_view host) const {
  auto name = host.substr(0, host.find(':'));
  if (name.ends_with('.')) name.remove_suffix(1);
  const auto site = site_of(name);
  if (site.empty() || name.size() > longest_name || !is_letter(name.back())) return nullptr;
  const auto known = by_site_.find(to_lower(site));
  if (known == by_site_.end()) return nullptr;
  const std::string lower = to_lower(name);
  for (const auto& [pattern, row] : known->second)
    if (fits(pattern, lower)) return row;
  return nullptr;
}

bool VendorHosts::lets_answer(const VendorHost& host, std::string_view api) const {
  return has_word(host.apis, api) || std::find(bound_.begin(), bound_.end(), api) == bound_.end();
}

bool VendorHosts::overlap(std::string_view domain) const {
  for (const auto& [site, names] : by_site_)
    for (const auto& name : names)
      if (share_root(name.pattern, domain)) return true;
  return false;
}

std::vector<std::string> VendorHosts::domains() const {
  std::vector<std::string> all;
  for (const auto& [site, names] : by_site_)
    for (const auto& name : names) all.emplace_back(domain_of(name.pattern));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  const auto widest = all;
  std::erase_if(all, [&](const std::string& domain) {
    return std::any_of(widest.begin(), widest.end(),
                       [&](const std::string& other) { return is_subdomain(domain, other); });
  });
  return all;
}

}  // namespace understudy::front
