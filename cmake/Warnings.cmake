# Flags that every target of the project is compiled with.
add_library(cxdump_flags INTERFACE)
target_compile_options(cxdump_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False alarms of g++ 12 inside inlined std::string and std::vector (GCC PR 105329, 105762).
  target_compile_options(cxdump_flags INTERFACE -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
endif()
if(CXDUMP_WERROR)
  target_compile_options(cxdump_flags INTERFACE -Werror)
endif()
if(CXDUMP_SANITIZE)
  target_compile_options(cxdump_flags INTERFACE -fsanitize=${CXDUMP_SANITIZE} -fno-omit-frame-pointer
                                                -fno-sanitize-recover=all)
  target_link_options(cxdump_flags INTERFACE -fsanitize=${CXDUMP_SANITIZE})
  # GCC's manual: sanitizers make for false alarms of this kind. Builds without them have it on.
  target_compile_options(cxdump_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
if(CXDUMP_COVERAGE)
  target_compile_options(cxdump_flags INTERFACE --coverage)
  target_link_options(cxdump_flags INTERFACE --coverage)
endif()
