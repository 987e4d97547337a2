// The figures of a timing::suite as a printed table and as JSON.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "timing.hpp"

namespace timing {

using facts = std::vector<std::pair<std::string, std::string>>;  // about the machine and the run

facts machine();
void print(facts const&);
void print(section const&);
void write_json(std::string const& path, std::string const& bench, facts const&, suite const&);

}  // namespace timing
