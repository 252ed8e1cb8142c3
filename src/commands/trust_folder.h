// The folder of trust files that a program's variables name: a server's own, or one for files made of what it says.
#pragma once

#include <string>

#include "commands/kept_authorities.h"
#include "commands/reach_variables.h"

namespace understudy {

class TrustFolder {
 public:
  TrustFolder() = default;
  TrustFolder(const TrustFolder&) = delete;
  TrustFolder& operator=(const TrustFolder&) = delete;
  /// Removes one that was made for this process alone.
  ~TrustFolder();

  // Each gives false where nothing comes of it, and has said why.

  /// `folder`, or where it is empty the user's usual one, or where there is none, or none that can be written, one for
  /// this process alone.
  bool choose(const std::string& folder);
  /// Whether it has the files.
  bool is_filled() const;
  /// Whether they are those of a running server.
  bool is_of(const std::string& server) const;
  /// One for this process alone, with the files of a running server; the one that `environment` names already, where it
  /// has the very same.
  bool fetch(const std::string& server, const Environment& environment);
  /// In the user's usual folder, below it one for each server: for whoever comes after this process.
  bool fetch_and_keep(const std::string& server);

  /// Absolute.
  const std::string& path() const { return path_; }

 private:
  bool make_temporary();
  bool write(const AuthorityCertificates& certificates);

  std::string path_;
  bool goes_with_this_ = false;
};

}  // namespace understudy
