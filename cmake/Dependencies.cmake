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
# where there are any.
function(cxdump_prefer_archive target archive)
  find_library(${archive}_ARCHIVE NAMES lib${archive}.a)
  if(${archive}_ARCHIVE)
    set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES "${${archive}_ARCHIVE};Threads::Threads")
  endif()
endfunction()
cxdump_prefer_archive(PkgConfig::ZSTD zstd)
cxdump_prefer_archive(PkgConfig::LZMA lzma)
cxdump_prefer_archive(PkgConfig::DEFLATE deflate)
cxdump_prefer_archive(PkgConfig::XXHASH xxhash)
cxdump_prefer_archive(PkgConfig::RE2 re2)

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
            absl::flat_hash_map
            PkgConfig::EDIT)
if(CXDUMP_ISAL)
  pkg_check_modules(ISAL REQUIRED IMPORTED_TARGET libisal)
  target_link_libraries(cxdump_deps INTERFACE PkgConfig::ISAL)
  target_compile_definitions(cxdump_deps INTERFACE CXDUMP_ISAL=1)
endif()
