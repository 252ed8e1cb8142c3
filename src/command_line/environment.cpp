#include "command_line/environment.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <unistd.h>

#include "base/text.h"

namespace understudy {

namespace {

constexpr std::string_view prefix = "UNDERSTUDY_";

/// What is no option of any command.
constexpr std::array<std::string_view, 4> other_variables{
    "UNDERSTUDY_FIXTURE",             // a whole fixture, for serve
    "UNDERSTUDY_BASE_URL",            // which run sets
    "UNDERSTUDY_BINARY",              // for the tests of clients
    "UNDERSTUDY_UPDATE_TRANSCRIPTS",  // for the tests of transcripts
};

struct Variable {
  std::string name;
  std::string value;
};

std::vector<Variable> own_variables() {
  std::vector<Variable> found;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const size_t equals = text.find('=');
    if (equals != std::string_view::npos && text.starts_with(prefix))
      found.push_back({std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))});
  }
  std::sort(found.begin(), found.end(), [](const Variable& a, const Variable& b) { return a.name < b.name; });
  return found;
}

bool is_service_address(std::string_view value) {
  return value.starts_with("tcp://") || value.starts_with("udp://") || value.starts_with("sctp://");
}

/// "_PORT_9119_TCP", and what may follow that: "_ADDR", "_PORT_START" …
bool names_a_port(std::string_view name) {
  constexpr std::string_view mark = "_PORT_";
  for (size_t at = name.find(mark); at != std::string_view::npos; at = name.find(mark, at + 1)) {
    std::string_view rest = name.substr(at + mark.size());
    const size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    rest.remove_prefix(digits);
    for (const std::string_view protocol : {"_TCP", "_UDP", "_SCTP"})
      if (digits > 0 && rest.starts_with(protocol) && (rest == protocol || rest[protocol.size()] == '_')) return true;
  }
  return false;
}

/// https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables, and Docker's links, which
/// also set the name of the link and the variables of the container behind it.
bool is_of_a_service(const Variable& variable) {
  // With the underscore that ends the prefix: the service may have a longer name, or none.
  const auto name = std::string_view(variable.name).substr(prefix.size() - 1);
  if (name.ends_with("_SERVICE_HOST") || name.ends_with("_SERVICE_PORT")) return true;
  if (name.find("_SERVICE_PORT_") != std::string_view::npos || names_a_port(name)) return true;
  if (name.ends_with("_PORT") && is_service_address(variable.value)) return true;
  return name.find("_ENV_") != std::string_view::npos || (name.ends_with("_NAME") && variable.value.starts_with('/'));
}

}  // namespace

void forget_service_variables() {
  for (const auto& variable : own_variables())
    if (is_of_a_service(variable)) unsetenv(variable.name.c_str());
}

std::vector<std::string> complaints_of_variables(const std::vector<std::string>& options) {
  // The prefix is right already, and would make everything look near.
  std::vector<std::string_view> known;
  known.reserve(options.size() + std::size(other_variables));
  for (const std::string_view name : options) known.push_back(name.substr(prefix.size()));
  for (const auto name : other_variables) known.push_back(name.substr(prefix.size()));
  std::vector<std::string> complaints;
  for (const auto& variable : own_variables()) {
    const auto word = std::string_view(variable.name).substr(prefix.size());
    // An empty one counts as not set, as an option's does.
    if (variable.value.empty() || std::find(known.begin(), known.end(), word) != known.end()) continue;
    const auto nearest = nearest_word(word, known);
    const auto hint = nearest ? cat({"did you mean ", prefix, *nearest, "?"})
                              : std::string("understudy COMMAND --help lists those that there are");
    complaints.push_back(cat({"there is no environment variable ", variable.name, "; ", hint}));
  }
  return complaints;
}

}  // namespace understudy
