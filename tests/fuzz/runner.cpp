// Runs a fuzz target without a fuzzing engine, the same way each time: every file of its corpus as it is, then a fixed
// number of seeded mutations of them. An input that ends the program is left behind in a file.
//
//   <name>_fuzz CORPUS [MUTATIONS [SEED]]
//   <name>_fuzz FILE                        that one input, to look into a failure

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

namespace fs = std::filesystem;

constexpr size_t longest_input = 1 << 16;

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> read_corpus(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> inputs;
  for (const auto& path : paths) inputs.push_back(read_file(path));
  return inputs;
}

/// Changes inputs at random places. Half of what it inserts comes from other inputs, so that their words meet.
class Mutator {
 public:
  Mutator(const std::vector<std::string>& corpus, uint64_t seed) : corpus_(corpus), random_(seed) {}

  std::string next() {
    std::string input = corpus_[below(corpus_.size())];
    for (size_t edits = 1 + below(6); edits > 0; --edits) edit(input);
    if (input.size() > longest_input) input.resize(longest_input);
    return input;
  }

 private:
  size_t below(size_t bound) { return bound == 0 ? 0 : random_() % bound; }

  std::string piece_of(const std::string& text) {
    const size_t start = below(text.size());
    return text.substr(start, 1 + below(std::min<size_t>(text.size(), 64)));
  }

  void edit(std::string& input) {
    const size_t place = below(input.size() + 1);
    switch (below(7)) {
      case 0:
        if (place < input.size()) input[place] = static_cast<char>(input[place] ^ (1 << below(8)));
        break;
      case 1:
        if (place < input.size()) input[place] = static_cast<char>(below(256));
        break;
      case 2: input.insert(place, 1, static_cast<char>(below(256))); break;
      case 3: input.erase(place, 1 + below(16)); break;
      case 4: input.insert(place, piece_of(input)); break;
      case 5: input.insert(place, piece_of(corpus_[below(corpus_.size())])); break;
      case 6: input.resize(place); break;
    }
  }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_;
};

/// Tries inputs, with the one being tried on disk until it has been survived.
class Trial {
 public:
  explicit Trial(fs::path left_behind) : left_behind_(std::move(left_behind)) {
    file_ = std::fopen(left_behind_.c_str(), "wb");
    if (file_ == nullptr) std::abort();
  }
  ~Trial() {
    std::fclose(file_);
    fs::remove(left_behind_);
  }

  void run(const std::string& input) const {
    // Kept open: some file systems flush a file that is emptied and closed, which takes milliseconds each time.
    std::rewind(file_);
    std::fwrite(input.data(), 1, input.size(), file_);
    std::fflush(file_);
    fs::resize_file(left_behind_, input.size());
    // A copy of exactly that size, so that a read beyond its end is seen.
    const std::vector<uint8_t> bytes(input.begin(), input.end());
    LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  }

 private:
  fs::path left_behind_;
  std::FILE* file_;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: %s CORPUS [MUTATIONS [SEED]]\n", arguments[0]);
    return 2;
  }
  const fs::path source = arguments[1];
  const std::string own_name = fs::path(arguments[0]).filename();
  const Trial trial(own_name + ".failed-input");
  if (fs::is_regular_file(source)) {
    trial.run(read_file(source));
    return 0;
  }
  const std::vector<std::string> corpus = read_corpus(source);
  if (corpus.empty()) {
    std::fprintf(stderr, "%s holds no input to start from\n", source.c_str());
    return 1;
  }
  const size_t mutations = count > 2 ? std::stoull(arguments[2]) : 10'000;
  Mutator mutator(corpus, count > 3 ? std::stoull(arguments[3]) : 1);
  for (const auto& input : corpus) trial.run(input);
  for (size_t round = 0; round < mutations; ++round) trial.run(mutator.next());
  std::printf("%zu inputs and %zu mutations survived\n", corpus.size(), mutations);
}
