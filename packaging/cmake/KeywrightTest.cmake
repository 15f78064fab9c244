# keywright_test(NAME SOURCE LABEL label [LIBRARIES …]): one Qt Test executable, registered with ctest.
function(keywright_test name source)
    cmake_parse_arguments(ARG "" "LABEL" "LIBRARIES" ${ARGN})
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE keywright_options Qt6::Test ${ARG_LIBRARIES})
    if(KEYWRIGHT_PCH)
        if("keywright_ui" IN_LIST ARG_LIBRARIES)
            target_precompile_headers(${name} REUSE_FROM keywright_precompiled_ui)
        elseif(ARG_LIBRARIES MATCHES "keywright_(core|test_support|test_provider)")
            target_precompile_headers(${name} REUSE_FROM keywright_precompiled_core)
        endif()
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${ARG_LABEL}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()
