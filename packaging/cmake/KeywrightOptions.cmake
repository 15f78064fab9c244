# The one target that carries the language standard, the warnings and Qt's strict switches.

option(KEYWRIGHT_TESTS "Build the tests" ON)
option(KEYWRIGHT_BENCH "Build the programs that benchmarks compare with" OFF)
option(KEYWRIGHT_WERROR "Treat warnings as errors" OFF)
option(KEYWRIGHT_FUZZ "Build the fuzz targets (Clang only)" OFF)
option(KEYWRIGHT_COVERAGE "Instrument for line coverage" OFF)
set(KEYWRIGHT_SANITIZE "" CACHE STRING "Sanitizers for every target, for example address,undefined")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)

add_library(keywright_options INTERFACE)
target_include_directories(keywright_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(keywright_options INTERFACE
    -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    $<$<BOOL:${KEYWRIGHT_WERROR}>:-Werror>)
target_compile_definitions(keywright_options INTERFACE
    QT_NO_KEYWORDS
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_FOREACH
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_STRICT_ITERATORS
    KEYWRIGHT_VERSION="${PROJECT_VERSION}")

# Several sources are then one, and GCC takes the types of their unnamed namespaces for those of a header.
target_compile_options(keywright_options INTERFACE $<$<BOOL:${CMAKE_UNITY_BUILD}>:-Wno-subobject-linkage>)

# A library that nothing calls is not loaded at start.
target_link_options(keywright_options INTERFACE -Wl,--as-needed)

# Nearly a hundred test programs are linked with the same large library: mold needs a fraction of the time.
find_program(KEYWRIGHT_MOLD mold DOC "The mold linker, for everything but a release; empty: the compiler's own linker")
if(KEYWRIGHT_MOLD AND NOT CMAKE_BUILD_TYPE STREQUAL "Release")
    target_link_options(keywright_options INTERFACE -fuse-ld=mold)
endif()

if(KEYWRIGHT_SANITIZE)
    target_compile_options(keywright_options INTERFACE
        -fsanitize=${KEYWRIGHT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(keywright_options INTERFACE -fsanitize=${KEYWRIGHT_SANITIZE})
endif()

if(KEYWRIGHT_FUZZ)
    target_compile_options(keywright_options INTERFACE -fsanitize=fuzzer-no-link)
    target_link_options(keywright_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

if(KEYWRIGHT_COVERAGE)
    target_compile_options(keywright_options INTERFACE --coverage)
    target_link_options(keywright_options INTERFACE --coverage)
endif()
