#include "providers/cognito/chapter.h"

#include <array>
#include <functional>
#include <map>
#include <set>

#include "base/encoding.h"
#include "base/text.h"
#include "config/shape_types.h"
#include "config/taken.h"
#include "fixture/record_ids.h"
#include "login/sign_in_parameters.h"
#include "providers/cognito/account_checks.h"
#include "providers/cognito/account_drafts.h"
#include "providers/cognito/accounts.h"
#include "providers/cognito/client_settings.h"
#include "providers/cognito/drafts.h"
#include "providers/cognito/identifiers.h"
#include "providers/cognito/login_factors.h"
#include "providers/cognito/login_parameters.h"
#include "providers/cognito/login_passwords.h"
#include "providers/cognito/pool_checks.h"
#include "providers/cognito/pool_keys.h"
#include "providers/cognito/pool_settings.h"
#include "providers/cognito/pools.h"
#include "providers/cognito/second_factors.h"
#include "providers/cognito/tenant_pools.h"
#include "providers/cognito/trigger_checks.h"
#include "providers/cognito/user_attributes.h"
#include "providers/cognito/user_pool_mfa.h"
#include "providers/cognito/validation.h"

namespace understudy::cognito {

using namespace config;
using namespace config::shapes;

namespace {

constexpr std::string_view own_key = "cognito";

/// `length` of those characters, of what the origin says.
std::string derive(std::string_view kind, const fixture::Origin& origin, std::string_view characters, size_t length) {
  return spelled(fixture::derive_bytes(kind, origin).substr(0, length), characters);
}

class Reader : public fixture::ChapterReader {
 public:
  void read_root(const Section& root) override {
    root.inside(own_key, [&](const Section& section) { read_choices(section, part_->choices); });
  }
  void read_tenant(const Section& tenant, fixture::RecordNumber record) override {
    tenant.inside(own_key, [&](const Section& section) {
      read_pool(section, pools_[record]);
      has_misfits_ = has_misfits_ || section.holds_misfits();
    });
  }
  void read_user(const Section& user, fixture::RecordNumber record) override {
    user.inside(own_key, [&](const Section& section) { read_account(section, accounts_[record]); });
  }

  void settle(fixture::Directory& directory, ComplaintBook& book) override {
    Taken pool_ids("the pool id", book);
    Taken client_ids("the client id", book);
    for (const auto& tenant : directory.tenants()) {
      const PoolDraft& pool = draft_of(tenant.number);
      if (!pool.id.empty()) pool_ids.claim(pool.id, pool.id_place);
      for (const auto& client : pool.clients)
        if (!client.id.empty()) client_ids.claim(client.id, client.id_place);
    }
    for (const auto& tenant : directory.tenants())
      if (const PoolDraft& pool = draft_of(tenant.number); pool.is_enabled)
        settle_pool(tenant, pool, directory.seed(), pool_ids, client_ids, book);
  }

  void finish(const fixture::Directory& directory, Seed& seed) override {
    std::map<std::string, const Pool*> by_tenant;
    for (const auto& pool : made_pools_) by_tenant.emplace(pool.tenant_id, &pool);
    std::vector<Account> accounts;
    directory.each_user([&](const User& user, fixture::RecordNumber record) {
      const auto pool = by_tenant.find(user.tenant_id);
      const auto draft = accounts_.find(record);
      const bool is_usual = draft == accounts_.end() && has_usual_sub(user);
      if (pool != by_tenant.end() && !is_usual)
        accounts.push_back(make_account(directory.seed(), *pool->second, user,
                                        draft == accounts_.end() ? AccountDraft() : draft->second));
    });
    for (const auto& pool : made_pools_)
      part_->keys.push_back({key_label(pool, TokenUse::id), key_label(pool, TokenUse::access), cat({"/", pool.id}),
                             vendor_issuer(pool), pool.issuers});
    part_->pools = TableBase(std::move(made_pools_));
    part_->clients = TableBase(std::move(made_clients_));
    part_->groups = TableBase(std::move(made_groups_));
    part_->accounts = TableBase(std::move(accounts));
    seed.parts.put(std::move(part_));
    auto told = std::make_unique<login::SignInParameters>();
    told->of = login_parameters;
    told->told_with = pool_details;
    told->open_to = open_pool;
    seed.parts.put(std::move(told));
    share_passwords(seed);
    share_factors(seed);
  }

