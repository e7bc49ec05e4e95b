#pragma once

#include "dump/salvager.hpp"
#include "dump/usual_entries.hpp"

namespace cxdump::dump {

/// v2 and v3: whole records of a list, whatever its header and its end say.
class ListSalvager final : public SalvagerBase {
 public:
  ListSalvager(DamagedInput input, const DecodeOptions& options, OnDamage on_damage, Nested nested);

  std::optional<std::uint64_t> declared() const override { return declared_; }
  std::optional<Nested> better_reading() const override { return better_reading_; }

 private:
  static constexpr std::uint64_t kCompany = 3;  ///< records in a row that are no chance
  static constexpr std::size_t kLookAhead = std::size_t{1} << 20;

  /// Records that follow each other.
  struct Chain {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t records = 0;
    bool is_alike = false;       ///< keys and sizes are like those of entries before
    bool is_believable = false;  ///< all have times that an entry of v2 has
    bool is_open = false;        ///< more bytes may make it longer
    std::size_t first = 0;       ///< nested_in: where the first record of all in the entry starts
    bool holds_records = false;  ///< nested_in: there is one
  };

  Step step(Batch& batch, std::size_t& at) override;
  Step look_back(Batch& batch, std::size_t& at) override;
  std::size_t search_from(Bytes window, std::size_t at) override;
  Proof prove(Bytes window, const FoundRecord& found, std::size_t& go_on) override;
  std::size_t lead() const override { return 0; }
  bool holds_back() const override { return true; }
  void conclude() override;

  Step read_header(Bytes window, std::size_t& at);
  Step read_end(Bytes window, std::size_t at);
  Step read_record(Batch& batch, std::size_t& at);
  Step choose_container(Bytes window, const RecordCutter& cutter, const Entry& entry);
  bool goes_on_in_place(Bytes window, std::size_t at) const;
  std::optional<Container> likely_behind(Bytes window, std::size_t at);
  void settle(Container container);
  Step give_or_take_apart(Batch& batch, std::size_t& at, const Entry& entry);

  void note_nested(const Chain& nested, bool is_long);
  std::optional<Nested> better_reading_of(std::uint64_t declared, std::uint64_t found) const;

  bool sees_enough(Bytes window, std::size_t at) const;
  bool ends_the_list(Bytes window, std::size_t at) const;
  std::optional<std::size_t> missing_in(Bytes window, std::size_t begin, std::size_t end,
                                        std::uint64_t number, std::uint64_t records, bool may_hold_own);
  bool goes_on_as_value(Bytes window, const Chain& chain);
  static bool may_be_others(const Chain& chain);
  bool is_long_chain(const Chain& chain) const;
  bool goes_on_and_on(const Chain& chain, std::uint64_t number) const;
  Chain chain_from(Bytes window, std::size_t at, std::size_t stop);
  Chain nested_in(Bytes window, std::size_t begin, std::size_t end);
  /// What speaks against an entry that others may be inside of.
  enum class Grounds : std::uint8_t {
    none,
    nothing_behind,  ///< no record starts behind it
    damaged,         ///< it makes no sense itself
    cut_off,         ///< the data ends in it, and that may be all
  };
  bool outlasts_a_cut(Bytes window, const Chain& chain) const;
  bool stands_by_itself(Bytes window, const Chain& chain, Grounds grounds);
  bool claims_more_than_cut_off(Bytes window, std::size_t at) const;
  static std::uint64_t enough_to_stand_alone(Grounds grounds, bool is_term, bool sense_ends);
  std::optional<std::size_t> swallowed_in(Bytes window, std::size_t begin, std::size_t end,
                                          std::uint64_t number, Grounds grounds);

  std::optional<std::size_t> find_swallowed(Bytes window, std::size_t begin, std::size_t end,
                                            std::uint64_t number, Grounds grounds);

  Nested nested_mode_;
  std::optional<std::uint64_t> declared_;
  std::size_t probe_ = 0;       ///< a record that is not whole yet is looked into when it is as long as this
  bool is_damaged_ = false;     ///< the record that makes no sense does not just end early
  bool ends_inside_ = false;    ///< the window ends in the record, or before it
  std::size_t understood_ = 0;  ///< how many bytes of a record that makes no sense do make sense
  bool only_cut_ = false;       ///< so far nothing was lost but the last entry, in which the data ends
  bool claims_too_much_ = false;        ///< the record that makes no sense: see claims_more_than_cut_off
  std::optional<std::size_t> restart_;  ///< where it is known that the next entry starts
  bool begun_;
  bool whole_ = false;  ///< the list's end has been seen
  std::optional<Nested> better_reading_;
  std::uint64_t counted_ = 0;  ///< behind the last entry in the figures that follow
  UsualEntries usual_;
  std::uint64_t nested_ = 0;       ///< records at the ends of others, like those before
  std::uint64_t holders_ = 0;      ///< those others
  bool may_hold_others_ = false;   ///< a record was seen inside of an entry
  std::uint64_t in_chains_ = 0;    ///< those of them that are many together
  std::uint64_t unlikely_to_ = 0;  ///< up to here nothing tells the container
};

}  // namespace cxdump::dump
