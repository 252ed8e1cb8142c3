#include "commands/reach_variables.h"

#include <algorithm>
#include <array>
#include <functional>
#include <unistd.h>

#include "base/text.h"
#include "commands/direct_hosts.h"
#include "commands/launcher_words.h"
#include "commands/trust_files.h"
#include "front/world_choice.h"
#include "http/web_url.h"
#include "world/worlds.h"

namespace understudy {

namespace {

/// What is needed for a row to make sense.
enum class Way { address, certificates, proxy, preload };

/// How a value meets one that is there.
enum class Mixing {
  own,       ///< takes its place: it says where this very run is
  yielding,  ///< leaves it
  listed,    ///< adds what is missing to its list, with commas
  appended,  ///< stands behind it, after a blank, unless the row's mark is in it
  deciding   ///< takes its place, since the user said so
};

struct Row {
  std::string_view name;
  Way way;
  Mixing mixing;
  std::string (*value)(const ReachFacts& reach);
  std::string_view mark{};
};

std::string file_of(const ReachFacts& reach, std::string_view name) { return in_folder(reach.data_folder, name); }
std::string bundle(const ReachFacts& reach) { return file_of(reach, system_bundle_file); }

http::WebUrl server_url(const ReachFacts& reach) {
  return http::parse_web_url(reach.server).value_or(http::WebUrl{.host = "localhost", .target = "/"});
}

/// What never goes through the proxy: Understudy's own addresses, and names that no vendor has.
std::string direct_hosts(const ReachFacts& reach) {
  const auto url = server_url(reach);
  return cat({"localhost,127.0.0.1,::1,.localhost,.test", url.is_loopback() ? "" : ",",
              url.is_loopback() ? std::string_view() : url.host});
}

std::string preload_words(const ReachFacts& reach) { return cat({"--require ", node_word(reach.preload)}); }

std::string java_trust(const ReachFacts& reach) {
  return cat({java_word(cat({"-Djavax.net.ssl.trustStore=", file_of(reach, system_trust_store_file)})),
              " -Djavax.net.ssl.trustStorePassword=", trust_store_password, " -Djavax.net.ssl.trustStoreType=PKCS12"});
}

/// Java's properties name no user, and so no world. http.nonProxyHosts is for https as well.
std::string java_proxy(const ReachFacts& reach) {
  const auto url = server_url(reach);
  const bool is_direct = !url.is_loopback();
  return cat({"-Dhttps.proxyHost=", url.host, " -Dhttps.proxyPort=", std::to_string(url.port),
              " -Dhttp.nonProxyHosts=localhost|127.*|[::1]|*.localhost|*.test", is_direct ? "|" : "",
              is_direct ? std::string_view(url.host) : std::string_view()});
}

// Plain http goes straight to where it is meant for: no vendor is called so, and services of the test's own are.
// https://curl.se/docs/manpage.html#ENVIRONMENT has why curl reads https_proxy in small letters too.
constexpr Row rows[] = {
    {"UNDERSTUDY_URL", Way::address, Mixing::own, [](const ReachFacts& reach) { return reach.server; }},
    {"UNDERSTUDY_WORLD", Way::address, Mixing::own, [](const ReachFacts& reach) { return reach.world; }},
    {"UNDERSTUDY_BASE_URL", Way::address, Mixing::own, base_of},
    {"NODE_EXTRA_CA_CERTS", Way::certificates, Mixing::yielding,
     [](const ReachFacts& reach) { return file_of(reach, both_authorities_file); }},
    {"SSL_CERT_FILE", Way::certificates, Mixing::yielding, bundle},
    {"CURL_CA_BUNDLE", Way::certificates, Mixing::yielding, bundle},
    {"REQUESTS_CA_BUNDLE", Way::certificates, Mixing::yielding, bundle},
    {"AWS_CA_BUNDLE", Way::certificates, Mixing::yielding, bundle},
    {"JAVA_TOOL_OPTIONS", Way::certificates, Mixing::appended, java_trust, "-Djavax.net.ssl.trustStore="},
    {"HTTPS_PROXY", Way::proxy, Mixing::deciding, proxy_of},
    {"https_proxy", Way::proxy, Mixing::deciding, proxy_of},
    {"NODE_USE_ENV_PROXY", Way::proxy, Mixing::yielding, [](const ReachFacts&) { return std::string("1"); }},
    {"JAVA_TOOL_OPTIONS", Way::proxy, Mixing::appended, java_proxy, "-Dhttps.proxyHost="},
    {"NO_PROXY", Way::address, Mixing::listed, direct_hosts},
    {"no_proxy", Way::address, Mixing::listed, direct_hosts},
    {"NODE_OPTIONS", Way::preload, Mixing::appended, preload_words},
};

constexpr std::array<std::string_view, 6> proxy_names{"HTTPS_PROXY", "https_proxy", "ALL_PROXY",
                                                      "all_proxy",   "HTTP_PROXY",  "http_proxy"};

bool is_open(const ReachFacts& reach, Way way) {
  switch (way) {
    case Way::address: return true;
    case Way::certificates: return reach.has_tls;
    case Way::proxy: return reach.has_tls && reach.proxy != ProxyChoice::kept;
    case Way::preload: return reach.has_tls && !reach.preload.empty();
  }
  return false;
}

std::string_view value_in(const Environment& environment, std::string_view name) {
  const auto found = environment.find(name);
  return found == environment.end() ? std::string_view() : std::string_view(found->second);
}

/// Whoever reads one of the two reads the other only where that one is missing.
std::string_view list_in(const Environment& environment, std::string_view name) {
  const auto own = value_in(environment, name);
  return own.empty() ? value_in(environment, name == "NO_PROXY" ? "no_proxy" : "NO_PROXY") : own;
}

std::string with_listed(std::string_view there, std::string_view more) {
  std::string list(there);
  std::string known = to_lower(there);
  std::replace(known.begin(), known.end(), ' ', ',');
  const auto entries = split(known, ',');
  for (const auto entry : split(more, ',')) {
    if (std::find(entries.begin(), entries.end(), entry) != entries.end()) continue;
    if (!list.empty()) list += ',';
    list += entry;
  }
  return list;
}

/// Fills in the variables one after the other, over what is there.
class Filling {
 public:
  Filling(const ReachFacts& reach, const Environment& environment) : reach_(reach), there_(environment) {}

