#include "commands/problem_line.h"

#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace understudy {

std::string reason_in(const http::Answer& answer) {
  const Json problem = parse_json(answer.body).value_or(Json());
  std::string line(problem.text_at("detail"));
  if (line.empty()) return cat({"status ", std::to_string(answer.status), ", which is no answer of Understudy"});
  for (const auto* more : {"expected", "got"})
    if (const auto text = problem.text_at(more); !text.empty()) line += cat({"; ", more, ": ", text});
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
  return line;
}

}  // namespace understudy
