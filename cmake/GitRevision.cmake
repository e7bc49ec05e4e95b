# The revision that --version prints; "unknown" outside a checkout.
execute_process(
  COMMAND git rev-parse --short=12 HEAD
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
  OUTPUT_VARIABLE CXDUMP_GIT_REVISION
  OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT CXDUMP_GIT_REVISION)
  set(CXDUMP_GIT_REVISION unknown)
endif()
# Configure again when HEAD moves, so that the printed revision is the built one.
if(EXISTS ${CMAKE_SOURCE_DIR}/.git/HEAD)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/.git/logs/HEAD)
endif()
add_library(cxdump_revision INTERFACE)
configure_file(${CMAKE_SOURCE_DIR}/cmake/version.hpp.in ${CMAKE_BINARY_DIR}/generated/cxdump_version.hpp @ONLY)
target_include_directories(cxdump_revision INTERFACE ${CMAKE_BINARY_DIR}/generated)
