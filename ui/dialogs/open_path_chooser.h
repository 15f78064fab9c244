#pragma once

#include <QString>
#include <QStringList>

#include <functional>

class QWidget;

namespace keywright {

struct OpenPathRequest
{
    QString title;
    QString directory;       ///< where to begin; empty: where the platform likes
    QStringList nameFilters; ///< "JSON (*.json)"; empty: all files
    bool showsHidden = false;
};

/// Asks for a file to read. A seam, so that tests can answer.
class OpenPathChooser
{
public:
    virtual ~OpenPathChooser() = default;
    /// Calls `chosen` once with the path, or never when the person cancels or `parent` goes away.
    virtual void choose(
        QWidget *parent, const OpenPathRequest &request, std::function<void(QString)> chosen) = 0;
};

/// The platform's file dialog.
class FileDialogOpener : public OpenPathChooser
{
public:
    void choose(
        QWidget *parent, const OpenPathRequest &request,
        std::function<void(QString)> chosen) override;
};

} // namespace keywright
