#include "app/console/console_options.h"

#include <CLI/CLI.hpp>
#include <map>

namespace keywright::console {

namespace {

const std::map<std::string, ThemeMode> themes{
    {"system", ThemeMode::System}, {"light", ThemeMode::Light}, {"dark", ThemeMode::Dark}};

std::set<std::string> known(const QStringList &names)
{
    std::set<std::string> result;
    for (const QString &name : names)
        result.insert(name.toStdString());
    return result;
}

} // namespace

std::variant<ConsoleOptions, int>
readArguments(int argc, const char *const *argv, const QStringList &pages)
{
    CLI::App app("Console for the service accounts of Tecton and MongoDB Atlas", "keywright");
    app.set_version_flag("--version", "keywright " KEYWRIGHT_VERSION);
    ConsoleOptions options;
    std::string connection;
    std::string page;
    std::string dataDirectory;
    ThemeMode theme = ThemeMode::System;
    app.add_flag("--sandbox", options.sandbox, "Open connected to the built-in sandbox");
    app.add_option("--connection", connection, "Show this connection only")->type_name("NAME");
    app.add_option("--page", page, "Open this page")
        ->type_name("NAME")
        ->transform(CLI::IsMember(known(pages), CLI::ignore_case));
    app.add_option("--data-dir", dataDirectory, "Keep everything below this folder")
        ->type_name("DIR");
    CLI::Option *themeOption = app.add_option("--theme", theme, "system, light or dark")
                                   ->transform(CLI::CheckedTransformer(themes, CLI::ignore_case));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &answer) {
        return app.exit(answer);
    }
    options.connection = QString::fromStdString(connection);
    options.page = QString::fromStdString(page);
    options.dataDirectory = QString::fromStdString(dataDirectory);
    if (themeOption->count() > 0)
        options.theme = theme;
    return options;
}

} // namespace keywright::console
