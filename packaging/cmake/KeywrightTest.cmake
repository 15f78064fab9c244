option(KEYWRIGHT_UNIT_TESTS
    "Build and run all unit tests, not only those that say nothing under sanitizers, the lints and the journeys" ON)

# keywright_test(NAME SOURCE LABEL label [LIBRARIES …] [ALSO_PLAIN]): one Qt Test executable, registered with ctest.
# ALSO_PLAIN: what it shows, it cannot show under sanitizers.
function(keywright_test name source)
    cmake_parse_arguments(ARG "ALSO_PLAIN" "LABEL" "LIBRARIES" ${ARGN})
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE keywright_options Qt6::Test ${ARG_LIBRARIES})
    if(KEYWRIGHT_PCH)
        if("keywright_ui" IN_LIST ARG_LIBRARIES)
            target_precompile_headers(${name} REUSE_FROM keywright_precompiled_ui)
        elseif(ARG_LIBRARIES MATCHES "keywright_(core|test_support|test_provider)")
            target_precompile_headers(${name} REUSE_FROM keywright_precompiled_core)
        endif()
    endif()
    if(NOT KEYWRIGHT_UNIT_TESTS AND NOT ARG_ALSO_PLAIN)
        set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
        return()
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${ARG_LABEL}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;LSAN_OPTIONS=suppressions='${PROJECT_SOURCE_DIR}/tests/leaks.supp':print_suppressions=0")
endfunction()
