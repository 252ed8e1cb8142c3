// Fixture files are written by people and programs: whatever the bytes, loading ends in a seed or in complaints.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "fixture/load.h"
#include "providers.h"
#include "providers/epilot/part.h"

namespace {

using understudy::config::Complaint;
using understudy::config::Complaints;

void check(bool holds) {
  if (!holds) std::abort();
}

/// A complaint is one line that can be found in the source it names.
void check_complaint(const Complaint& complaint) {
  check(!complaint.message.empty());
  check(to_text(complaint).find('\n') == std::string::npos);
  check(understudy::is_utf8(to_text(complaint)));
  check((complaint.line == 0) == (complaint.column == 0));
  check(complaint.line >= 0 && complaint.column >= 0);
}

void check_seed(const understudy::Seed& seed) {
  for (const auto& user : seed.users.rows()) {
    check(seed.tenants.find(user.tenant_id) != nullptr);
    for (const auto& role : user.roles) check(seed.roles.find(role) != nullptr);
  }
  for (const auto& token : understudy::epilot::epilot_of(seed).access_tokens.rows())
    check(seed.users.find(token.user_id) != nullptr);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  // A record separator, which no fixture may hold, parts the input into several sources.
  std::vector<understudy::config::Source> sources;
  for (const auto part : understudy::split({reinterpret_cast<const char*>(data), size}, '\x1E'))
    sources.push_back({"fuzz.yaml", std::string(part)});
  const auto result = understudy::fixture::load(sources, understudy::fixture_format());
  if (const auto* complaints = std::get_if<Complaints>(&result)) {
    check(!complaints->list.empty() && complaints->list.size() <= 101);
    for (const auto& complaint : complaints->list) check_complaint(complaint);
  } else {
    check_seed(std::get<understudy::Seed>(result));
  }
  return 0;
}
