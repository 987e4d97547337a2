#include "contenders_quern.hpp"

namespace bench {

void add_quern_texts(timing::suite& all, h2o_rows const& rows, int threads) {
  static auto const t = typed::h2o_table<quern::string>(rows);
  typed::add_first_questions(all, t, "texts", threads);
}

}  // namespace bench
