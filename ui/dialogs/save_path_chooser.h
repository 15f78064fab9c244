#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace keywright {

struct SavePathRequest
{
    QString title;
    QString suggestedName;
    QString nameFilter; ///< "JSON (*.json)"
    QString suffix;     ///< added when the person types none
};

/// Asks for a place to save to. A seam, so that tests can answer; whether an existing file may be
/// replaced is asked by the caller.
class SavePathChooser
{
public:
    virtual ~SavePathChooser() = default;

    /// Calls `chosen` once with the path, or never when the person cancels or `parent` goes away.
    virtual void choose(
        QWidget *parent, const SavePathRequest &request, std::function<void(QString)> chosen) = 0;
};

/// The platform's file dialog.
class FileDialogChooser : public SavePathChooser
{
public:
    void choose(
        QWidget *parent, const SavePathRequest &request,
        std::function<void(QString)> chosen) override;
};

} // namespace keywright
