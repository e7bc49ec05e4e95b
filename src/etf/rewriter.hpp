#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "cxdump/base/plain_vector.hpp"
#include "cxdump/etf/encode.hpp"
#include "cxdump/etf/identifier.hpp"
#include "etf/sorted_maps.hpp"

namespace cxdump::etf {

enum class Identity : std::uint8_t {
  as_written,  ///< references and funs keep all they have
  normalised,  ///< only what `=:=` looks at
};

/// How a term is to be written.
struct Form {
  MinorVersion version;
  MapOrder map_order;
  Identity identity;
};

enum class Rewritten : std::uint8_t {
  unchanged,  ///< the term has the form already; nothing was appended
  appended,
};

/// Writes a term in another form in one pass: bytes that need no change are copied in runs as long as
/// possible.
///
/// A count of the terms still to come takes the place of a stack; frames are kept only for what must be
/// looked at again: a list (its tail may be a list too), a map whose keys are put in order, a fun (its size).
/// Threads: one Rewriter, one thread.
class Rewriter {
 public:
  /// Requires: `term` is valid and does not lie in `out`.
  Rewritten rewrite(Bytes term, const Form& form, std::vector<std::uint8_t>& out);

 private:
  enum class What : std::uint8_t { list, map, fun };
  /// Small, since hostile terms have millions of levels.
  struct Frame {
    std::size_t begin = 0;     ///< list, fun: where its tag stands, or will stand, in the output
    std::uint32_t next_event;  ///< the count of pending terms at which this frame is looked at again
    std::uint32_t count = 0;   ///< list: elements, of all lists that make it up; map: pairs that are done
    std::uint32_t map = 0;     ///< its number
    What what;
    bool merged = false;  ///< list: of more than one
  };

  void visit(const Head& head);
  void visit_integer(const Head& head);
  void visit_big(const Head& head);
  void visit_float(const Head& head);
  void visit_atom(const Head& head);
  void visit_bitstring(const Head& head);
  void visit_list(const Head& head);
  void visit_tuple(const Head& head);
  void visit_map(const Head& head);
  void visit_reference(const Head& head);
  void visit_fun(const Head& head);

  void handle_event();
  void handle_list_tail();
  void handle_map_pair();
  void finish_list();

  bool keeps_order(std::uint32_t count) const;
  std::optional<std::size_t> byte_list_length(std::uint32_t count) const;
  void append_byte_list(std::uint32_t count);

  std::size_t output_position(const std::uint8_t* source) const;
  void flush(const std::uint8_t* until);
  void replace(const Head& head);
  void jump(const std::uint8_t* to);

  std::vector<std::uint8_t>* out_ = nullptr;
  Form form_{};
  const std::uint8_t* at_ = nullptr;
  const std::uint8_t* end_ = nullptr;
  const std::uint8_t* run_ = nullptr;  ///< from here to at_, the source is to be copied as it is
  std::uint64_t pending_ = 0;
  std::size_t expected_ = 0;  ///< bytes of output, when they are many: so that it does not grow step by step
  PlainVector<Frame> frames_;
  SortedMaps maps_;
};

}  // namespace cxdump::etf
