#include "tls/server_identities.h"

#include <algorithm>

#include "base/host_name.h"
#include "base/text.h"
#include "tls/owned_certificate.h"

namespace understudy::tls {

namespace {

/// Well before the certificate ends.
constexpr std::chrono::hours kept_for{24 * 300};

bool is_host(std::string_view name) {
  if (name.empty() || name.size() > 253) return false;
  for (const auto label : split(name, '.')) {
    if (label.empty() || label.size() > 63 || label.front() == '-') return false;
    for (const char c : label)
      if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_') return false;
  }
  return true;
}

bool is_said_by(const ServerIdentity& own, std::string_view name) {
  return X509_check_host(own.parts().certificate.get(), name.data(), name.size(), 0, nullptr) == 1;
}

}  // namespace

std::optional<ServerIdentity> ServerIdentities::of(std::string_view name) {
  const auto now = vouching_.now();
  const std::lock_guard lock(mutex_);
  const auto kept = kept_.find(name);
  if (kept != kept_.end() && now - kept->second.made < kept_for) return kept->second.identity;
  auto made = make(name);
  if (!made) return std::nullopt;
  if (kept != kept_.end()) {
    kept->second = {*made, now};
    return made;
  }
  if (order_.size() == most) {
    kept_.erase(order_.front());
    order_.pop_front();
  }
  kept_.emplace(name, Kept{*made, now});
  order_.emplace_back(name);
  return made;
}

bool ServerIdentities::is_ours(std::string_view name) const {
  return name == "localhost" || name.ends_with(".localhost") || name.ends_with(".test") ||
         std::find(vouching_.hosts.begin(), vouching_.hosts.end(), name) != vouching_.hosts.end();
}

std::optional<ServerIdentity> ServerIdentities::make(std::string_view name) const {
  if (vouching_.own && (name.empty() || is_said_by(*vouching_.own, name))) return vouching_.own;
  if (!name.empty() && !is_host(name)) return std::nullopt;
  if (vouching_.is_vendor && vouching_.is_vendor(name))
    return vouching_.vendors.issue({{std::string(name)}, {}}, vouching_.now());
  if (!name.empty() && name != "localhost") {
    if (!is_ours(name) || !vouching_.local.vouches_for(name)) return std::nullopt;
    return vouching_.local.issue({{std::string(name)}, {}}, vouching_.now());
  }
  // Who asks for no name means this machine, one of its addresses, for which there is no asking, or the public URL.
  CertifiedNames names{{"localhost"}, {"127.0.0.1", "::1"}};
  if (name.empty()) add_own(names);
  return vouching_.local.issue(names, vouching_.now());
}

void ServerIdentities::add_own(CertifiedNames& names) const {
  for (const auto& host : vouching_.hosts)
    if (is_address(host) && !holds(names.addresses, host)) names.addresses.push_back(host);
  if (vouching_.hosts.empty()) return;
  const auto& first = vouching_.hosts.front();
  if (!is_address(first) && first != "localhost" && vouching_.local.vouches_for(first)) names.hosts.push_back(first);
}

}  // namespace understudy::tls
