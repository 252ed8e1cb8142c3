#include "commands/apis.h"

#include "start/start.h"

namespace understudy {

namespace {

std::string_view summary_of(std::string_view emulator, std::string_view operation) {
  return emulator == "control" ? control::summary_of(operation) : std::string_view();
}

}  // namespace

std::vector<front::Emulator> all_apis(Worlds& worlds, start::Facts facts, const control::AdmissionOptions& admission) {
  auto all = facts.providers->apis(*worlds.ground().seed);
  for (auto& emulator : control::emulators(worlds, *facts.providers, {facts.public_url, facts.version, admission}))
    all.push_back(std::move(emulator));
  facts.summary_of = summary_of;
  for (auto& emulator : start::emulators(worlds, std::move(facts), all)) {
    control::guard(emulator, admission);
    all.push_back(std::move(emulator));
  }
  return all;
}

}  // namespace understudy
