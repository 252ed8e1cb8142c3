// How the factors of the sign-in engine look in a form. A factor that deserves more than the plain default has a row.
#pragma once

#include <string>
#include <string_view>

#include "pages/form.h"

namespace understudy::pages {

struct FactorInput {
  std::string field;  ///< as the form sends it: says which factor it answers
  std::string label;
  std::string test_id;
  Input::Kind kind = Input::Kind::text;
  std::string autocomplete = "off";
};

FactorInput factor_input(std::string_view factor);

}  // namespace understudy::pages
