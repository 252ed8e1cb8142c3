#include "providers/provider.h"

#include <algorithm>
#include <iterator>

namespace understudy {

namespace {

template <class Item>
void append(std::vector<Item>& all, std::vector<Item> more) {
  std::move(more.begin(), more.end(), std::back_inserter(all));
}

access::Kinds kinds_of(const std::vector<const Provider*>& providers) {
  std::vector<access::CredentialKind> kinds;
  for (const auto* provider : providers)
    if (provider->kinds != nullptr) append(kinds, provider->kinds());
  access::GatewayWords gateway;
  for (const auto* provider : providers)
    if (provider->gateway != nullptr) gateway = *provider->gateway;
  return access::Kinds(std::move(kinds), gateway);
}

front::VendorHosts hosts_of(const std::vector<const Provider*>& providers) {
  std::vector<std::span<const front::VendorHost>> tables;
  tables.reserve(providers.size());
  for (const auto* provider : providers) tables.push_back(provider->hosts);
  return front::VendorHosts(tables);
}

}  // namespace

Providers::Providers(std::vector<const Provider*> all)
    : all_(std::move(all)), kinds_(kinds_of(all_)), vendor_hosts_(hosts_of(all_)) {
  login::check(policies());
}

std::vector<BeginPart> Providers::parts() const {
  std::vector<BeginPart> parts;
  for (const auto* provider : all_)
    if (provider->begin != nullptr) parts.push_back(provider->begin);
  return parts;
}

std::vector<access::KeySet> Providers::key_sets(const Seed& seed) const {
  std::vector<access::KeySet> sets;
  for (const auto* provider : all_)
    if (provider->key_sets != nullptr) append(sets, provider->key_sets(seed));
  return sets;
}

std::vector<front::Api> Providers::apis(const Seed& seed) const {
  std::vector<front::Api> apis;
  for (const auto* provider : all_)
    if (provider->apis != nullptr) append(apis, provider->apis(seed, kinds_));
  return apis;
}

std::vector<const login::Policy*> Providers::policies() const {
  std::vector<const login::Policy*> policies;
  for (const auto* provider : all_)
    if (provider->policies != nullptr) append(policies, provider->policies());
  return policies;
}

std::vector<const access::ReadyList*> Providers::ready() const {
  std::vector<const access::ReadyList*> lists;
  for (const auto* provider : all_)
    for (const auto& list : provider->ready) lists.push_back(&list);
  return lists;
}

std::vector<std::string_view> Providers::mintable_types() const {
  std::vector<std::string_view> types;
  for (const auto* provider : all_)
    if (provider->mintable != nullptr)
      types.insert(types.end(), provider->mintable->types.begin(), provider->mintable->types.end());
  return types;
}

const Mintable* Providers::find_mintable(std::string_view type) const {
  for (const auto* provider : all_) {
    if (provider->mintable == nullptr) continue;
    const auto types = provider->mintable->types;
    if (type.empty() || std::find(types.begin(), types.end(), type) != types.end()) return provider->mintable;
  }
  return nullptr;
}

std::string_view Providers::first_call() const {
  for (const auto* provider : all_)
    if (!provider->first_call.empty()) return provider->first_call;
  return {};
}

std::vector<std::string_view> Providers::exposed_headers() const {
  std::vector<std::string_view> headers;
  for (const auto* provider : all_)
    for (const auto header : provider->exposed_headers)
      if (std::find(headers.begin(), headers.end(), header) == headers.end()) headers.push_back(header);
  return headers;
}

std::vector<fixture::Starter> Providers::starters() const {
  std::vector<fixture::Starter> all(fixture::general_starters.begin(), fixture::general_starters.end());
  // Last those of the backend, whose routes go before all others.
  for (auto provider = all_.rbegin(); provider != all_.rend(); ++provider)
    all.insert(all.end(), (*provider)->starters.begin(), (*provider)->starters.end());
  return all;
}

std::vector<ClientVariable> Providers::client_variables() const {
  std::vector<ClientVariable> all;
  for (const auto* provider : all_)
    all.insert(all.end(), provider->client_variables.begin(), provider->client_variables.end());
  return all;
}

std::vector<std::string_view> Providers::vendor_host_patterns() const {
  std::vector<std::string_view> all;
  for (const auto* provider : all_)
    for (const auto& host : provider->hosts) all.push_back(host.pattern);
  return all;
}

std::vector<std::string> labels_of_published(const std::vector<access::KeySet>& sets) {
  std::vector<std::string> labels;
  for (const auto& set : sets)
    if (set.is_published()) labels.emplace_back(set.label);
  return labels;
}

}  // namespace understudy
