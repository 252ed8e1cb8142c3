#include "commands/announcement.h"

#include <algorithm>
#include <unistd.h>

#include "access/credentials.h"
#include "access/key_sets.h"
#include "base/text.h"

namespace understudy {

namespace {

using start::Overview;

/// What fits a screen of 40 lines beside the rest.
constexpr size_t most_rows = 5;
constexpr size_t most_issuers = 8;
/// Among so many there is one to show.
constexpr start::OverviewBounds looked_at{.tenants = most_rows, .people = most_rows};

using Row = std::vector<std::string>;

/// What a fixture says must not move the cursor of a terminal, nor begin a line of its own.
std::string on_a_terminal(std::string_view text) {
  std::string safe;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool is_upper_control = byte == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (is_upper_control) ++i;
    if (byte < 0x20 || byte == 0x7F || is_upper_control)
      safe += "\uFFFD";
    else
      safe += text[i];
  }
  return safe;
}

/// Rows in columns under a title; the last column is as wide as it is.
void print_table(std::ostream& out, std::string_view title, std::vector<Row> rows) {
  for (auto& row : rows)
    for (auto& cell : row) cell = on_a_terminal(cell);
  out << "\n" << title << "\n";
  std::vector<size_t> widths;
  for (const auto& row : rows)
    for (size_t i = 0; i < row.size(); ++i) {
      if (i == widths.size()) widths.push_back(0);
      widths[i] = std::max(widths[i], count_characters(row[i]));
    }
  for (const auto& row : rows) {
    out << " ";
    for (size_t i = 0; i < row.size(); ++i) {
      out << " " << row[i];
      if (i + 1 < row.size()) out << std::string(widths[i] - count_characters(row[i]) + 1, ' ');
    }
    out << "\n";
  }
}

/// `where`: an address that has all of them; empty where nothing lists them.
void print_rest(std::ostream& out, size_t shown, size_t in_all, const std::string& where) {
  if (in_all <= shown) return;
  out << "  and " << in_all - shown << " more";
  if (!where.empty()) out << "; all of them: " << where;
  out << "\n";
}

void announce_tenants(std::ostream& out, const Overview& overview) {
  std::vector<Row> rows;
  for (const auto& tenant : overview.tenants.shown) rows.push_back({tenant.slug, tenant.id, tenant.name});
  if (rows.empty()) return;
  print_table(out, "Tenants (slug, id, name)", rows);
  print_rest(out, rows.size(), overview.tenants.in_all, "");
}

void announce_users(std::ostream& out, const Overview& overview) {
  if (overview.people.in_all == 0) {
    out << "\nWarning: the fixture has no users, so nobody can sign in; understudy init writes one that has\n";
    return;
  }
  std::vector<Row> rows;
  for (const auto& person : overview.people.shown) {
    const auto& user = person.user;
    rows.push_back({user.email, user.password.empty() ? "(no password)" : user.password,
                    std::string(to_text(user.status)), person.tenant, join(person.roles, ", ")});
  }
  print_table(out, "Users (e-mail, password, status, tenant, roles)", rows);
  print_rest(out, rows.size(), overview.people.in_all, start::rest_of(overview, 0));
}

/// The first few that are valid.
std::vector<Row> valid_rows(const start::ListedReady& ready) {
  std::vector<Row> rows;
  for (const auto& one : ready.shown)
    if (rows.size() < most_rows && one.state == "valid") rows.push_back(one.cells);
  return rows;
}

void announce_ready(std::ostream& out, const Overview& overview, const start::ListedReady& ready) {
  const auto rows = valid_rows(ready);
  if (rows.empty()) return;
  print_table(out, cat({ready.list->title, " (", ready.list->columns, ")"}), rows);
  print_rest(out, rows.size(), ready.in_all, start::rest_of(overview, 0));
}

/// Tokens, which can be made.
void announce_tokens(std::ostream& out, const Announcement& announcement, const Overview& overview,
                     const start::ListedReady& ready) {
  const std::string& mint = overview.first_mint;
  if (valid_rows(ready).empty()) {
    if (!mint.empty()) out << "\nNo " << ready.list->one << " is ready\n  " << on_a_terminal(mint) << "  makes one\n";
    return;
  }
  announce_ready(out, overview, ready);
  out << "  whole, one a line:  curl -s " << announcement.start_page << " | grep -o 'eyJh[^\"]*'\n";
  if (!mint.empty()) out << "  a new one:          " << on_a_terminal(mint) << "\n";
}

/// Those that can be made last, as the line to try follows.
void announce_credentials(std::ostream& out, const Announcement& announcement, const Overview& overview) {
  for (const auto& ready : overview.ready)
    if (!ready.list->is_mintable) announce_ready(out, overview, ready);
  for (const auto& ready : overview.ready)
    if (ready.list->is_mintable) announce_tokens(out, announcement, overview, ready);
}

uint64_t port_of(const Announcement& announcement) {
  const std::string& first = announcement.addresses.front();
  return parse_number(first.substr(first.rfind(':') + 1)).value_or(0);
}

std::string https_url(const Announcement& announcement) {
  return cat({"https://localhost:", std::to_string(port_of(announcement))});
}

void announce_addresses(std::ostream& out, const Announcement& announcement, const Overview& overview) {
  out << "  start page    " << announcement.start_page << "\n";
  const char* title = "  issuers       ";
  size_t lines = 0;
  std::string_view before;  // two key sets may be of one issuer
  for (const auto& [label, issuer] : overview.issuers) {
    if (issuer == before || ++lines > most_issuers) continue;
    out << title << issuer << "\n";
    title = "                ";
    before = issuer;
  }
  if (announcement.speaks_https)
    out << "  https         " << https_url(announcement) << ", by the CA in "
        << (announcement.authority_file.empty() ? cat({announcement.facts.public_url, "/_understudy/v1/ca.pem"})
                                                : announcement.authority_file)
        << "\n";
  out << "  control API   " << overview.control_url << "\n"
      << "  listening on  " << join(announcement.addresses, ", ") << "\n";
}

bool is_loopback(std::string_view address) {
  return address.starts_with("127.") || address.starts_with("[::1]") || address.starts_with("[::ffff:127.");
}

void warn_of_the_network(std::ostream& out, const Announcement& announcement) {
  const auto& addresses = announcement.addresses;
  if (std::all_of(addresses.begin(), addresses.end(), is_loopback)) return;
  out << "\nWarning: everybody on the network can reach this server, and so its control API and all secrets\n";
}

}  // namespace

