#include "command_line/reach_words.h"

#include <utility>

#include "command_line/server_words.h"

namespace understudy {

namespace {

/// As a server has it, which nobody may be there to ask.
std::string complain_of_world(const std::string& name) {
  const bool is_good = !name.empty() && name.size() <= 63 &&
                       name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  return is_good ? "" : "'" + name + "' is no name of a world: 1 to 63 of a-z, 0-9 and -";
}

}  // namespace

OptionOutline reach_world_option(ReachWords& words, std::string meaning) {
  OptionOutline option = world_option(words.options.world, std::move(meaning));
  option.complain = complain_of_world;
  option.missing = option.value;
  return option;
}

std::vector<OptionOutline> reach_options(ReachWords& words, std::string data_folder_meaning) {
  return {
      {.name = "--data-dir",
       .value = "DIR",
       .variable = "UNDERSTUDY_DATA_DIR",
       .meaning = std::move(data_folder_meaning),
       .fills = &words.options.data_folder,
       .refuses_empty = true},
      {.name = "--no-tls",
       .meaning = "Addresses alone lead there: no certificates, no proxy, and vendors' hosts are the vendors'",
       .fills = &words.lacks_tls},
      {.name = "--override-proxy",
       .meaning = "Where the environment names a proxy already, set Understudy's in its place",
       .fills = &words.overrides_proxy},
      {.name = "--keep-proxy",
       .meaning = "Where it does, keep it: what goes through it really calls the vendors",
       .fills = &words.keeps_proxy,
       .excludes = "--override-proxy"},
  };
}

ReachOptions options_of(const ReachWords& words) {
  ReachOptions options = words.options;
  options.has_tls = !words.lacks_tls;
  if (words.overrides_proxy) options.proxy = ProxyChoice::overridden;
  if (words.keeps_proxy) options.proxy = ProxyChoice::kept;
  return options;
}

}  // namespace understudy
