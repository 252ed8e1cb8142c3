// The allocator's memory, as far as the program has a say in it.
#pragma once

namespace understudy {

/// Gives the system back what was freed but is still held, from the heaps of all threads. Other threads may wait for
/// memory meanwhile: some milliseconds where much of it is in pieces.
void give_back_free_memory();

}  // namespace understudy
