# All from Debian 12; scripts/setup installs them.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(CLI11 REQUIRED)
find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(ZLIB REQUIRED)
find_package(TBB REQUIRED)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(LZMA REQUIRED IMPORTED_TARGET liblzma)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)
pkg_check_modules(XXHASH REQUIRED IMPORTED_TARGET libxxhash)
pkg_check_modules(RE2 REQUIRED IMPORTED_TARGET re2)
pkg_check_modules(EDIT REQUIRED IMPORTED_TARGET libedit)
find_package(absl REQUIRED)

# Each shared library costs the program a fraction of a millisecond at every start: Debian's archives are linked instead
# where all that a library needs is there.
function(cxdump_prefer_archives target)
  set(found "")
  foreach(archive IN LISTS ARGN)
    find_library(${archive}_ARCHIVE NAMES lib${archive}.a)
    if(NOT ${archive}_ARCHIVE)
      return()
    endif()
    list(APPEND found "${${archive}_ARCHIVE}")
  endforeach()
  set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES
                                             "-Wl,--start-group;${found};-Wl,--end-group;Threads::Threads")
endfunction()
cxdump_prefer_archives(PkgConfig::ZSTD zstd)
cxdump_prefer_archives(PkgConfig::LZMA lzma)
cxdump_prefer_archives(PkgConfig::DEFLATE deflate)
cxdump_prefer_archives(PkgConfig::XXHASH xxhash)
cxdump_prefer_archives(PkgConfig::RE2 re2)
cxdump_prefer_archives(PkgConfig::EDIT edit bsd tinfo md)
add_library(cxdump_hash_map INTERFACE)
target_link_libraries(cxdump_hash_map INTERFACE absl::flat_hash_map)
cxdump_prefer_archives(cxdump_hash_map absl_hash absl_raw_hash_set absl_city absl_low_level_hash
                       absl_raw_logging_internal absl_hashtablez_sampler absl_exponential_biased absl_synchronization
                       absl_time absl_time_zone absl_int128 absl_base absl_spinlock_wait absl_strings
                       absl_strings_internal absl_throw_delegate absl_malloc_internal absl_graphcycles_internal
                       absl_stacktrace absl_symbolize absl_debugging_internal absl_demangle_internal
                       absl_log_severity absl_bad_optional_access absl_bad_variant_access)

add_library(cxdump_deps INTERFACE)
target_link_libraries(
  cxdump_deps
  INTERFACE CLI11::CLI11
            fmt::fmt
            nlohmann_json::nlohmann_json
            ZLIB::ZLIB
            TBB::tbb
            Threads::Threads
            PkgConfig::ZSTD
            PkgConfig::LZMA
            PkgConfig::DEFLATE
            PkgConfig::XXHASH
            PkgConfig::RE2
            cxdump_hash_map
            PkgConfig::EDIT)
if(CXDUMP_ISAL)
  pkg_check_modules(ISAL REQUIRED IMPORTED_TARGET libisal)
  target_link_libraries(cxdump_deps INTERFACE PkgConfig::ISAL)
  target_compile_definitions(cxdump_deps INTERFACE CXDUMP_ISAL=1)
endif()
