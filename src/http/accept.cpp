#include "http/accept.h"

#include <algorithm>

#include "base/text.h"
#include "http/grammar.h"

namespace understudy::http {

namespace {

constexpr int whole = 1000;

/// "0.5" is 500.
int thousandths(std::string_view weight) {
  const size_t point = weight.find('.');
  const auto units = parse_number(weight.substr(0, point));
  if (!units || *units > 0) return whole;
  if (point == std::string_view::npos) return 0;
  std::string digits(weight.substr(point + 1, 3));
  digits.resize(3, '0');
  const auto number = parse_number(digits);
  return number ? static_cast<int>(*number) : whole;
}

int weight_in(std::string_view range) {
  const auto parameters = split(range, ';');
  for (size_t i = 1; i < parameters.size(); ++i)
    if (const auto parameter = trim_blanks(parameters[i]); equal_ignoring_case(parameter.substr(0, 2), "q="))
      return thousandths(parameter.substr(2));
  return whole;
}

}  // namespace

int weight_of(const Request& request, std::string_view media_type) {
  int weight = 0;
  for (const auto value : request.headers.find_all("Accept"))
    for (const auto range : split(value, ','))
      if (equal_ignoring_case(trim_blanks(range.substr(0, range.find(';'))), media_type))
        weight = std::max(weight, weight_in(range));
  return weight;
}

bool prefers_html(const Request& request) {
  const int html = weight_of(request, "text/html");
  return html > 0 && html >= weight_of(request, "application/json");
}

}  // namespace understudy::http
