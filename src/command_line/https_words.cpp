#include "command_line/https_words.h"

#include "base/text.h"

namespace understudy {

OptionOutline data_folder_option(std::string& folder) {
  return {.name = "--data-dir",
          .value = "FOLDER",
          .variable = "UNDERSTUDY_DATA_DIR",
          .meaning = "Where the certificate authorities of this machine are kept, for you alone",
          .fills = &folder,
          .refuses_empty = true};
}

std::vector<OptionOutline> https_options(ServeOptions& options) {
  OptionOutline folder = data_folder_option(options.data_folder);
  folder.meaning = "Keep the authorities that vouch for it in this folder; else they end with the server";
  return {
      {.name = "--tls",
       .variable = "UNDERSTUDY_TLS",
       .meaning = "Speak https on the same port as well",
       .fills = &options.speaks_tls},
      folder,
      {.name = "--tls-cert",
       .value = "FILE",
       .variable = "UNDERSTUDY_TLS_CERT",
       .meaning = "A certificate (PEM) of one's own for the names that it says, those above it behind",
       .fills = &options.certificate_file},
      {.name = "--tls-key",
       .value = "FILE",
       .variable = "UNDERSTUDY_TLS_KEY",
       .meaning = "Its private key",
       .fills = &options.key_file},
      {.name = "--ca-cert",
       .value = "FILE",
       .variable = "UNDERSTUDY_CA_CERT",
       .meaning = "An authority of one's own in the place of the local one, which is not that of the vendors' names",
       .fills = &options.authority_file},
      {.name = "--ca-key",
       .value = "FILE",
       .variable = "UNDERSTUDY_CA_KEY",
       .meaning = "Its private key",
       .fills = &options.authority_key_file},
      {.name = "--proxy-auth",
       .variable = "UNDERSTUDY_PROXY_AUTH",
       .meaning = "Ask whoever takes it for a proxy for a user, whose name is that of the world",
       .fills = &options.asks_proxy_user},
  };
}

std::string complain_of_https(const ServeOptions& options) {
  struct Row {
    const char* option;
    const std::string& given;
    const char* needed;
    bool is_there;
  };
  const Row rows[] = {
      {"--data-dir", options.data_folder, "--tls", options.speaks_tls},
      {"--tls-cert", options.certificate_file, "--tls", options.speaks_tls},
      {"--tls-key", options.key_file, "--tls", options.speaks_tls},
      {"--ca-cert", options.authority_file, "--tls", options.speaks_tls},
      {"--ca-key", options.authority_key_file, "--tls", options.speaks_tls},
      {"--tls-cert", options.certificate_file, "--tls-key", !options.key_file.empty()},
      {"--tls-key", options.key_file, "--tls-cert", !options.certificate_file.empty()},
      {"--ca-cert", options.authority_file, "--ca-key", !options.authority_key_file.empty()},
      {"--ca-key", options.authority_key_file, "--ca-cert", !options.authority_file.empty()},
  };
  for (const auto& row : rows)
    if (!row.given.empty() && !row.is_there)
      return cat({row.option, ": does nothing without ", row.needed, "; give that too, or leave this out"});
  return {};
}

}  // namespace understudy