 private:
  const PoolDraft& draft_of(fixture::RecordNumber record) const {
    static const PoolDraft usual;
    const auto given = pools_.find(record);
    return given == pools_.end() ? usual : given->second;
  }

  void settle_pool(const fixture::TenantDraft& tenant, const PoolDraft& draft, const std::string& seed, Taken& pool_ids,
                   Taken& client_ids, ComplaintBook& book) {
    const std::string& slug = tenant.tenant.slug;
    Pool pool;
    pool.id = draft.id;
    if (pool.id.empty())
      pool.id = pool_ids.derive(slug, [&](uint64_t attempt) {
        return cat({part_->choices.region, "_", derive("user_pool", {seed, slug, "", attempt}, all_characters, 9)});
      });
    pool.tenant_id = tenant.tenant.id;
    pool.name = draft.name.empty() ? usual_pool_name(tenant.tenant) : draft.name;
    pool.dates = {tenant.tenant.created_at, tenant.tenant.created_at};
    pool.fixed_code = draft.code;
    pool.issuers = draft.issuers;
    pool.key_name = slug;
    const bool is_usual = pools_.find(tenant.number) == pools_.end();
    if (is_usual)
      pool.settings = usual_pool();
    else if (!has_misfits_ && !settle_settings(tenant, pool, draft, book))
      return;
    settle_clients(pool, draft, seed, client_ids, book);
    std::vector<std::string> groups;
    Taken group_names("the group", book);
    for (const auto& group : draft.groups) {
      group_names.claim(group.name, group.place);
      made_groups_.push_back({within(pool.id, group.name), pool.id, group.name, group_settings_of(group), pool.dates});
      groups.push_back(group.name);
    }
    settle_accounts(tenant, pool, groups, book);
    made_pools_.push_back(std::move(pool));
  }

  /// What all tenants that say nothing have in common.
  static const SharedSettings& usual_pool() {
    static const SharedSettings settings = new_pool_settings(pool_settings_of({}));
    return settings;
  }
  static const SharedSettings& usual_client() {
    static const SharedSettings settings = [] {
      Pool pool;
      pool.settings = usual_pool();
      return new_client_settings(client_settings_of({}), pool, CognitoState(Seed(), CognitoSeed()), false);
    }();
    return settings;
  }

  /// False where no pool comes of it.
  bool settle_settings(const fixture::TenantDraft& tenant, Pool& pool, const PoolDraft& draft, ComplaintBook& book) {
    if (!check_pool(draft, book) || !fill_settings(pool, draft, book)) return false;
    if (is_empty(draft.triggers) && !draft.places.has("triggers")) return true;
    check_triggers(draft, {pool, part_->choices.hook_hosts, names_of(tenant)}, book);
    if (!is_empty(draft.triggers)) pool.triggers = std::make_shared<Triggers>(draft.triggers);
    part_->has_hooks = part_->has_hooks || !draft.triggers.hooks.empty();
    return true;
  }

  static bool fill_settings(Pool& pool, const PoolDraft& draft, ComplaintBook& book) {
    Json given = pool_settings_of(draft);
    return fits("CreateUserPool", given, {{"PoolName", pool.name}}, draft.place, book, [&] {
      pool.settings = new_pool_settings(given);
      pool.second_factors = SharedSettings(second_factors_of(draft));
      settle_second_factors(pool);
    });
  }

  void settle_clients(const Pool& pool, const PoolDraft& draft, const std::string& seed, Taken& client_ids,
                      ComplaintBook& book) {
    auto drafts = draft.clients;
    const bool is_usual = drafts.empty();
    if (is_usual) drafts.emplace_back();
    Taken names("the app client", book);
    for (const auto& one : drafts) {
      names.claim(one.name, one.name_place);
      Client client;
      client.id = one.id;
      const std::string owner = cat({pool.key_name, " ", one.name});
      if (client.id.empty())
        client.id = client_ids.derive(owner, [&](uint64_t attempt) {
          return derive("app_client", {seed, owner, "", attempt}, small_characters, 26);
        });
      client.pool_id = pool.id;
      client.name = one.name;
      client.dates = pool.dates;
      if (!one.secret.empty()) client.secrets.push_back({cat({client.id, "--1"}), one.secret, pool.dates.created});
      if (is_usual) {
        client.settings = usual_client();
        made_clients_.push_back(std::move(client));
        continue;
      }
      const Json given = client_settings_of(one);
      const bool is_good =
          has_misfits_ || fits("CreateUserPoolClient", given, {{"UserPoolId", pool.id}, {"ClientName", one.name}},
                               one.place, book, [&] {
                                 client.settings = new_client_settings(given, pool, CognitoState(Seed(), CognitoSeed()),
                                                                       !one.secret.empty());
                               });
      if (is_good) made_clients_.push_back(std::move(client));
    }
  }

