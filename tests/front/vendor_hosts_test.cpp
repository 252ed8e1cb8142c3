#include "front/vendor_hosts.h"

#include <gtest/gtest.h>