  void add(const Row& row) {
    const std::string value = row.value(reach_);
    const auto set = row.mixing == Mixing::listed ? list_in(there_, row.name) : value_in(there_, row.name);
    switch (row.mixing) {
      case Mixing::own:
      case Mixing::deciding: return put(row.name, value);
      case Mixing::yielding: return set.empty() || set == value ? put(row.name, value) : keep(row.name, "");
      case Mixing::listed: return add_to_list(row.name, set, value);
      case Mixing::appended: return append(row, set, value);
    }
  }

  void add(const ClientVariable& variable) {
    const auto is_set = [&](std::string_view name) { return !value_in(there_, name).empty(); };
    if (std::any_of(variable.unless.begin(), variable.unless.end(), is_set)) return;
    const std::string value = variable.text.empty() ? base_of(reach_) : std::string(variable.text);
    if (is_set(variable.name) && value_in(there_, variable.name) != value) return keep(variable.name, "");
    put(variable.name, value);
  }

  ReachVariables take() { return std::move(filled_); }

 private:
  void put(std::string_view name, const std::string& value) {
    auto& settings = filled_.settings;
    const auto earlier =
        std::find_if(settings.begin(), settings.end(), [&](const auto& setting) { return setting.name == name; });
    if (earlier == settings.end())
      settings.push_back({std::string(name), value});
    else
      earlier->value = value;
  }

  /// Without its value, which may be a secret.
  void keep(std::string_view name, std::string_view part) {
    filled_.notes.push_back(
        cat({name, " is set already", part.empty() ? "" : ", with ", part, ", and stays as it is"}));
  }

  void add_to_list(std::string_view name, std::string_view set, const std::string& more) {
    // Only alone does it mean every host.
    if (trim(set) == "*")
      return filled_.notes.push_back(
          cat({name, " is *, and stays so: programs that mind it use no proxy, and call vendors"}));
    const auto entries = entries_for_vendors(set, reach_.vendor_hosts);
    if (reach_.has_tls && !entries.empty())
      filled_.notes.push_back(cat({name, " has ", join(entries, ", "),
                                   ", which stays: programs that mind it use no proxy there, and call vendors"}));
    put(name, with_listed(set, more));
  }

  void append(const Row& row, std::string_view set, const std::string& more) {
    const auto& settings = filled_.settings;
    const auto earlier =
        std::find_if(settings.begin(), settings.end(), [&](const auto& setting) { return setting.name == row.name; });
    const std::string before = earlier == settings.end() ? std::string(set) : earlier->value;
    if (set.find(more) != std::string_view::npos) return put(row.name, before);
    if (!row.mark.empty() && set.find(row.mark) != std::string_view::npos) return keep(row.name, row.mark);
    put(row.name, before.empty() ? more : cat({before, " ", more}));
  }

  const ReachFacts& reach_;
  const Environment& there_;
  ReachVariables filled_;
};

}  // namespace

Environment own_environment() {
  Environment all;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const size_t equals = text.find('=');
    if (equals != std::string_view::npos) all.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return all;
}

std::string base_of(const ReachFacts& reach) { return front::world_address(reach.server, reach.world); }

/// The default world is told as well, since a server with --proxy-auth asks for it. Python's clients send no user who
/// has no password.
constexpr const char* any_password = ":any@";

std::string proxy_of(const ReachFacts& reach) {
  const auto url = server_url(reach);
  return cat({"http://", reach.world, any_password, http::host_and_port(url.host, url.port)});
}

std::vector<std::string> foreign_proxies(const Environment& environment, const std::string& own_proxy) {
  std::vector<std::string> names;
  for (const auto name : proxy_names) {
    const auto value = value_in(environment, name);
    if (!value.empty() && value != own_proxy) names.emplace_back(name);
  }
  return names;
}

std::string undecided_proxy(const std::vector<std::string>& names) {
  return cat(
      {"a proxy is set already (", join(names, ", "),
       "); --override-proxy puts Understudy's in its place, --keep-proxy keeps it, and then whatever goes through "
       "it really calls the vendors"});
}

ReachVariables reach_variables(const ReachFacts& reach, const Environment& environment) {
  Filling filling(reach, environment);
  for (const auto& row : rows)
    if (is_open(reach, row.way)) filling.add(row);
  for (const auto& variable : reach.client_variables) filling.add(variable);
  auto all = filling.take();
  const auto kept = foreign_proxies(environment, proxy_of(reach));
  if (reach.has_tls && reach.proxy == ProxyChoice::kept && !kept.empty())
    all.notes.push_back(cat(
        {join(kept, ", "), ": the proxy that is set is kept, so whatever goes through it really calls the vendors"}));
  return all;
}

}  // namespace understudy
