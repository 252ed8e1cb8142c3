// The words of the ca command.
#include <memory>

#include "command_line/commands.h"
#include "command_line/https_words.h"

namespace understudy {

namespace {

constexpr const char* about =
    "Makes the two certificate authorities that --tls of serve uses, where the folder has none, and\n"
    "writes the files by which other programs trust them. Their keys are random and stay in the folder.";

constexpr const char* examples =
    "understudy ca                               the files, and what each is for\n"
    "understudy ca --renew --names app.example   new ones, which vouch for app.example as well\n"
    "export NODE_EXTRA_CA_CERTS=$HOME/.local/share/understudy/both-cas.pem";

}  // namespace

Outline ca_outline() {
  const auto options = std::make_shared<CaOptions>();
  return {
      .name = "ca",
      .meaning = "Make the certificate authorities of this machine",
      .about = about,
      .options = {data_folder_option(options->data_folder),
                  {.name = "--names",
                   .value = "HOST",
                   .meaning = "Hosts that a new local CA vouches for, beside localhost and .test; commas between",
                   .fills = &options->names,
                   .complain = complain_of_host,
                   .has_commas = true},
                  {.name = "--renew",
                   .meaning = "In the place of those that are there, which nobody should trust from then on",
                   .fills = &options->renews}},
      .sections = {{"Examples", examples}},
      .result = [options] { return *options; },
  };
}

}  // namespace understudy
