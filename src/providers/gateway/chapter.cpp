#include "providers/gateway/chapter.h"

#include <array>

#include "config/binding.h"
#include "gate/settings.h"

namespace understudy::gateway {

namespace {

using namespace config;

constexpr std::array refusals{Choice{401, gate::Settings::Refusal::unauthorized},
                              Choice{403, gate::Settings::Refusal::explicit_deny}};

constexpr auto gateway_keys = keys_of<gate::Settings>(
    choice<refusals, &gate::Settings::refusal>("refuse_with",
                                               "The status with which the API gateway turns a bad credential down: "
                                               "401 Unauthorized, or 403 with an explicit deny."),
    choice<gate::www_authenticate_choices, &gate::Settings::challenge>(
        "www_authenticate",
        "Whether a 401 of the gateway, and so of the APIs behind it and the fixture's routes, has the header "
        "WWW-Authenticate. absent: as API Gateway answers for a Lambda authorizer. bearer: as RFC 6750 has it."));
constexpr ObjectShape gateway_shape{"gateway", "The API gateway in front of a backend.", gateway_keys};

class Reader : public fixture::ChapterReader {
 public:
  void read_root(const Section& root) override {
    root.inside("gateway", [&](const Section& gateway) { read_keys(gateway, gateway_keys, *read_); });
  }
  void settle(fixture::Directory& /*directory*/, ComplaintBook& /*book*/) override {}
  void finish(const fixture::Directory& /*directory*/, Seed& seed) override { seed.parts.put(std::move(read_)); }

 private:
  std::unique_ptr<gate::Settings> read_ = std::make_unique<gate::Settings>();
};

constexpr std::array root_keys{
    ShapeKey{"gateway", shapes::object(gateway_shape), "The API gateway in front of a backend."}};

}  // namespace

const fixture::Chapter chapter{.root = root_keys,
                               .begin = [] { return std::unique_ptr<fixture::ChapterReader>(new Reader); }};

}  // namespace understudy::gateway
