# keywright_test(NAME SOURCE LABEL label [LIBRARIES …]): one Qt Test executable, registered with ctest.
function(keywright_test name source)
    cmake_parse_arguments(ARG "" "LABEL" "LIBRARIES" ${ARGN})
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE keywright_options Qt6::Test ${ARG_LIBRARIES})
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES
        LABELS "${ARG_LABEL}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8")
endfunction()
