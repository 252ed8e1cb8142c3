// The host names of the originals: an application whose addresses are built in asks for these, and reaches this server
// by a hosts entry or through a proxy. Which there are, each emulated system says by a table of patterns.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/refusal.h"
#include "base/text.h"
#include "http/message.h"

namespace understudy::front {

/// Whether all that the original answers under a name is known here.
enum class Extent {
  whole,  ///< a path that no route has is one that the original does not have either (404)
  part    ///< it may well have it (501)
};

/// A row: what is reached by some names.
struct VendorHost {
  /// "*" stands for one or more letters, digits and hyphens, "[a|b|]" for each of these: "*.[dev.|]api.example.com".
  /// The last two labels are plain.
  std::string_view pattern;
  std::string_view service;  ///< what the original calls it, for who asks for more than is emulated
  std::string_view apis{};   ///< names of those that answer there, with blanks between them
  Extent extent = Extent::whole;
  /// How a service that is not emulated says so; null: as a problem.
  http::Reply (*refuse_missing)(const Refusal& refusal) = nullptr;
};

/// Of a VendorHost's: "[dev.|]api.example.com" is "dev.api.example.com" and "api.example.com".
std::vector<std::string> without_alternatives(std::string_view pattern);

class VendorHosts {
 public:
  VendorHosts() = default;
  /// The tables outlive it. Of rows that fit one name the first counts. Throws std::logic_error where a pattern is
  /// none.
  explicit VendorHosts(const std::vector<std::span<const VendorHost>>& tables);

  /// Of a name as a Host header has it: in any case, with a port or the root's dot or without; null where it is no
  /// vendor's. A name without a dot, and an address, costs nothing.
  const VendorHost* find(std::string_view host) const;

  /// Whether an API answers under such a name: one of the row's, or one that no row has, such as a fixture's routes.
  bool lets_answer(const VendorHost& host, std::string_view api) const;

  /// Whether some vendor's name could be this one in lower case, or lie below it, or above it.
  bool overlap(std::string_view domain) const;

  /// Domains with all the names, and as few others as possible: "api.example.com".
  std::vector<std::string> domains() const;

 private:
  struct Name {
    std::string pattern;  // without alternatives
    const VendorHost* row;
  };

  void add(const VendorHost& row, std::string pattern);

  std::unordered_map<std::string, std::vector<Name>, TextHash, std::equal_to<>> by_site_;  // by their last two labels
  std::vector<std::string_view> bound_;                                                    // APIs that rows have
};

}  // namespace understudy::front
