#include "commands/issuer_notes.h"

#include "access/trusted_issuer.h"
#include "base/json.h"
#include "base/text.h"

namespace understudy {

namespace {

constexpr size_t most_told = 10;

std::vector<std::string> notes_of(const access::TrustedIssuer& trusted) {
  std::vector<std::string> notes;
  for (const auto& key : trusted.passed_over) notes.push_back(cat({key.label, " is passed over: ", key.why}));
  notes.insert(notes.end(), trusted.key_notes.begin(), trusted.key_notes.end());
  if (notes.size() <= most_told) return notes;
  const size_t more = notes.size() - most_told;
  notes.resize(most_told);
  notes.push_back(cat({"and ", std::to_string(more), " more of its keys"}));
  return notes;
}

}  // namespace

std::vector<std::string> issuer_notes(const Seed& seed) {
  std::vector<std::string> lines;
  for (const auto& trusted : access::trusted_issuers(seed)) {
    std::string start = "trusted_issuers: ";
    append_json_string(start, shorten(trusted.issuer, 200));
    for (const auto& note : notes_of(trusted)) lines.push_back(cat({start, ": ", note}));
  }
  return lines;
}

}  // namespace understudy
