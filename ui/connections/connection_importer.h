#pragma once

#include "ui/connections/connection_draft.h"
#include "ui/connections/import_sources.h"

#include <QObject>

class QMenu;
class QWidget;

namespace keywright {

class ConnectionStore;

/// Looks for connections in other programs' files and variables. It stores nothing: what it finds
/// is handed on for a person to look at.
class ConnectionImporter : public QObject
{
    Q_OBJECT
public:
    /// Dialogs cover the window of `dialogParent`. All must outlive this object.
    ConnectionImporter(
        const ConnectionStore &store, const ImportSources &sources, QWidget *dialogParent);

    /// The places to import from. The caller takes the menu.
    QMenu *makeMenu();

Q_SIGNALS:
    void found(const keywright::ConnectionDraft &draft);
    void failed(const keywright::Error &error);

private:
    void fromEnvironment();
    void fromDotEnvFile();
    void fromCredentialsFile();
    void fromAtlasCli();
    void fromPastedKey();
    /// A choice of one of the file's profiles.
    void chooseProfile(const QString &path);
    void chooseProfileFile();
    void take(Result<ImportedConnection> imported, const QString &label = {});

    const ConnectionStore &m_store;
    ImportSources m_sources;
    QWidget *m_dialogParent;
};

} // namespace keywright
