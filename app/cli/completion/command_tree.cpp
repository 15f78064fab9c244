#include "app/cli/completion/command_tree.h"

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

/// "TEXT:{GET}" has the choices in its braces.
void readType(const QString &type, ArgumentInfo &info)
{
    const qsizetype open = type.indexOf(QLatin1Char('{'));
    const qsizetype close = type.lastIndexOf(QLatin1Char('}'));
    if (open >= 0 && close > open)
        info.choices = type.mid(open + 1, close - open - 1).split(QLatin1Char(','));
    info.valueName = type.section(QLatin1Char(':'), 0, 0);
}

ArgumentInfo argument(const CLI::Option &option)
{
    ArgumentInfo info;
    for (const std::string &name : option.get_lnames())
        info.names += QStringLiteral("--") + QString::fromStdString(name);
    for (const std::string &name : option.get_snames())
        info.names += QLatin1Char('-') + QString::fromStdString(name);
    if (option.get_positional())
        info.names = QStringList(QString::fromStdString(option.get_name(true, false)));
    info.help = QString::fromStdString(option.get_description());
    info.required = option.get_required();
    info.repeatable = option.get_expected_max() > 1 ||
                      option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
    if (option.get_items_expected_max() > 0)
        readType(QString::fromStdString(option.get_type_name()), info);
    return info;
}

CommandInfo command(const CLI::App &app, const QString &path)
{
    CommandInfo info;
    info.path = path;
    info.help = QString::fromStdString(app.get_description());
    for (const CLI::Option *option : app.get_options()) {
        if (option->get_group().empty())
            continue;
        if (option->get_positional())
            info.positionals += argument(*option);
        else
            info.options += argument(*option);
    }
    for (const CLI::App *child : app.get_subcommands({})) {
        if (child->get_group().empty())
            continue;
        const QString name = QString::fromStdString(child->get_name());
        info.children += command(*child, path.isEmpty() ? name : path + QLatin1Char(' ') + name);
    }
    return info;
}

} // namespace

CommandInfo commandTree(const CLI::App &app)
{
    return command(app, QString());
}

QList<CommandInfo> flattened(const CommandInfo &command)
{
    QList<CommandInfo> all{command};
    for (const CommandInfo &child : command.children)
        all += flattened(child);
    return all;
}

} // namespace keywright::cli
