# Precompiles what nearly every file includes: it halves the time of a build from nothing. Off by default, so that the
# development build notices a file that leans on another's includes, and so that ccache works at its best.
option(KEYWRIGHT_PCH "Precompile common headers" OFF)
if(NOT KEYWRIGHT_PCH)
    return()
endif()

set(plain_headers
    <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QString> <QStringList>
    <algorithm> <chrono> <functional> <memory> <optional> <vector>)
set(common_headers ${plain_headers} <QObject> <QUrl> <QCoro/QCoroTask> <tl/expected.hpp>)
set(screen_headers
    <QApplication> <QBoxLayout> <QComboBox> <QLabel> <QLineEdit> <QPainter> <QPushButton> <QTableView> <QWidget>)

target_precompile_headers(keywright_core PRIVATE ${common_headers})
target_precompile_headers(keywright_ui PRIVATE ${common_headers} ${screen_headers})
target_precompile_headers(keywright_sandbox_server PRIVATE ${plain_headers})
target_precompile_headers(keywright-cli PRIVATE ${common_headers} <CLI/CLI.hpp>)

# What the tests share. GCC takes a precompiled header only where everything that was defined for it is defined again, and
# the libraries above have definitions of their own; so these two lend theirs instead.
set(empty_source ${PROJECT_BINARY_DIR}/precompiled.cpp)
file(CONFIGURE OUTPUT ${empty_source} CONTENT "// Only its precompiled headers matter.\n")
foreach(room core ui)
    add_library(keywright_precompiled_${room} OBJECT ${empty_source})
    target_link_libraries(keywright_precompiled_${room} PRIVATE keywright_${room})
endforeach()
target_precompile_headers(keywright_precompiled_core PRIVATE ${common_headers})
target_precompile_headers(keywright_precompiled_ui PRIVATE ${common_headers} ${screen_headers})
