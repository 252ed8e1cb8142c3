#include "front/explanation.h"

#include <algorithm>

#include "base/text.h"

namespace understudy::front {

std::string printable(std::string text, size_t limit) {
  text.resize(std::min(text.size(), limit));
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c < 0x20 || c > 0x7e; }, '?');
  return text;
}

std::string explain(const Refusal& refusal) {
  std::string line(to_text(refusal.reason));
  if (!refusal.rule.empty()) line += "; rule: " + printable(refusal.rule, 250);
  if (!refusal.expected.empty()) line += "; expected: " + printable(refusal.expected, 160);
  if (!refusal.got.empty()) line += "; got: " + printable(refusal.got, 160);
  return line.substr(0, 600);
}

}  // namespace understudy::front
