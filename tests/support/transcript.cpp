#include "support/transcript.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>

#include "base/text.h"
#include "support/mock.h"

namespace understudy::testing {

namespace {

const std::filesystem::path folder = TRANSCRIPTS_DIR;

std::string read(const std::string& file) {
  std::ifstream stream(folder / file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The line without its mark: "> GET /" gives "GET /", ">" gives "".
std::string unmarked(const std::string& line) { return line.size() > 2 ? line.substr(2) : std::string(); }

std::string marked(std::string_view line) { return line.empty() ? "<" : "< " + std::string(line); }

class Player {
 public:
  std::string play(const std::string& text) {
    std::istringstream lines(text);
    std::vector<std::string> request;
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with('<')) continue;
      if (line.starts_with('>')) {
        request.push_back(unmarked(line));
        out_ += line + "\n";
        if (lines.peek() == '>') continue;
        answer(request);
        request.clear();
        continue;
      }
      out_ += line + "\n";
      obey(line);
    }
    return out_;
  }

 private:
  void obey(const std::string& line) {
    if (line.empty() || line.starts_with('#')) return;
    std::istringstream words(line);
    std::string verb;
    std::string first;
    std::string rest;
    words >> verb >> first;
    std::getline(words >> std::ws, rest);
    if (verb == "fixture") {
      mock_ = std::make_unique<Mock>(fixture_seed(first));
    } else if (verb == "clock") {
      mock_->world().step([&](WorldState& state) { state.clock.advance(parse_duration(first.substr(1)).value()); });
    } else if (verb == "let" && rest.starts_with("= cookie ")) {
      names_[first] = set_cookie(rest.substr(9));
    } else if (verb == "let" && rest.starts_with("= ")) {
      const Json body = body_of(last_);
      const Json* value = body.find(rest.substr(2));
      ASSERT_TRUE(value != nullptr && value->text() != nullptr) << line;
      names_[first] = *value->text();
    } else {
      FAIL() << "no such line in a transcript: " << line;
    }
  }

  /// The value of a cookie that the last reply sets, as it stands there.
  std::string set_cookie(const std::string& name) const {
    for (const auto header : last_.headers.find_all("Set-Cookie"))
      if (header.starts_with(name + "="))
        return std::string(header.substr(name.size() + 1, header.find(';') - name.size() - 1));
    ADD_FAILURE() << "the last reply sets no cookie " << name;
    return {};
  }

  std::string filled(std::string line) {
    for (size_t open = line.find('{'); open != std::string::npos; open = line.find('{', open + 1)) {
      const size_t close = line.find('}', open);
      if (close == std::string::npos) break;
      const std::string name = line.substr(open + 1, close - open - 1);
      if (name.starts_with("token "))
        line.replace(open, close - open + 1, mock_->token(name.substr(6)));
      else if (names_.contains(name))
        line.replace(open, close - open + 1, names_[name]);
    }
    return line;
  }

  void answer(const std::vector<std::string>& request) {
    ASSERT_TRUE(mock_) << "a transcript begins with: fixture FILE";
    std::istringstream first(filled(request.front()));
    std::string method;
    std::string target;
    first >> method >> target;
    std::vector<std::string> headers;
    std::string body;
    const auto blank = std::find(request.begin(), request.end(), "");
    for (auto line = request.begin() + 1; line != blank; ++line) headers.push_back(filled(*line));
    for (auto line = blank; line != request.end(); ++line)
      if (line != blank) body += (body.empty() ? "" : "\n") + filled(*line);
    last_ = mock_->ask(method, target, headers, body);
    const auto reason = last_.reason.empty() ? http::standard_reason(last_.status) : std::string_view(last_.reason);
    out_ += marked(cat({std::to_string(last_.status), " ", reason})) + "\n";
    for (const auto& field : last_.headers) out_ += marked(field.name + ": " + field.value) + "\n";
    if (last_.body.empty()) return;
    out_ += "<\n";
    for (const auto line : split(last_.body, '\n')) out_ += marked(line) + "\n";
  }

  std::unique_ptr<Mock> mock_;
  std::map<std::string, std::string> names_;
  http::Reply last_;
  std::string out_;
};

}  // namespace

std::vector<std::string> transcript_files() {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".txt") files.push_back(std::filesystem::relative(entry.path(), folder).string());
  std::sort(files.begin(), files.end());
  return files;
}

Played play_transcript(const std::string& file) {
  Played played;
  played.expected = read(file);
  played.actual = Player().play(played.expected);
  return played;
}

void write_transcript(const std::string& file, const std::string& text) {
  std::ofstream(folder / file, std::ios::binary) << text;
}

}  // namespace understudy::testing