  /// Whether the API itself would take what a draft says; complains of what it refuses.
  static bool fits(std::string_view operation, const Json& given,
                   const std::vector<std::pair<std::string_view, std::string>>& names, const Spot& spot,
                   ComplaintBook& book, const std::function<void()>& make) {
    Json body = given;
    for (const auto& [name, value] : names) {
      if (const Json* told = given.find(name); told != nullptr && *told != Json(value)) {
        book.add(spot.place, spot.path, cat({name, " is not for settings to say"}));
        return false;
      }
      body.set(name, value);
    }
    // Calls may have members that nobody knows; in a fixture they are slips.
    if (const auto member = find_unknown_member(*input_of(operation), body); !member.empty()) {
      book.add(spot.place, spot.path, cat({operation, " takes no ", show(member)}));
      return false;
    }
    if (const auto fault = find_fault(*input_of(operation), body)) {
      book.add(spot.place, spot.path, cat({operation, " refuses it: ", fault->message}));
      return false;
    }
    try {
      make();
      return true;
    } catch (const Refusal& refusal) {
      book.add(spot.place, spot.path, cat({operation, " refuses it: ", refusal.message()}));
      return false;
    }
  }

  void settle_accounts(const fixture::TenantDraft& tenant, const Pool& pool, const std::vector<std::string>& groups,
                       ComplaintBook& book) {
    if (accounts_.empty()) return;  // usual ones never clash
    Taken names("the user name", book);
    Taken subs("the sub", book);
    const auto has_own_name = [&](const fixture::UserDraft& user) {
      const auto draft = accounts_.find(user.number);
      return draft != accounts_.end() && !draft->second.username.empty();
    };
    const auto folded = [&](const std::string& name) { return is_case_sensitive(pool) ? name : to_lower(name); };
    for (const auto& user : tenant.users)
      if (!has_own_name(user) && !has_username_attributes(pool)) names.note(folded(user.user.email), user.email.place);
    for (const auto& user : tenant.users) {
      const auto draft = accounts_.find(user.number);
      if (draft == accounts_.end()) continue;
      const auto& account = draft->second;
      names.claim(folded(account.username), account.places.of("username"));
      subs.claim(account.sub, account.places.of("sub"));
      if (!has_misfits_ && !account.has_misfits) check_account(account, user.user, pool, groups, book);
    }
  }

  /// What the pool's users sign in by.
  std::set<std::string> names_of(const fixture::TenantDraft& tenant) const {
    std::set<std::string> names;
    for (const auto& user : tenant.users) {
      const auto draft = accounts_.find(user.number);
      const bool has_name = draft != accounts_.end() && !draft->second.username.empty();
      names.insert(to_lower(has_name ? draft->second.username : user.user.email));
    }
    return names;
  }

  std::unique_ptr<CognitoSeed> part_ = std::make_unique<CognitoSeed>();
  fixture::Notes<PoolDraft> pools_;
  fixture::Notes<AccountDraft> accounts_;
  bool has_misfits_ = false;
  std::vector<Pool> made_pools_;
  std::vector<Client> made_clients_;
  std::vector<UserGroup> made_groups_;
};

const std::array root_keys{ShapeKey{own_key, object(choices_shape), "Choices for all user pools."}};
const std::array tenant_keys{ShapeKey{own_key, object(pool_shape), "The tenant's Cognito user pool."}};
const std::array user_keys{ShapeKey{own_key, object(account_shape), "What the user is in the pool of their tenant."}};

}  // namespace

const fixture::Chapter chapter{.root = root_keys, .tenant = tenant_keys, .user = user_keys, .begin = [] {
                                 return std::unique_ptr<fixture::ChapterReader>(new Reader);
                               }};

}  // namespace understudy::cognito
