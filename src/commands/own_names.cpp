#include "commands/own_names.h"

#include "base/host_name.h"
#include "base/text.h"

namespace understudy {

std::string host_of_url(std::string_view url) {
  const size_t scheme_end = url.find("://");
  auto host = scheme_end == std::string_view::npos ? url : url.substr(scheme_end + 3);
  host = host.substr(0, host.find('/'));
  return normal_host(host.starts_with('[') ? host.substr(0, host.find(']') + 1) : host.substr(0, host.find(':')));
}

std::vector<std::string> own_hosts(const Seed& seed, const std::string& public_url) {
  std::vector<std::string> hosts;
  if (!public_url.empty()) hosts.push_back(host_of_url(public_url));
  hosts.insert(hosts.end(), seed.hosts.begin(), seed.hosts.end());
  return hosts;
}

std::string why_not_own(const std::string& host, const front::VendorHosts& vendors) {
  if (const auto why = why_no_host(host); !why.empty()) return cat({"is no host: ", why});
  if (!vendors.overlap(host)) return {};
  return vendors.find(host) != nullptr
             ? "is a vendor's, for whom another authority vouches"
             : "is a domain of a vendor's hosts or below one, for which another authority vouches";
}

}  // namespace understudy
