# Precompiles what nearly every file includes: it halves the time of a build from nothing. Off by default, so that the
# development build notices a file that leans on another's includes, and so that ccache works at its best.
option(KEYWRIGHT_PCH "Precompile common headers" OFF)
if(NOT KEYWRIGHT_PCH)
    return()
endif()

set(common_headers
    <QByteArray> <QDateTime> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap> <QObject> <QString>
    <QStringList> <QUrl> <QCoro/QCoroTask> <tl/expected.hpp> <chrono> <functional> <memory> <optional> <vector>)
set(screen_headers
    <QApplication> <QBoxLayout> <QComboBox> <QLabel> <QLineEdit> <QPainter> <QPushButton> <QTableView> <QWidget>)

target_precompile_headers(keywright_core PRIVATE ${common_headers})
target_precompile_headers(keywright_ui PRIVATE ${common_headers} ${screen_headers})
