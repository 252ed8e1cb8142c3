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

Refusal presentable(const Refusal& refusal) {
  return {refusal.reason, printable(refusal.rule, 250), printable(refusal.expected, 160), printable(refusal.got, 160)};
}

std::string explain(const Refusal& refusal) {
  const auto shown = presentable(refusal);
  std::string line(to_text(shown.reason));
  if (!shown.rule.empty()) line += "; rule: " + shown.rule;
  if (!shown.expected.empty()) line += "; expected: " + shown.expected;
  if (!shown.got.empty()) line += "; got: " + shown.got;
  return line.substr(0, 600);
}

}  // namespace understudy::front
