#include "providers.h"

#include <algorithm>
#include <iterator>

#include "providers/backend/provider.h"
#include "providers/cognito/provider.h"
#include "providers/epilot/provider.h"
#include "providers/gateway/provider.h"
#include "providers/shiftiq/provider.h"

namespace understudy {

namespace {

using ProviderList = std::vector<const Provider*>;

/// The kinds of some systems, the families that theirs belong to behind them; a system without families stands with the
/// one before it.
std::vector<std::string_view> words_for_kinds(const ProviderList& listed) {
  std::vector<std::string_view> words;
  std::vector<std::string_view> families;
  const auto add_families = [&] {
    words.insert(words.end(), families.begin(), families.end());
    families.clear();
  };
  for (const Provider* provider : listed) {
    const access::Kinds kinds(provider->kinds());
    const auto names = kinds.names();
    const auto count = static_cast<size_t>(std::distance(kinds.begin(), kinds.end()));
    if (names.size() > count) add_families();
    words.insert(words.end(), names.begin(), names.begin() + static_cast<ptrdiff_t>(count));
    families.insert(families.end(), names.begin() + static_cast<ptrdiff_t>(count), names.end());
  }
  add_families();
  return words;
}

std::vector<std::string_view> credential_words() {
  std::vector<std::string_view> words{"public"};
  const auto kinds = words_for_kinds({&epilot::provider, &backend::provider, &cognito::provider, &shiftiq::provider});
  words.insert(words.end(), kinds.begin(), kinds.end());
  return words;
}

std::vector<const fixture::Chapter*> chapters_of(const ProviderList& listed) {
  std::vector<const fixture::Chapter*> chapters;
  for (const Provider* provider : listed)
    if (provider->chapter != nullptr) chapters.push_back(provider->chapter);
  return chapters;
}

}  // namespace

const Providers& providers() {
  // The fixture's own routes first: where they and an emulated API both fit, they win. And so an outside issuer's
  // claims are never taken for those of a token of Understudy's own.
  static const Providers all(
      {&backend::provider, &epilot::provider, &cognito::provider, &gateway::provider, &shiftiq::provider});
  return all;
}

const fixture::Format& fixture_format() {
  // In the order of the printed schema.
  static const fixture::Format format{
      chapters_of({&gateway::provider, &epilot::provider, &cognito::provider, &shiftiq::provider, &backend::provider}),
      credential_words(), providers().kinds().gateway().routes};
  return format;
}

}  // namespace understudy
