// Which certificate a server shows for which name, made when the name first comes. Names that nobody may have get none.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "tls/authority.h"

namespace understudy::tls {

/// Who vouches for which names.
struct Vouching {
  Authority local;                                  ///< for localhost, *.localhost, *.test and `hosts`
  std::vector<std::string> hosts;                   ///< normal ones (base/host_name.h), that of the public URL first
  Authority vendors;                                ///< for those of the vendors that are stood in for
  std::function<bool(std::string_view)> is_vendor;  ///< of a name in lower case
  std::optional<ServerIdentity> own;                ///< given by whoever runs the server, for the names that it says
  TimeSource now;                                   ///< real time
};

/// Thread-safe.
class ServerIdentities {
 public:
  static constexpr size_t most = 1000;

  explicit ServerIdentities(Vouching vouching) : vouching_(std::move(vouching)) {}

  /// Of a name in lower case, or of no name: "".
  std::optional<ServerIdentity> of(std::string_view name);

 private:
  struct Kept {
    ServerIdentity identity;
    Instant made;
  };

  std::optional<ServerIdentity> make(std::string_view name) const;
  void add_own(CertifiedNames& names) const;
  bool is_ours(std::string_view name) const;

  const Vouching vouching_;
  std::mutex mutex_;
  std::map<std::string, Kept, std::less<>> kept_;
  std::deque<std::string> order_;  ///< the oldest first
};

}  // namespace understudy::tls
