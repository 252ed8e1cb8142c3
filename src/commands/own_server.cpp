#include "commands/own_server.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <iostream>
#include <poll.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>

#include "base/json.h"
#include "base/text.h"
#include "http/client.h"
#include "http/descriptor.h"

namespace understudy {

namespace {

constexpr const char* this_program = "/proc/self/exe";

/// What it is not told here it finds in the environment, as every server does.
std::vector<std::string> serve_words(const OwnServerOptions& options) {
  std::vector<std::string> words{this_program, "serve", "--port", "0", "--log", "off", "--ready-file", "/dev/fd/3"};
  if (options.has_tls) words.insert(words.end(), {"--tls", "--data-dir", options.data_folder});
  words.emplace_back("--");
  words.insert(words.end(), options.fixtures.begin(), options.fixtures.end());
  return words;
}

/// Of the environment, too, nothing about https counts without it.
std::vector<std::pair<std::string, std::string>> serve_variables(const OwnServerOptions& options) {
  if (options.has_tls) return {};
  std::vector<std::pair<std::string, std::string>> none;
  for (const auto* name : {"UNDERSTUDY_TLS", "UNDERSTUDY_DATA_DIR", "UNDERSTUDY_TLS_CERT", "UNDERSTUDY_TLS_KEY",
                           "UNDERSTUDY_CA_CERT", "UNDERSTUDY_CA_KEY"})
    none.emplace_back(name, "");
  return none;
}

/// Where it is reached, by its ready line and by where the environment has it listen.
std::string url_in(const std::string& ready_line) {
  const Json ready = parse_json(ready_line).value_or(Json());
  const Json* port = ready.find("port");
  const char* host = std::getenv("UNDERSTUDY_HOST");
  if (port == nullptr || port->integer() == nullptr) return {};
  return http::url_of_listener(host == nullptr ? "" : host, static_cast<int>(*port->integer()));
}

bool is_end(const CaughtSignal& signal) { return signal.number != SIGCHLD; }

struct Heard {
  std::string line;
  int ended_by = 0;  ///< a signal; 0: none came
};

/// Until a line has come, or nobody is left to write one.
Heard listen_to(int pipe, SignalQueue& signals) {
  Heard heard;
  std::array<char, 4096> piece{};
  while (heard.line.find('\n') == std::string::npos) {
    std::array<pollfd, 2> events{{{pipe, POLLIN, 0}, {signals.descriptor(), POLLIN, 0}}};
    if (poll(events.data(), events.size(), -1) < 0) continue;
    if ((events[1].revents & POLLIN) != 0)
      if (const auto signal = signals.next(); is_end(signal)) return {{}, signal.number};
    if (events[0].revents == 0) continue;
    const auto size = read(pipe, piece.data(), piece.size());
    if (size <= 0) break;
    heard.line.append(piece.data(), static_cast<size_t>(size));
  }
  return heard;
}

}  // namespace

int OwnServer::start(const OwnServerOptions& options, SignalQueue& signals) {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  http::Descriptor hearing(ends[0]);
  http::Descriptor telling(ends[1]);
  child_ = start_child({.words = serve_words(options),
                        .variables = serve_variables(options),
                        .last_signal = SIGKILL,
                        .is_background = true,
                        .ready_pipe = telling.number()},
                       signals);
  telling = {};
  if (child_.pid < 0) {
    std::cerr << "understudy: cannot start a server (" << std::generic_category().message(child_.error) << ")\n";
    return 2;
  }
  const Heard heard = listen_to(hearing.number(), signals);
  if (heard.ended_by != 0) return 128 + heard.ended_by;
  url_ = url_in(heard.line);
  return url_.empty() ? 2 : 0;
}

void OwnServer::stop() {
  if (child_.pid < 0) return;
  kill(child_.pid, SIGKILL);
  waitpid(child_.pid, nullptr, 0);
  child_.pid = -1;
}

bool OwnServer::took_end_of(pid_t child) {
  if (child != child_.pid) return false;
  child_.pid = -1;
  return true;
}

}  // namespace understudy
