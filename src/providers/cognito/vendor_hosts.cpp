#include "providers/cognito/vendor_hosts.h"

#include <array>

#include "base/text.h"
#include "providers/cognito/exceptions.h"
#include "providers/cognito/part.h"

namespace understudy::cognito {

namespace {

using front::Extent;

http::Reply refuse_missing(const Refusal& refusal) { return to_reply(refusal); }

constexpr std::array hosts{
    // Those of dual-stack endpoints are the same names in most regions.
    front::VendorHost{
        "cognito-idp[-fips|].*-*-*.[amazonaws.com|amazonaws.com.cn|amazonaws.eu|api.aws|api.amazonwebservices.com.cn|"
        "api.amazonwebservices.eu]",
        "Amazon Cognito user pools", "cognito"},
    front::VendorHost{"issuer-cognito-idp.*-*-*.[amazonaws.com|amazonaws.com.cn|amazonaws.eu]",
                      "Amazon Cognito user pools", "cognito"},
    front::VendorHost{"*.auth[-fips|].*-*-*.amazoncognito.com", "Amazon Cognito's hosted sign-in", "cognito.hosted",
                      Extent::part},
    front::VendorHost{"cognito-identity[-fips|].*-*-*.[amazonaws.com|amazonaws.com.cn|amazonaws.eu]",
                      "Amazon Cognito identity pools", "cognito.identity", Extent::part, refuse_missing},
};

/// "eu-central-1" of "cognito-idp.eu-central-1.amazonaws.com"; empty where the host is no vendor's.
std::string region_of_host(const front::Visit& visit) {
  if (visit.choice.vendor == nullptr) return {};
  const auto labels = split(visit.choice.host, '.');
  return labels.size() < 2 ? std::string() : to_lower(labels[1]);
}

bool is_in(std::string_view pool_id, std::string_view region) {
  return region.empty() || pool_id.substr(0, pool_id.find('_')) == region;
}

std::string pool_of_client(const front::Visit& visit, std::string_view client_id) {
  return visit.world.step([&](WorldState& state) {
    const Client* client = cognito_of(state).clients.find(client_id);
    return client == nullptr ? std::string() : client->pool_id;
  });
}

}  // namespace

std::span<const front::VendorHost> vendor_hosts() { return hosts; }

void check_region_of_pool(const front::Visit& visit, std::string_view pool_id) {
  if (!is_in(pool_id, region_of_host(visit))) refuse_pool(pool_id);
}

void check_region(const front::Visit& visit, const Json& body) {
  const auto region = region_of_host(visit);
  if (region.empty()) return;
  const auto pool_id = body.text_at("UserPoolId");
  if (!pool_id.empty() && !is_in(pool_id, region)) refuse_pool(pool_id);
  const auto client_id = body.text_at("ClientId");
  const auto pool_of_its = client_id.empty() ? std::string() : pool_of_client(visit, client_id);
  if (!pool_of_its.empty() && !is_in(pool_of_its, region)) refuse_client(client_id);
}

}  // namespace understudy::cognito
