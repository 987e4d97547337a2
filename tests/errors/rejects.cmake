# SPDX-License-Identifier: BSL-1.0
# cmake -DEXPECTED=REGEX -P rejects.cmake -- COMMAND...: passes when COMMAND fails with one error and its output matches REGEX.
cmake_minimum_required(VERSION 3.25)
set(command "")
set(after FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(i RANGE ${last})
  if(after)
    list(APPEND command "${CMAKE_ARGV${i}}")
  elseif("${CMAKE_ARGV${i}}" STREQUAL "--")
    set(after TRUE)
  endif()
endforeach()

# English messages with plain quotes, whatever the user's locale.
set(ENV{LC_ALL} C)
execute_process(COMMAND ${command} RESULT_VARIABLE code OUTPUT_VARIABLE output ERROR_VARIABLE output)
if(code EQUAL 0)
  message(FATAL_ERROR "it compiled, but must not\n${output}")
elseif(NOT code EQUAL 1) # a crash or a compiler that could not be started is no rejection
  message(FATAL_ERROR "the compiler ended with `${code}`\n${output}")
elseif(NOT output MATCHES "${EXPECTED}")
  message(FATAL_ERROR "it failed, but not in the expected words\n  expected: ${EXPECTED}\n${output}")
endif()

# One mistake, one error: what follows from it is not said. g++ and clang spell a diagnostic FILE:LINE:COLUMN: error: TEXT.
string(REGEX MATCHALL ":[0-9]+:[0-9]+: (fatal )?error: " errors "${output}")
list(LENGTH errors count)
if(NOT count EQUAL 1)
  message(FATAL_ERROR "${count} errors, but one mistake\n${output}")
endif()
