#include "providers/shiftiq/settings_keys.h"

#include <array>

#include "base/text.h"
#include "config/binding.h"
#include "config/earlier.h"
#include "config/taken.h"
#include "gate/www_authenticate.h"
#include "providers/shiftiq/formats.h"

namespace understudy::shiftiq {

using namespace config;
using namespace config::shapes;

namespace {

using Settings = ShiftSettings;

constexpr Bounds session_lifetimes{std::chrono::minutes(1), std::chrono::days(365),
                                   "a session lasts 1 minute to 1 year"};

constexpr std::array out_of_range{Choice{"refuse", Settings::OutOfRange::refuse},
                                  Choice{"clamp", Settings::OutOfRange::clamp}};
constexpr std::array expiry_units{Choice{"seconds", Settings::ExpiryUnit::seconds},
                                  Choice{"minutes", Settings::ExpiryUnit::minutes}};
constexpr std::array bad_secret_statuses{Choice{401, Settings::BadSecret::unauthorized},
                                         Choice{500, Settings::BadSecret::server_error}};
constexpr std::array missing_bodies{Choice{"empty", Settings::MissingCredential::empty_body},
                                    Choice{"problem", Settings::MissingCredential::problem}};
constexpr std::array me_choices{Choice{"refuse", Settings::AnonymousMe::refuse},
                                Choice{"guest", Settings::AnonymousMe::guest}};
constexpr std::array refresh_icons{Choice{"revoke", Settings::RefreshIcon::revokes},
                                   Choice{"as_built", Settings::RefreshIcon::as_built}};
constexpr std::array sign_out_choices{Choice{"cookie", Settings::SignOut::cookie},
                                      Choice{"session", Settings::SignOut::session}};
constexpr std::array debug_choices{Choice{"allow", Settings::DebugEndpoints::allow},
                                   Choice{"refuse", Settings::DebugEndpoints::refuse}};
constexpr std::array wrapper_choices{Choice{"by_path", Settings::Wrappers::by_path},
                                     Choice{"always", Settings::Wrappers::always},
                                     Choice{"never", Settings::Wrappers::never}};
constexpr std::array foreign_choices{Choice{"refuse", Settings::ForeignPartition::refuse},
                                     Choice{"accept", Settings::ForeignPartition::accept}};
constexpr std::array address_choices{Choice{"any", Settings::BearerAddress::any},
                                     Choice{"same", Settings::BearerAddress::same}};
constexpr std::array count_shapes{Choice{"object", Settings::CountShape::object},
                                  Choice{"number", Settings::CountShape::number}};
constexpr std::array same_site_words{Choice{"Lax", ShiftCookie::SameSite::lax},
                                     Choice{"Strict", ShiftCookie::SameSite::strict},
                                     Choice{"None", ShiftCookie::SameSite::none}};
constexpr std::array throttled_statuses{Choice{403, 403}, Choice{429, 429}};

constexpr auto partition_keys = keys_of<ShiftPartition>(
    key<&ShiftPartition::slug>("slug", text(formats::partition_slug),
                               "Its name in the paths of the API: e and two digits.", required),
    key<&ShiftPartition::name>("name", text(formats::filled),
                               "The name that people see. Default: Enterprise and the two digits."),
    key<&ShiftPartition::domain>("domain", text(formats::domain), "The domain of its hosts."));
constexpr ObjectShape partition_shape{"shiftiq_partition", "An isolated instance of Shift iQ.", partition_keys};

constexpr auto cookie_keys = keys_of<ShiftCookie>(
    key<&ShiftCookie::name>("name", text(formats::cookie_name), "The name of the session cookie."),
    key<&ShiftCookie::id_name>("id_name", text(formats::cookie_name),
                               "The name of its companion, whose value is the cookie's id."),
    duration<std::chrono::minutes, &ShiftCookie::lifetime>(
        "lifetime", "How long a session lasts without being renewed: 1 minute to 1 year.", &session_lifetimes),
    choice<same_site_words, &ShiftCookie::same_site>("same_site", "Its attribute SameSite."),
    key<&ShiftCookie::secure>("secure", flag,
                              "Whether it has the attribute Secure, so that clients send it over https only."),
    key<&ShiftCookie::domain>("domain", text(formats::domain_or_none),
                              "Its attribute Domain; an empty text for none. "
                              "Default: the partition's domain on that host and those below it, and none elsewhere."),
    key<&ShiftCookie::path>("path", text(formats::cookie_path), "Its attribute Path, below the path of the world."));
constexpr ObjectShape cookie_shape{"shiftiq_cookie", "How the session cookie is set.", cookie_keys};

constexpr auto cost_keys = keys_of<ShiftThrottle::Cost>(
    key<&ShiftThrottle::Cost::operation>("operation", text(formats::filled),
                                         "The operation, as the journal names it: listUsers.", required),
    key<&ShiftThrottle::Cost::cost>("cost", number(0, 1'000'000), "What each of its requests costs."));
constexpr ObjectShape cost_shape{"shiftiq_cost", "What requests of one operation cost.", cost_keys};

void read_costs(const Section& section, const ShapeKey& key, ShiftThrottle& throttle) {
  section.each(key.name, [&](const Section& item) { read_keys(item, cost_keys, throttle.costs.emplace_back()); });
}

constexpr Bounds periods{Milliseconds(1), Milliseconds::max(), "a period lasts longer than no time"};

constexpr auto throttle_keys = keys_of<ShiftThrottle>(
    key<&ShiftThrottle::capacity>("capacity", number(1, 1'000'000), "What each person may spend at once."),
    key<&ShiftThrottle::refill>("refill", number(0, 1'000'000), "What comes back in each period."),
    duration<std::chrono::seconds, &ShiftThrottle::period>("every", "The period, by the clock of the world.", &periods),
    key<&ShiftThrottle::cost>("cost", number(0, 1'000'000), "What a request costs whose operation is not among costs."),
    by<read_costs>("costs", list_of(object(cost_shape)), "What requests of some operations cost.", "[]"),
    choice<throttled_statuses, &ShiftThrottle::status>(
        "status", "The status of a request that costs more than is left: 403, as documented, or 429."));
constexpr ObjectShape throttle_shape{"shiftiq_throttle", "How many requests a person may make.", throttle_keys};

void read_partitions(const Section& section, const ShapeKey& key, SettingsDraft& draft) {
  if (section.has_misfit(key.name)) draft.has_unread_partitions = true;
  Earlier earlier;
  for (const auto& known : draft.partitions) earlier.add({}, {known.partition.slug});
  section.each(key.name, [&](const Section& item) {
    if (item.is_misfit() || item.has_misfit("slug")) draft.has_unread_partitions = true;
    std::string slug;
    item.read("slug", slug);
    const auto position = earlier.take({}, {slug});
    PartitionDraft& known = position ? draft.partitions[*position] : draft.partitions.emplace_back();
    read_keys(item, partition_keys, known.partition);
    item.note("slug", known.slug);
  });
}

/// Browsers drop such cookies without a word.
void check_cookie(const Section& section, const ShiftCookie& cookie) {
  if (cookie.name == cookie.id_name) section.complain("id_name", "both cookies have the same name");
  if (cookie.same_site == ShiftCookie::SameSite::none && !cookie.secure)
    section.complain("same_site", "browsers drop a cookie of SameSite None that is not secure",
                     "leave out secure: false, or choose Lax");
  for (const auto& [key, name] : {std::pair("name", &cookie.name), std::pair("id_name", &cookie.id_name)}) {
    // Prefixes count in any casing (RFC 6265bis §5.7).
    const auto prefix = to_lower(*name);
    if (prefix.starts_with("__host-"))
      section.complain(key, "the prefix __Host- wants the path /, and the cookies of a named world have the world's",
                       "__Secure- has no such wish");
    if (prefix.starts_with("__secure-") && !cookie.secure)
      section.complain(key, "browsers drop a cookie of the prefix __Secure- that is not secure",
                       "leave out secure: false");
  }
}

void read_cookie(const Section& section, const ShapeKey& key, SettingsDraft& draft) {
  section.inside(key.name, [&](const Section& cookie) {
    read_keys(cookie, cookie_keys, draft.settings.cookie);
    check_cookie(cookie, draft.settings.cookie);
  });
}

template <auto Member>
constexpr auto setting(std::string_view name, const Type& type, std::string_view meaning) {
  return key<&SettingsDraft::settings, Member>(name, type, meaning);
}
template <const auto& choices, auto Member>
constexpr auto chosen(std::string_view name, std::string_view meaning) {
  return choice<choices, &SettingsDraft::settings, Member>(name, meaning);
}

constexpr auto settings_keys = keys_of<SettingsDraft>(
    by<read_partitions>("partitions", list_of(object(partition_shape)),
                        "The instances of Shift iQ that there are. "
                        "Default: one with the slug e01, and paths may name any."),
    setting<&Settings::audience>("audience", text(formats::filled), "The claim aud of bearer tokens."),
    duration<std::chrono::hours, &SettingsDraft::settings, &Settings::token_lifetime>(
        "token_lifetime", "How long a bearer token lasts whose request names no lifetime: 1 minute to 1 year.",
        &token_lifetimes),
    chosen<out_of_range, &Settings::lifetime_out_of_range>(
        "lifetime_out_of_range",
        "What becomes of a lifetime below 1 minute or above 1 year. refuse: status 400, as documented. clamp: what is "
        "above is cut, and zero or less becomes the default, as the published source has it."),
    chosen<expiry_units, &Settings::expiry_unit>("expiry_unit",
                                                 "How the claim exp counts the lifetime. seconds: as ExpiresIn says. "
                                                 "minutes: 60 times too long, the mistake of release 26.2."),
    chosen<bad_secret_statuses, &Settings::bad_secret_header>(
        "bad_secret_status",
        "The status of a bad secret in the Authorization header: 401, or the 500 of release 26.2."),
    chosen<missing_bodies, &Settings::missing_credential>(
        "missing_credential_body",
        "The body of the 401 that a request without credentials gets: empty, or a problem in JSON."),
    chosen<me_choices, &Settings::anonymous_me>(
        "anonymous_me", "What /api/me answers without credentials: it refuses with 401, or shows a guest."),
    chosen<refresh_icons, &Settings::refresh_icon>(
        "refresh_icon",
        "What the profile page's refresh icon does to the bearer token that it showed before. revoke: as documented. "
        "as_built: nothing, so that it stays good until it expires."),
    chosen<sign_out_choices, &Settings::sign_out>(
        "sign_out",
        "What signing out ends. cookie: the browser's cookie, while a copy of it stays good until it expires, as "
        "built. session: every copy."),
    chosen<debug_choices, &Settings::debug_endpoints>(
        "debug_endpoints",
        "Whether cookies/login and its like, which ask for no password, answer as in a local environment."),
    chosen<wrapper_choices, &Settings::wrappers>(
        "wrappers",
        "Whether some answers stand in a member such as token, cookie or result. by_path: below security, as in "
        "release 26.2, and not below accounts."),
    chosen<gate::www_authenticate_choices, &Settings::www_authenticate>(
        "www_authenticate",
        "Whether a 401 has the header WWW-Authenticate. "
        "absent: as in the published source. bearer: as RFC 6750 has it."),
    chosen<foreign_choices, &Settings::foreign_partition>(
        "foreign_partition",
        "What becomes of a credential of another partition than the path's: "
        "it is refused, as if its key were wrong, or taken."),
    chosen<address_choices, &Settings::bearer_address>(
        "bearer_address",
        "From where a bearer token is good. any: from everywhere. same: from the address that asked for it."),
    chosen<count_shapes, &Settings::count_shape>("count_shape",
                                                 "How counts are written. object: {\"Count\": 4}. number: 4."),
    setting<&Settings::signing_secret>(
        "signing_secret", text(formats::filled),
        "The secret that signs bearer tokens (HS256). Default: one for each partition that follows from the seed."),
    setting<&Settings::cors_origins>("cors_origins", list_of(text(formats::origin_pattern)),
                                     "The origins whose pages may call, such as https://*.shiftiq.com. "
                                     "Default: localhost on any port, and the partitions' domains."),
    by<read_cookie>("cookie", object(cookie_shape), "How the session cookie is set."),
    inside<throttle_keys, &SettingsDraft::settings, &Settings::throttle>(
        "throttle", throttle_shape, "How many requests a person may make. Without it, none is counted."));

/// The one that every Shift iQ has where a fixture gives none.
constexpr std::string_view usual_partition = "e01";

}  // namespace

constinit const Bounds token_lifetimes{std::chrono::minutes(1), std::chrono::days(365),
                                       "a bearer token lasts 1 minute to 1 year"};

constinit const ObjectShape settings_shape{
    "shiftiq", "Shift iQ's partitions, and choices where its documentation and its published source disagree.",
    settings_keys};

void read_settings(const Section& settings, SettingsDraft& draft) { read_keys(settings, settings_keys, draft); }

void settle_partitions(SettingsDraft& draft, ComplaintBook& book) {
  Taken slugs("the partition", book);
  ShiftSettings& settings = draft.settings;
  settings.any_partition = draft.partitions.empty();
  if (draft.partitions.empty()) draft.partitions.emplace_back().partition.slug = usual_partition;
  for (auto& [partition, slug] : draft.partitions) {
    slugs.claim(partition.slug, slug);
    // One whose slug could not be read is complained of already.
    if (partition.name.empty() && !partition.slug.empty())
      partition.name = cat({"Enterprise ", partition.slug.substr(1)});
    settings.partitions.push_back(partition);
  }
}

}  // namespace understudy::shiftiq
