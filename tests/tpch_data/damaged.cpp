// SPDX-License-Identifier: BSL-1.0
// A cache file that does not fit is refused, with its name and the reason.
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>

#include "bench/tpch/cache.hpp"
#include "catch.hpp"
#include "small_data.hpp"

namespace {

using tpch::cache::header;

// The file of the nations as a text to be changed.
class nations {
 public:
  nations() {
    tpch::cache::save(tpch_data::small().nation, path_, "small");
    std::ifstream in(path_, std::ios::binary);
    bytes_ = {std::istreambuf_iterator<char>(in), {}};
  }
  // What open() says of the file after a change of its bytes.
  template <class S = tpch::nation>
  std::string refusal(std::function<void(std::string&)> const& change, std::string const& label = {}) const {
    std::string b = bytes_;
    change(b);
    std::ofstream(path_, std::ios::binary) << b;
    try {
      tpch::cache::open<S>(path_, {.label = label});
      return "nothing";
    } catch (tpch::cache::error const& e) {
      return e.what();
    }
  }
  std::string of_header(std::function<void(header&)> const& change) const {
    return refusal([&](std::string& b) {
      header h;
      std::memcpy(&h, b.data(), sizeof h);
      change(h);
      std::memcpy(b.data(), &h, sizeof h);
    });
  }
  // The directory changed and its checksum made to fit, as a faulty writer would.
  std::string of_directory(std::function<void(tpch::cache::directory&)> const& change) const {
    return refusal([&](std::string& b) {
      header h;
      std::memcpy(&h, b.data(), sizeof h);
      auto d = tpch::cache::read_directory(std::string_view(b).substr(sizeof h, h.directory_bytes), h.columns);
      change(d);
      auto const listed = written(d);
      REQUIRE(listed.size() == h.directory_bytes);
      b.replace(sizeof h, listed.size(), listed);
      h.directory_hash = tpch::cache::hash_of(listed);
      std::memcpy(b.data(), &h, sizeof h);
    });
  }
  std::size_t size() const { return bytes_.size(); }

 private:
  tpch_data::temporary_folder folder_;
  std::string path_ = folder_ / "nation.columns", bytes_;
};

bool says(std::string const& what, std::string const& part) {
  INFO(what);
  CHECK(what.find("nation.columns: ") != what.npos);
  CHECK(what.find(part) != what.npos);
  return what.find(part) != what.npos;
}

struct renamed : quern::schema<quern::field<"n_nationkey", tpch::key>, quern::field<"n_title", quern::category>,
                               quern::field<"n_regionkey", tpch::key>, quern::field<"n_comment", quern::string>> {};
struct retyped : quern::schema<quern::field<"n_nationkey", std::int64_t>, quern::field<"n_name", quern::category>,
                               quern::field<"n_regionkey", tpch::key>, quern::field<"n_comment", quern::string>> {};

}  // namespace

TEST_CASE("a cache file that is not there, too short, too long or something else is refused", "[tpch]") {
  nations const f;
  auto const keep = [](std::string&) {};
  CHECK(f.refusal(keep) == "nothing");
  CHECK_THROWS_WITH(tpch::cache::open<tpch::nation>("no/such.columns"), Catch::Contains("no/such.columns: cannot be opened: No such file"));
  CHECK(says(f.refusal([](std::string& b) { b.clear(); }), "truncated: 0 bytes, a header has 64"));
  CHECK(says(f.refusal([](std::string& b) { b.resize(63); }), "truncated: 63 bytes"));
  CHECK(says(f.refusal([](std::string& b) { b.resize(b.size() - 1); }),
             "truncated: " + std::to_string(f.size() - 1) + " bytes of " + std::to_string(f.size())));
  CHECK(says(f.refusal([](std::string& b) { b += 'x'; }), "too long"));
  CHECK(says(f.refusal([](std::string& b) { b[0] = 'x'; }), "not a cached table"));
  CHECK(says(f.of_header([](header& h) { h.version = 2; }), "version 2, this program reads 1"));
  CHECK(says(f.of_header([](header& h) { h.byte_order = 0x04030201; }), "another order of bytes"));
}

TEST_CASE("a cache of another schema or of other data is refused", "[tpch]") {
  nations const f;
  auto const keep = [](std::string&) {};
  CHECK(says(f.refusal<tpch::region>(keep), "another schema: it has 4 columns instead of 3"));
  CHECK(says(f.refusal<renamed>(keep), "column 2 is 'n_name' of type category instead of 'n_title' of type category"));
  CHECK(says(f.refusal<retyped>(keep), "column 1 is 'n_nationkey' of type int32 instead of 'n_nationkey' of type int64"));
  CHECK(f.refusal(keep, "small") == "nothing");
  CHECK(says(f.refusal(keep, "large"), "holds 'small' instead of 'large'"));
}

TEST_CASE("a cache file with a damaged directory is refused", "[tpch]") {
  using namespace tpch::cache;
  nations const f;
  CHECK(says(f.refusal([](std::string& b) { b[sizeof(header) + 20] ^= 1; }), "another checksum"));
  CHECK(says(f.of_header([](header& h) { h.directory_bytes = 1u << 30; }), "its directory ends behind the file"));
  CHECK(says(f.of_header([](header& h) { h.columns = 1000; }), "its directory ends too early"));
  CHECK(says(f.of_header([](header& h) { h.rows = 24; }), "column 'n_nationkey' has 100 bytes where its rows need 96"));
  CHECK(says(f.of_header([](header& h) { h.rows = ~std::uint64_t{0}; }), "more rows than the file could hold"));
  CHECK(
      says(f.of_directory([](directory& d) { d.columns[0].places[values].at += 1; }), "column 'n_nationkey' does not lie inside the file"));
  CHECK(says(f.of_directory([](directory& d) { d.columns[2].places[values].at = std::uint64_t{1} << 40; }),
             "column 'n_regionkey' does not lie inside the file"));
  CHECK(says(f.of_directory([](directory& d) { d.columns[3].places[values].bytes -= 1; }), "column 'n_comment' has"));
  CHECK(says(f.of_directory([](directory& d) { d.columns[3].places[offsets] = d.columns[0].places[values]; }),
             "column 'n_comment' has 100 bytes where its rows need 208"));
  CHECK(says(f.of_directory([](directory& d) { d.columns[1].places[dictionary_offsets] = {}; }),
             "column 'n_name' has a dictionary without offsets"));
  CHECK(says(f.of_directory([](directory& d) { d.columns[1].places[dictionary_values].bytes = 3; }), "column 'n_name' has 3 bytes"));
}
