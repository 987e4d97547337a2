# SPDX-License-Identifier: BSL-1.0
# Builds main.cpp in one WAY, from nothing, and runs it.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
set(main ${CMAKE_CURRENT_LIST_DIR}/main.cpp)
set(program ${WORK}/consumer)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY COMMAND_ECHO STDOUT)
endfunction()

function(build_project folder)
  run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR}/${folder} -B ${WORK} -G ${GENERATOR} -DCMAKE_CXX_COMPILER=${COMPILER}
      -DQUERN_SEQUENTIAL=${SEQUENTIAL} ${ARGN})
  run(${CMAKE_COMMAND} --build ${WORK})
endfunction()

set(tbb -ltbb -pthread)
if(SEQUENTIAL)
  set(tbb -DQUERN_SEQUENTIAL=1)
endif()

if(WAY STREQUAL add_subdirectory)
  build_project(add_subdirectory -DQUERN_SOURCE=${SOURCE})
elseif(WAY STREQUAL fetch_content)
  build_project(fetch_content -DFETCHCONTENT_SOURCE_DIR_QUERN=${SOURCE} -DFETCHCONTENT_FULLY_DISCONNECTED=ON)
elseif(WAY STREQUAL find_package)
  build_project(find_package -DCMAKE_PREFIX_PATH=${PREFIX})
elseif(WAY STREQUAL pkg_config)
  set(ENV{PKG_CONFIG_PATH} ${PREFIX}/share/pkgconfig)
  execute_process(COMMAND pkg-config --cflags --libs quern OUTPUT_VARIABLE flags COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(flags UNIX_COMMAND "${flags}")
  run(${COMPILER} -std=c++20 ${main} -o ${program} ${flags})
elseif(WAY STREQUAL single_header)
  run(${COMPILER} -std=c++20 -I${SOURCE}/single_include ${main} -o ${program} ${tbb})
elseif(WAY STREQUAL sequential) # links without TBB, so nothing of <execution> is left in it
  run(${COMPILER} -std=c++20 -DQUERN_SEQUENTIAL=1 -I${SOURCE}/single_include ${main} -o ${program})
endif()
run(${program})
