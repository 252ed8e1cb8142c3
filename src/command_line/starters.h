// The fixtures that `understudy init` writes, one for each case. They are the examples of fixtures/, built into the
// binary.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace understudy {

struct Starter {
  std::string_view name;
  std::string_view meaning;
  std::string_view fixture;  ///< its name in fixtures/, without ".yaml"
};

inline constexpr std::array starters{
    Starter{"minimal", "one tenant with one user and a ready token: a whole fixture in five lines", "minimal"},
    Starter{"tenants", "several customers, and one person with an account in each", "several-tenants"},
    Starter{"roles", "who may do what: grants, denials, limits, conditions, roles that expire",
            "roles-and-denied-grants"},
    Starter{"ci", "time stands still, and every run gives the same bytes", "ci-frozen-clock"},
    Starter{"tokens", "tokens of every state: good, read-only, anonymised, expired, revoked", "tokens-of-every-state"},
    Starter{"journeys", "journeys, portals and contacts, with the publishable tokens they carry",
            "journeys-and-portals"},
    Starter{"partners", "partners that share roles, and so work in each other's tenants", "partners-sharing-tenants"},
    Starter{"many-users", "ten thousand users from a few lines", "ten-thousand-users"},
    Starter{"shift-iq", "Shift iQ: client secrets, roles, sign-in, and a second partition", "shift-iq"},
    Starter{"routes", "routes of your own backend behind the gateway, with canned replies", "protected-routes"},
};

const Starter* find_starter(std::string_view name);

/// A line for each: its name and its meaning.
std::string list_of_starters();

/// The fixture's text. Its second line says how to get the schema that the first one names.
std::string text_of(const Starter& starter);

}  // namespace understudy
