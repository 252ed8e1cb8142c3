#include "commands/apis.h"

#include "start/start.h"

namespace understudy {

namespace {

std::string_view summary_of(std::string_view api, std::string_view operation) {
  return api == "control" ? control::summary_of(operation) : std::string_view();
}

}  // namespace

std::vector<front::Api> all_apis(Worlds& worlds, start::Facts facts, const control::AdmissionOptions& admission,
                                 control::Certificates certificates) {
  auto all = facts.providers->apis(*worlds.ground().seed);
  for (auto& api :
       control::apis(worlds, *facts.providers, {facts.public_url, facts.version, admission, std::move(certificates)}))
    all.push_back(std::move(api));
  facts.summary_of = summary_of;
  for (auto& api : start::apis(worlds, std::move(facts), all)) {
    control::guard(api, admission);
    all.push_back(std::move(api));
  }
  return all;
}

}  // namespace understudy
