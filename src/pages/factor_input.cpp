#include "pages/factor_input.h"

#include <array>

#include "base/text.h"

namespace understudy::pages {

namespace {

struct Row {
  std::string_view factor;
  std::string_view field;
  std::string_view label;
  std::string_view test_id;
  Input::Kind kind;
  std::string_view autocomplete;
};

constexpr std::array rows{
    Row{"password", "Password", "Password", "password", Input::Kind::password, "current-password"},
};

}  // namespace

FactorInput factor_input(std::string_view factor) {
  for (const auto& row : rows)
    if (row.factor == factor)
      return {std::string(row.field), std::string(row.label), std::string(row.test_id), row.kind,
              std::string(row.autocomplete)};
  FactorInput plain;
  plain.field = cat({"Answer-", factor});
  plain.label = cat({"Answer (", factor, ")"});
  plain.test_id = cat({"answer-", factor});
  return plain;
}

}  // namespace understudy::pages
