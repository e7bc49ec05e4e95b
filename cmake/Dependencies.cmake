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
find_package(absl REQUIRED)

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
            absl::flat_hash_map)
if(CXDUMP_ISAL)
  pkg_check_modules(ISAL REQUIRED IMPORTED_TARGET libisal)
  target_link_libraries(cxdump_deps INTERFACE PkgConfig::ISAL)
  target_compile_definitions(cxdump_deps INTERFACE CXDUMP_ISAL=1)
endif()
