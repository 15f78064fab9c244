#include "ui/connections/connection_importer.h"

#include "core/net/base_url.h"
#include "core/transfer/atlas_cli_profiles.h"
#include "core/transfer/credentials_import.h"
#include "core/transfer/variable_set.h"
#include "ui/connections/profile_dialog.h"
#include "ui/dialogs/open_path_chooser.h"

#include <QFileInfo>
#include <QMenu>

namespace keywright {

ConnectionImporter::ConnectionImporter(
    const ConnectionStore &store, const ImportSources &sources, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_store(store)
    , m_sources(sources)
    , m_dialogParent(dialogParent)
{
}

QMenu *ConnectionImporter::makeMenu()
{
    auto *menu = new QMenu;
    const auto add = [this, menu](const QString &text, void (ConnectionImporter::*import)()) {
        menu->addAction(text, this, import);
    };
    add(tr("Environment variables"), &ConnectionImporter::fromEnvironment);
    add(tr(".env file…"), &ConnectionImporter::fromDotEnvFile);
    add(tr("AtlasUI credentials file…"), &ConnectionImporter::fromCredentialsFile);
    add(tr("Atlas CLI profile…"), &ConnectionImporter::fromAtlasCli);
    add(tr("Tecton API key…"), &ConnectionImporter::fromPastedKey);
    return menu;
}

void ConnectionImporter::take(Result<ImportedConnection> imported, const QString &label)
{
    if (!imported) {
        Q_EMIT failed(imported.error());
        return;
    }
    const Result<ConnectionDraft> draft = draftOf(*std::move(imported), label, m_store);
    if (draft)
        Q_EMIT found(*draft);
    else
        Q_EMIT failed(draft.error());
}

void ConnectionImporter::fromEnvironment()
{
    take(connectionFromVariables(VariableSet::fromEnvironment(m_sources.environment())));
}

void ConnectionImporter::fromDotEnvFile()
{
    OpenPathRequest request;
    request.title = tr("Import a .env file");
    request.nameFilters = {tr("Environment files (.env *.env .env.*)"), tr("All files (*)")};
    request.showsHidden = true;
    m_sources.files.choose(
        m_dialogParent, request, [this](const QString &path) { take(importDotEnvFile(path)); });
}

void ConnectionImporter::fromCredentialsFile()
{
    OpenPathRequest request;
    request.title = tr("Import an AtlasUI credentials file");
    request.nameFilters = {tr("Credentials (*.json)"), tr("All files (*)")};
    m_sources.files.choose(m_dialogParent, request, [this](const QString &path) {
        take(importCredentialsFile(path));
    });
}

void ConnectionImporter::fromAtlasCli()
{
    const QString usual = atlasCliConfigFile(m_sources.environment());
    if (QFileInfo::exists(usual))
        chooseProfile(usual);
    else
        chooseProfileFile();
}

void ConnectionImporter::chooseProfileFile()
{
    OpenPathRequest request;
    request.title = tr("Choose the Atlas CLI's config.toml");
    request.directory = QFileInfo(atlasCliConfigFile(m_sources.environment())).path();
    request.nameFilters = {tr("TOML (*.toml)"), tr("All files (*)")};
    request.showsHidden = true;
    m_sources.files.choose(
        m_dialogParent, request, [this](const QString &path) { chooseProfile(path); });
}

void ConnectionImporter::chooseProfile(const QString &path)
{
    auto profiles = importAtlasCliProfiles(path);
    if (!profiles) {
        Q_EMIT failed(profiles.error());
        return;
    }
    auto *dialog =
        new ProfileDialog(path, *std::move(profiles), m_sources.readForeignEntry, m_dialogParent);
    connect(dialog, &ProfileDialog::otherFileWanted, this, &ConnectionImporter::chooseProfileFile);
    connect(dialog, &DialogFrame::accepted, this, [this, dialog] {
        const QString name = dialog->profileName();
        take(dialog->takeConnection(), name);
    });
    dialog->open();
}

void ConnectionImporter::fromPastedKey()
{
    ImportedConnection found;
    found.source = tr("Tecton API key");
    found.provider = QStringLiteral("tecton");
    found.signIn = SignIn::ApiKey;
    const VariableSet variables = VariableSet::fromEnvironment(m_sources.environment());
    // An address that cannot be used is left to be typed.
    if (auto url = parseBaseUrl(variables.text(QStringLiteral("TECTON_URL")), QString()))
        found.baseUrl = *url;
    found.notices = {
        tr("Paste the key that “tecton service-account create” has printed into the field API "
           "key.")};
    take(std::move(found));
}

} // namespace keywright
