#include "config/shape.h"

#include <array>

#include "config/shape_types.h"

namespace understudy::config {

namespace {

using namespace shapes;

constexpr std::array key_file_keys{
    ShapeKey{"file", text(formats::filled), "A file that holds it; its path is relative to the fixture.", "", required},
};
constexpr ObjectShape key_file{"key_file", "Key material in a file of its own.", key_file_keys};

}  // namespace

const ObjectShape& key_file_shape() { return key_file; }

}  // namespace understudy::config
