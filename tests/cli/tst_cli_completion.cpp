#include "tests/cli/cli_fixture.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace keywright::test;

/// The scripts and the manual page that are made from the program's own parser.
class CliCompletionTest : public QObject
{
    Q_OBJECT

private:
    QByteArray printed(const QString &kind) const
    {
        const Outcome outcome =
            CliFixture::run(words("completion") + QStringList(kind), m_cli.bareEnvironment());
        return outcome.status == 0 ? outcome.out : QByteArray();
    }

    QString written(const QString &kind) const
    {
        const QString path = m_cli.homeFile(kind);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(printed(kind)) > 0 ? path : QString();
    }

    /// Runs a program that is not ours.
    QByteArray ask(const QString &program, const QStringList &arguments, int *status) const
    {
        QProcess process;
        process.setProcessEnvironment(m_cli.bareEnvironment());
        process.setWorkingDirectory(m_cli.homeFile(QString()));
        process.start(program, arguments);
        const Outcome outcome = CliFixture::outcomeOf(process);
        *status = outcome.status;
        return outcome.out + outcome.err;
    }

    /// What bash would offer for the last word of the line.
    QStringList offeredByBash(const QString &line) const
    {
        QStringList typed = line.split(QLatin1Char(' '));
        const QString script = QStringLiteral(
            "source \"$1\" || exit 1; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); "
            "_keywright_cli; printf '%s\\n' \"${COMPREPLY[@]}\"");
        int status = -1;
        const QByteArray out =
            ask(QStringLiteral("bash"),
                QStringList{
                    QStringLiteral("-c"), script, QStringLiteral("bash"), m_bashScript,
                    QStringLiteral("keywright-cli")} +
                    typed,
                &status);
        if (status != 0)
            return {QString::fromUtf8(out)};
        QStringList offered = QString::fromUtf8(out).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
        offered.sort();
        return offered;
    }

    /// Every group and verb, as --help tells them.
    QStringList commands() const
    {
        static const QRegularExpression entry(QStringLiteral("^  ([a-z-]+)( .*)?$"));
        const auto below = [this](const QStringList &path) {
            const Outcome help = CliFixture::run(path + words("--help"), m_cli.bareEnvironment());
            const QString text =
                QString::fromUtf8(help.out).section(QStringLiteral("Subcommands:\n"), 1);
            QStringList names;
            for (const QString &line : text.split(QLatin1Char('\n'))) {
                const auto match = entry.match(line);
                if (match.hasMatch())
                    names += match.captured(1);
            }
            return names;
        };
        QStringList all;
        const QStringList groups = below({});
        for (const QString &group : groups) {
            all += group;
            for (const QString &verb : below({group}))
                all += group + QLatin1Char(' ') + verb;
        }
        return all;
    }

    CliFixture m_cli;
    QString m_bashScript;

private Q_SLOTS:
    void initTestCase()
    {
        m_bashScript = written(QStringLiteral("bash"));
        QVERIFY(!m_bashScript.isEmpty());
        QVERIFY(commands().size() > 30);
    }

