// A server for one run alone: this very program as a child, on a free port. It goes when this process does.
#pragma once

#include <string>
#include <vector>

#include "commands/child.h"
#include "commands/signals.h"

namespace understudy {

struct OwnServerOptions {
  std::vector<std::string> fixtures;
  std::string data_folder;
  bool has_tls = true;
};

class OwnServer {
 public:
  OwnServer() = default;
  OwnServer(const OwnServer&) = delete;
  OwnServer& operator=(const OwnServer&) = delete;
  ~OwnServer() { stop(); }

  /// Waits until it serves. 0, or the exit status to end with, and it has said why: it could not start, or a signal
  /// came that ends this process.
  int start(const OwnServerOptions& options, SignalQueue& signals);
  /// At once: it keeps nothing that an end could spoil.
  void stop();

  /// True where the child that has ended was the server; its process id may be another one's from then on.
  bool took_end_of(pid_t child);

  const std::string& url() const { return url_; }

 private:
  Child child_;
  std::string url_;
};

}  // namespace understudy
