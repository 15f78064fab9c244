#include "app/cli/completion/man_page.h"

namespace keywright::cli {

namespace {

/// troff reads bytes: everything beyond ASCII is named by its code point.
QString inAscii(const QString &text)
{
    QString result;
    const QList<uint> characters = text.toUcs4();
    for (const uint character : characters)
        result += character < 0x80
                      ? QString(QChar(character))
                      : QStringLiteral("\\[u%1]").arg(
                            QString::number(character, 16).toUpper().rightJustified(4, u'0'));
    return result;
}

/// Text that man(1) shows as it is: a dash stays one that can be searched for, and no line begins a
/// request.
QString escaped(QString text)
{
    text.replace(QLatin1Char('\\'), QStringLiteral("\\e"));
    text.replace(QLatin1Char('-'), QStringLiteral("\\-"));
    text = inAscii(text);
    if (text.startsWith(QLatin1Char('.')) || text.startsWith(QLatin1Char('\'')))
        text.prepend(QStringLiteral("\\&"));
    return text;
}

QString bold(const QString &text)
{
    return QStringLiteral("\\fB%1\\fR").arg(escaped(text));
}

QString italic(const QString &text)
{
    return QStringLiteral("\\fI%1\\fR").arg(escaped(text));
}

QString valueOf(const ArgumentInfo &option)
{
    if (option.isFlag())
        return {};
    return QLatin1Char(' ') + (option.choices.isEmpty()
                                   ? italic(option.valueName)
                                   : escaped(option.choices.join(QLatin1Char('|'))));
}

QString optionEntries(const QList<ArgumentInfo> &options)
{
    QString entries;
    for (const ArgumentInfo &option : options) {
        QStringList names;
        for (const QString &name : option.names)
            names += bold(name);
        entries +=
            QStringLiteral(".TP\n%1%2\n%3.\n")
                .arg(names.join(QStringLiteral(", ")), valueOf(option), escaped(option.help));
    }
    return entries;
}

/// "accounts show ID", options in brackets unless they have to be given.
QString synopsis(const CommandInfo &command)
{
    QString line = bold(command.path);
    for (const ArgumentInfo &positional : command.positionals) {
        QString name = positional.choices.isEmpty()
                           ? italic(positional.names.first())
                           : escaped(positional.choices.join(QLatin1Char('|')));
        if (positional.repeatable)
            name += QStringLiteral("...");
        line += positional.required ? QLatin1Char(' ') + name : QStringLiteral(" [%1]").arg(name);
    }
    for (const ArgumentInfo &option : command.options) {
        if (option.required)
            line += QLatin1Char(' ') + bold(option.names.first()) + valueOf(option);
    }
    return line;
}

QList<ArgumentInfo> withoutHelp(QList<ArgumentInfo> options)
{
    options.removeIf(
        [](const ArgumentInfo &option) { return option.names.contains(QStringLiteral("--help")); });
    return options;
}

QString commandEntries(const CommandInfo &program)
{
    QString entries;
    const QList<CommandInfo> commands = flattened(program);
    for (const CommandInfo &command : commands) {
        if (command.path.isEmpty())
            continue;
        if (!command.children.isEmpty()) {
            entries += QStringLiteral(".SS %1\n%2.\n").arg(command.path, escaped(command.help));
            continue;
        }
        if (!command.path.contains(QLatin1Char(' ')))
            entries += QStringLiteral(".SS %1\n").arg(command.path);
        entries += QStringLiteral(".TP\n%1\n%2.\n").arg(synopsis(command), escaped(command.help));
        const QList<ArgumentInfo> options = withoutHelp(command.options);
        if (!options.isEmpty())
            entries += QStringLiteral(".RS\n%1.RE\n").arg(optionEntries(options));
    }
    return entries;
}

const char beforeCommands[] = R"(.SH DESCRIPTION
Looks after service accounts, their roles and their secrets in Tecton clusters and MongoDB Atlas
organizations. It is the desktop program Keywright without its window, and shares its stored
connections and its keychain entries.
.PP
A secret is never an argument. It is read from the keychain, the environment or standard input. A
new secret goes to standard output, alone on its line after a label; advice goes to standard error.
)";

const char afterCommands[] = R"(.SH SCOPES
A role is given as \fIROLE\fR@\fISCOPE\fR. A scope is \fBorg\fR, \fBall\-workspaces\fR,
\fBworkspace:\fR\fINAME\fR or \fBproject:\fR\fIID\fR.
.SH ENVIRONMENT
Without \fB\-\-connection\fR these variables, of the environment or of the file of
\fB\-\-env\-file\fR, describe the system; the first family that is there is used.
.TP
.B KEYWRIGHT_URL
With \fBKEYWRIGHT_PROVIDER\fR (tecton or atlas) and \fBKEYWRIGHT_API_KEY\fR, or
\fBKEYWRIGHT_CLIENT_ID\fR and \fBKEYWRIGHT_CLIENT_SECRET\fR, or \fBKEYWRIGHT_PUBLIC_KEY\fR and
\fBKEYWRIGHT_PRIVATE_KEY\fR; and \fBKEYWRIGHT_TOKEN_URL\fR, \fBKEYWRIGHT_ORG_ID\fR,
\fBKEYWRIGHT_PROJECT_ID\fR.
.TP
.B TECTON_URL
With \fBTECTON_API_KEY\fR.
.TP
.B MONGODB_ATLAS_CLIENT_ID
With \fBMONGODB_ATLAS_CLIENT_SECRET\fR; or \fBMONGODB_ATLAS_PUBLIC_API_KEY\fR with
\fBMONGODB_ATLAS_PRIVATE_API_KEY\fR; and \fBMONGODB_ATLAS_BASE_URL\fR,
\fBMONGODB_ATLAS_ORG_ID\fR, \fBMONGODB_ATLAS_PROJECT_ID\fR.
.TP
.B ATLAS_SERVICE_ACCOUNT_ID
And the other variables of AtlasUI.
.SH EXIT STATUS
.TP
.B 0
Done.
.TP
.B 2
Wrong usage or invalid input.
.TP
.B 3
Not authenticated.
.TP
.B 4
Not permitted.
.TP
.B 5
Not found.
.TP
.B 6
A conflict or a limit.
.TP
.B 7
Network, TLS or timeout.
.TP
.B 8
The provider failed.
.TP
.B 9
The keychain or local data failed.
.TP
.B 10
Done in part; standard error says what is missing.
.TP
.B 130
Interrupted.
.SH EXAMPLES
.nf
keywright\-cli connections add prod \-\-provider tecton \-\-url https://acme.tecton.ai < key.txt
keywright\-cli \-\-connection prod accounts list \-\-search fraud
keywright\-cli \-\-connection prod secrets create ID \-\-store
.fi
)";

} // namespace

QByteArray manPage(const CommandInfo &program, const QString &version)
{
    QString page = QStringLiteral(".TH KEYWRIGHT\\-CLI 1 \"\" \"Keywright %1\" \"User Commands\"\n"
                                  ".SH NAME\nkeywright\\-cli \\- look after service accounts, "
                                  "their roles and secrets\n"
                                  ".SH SYNOPSIS\n.B keywright\\-cli\n[\\fIoptions\\fR] "
                                  "\\fIgroup\\fR [\\fIverb\\fR] [\\fIarguments\\fR]\n")
                       .arg(version);
    page += QLatin1StringView(beforeCommands);
    page +=
        QStringLiteral(".SH OPTIONS\nThese can stand anywhere.\n") + optionEntries(program.options);
    page += QStringLiteral(".SH COMMANDS\n") + commandEntries(program);
    page += QLatin1StringView(afterCommands);
    return page.toUtf8();
}

} // namespace keywright::cli