    void bashOffers_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("offered");
        QTest::newRow("groups") << "acc" << "access accounts";
        QTest::newRow("verbs") << "accounts de" << "deactivate delete";
        QTest::newRow("verbs behind options")
            << "--json --connection accounts access " << "add list remove";
        QTest::newRow("options") << "export --f" << "--format";
        QTest::newRow("options behind arguments") << "accounts delete mdb_sa_id --y" << "--yes";
        QTest::newRow("options of the program") << "roles list --conn" << "--connection";
        QTest::newRow("choices") << "export --format " << "credentials-json dotenv kubernetes";
        QTest::newRow("choices, typed") << "export x --format do" << "dotenv";
        QTest::newRow("choices behind =") << "export x --format = do" << "dotenv";
        QTest::newRow("choices of an argument") << "call " << "GET";
        QTest::newRow("no value is known") << "--connection " << "";
        QTest::newRow("nothing hidden") << "compl" << "";
    }

    void bashOffers()
    {
        QFETCH(QString, line);
        QFETCH(QString, offered);
        QCOMPARE(offeredByBash(line), offered.split(QLatin1Char(' '), Qt::SkipEmptyParts));
    }

    void bashOffersFiles()
    {
        QFile file(m_cli.homeFile(QStringLiteral("a name.json")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QStringList expected(QStringLiteral("a name.json"));
        QCOMPARE(offeredByBash(QStringLiteral("import credentials-file a")), expected);
        QCOMPARE(offeredByBash(QStringLiteral("--env-file a")), expected);
        QCOMPARE(offeredByBash(QStringLiteral("export x --out a")), expected);
    }

    void everyShellKnowsEveryCommand_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char *kind : {"bash", "zsh", "fish"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }

    void everyShellKnowsEveryCommand()
    {
        QFETCH(QString, kind);
        const QString script = QString::fromUtf8(printed(kind));
        for (const QString &command : commands())
            QVERIFY2(script.contains(QStringLiteral("' %1'").arg(command)), qPrintable(command));
        const QString shell = QStandardPaths::findExecutable(kind);
        if (shell.isEmpty())
            QSKIP("This shell is not installed, so its syntax was not checked.");
        int status = -1;
        const QByteArray complaints = ask(shell, {QStringLiteral("-n"), written(kind)}, &status);
        QVERIFY2(status == 0, complaints.constData());
    }

    void fishOffersTheSame()
    {
        const QString fish = QStandardPaths::findExecutable(QStringLiteral("fish"));
        if (fish.isEmpty())
            QSKIP("fish is not installed.");
        int status = -1;
        const QString ask3 =
            QStringLiteral("source %1; complete -C 'keywright-cli --json accounts de'; "
                           "complete -C 'keywright-cli export x --format k'")
                .arg(written(QStringLiteral("fish")));
        const QByteArray offered =
            ask(fish, {QStringLiteral("--no-config"), QStringLiteral("-c"), ask3}, &status);
        const QList<QByteArray> lines = offered.trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines.at(0).startsWith("deactivate\t"), offered.constData());
        QVERIFY2(lines.at(1).startsWith("delete\t"), offered.constData());
        QVERIFY2(lines.at(2).startsWith("kubernetes"), offered.constData());
    }

    void theManualTellsEveryCommand()
    {
        const QByteArray page = printed(QStringLiteral("man"));
        QVERIFY(page.startsWith(".TH "));
        for (const QString &command : commands()) {
            QString escaped = command;
            escaped.replace(QLatin1Char('-'), QStringLiteral("\\-"));
            QVERIFY2(page.contains(escaped.toUtf8()), qPrintable(command));
        }
        for (const char *section : {"SYNOPSIS", "ENVIRONMENT", "EXIT STATUS", "EXAMPLES"})
            QVERIFY(page.contains(QByteArray(".SH ") + section));
        const QString groff = QStandardPaths::findExecutable(QStringLiteral("groff"));
        if (groff.isEmpty())
            QSKIP("groff is not installed, so the page was not set.");
        int status = -1;
        const QByteArray complaints =
            ask(groff,
                {QStringLiteral("-man"), QStringLiteral("-Tutf8"), QStringLiteral("-ww"),
                 QStringLiteral("-z"), written(QStringLiteral("man"))},
                &status);
        QCOMPARE(status, 0);
        QVERIFY2(complaints.isEmpty(), complaints.constData());
    }

    void itIsHiddenAndRefusesOtherShells()
    {
        QCOMPARE(CliFixture::run(words("completion tcsh"), m_cli.bareEnvironment()).status, 2);
        const Outcome help = CliFixture::run(words("--help"), m_cli.bareEnvironment());
        QVERIFY(!help.out.contains("completion"));
    }
};

QTEST_GUILESS_MAIN(CliCompletionTest)
#include "tst_cli_completion.moc"