std::string ready_line(const Announcement& announcement) {
  const auto& url = announcement.facts.public_url;
  const auto known = start::issuers_of(*announcement.facts.providers, *announcement.world, url);
  Json by_label = Json::object();
  for (const auto& [label, issuer] : known) by_label.set(std::string(label), issuer);
  Json line = Json::object({{"event", "ready"},
                            {"base_url", url},
                            {"port", static_cast<long long>(port_of(announcement))},
                            {"addresses", Json::array_of(announcement.addresses)},
                            {"issuer", known.empty() ? std::string() : known.front().second},
                            {"issuers", std::move(by_label)},
                            {"control_url", cat({url, "/_understudy/v1/"})},
                            {"fixtures", Json::array_of(announcement.facts.fixtures)},
                            {"pid", static_cast<long long>(getpid())}});
  if (announcement.speaks_https) line.set("https_url", https_url(announcement));
  if (!announcement.authority_file.empty()) line.set("ca_file", announcement.authority_file);
  return line.dump();
}

void announce(std::ostream& out, const Announcement& announcement) {
  const auto& facts = announcement.facts;
  const auto overview = start::look_at(*announcement.world, facts, looked_at);
  out << "Understudy " << facts.version << " serves "
      << (facts.fixtures.empty() ? "its embedded example" : join(facts.fixtures, ", ")) << "\n";
  announce_addresses(out, announcement, overview);
  announce_tenants(out, overview);
  announce_users(out, overview);
  announce_credentials(out, announcement, overview);
  if (!overview.first_call.empty()) {
    out << "\nTry\n  ";
    for (const auto line : split(overview.first_call, '\n')) out << on_a_terminal(line) << "\n";
  }
  warn_of_the_network(out, announcement);
  out << std::endl;
}

}  // namespace understudy
