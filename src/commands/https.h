// What a server needs in order to speak https beside http: who it shows itself as, and who vouches for that.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "command_line/options.h"
#include "commands/kept_authorities.h"
#include "providers/provider.h"
#include "tls/server.h"
#include "tls/server_identities.h"
#include "world/seed.h"

namespace understudy {

struct Https {
  Https(Authorities made, tls::Vouching vouching)
      : authorities(std::move(made)),
        identities(std::move(vouching)),
        server([this](std::string_view name) { return identities.of(name); }) {}

  Authorities authorities;
  tls::ServerIdentities identities;
  tls::Server server;
  std::vector<std::string> notes;  ///< what a person should know of it, one line each
};

/// `public_url` is the one that the server will have, whatever its port. Throws CannotKeep, also of certificates that
/// the options name and that are none.
std::unique_ptr<Https> make_https(const ServeOptions& options, const Seed& seed, const std::string& public_url,
                                  const Providers& providers);

}  // namespace understudy
