#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>

namespace keywright::cli {

inline QString tr(const char *text)
{
    return QCoreApplication::translate("keywright-cli", text);
}

inline QString qt(const std::string &text)
{
    return QString::fromStdString(text);
}

} // namespace keywright::cli
