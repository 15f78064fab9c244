#pragma once

#include "ui/dialogs/open_path_chooser.h"
#include "ui/dialogs/save_path_chooser.h"

namespace keywright::test {

/// Answers every question for a place with the same path, and remembers what was asked.
class FixedPathChooser : public SavePathChooser
{
public:
    void
    choose(QWidget *, const SavePathRequest &request, std::function<void(QString)> chosen) override
    {
        asked = request;
        if (!path.isEmpty())
            chosen(path);
    }

    QString path; ///< empty: the person cancels
    SavePathRequest asked;
};

/// The same for files to read.
class FixedFileOpener : public OpenPathChooser
{
public:
    void
    choose(QWidget *, const OpenPathRequest &request, std::function<void(QString)> chosen) override
    {
        asked = request;
        if (!path.isEmpty())
            chosen(path);
    }

    QString path;
    OpenPathRequest asked;
};

} // namespace keywright::test
