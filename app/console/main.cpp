#include "app/console/console.h"
#include "core/base/process_hardening.h"
#include "core/base/termination_signals.h"

#include <QApplication>

using namespace keywright;
using namespace keywright::console;

int main(int argc, char **argv)
{
    hardenProcess();
    const auto arguments = readArguments(argc, argv, Console::pageIds());
    if (const int *status = std::get_if<int>(&arguments))
        return *status;
    const auto &options = std::get<ConsoleOptions>(arguments);
    confineQtSettings(options);

    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("keywright"));
    QApplication::setApplicationDisplayName(QStringLiteral("Keywright"));
    QApplication::setApplicationVersion(QStringLiteral(KEYWRIGHT_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("keywright"));

    TerminationSignals termination;
    QObject::connect(&termination, &TerminationSignals::requested, &application, [] {
        QCoreApplication::exit(0);
    });
    Console console(application, options);
    console.show();
    const int status = QApplication::exec();
    console.cleanUp();
    return status;
}
